import { messages as criteriaMessages } from '@linea/criteria/messages';
import { item } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { messages } from '../messages.generated.ts';
import type { DerivationJson, FactJson, PatientJson } from '../patient/patient-json.ts';
import type { Words } from '../words/words.ts';
import type { Brief } from './brief.ts';
import { composeBrief } from './compose.ts';
import { readability } from './readability.ts';
import { briefHtml } from './sheet/brief-html.ts';
import { briefMarkdown } from './sheet/brief-markdown.ts';
import { briefTypst } from './sheet/brief-typst.ts';

/** Words of a language; braces are filled in plainly, choices by their `other` branch or the word given. */
function wordsIn(language: 'it' | 'en'): Words {
  const texts: Record<string, string> = { ...criteriaMessages[language], ...messages[language] };
  const say = (key: string, given: Readonly<Record<string, string | number>> = {}): string => {
    const text = texts[key];
    if (text === undefined) throw new RangeError(key);
    return text
      .replaceAll(/\{(\w+), select, yes \{([^}]*)\} other \{\}\}/g, (_, name: string, yes: string) =>
        given[name] === 'yes' ? yes : '',
      )
      .replaceAll(
        /\{(\w+), plural, one \{([^}]*)\} other \{([^}]*)\}\}/g,
        (_, name: string, one: string, other: string) =>
          (given[name] === 1 ? one : other).replace('#', String(given[name])),
      )
      .replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given[name]));
  };
  const has = (key: string) => key in texts;
  return {
    say: Object.assign(say, {
      language,
      has,
      or: (key: string, otherwise: string) => (has(key) ? say(key) : otherwise),
    }),
    labels: {
      item: (code) => (language === 'it' ? item(code).labelIt : item(code).labelEn),
      answer: (code, answer) => item(code).values?.find((value) => value.code === answer)?.[language] ?? answer,
    },
  };
}

let nextFact = 0;
const fact = (code: string, value: unknown, more: Partial<FactJson> = {}): FactJson => {
  const id = `f${++nextFact}`;
  const day = { start: '2024-03-01', end: '2024-03-01', precision: 'day' };
  return {
    id,
    code,
    event: `${item(code).event}:e`,
    effective: day,
    value,
    unit: null,
    stated: false,
    known: '2024-03-02T00:00:00Z',
    ...more,
  };
};
const derivation = (criterion: string, more: Partial<DerivationJson>): DerivationJson => ({
  criterion,
  version: '1',
  at: '2024-03-01',
  of: null,
  missing: [],
  because: ['f0'],
  assuming: [],
  stated: null,
  discrepancy: null,
  ...more,
});
const patientOf = (
  disease: string | null,
  facts: readonly FactJson[],
  derivations: readonly DerivationJson[] = [],
): PatientJson => ({
  patient: 'test-1',
  asOf: '2024-04-01',
  knownAt: null,
  centre: 'test',
  disease,
  synthetic: true,
  facts: disease === null ? facts : [fact('reg.indication', disease), ...facts],
  lines: [],
  derivations,
  discrepancies: [],
  warnings: [],
});
const numbers = ['011 000 0000'];
const composed = (
  patient: PatientJson,
  language: 'it' | 'en',
  audience: 'patient' | 'clinician' = 'patient',
): Brief => {
  const brief = composeBrief(patient, { audience, numbers }, wordsIn(language));
  if (typeof brief === 'string') throw new Error(brief);
  return brief;
};
const point = (brief: Brief, id: string) => brief.points.find((one) => one.id === id);

