import { answerWord, compact, fieldName, type Manner, possibleText } from '@linea/criteria/words';
import type { DerivationJson } from '../../patient/patient-json.ts';
import type { Words } from '../../words/words.ts';
import type { Sentence } from '../brief.ts';
import { type Chart, nameOf } from '../chart.ts';

/** What every endpoint says. */
const TIME = ['timeDays', 'minDays', 'maxDays', 'reason'];

/** Members of a record that a page of two sides has room for; a criterion that is not here has a value of its own. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'mm.gate': ['conditions', 'overall'],
  'all.gate': ['ageMet', 'diseaseMet'],
  'mm.refractory.classes': ['classesExposed', 'classesRefractory'],
  'mm.response.series': ['bestConfirmed', 'bestUnconfirmed', 'dateOfResponse', 'dateOfProgression'],
  'mm.rdi': ['rdiPercent'],
  'mm.doseLevel': ['level'],
  'mm.lot': ['count'],
  'mm.measurable': ['measurable'],
  'all.endpoint': TIME,
  'mm.pfs': TIME,
  'mm.dor': TIME,
  'mm.ttp': TIME,
  'mm.ttnt': TIME,
  'mm.os': TIME,
  'outcome.pfs': TIME,
  'outcome.efs': TIME,
  'outcome.os': TIME,
  'outcome.dor': TIME,
  'outcome.ttnt': TIME,
  'carT.intervals': ['veinToVeinDays', 'decisionToLeukapheresisDays'],
  'crs.astct2019.course': ['maxGrade', 'onsetDay', 'resolutionDay', 'durationDays'],
  'icans.astct2019.course': ['maxGrade', 'onsetDay', 'resolutionDay', 'durationDays'],
  'icaht.early': ['grade'],
  'icaht.late': ['grade'],
  'lbcl.secondLineStatus': ['status', 'category'],
  'all.bca': ['value', 'durationDays'],
  'lugano.timepoints': ['timepoints'],
  drugFreeMonths: ['months'],
};

/** Answers of one criterion that a brief shows: the latest ones. */
const LATEST = 4;

/** What a derivation says, in one clause. */
function answerText(derivation: DerivationJson, words: Words, chart: Chart): string {
  const { say } = words;
  const { criterion, status, value, possible, missing } = derivation;
  const word = (one: unknown): string => answerWord(criterion, one, say, { ...MANNER, criterion });
  const category = typeof derivation.category === 'string' ? ` (${word(derivation.category)})` : '';
  const asked = missing.map((code) => chart.words.labels.item(code)).join(', ');
  if (status === 'notApplicable') return say('brief.row.notApplicable');
  if (value !== undefined) return `${word(value)}${category}`;
  if (typeof derivation.score === 'number') return `${word(derivation.score)}${category}`;
  if (possible?.every((one) => typeof one !== 'object')) {
    const list = possibleText(possible, word);
    return asked ? say('brief.row.ask', { list, asked }) : say('brief.row.possible', { list });
  }
  const fields = (FIELDS[criterion] ?? []).flatMap((field) => {
    const member = derivation[field];
    if (member === null || member === undefined || (Array.isArray(member) && member.length === 0)) return [];
    return [
      say('brief.row.field', { name: fieldName(field, say), value: compact(member, say, { ...MANNER, criterion }) }),
    ];
  });
  if (fields.length > 0) return fields.join('; ');
  return asked ? say('brief.row.undecided', { asked }) : say('brief.row.undecidedPlain');
}

/** Signs that a reader without colour tells apart; the legend of the brief says what they mean. */
const MARKS: Readonly<Record<string, string>> = { met: '✔', 'not-met': '✘', unknown: '?' };

/** As there is room for on two sides. */
const MANNER: Manner = {
  fractionDigits: 2,
  isOpen: true,
  condition: (condition, status) => `${MARKS[status] ?? '?'} ${condition}`,
};

/** What a derivation is about: ` (line 2, selinexor)`. */
function subjectOf({ of }: DerivationJson, words: Words): string {
  if (!of) return '';
  const parts = Object.entries(of).map(([name, value]) => {
    const text = String(value);
    if (name === 'line') return [words.say('figure.line', { number: text })];
    return text.includes(':') ? [] : [words.say.or(`word.${text}`, nameOf(text, words))];
  });
  return parts.flat().length === 0 ? '' : ` (${parts.flat().join(', ')})`;
}

/**
 * The last answers of criteria, one for each subject: title, what about, answer, day. What rests on a stated component says so,
 * and stands beside the answer without it.
 */
export function derivedRows(chart: Chart, ...criteria: readonly string[]): readonly Sentence[] {
  const { words } = chart;
  return criteria.flatMap((criterion) => {
    const last = new Map<string, DerivationJson>();
    for (const one of chart.derived(criterion))
      last.set(JSON.stringify([one.of, one.assuming.length > 0, one.params ?? null]), one);
    return [...last.values()]
      .slice(-LATEST)
      .filter(({ status }) => status !== 'notApplicable')
      .map((one) => ({
        text: words.say('brief.row.derived', {
          title: words.say.or(`criterion.${criterion}`, criterion) + subjectOf(one, words),
          answer: answerText(one, words, chart),
          at: one.at ?? '–',
          assuming: one.assuming.length > 0 ? 'yes' : 'no',
          memory: one.warnings?.includes('ruleNotIndependentlyVerified') ? 'yes' : 'no',
        }),
        facts: one.because,
      }));
  });
}

/** The last value of each code: label, value, day; what is stated by somebody says so. */
export function factRows(chart: Chart, ...codes: readonly string[]): readonly Sentence[] {
  return codes.flatMap((code) => {
    const fact = chart.last(code);
    if (!fact) return [];
    const text = chart.words.say('brief.row.fact', {
      name: chart.words.say.or(`brief.label.${code}`, chart.words.labels.item(code)),
      value: chart.value(fact),
      when: chart.when(fact),
      stated: fact.stated ? 'yes' : 'no',
    });
    return [{ text, facts: [fact.id] }];
  });
}