describe('a brief, by the table of briefs.md 3', () => {
  it('1: LBCL, early relapse, LDH 1.4 times the limit, in Italian', () => {
    const facts = [
      fact('elig.refractoryFirstLine', 'earlyRelapse'),
      fact('lab.ldh', 350, { unit: 'U/L' }),
      fact('lab.uln', 250, { unit: 'U/L' }),
    ];
    const brief = composed(patientOf('LBCL', facts), 'it');
    expect(point(brief, 'L1')?.text).toContain('recidiva entro 12 mesi');
    expect(point(brief, 'L3')).toMatchObject({ filled: true, facts: [facts[1]?.id, facts[2]?.id] });
    expect(point(brief, 'L3')?.text).toContain('1,4 volte');
  });
  it('2: LBCL with nothing recorded leaves the line to write on', () => {
    const brief = composed(patientOf('LBCL', []), 'en');
    expect(point(brief, 'L3')).toMatchObject({ filled: false, facts: [], blankReason: 'factsUnknown' });
    expect(briefMarkdown(brief, wordsIn('en'))).toContain('To be completed with your doctor:');
  });
  it('3: ALL, residual disease 0.7 % on bridging, in English, without points of other diseases', () => {
    const brief = composed(patientOf('ALL', [fact('mrd.value', 0.007, { unit: '1' })]), 'en');
    expect(point(brief, 'A1')).toMatchObject({ filled: true });
    expect(point(brief, 'A1')?.text).toContain('minimal residual disease 0.7 %');
    expect(brief.points.filter(({ id }) => /^[LMP]\d/.test(id))).toEqual([]);
  });
  it('4: CAR-HEMATOTOX with an unknown category is not spoken of', () => {
    const hematotox = derivation('carHematotox.2021', { status: 'indeterminate', category: null });
    expect(point(composed(patientOf('LBCL', [], [hematotox]), 'en'), 'G10')?.sentences).toEqual([]);
  });
  it('5: CAR-HEMATOTOX with its category settled although the score is not', () => {
    const hematotox = derivation('carHematotox.2021', { status: 'indeterminate', category: 'high', because: ['f7'] });
    const found = point(composed(patientOf('LBCL', [], [hematotox]), 'en'), 'G10');
    expect(found?.text).toContain('were more frequent in people with similar blood tests');
    expect(found?.facts).toEqual(['f7']);
  });
  it('5b: outside the population of its derivation it is not spoken of', () => {
    const hematotox = derivation('carHematotox.2021', { category: 'high', warnings: ['outsideDerivationPopulation'] });
    expect(point(composed(patientOf('MM', [], [hematotox]), 'it'), 'G10')?.filled).toBe(false);
  });
  it('6: a language without a brief is English, and says so', () => {
    const brief = composeBrief(
      patientOf('LBCL', []),
      { audience: 'patient', numbers, languageFallback: true },
      wordsIn('en'),
    );
    expect(brief).toMatchObject({ language: 'en', warnings: ['consentNotRecorded', 'languageFallback'] });
  });
  it('8: an estimate from elsewhere is in K5 alone', () => {
    const facts = [fact('ext.name', 'inflamix'), fact('ext.value', 0.31)];
    const [patient, clinician] = [
      composed(patientOf('LBCL', facts), 'en'),
      composed(patientOf('LBCL', facts), 'en', 'clinician'),
    ];
    expect(patient.points.flatMap((one) => one.facts)).not.toContain(facts[0]?.id);
    expect(patient.points.flatMap((one) => one.facts)).not.toContain(facts[1]?.id);
    expect(point(clinician, 'K5')).toMatchObject({ filled: true, facts: facts.map(({ id }) => id) });
    expect(clinician.points.filter(({ id, text }) => id !== 'K5' && text.includes('0.31'))).toEqual([]);
  });
});

describe('a brief', () => {
  it('is not final without the number of the centre', () => {
    const brief = composeBrief(patientOf('MM', []), { audience: 'patient', numbers: [] }, wordsIn('it'));
    expect(brief).toMatchObject({ final: false, warnings: ['emergencyNumberMissing', 'consentNotRecorded'] });
    for (const text of [briefHtml, briefMarkdown, briefTypst].map((sheet) => sheet(brief as Brief, wordsIn('it'))))
      expect(text).toContain('NON DEFINITIVO');
  });
  it('is refused without a diagnosis, and where consent was withdrawn', () => {
    const options = { audience: 'patient', numbers } as const;
    expect(composeBrief(patientOf(null, []), options, wordsIn('en'))).toBe('brief.noDiagnosis');
    const consent = [fact('consent.kind', 'registry'), fact('consent.status', 'withdrawn')];
    expect(composeBrief(patientOf('ALL', consent), options, wordsIn('en'))).toBe('brief.consentRefused');
  });
  it('tells every doctor from leukapheresis on, not before', () => {
    expect(composed(patientOf('MM', []), 'en').emergency.tellEveryDoctor).toBeNull();
    expect(composed(patientOf('MM', [fact('leuk.date', '2024-03-01')]), 'en').emergency.tellEveryDoctor).toContain(
      'CAR-T team',
    );
    const notDone = fact('leuk.date', null, { absent: 'notDone' });
    expect(composed(patientOf('ALL', [notDone]), 'en').emergency.tellEveryDoctor).toBeNull();
    const undated = fact('leuk.date', null, { absent: 'unknown' });
    expect(composed(patientOf('ALL', [undated]), 'en').emergency.tellEveryDoctor).toContain('CAR-T team');
  });
  it('gives both ages that a year of birth leaves', () => {
    const facts = [fact('demo.birthYear', 1953, { unit: 'a' })];
    expect(point(composed(patientOf('LBCL', facts), 'en'), 'L2')?.text).toContain('70–71');
  });
  it('says what is synthetic, and for research, where it must', () => {
    const sheet = briefHtml(composed(patientOf('SLE', []), 'en', 'clinician'), wordsIn('en'));
    expect(sheet).toContain('SYNTHETIC DATA');
    expect(sheet).toContain('does not replace clinical judgement');
  });
  it('keeps what a patient wrote as text in every format', () => {
    const brief = composed(patientOf('SLE', [fact('elig.trialId', '<b>"#eval(1)\\')]), 'en');
    expect(briefHtml(brief, wordsIn('en'))).toContain('&lt;b&gt;&quot;#eval(1)\\');
    expect(briefTypst(brief, wordsIn('en'))).toContain('<b>\\"#eval(1)\\\\');
  });
  it.each(['LBCL', 'ALL', 'MM', 'SLE'] as const)(
    '%s: the patient’s words keep the reading level of both languages',
    (disease) => {
      for (const language of ['it', 'en'] as const) {
        const brief = composed(patientOf(disease, []), language);
        const text = [
          brief.emergency.signs,
          ...brief.points.flatMap(({ question, note }) => [question, note ?? '']),
          ...brief.closing,
          brief.footer,
        ].join(' ');
        expect(readability(text, language)).toMatchObject({ passes: true });
      }
    },
  );
  it.each(['it', 'en'] as const)('every sentence that a fact can add reads as easily (%s)', (language) => {
    const said = Object.entries(messages[language]).filter(
      ([key]) => /^brief\.say\./.test(key) && !key.includes('.mrd.'),
    );
    const text = said.map(([, words]) => words.replaceAll(/\{\w+\}/g, '3')).join(' ');
    expect(said.length).toBeGreaterThan(100);
    expect(readability(text, language)).toMatchObject({ passes: true });
  });
  it.each(['it', 'en'] as const)('promises nothing and advises nothing (%s)', (language) => {
    const words = Object.entries(messages[language])
      .filter(([key]) => key.startsWith('brief.'))
      .map(([, text]) => text.toLowerCase())
      .join('\n');
    const promises =
      language === 'it'
        ? ['guarirà', 'garantit', 'sicuramente', 'le consigliamo', 'si raccomanda', 'eleggibile', 'deve fare la car-t']
        : [
            'will be cured',
            'guarantee',
            'certainly',
            'we recommend',
            'recommended',
            'eligible',
            'you should have car-t',
          ];
    for (const promise of promises) expect(words).not.toContain(promise);
  });
});

describe('readability', () => {
  // Two words of 2 and 6 letters, one sentence: 89 + (300 - 80) / 2.
  it('Gulpease by hand', () => expect(readability('Io mangio', 'it').value).toBeCloseTo(89 + (300 - 80) / 2, 10));
  // One sentence, 6 words, 6 syllables: 0.39 * 6 + 11.8 - 15.59.
  it('Flesch-Kincaid by hand', () =>
    expect(readability('The cat sat on the mat.', 'en').value).toBeCloseTo(0.39 * 6 + 11.8 - 15.59, 10));
  it('refuses a text without words', () => expect(() => readability('?!', 'en')).toThrow(RangeError));
});
