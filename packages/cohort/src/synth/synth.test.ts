import { readLineaJson } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { calibration, SETTINGS } from './calibration.ts';
import { settingSizes, synthesise } from './synth.ts';
import { defaultTruth } from './truth.ts';

const study = (given: Partial<Parameters<typeof synthesise>[0]> = {}): Record<string, string> =>
  Object.fromEntries(
    [...lines(synthesise({ seed: 1, patients: 60, complete: false, truth: defaultTruth(), ...given }))].map(
      ([name, text]) => [name, text],
    ),
  );

/** Files must be read in turn: the matrix knows its samples when the facts have been written. */
function* lines(files: ReturnType<typeof synthesise>): Generator<[string, string]> {
  for (const { name, pieces } of files) yield [name, [...pieces].join('')];
}

const reading = (text: string) => readLineaJson(text, { recorded: '2026-11-01T00:00:00Z', by: 'test' });

describe('the synthetic study', () => {
  const files = study();
  const { facts, issues } = reading(files['facts.json'] as string);

  it('is read as any other facts are, without an issue', () => {
    expect(issues).toEqual([]);
    expect(facts.length).toBeGreaterThan(5000);
  });
  it('no slip of a decimal point leads to a value that nobody takes in', () => {
    // This one had a C-reactive protein of 1714 mg/L before it was corrected.
    expect(reading(study({ seed: 11, patients: 1420 })['facts.json'] as string).issues).toEqual([]);
  }, 60_000);
  it('says that it is synthetic in every file and every id', () => {
    for (const name of ['facts.json', 'study.yaml', 'truth.json'])
      expect(files[name]).toContain(calibration.meta.bannerIt);
    expect(facts.every(({ patient, centre }) => patient.startsWith('SYN-') && /^SYN-\d\d$/.test(centre))).toBe(true);
    expect(files['expression.csv']?.split('\n')[0]).toMatch(/^sample,SYN_MYE_01/);
  });
  it('is the same, byte for byte, from the same seed, and another from another', () => {
    expect(study()).toEqual(files);
    expect(study({ seed: 2 })['facts.json']).not.toBe(files['facts.json']);
  });
  it('has the settings in their proportions', () => {
    expect(settingSizes()).toEqual({ lbcl2l: 340, lbcl3l: 620, ballRr: 120, mm2l: 300, sle: 40 });
    for (const n of [5, 6, 17, 60, 299, 300, 1419, 5000])
      expect(Object.values(settingSizes(n)).reduce((sum, own) => sum + own, 0)).toBe(n);
    const sizes = settingSizes(60);
    const settings = facts
      .filter(({ code }) => code === 'reg.setting')
      .map(({ value }) => (value?.kind === 'code' ? value.code : ''));
    for (const setting of SETTINGS) expect(settings.filter((of) => of === setting)).toHaveLength(sizes[setting]);
  });
  it('keeps a patient when their number changes', () => {
    const more = reading(study({ patients: 90 })['facts.json'] as string).facts;
    const of = (all: typeof facts) =>
      all.filter(({ patient }) => patient === 'SYN-mm2l-0001').map(({ code, value }) => [code, value]);
    expect(of(more)).toEqual(of(facts));
  });
  it('is dirty: absent, other units, months, late corrections', () => {
    expect(facts.some(({ absent }) => absent === 'notDone')).toBe(true);
    expect(facts.some(({ value }) => value?.kind === 'number' && value.unit === 'mg/dL')).toBe(true);
    const wide = reading(study({ patients: 200 })['facts.json'] as string).facts;
    expect(wide.some(({ effective }) => effective.precision === 'month')).toBe(true);
    expect(wide.some(({ kind }) => kind === 'amended-result')).toBe(true);
    expect(wide.some(({ kind }) => kind === 'transcription')).toBe(true);
  });
  it('has none of it when complete', () => {
    const clean = reading(study({ complete: true })['facts.json'] as string).facts;
    expect(
      clean.filter(({ absent, supersedes, effective }) => absent || supersedes || effective.precision !== 'day'),
    ).toEqual([]);
    // Nothing is missing for a reason either: no progression without a PET, no questionnaire that somebody was too ill for.
    const codes = clean.flatMap(({ code, value }) =>
      code === 'pro.missingReason' || (value?.kind === 'code' && code === 'resp.imaging' && value.code === 'none')
        ? [code]
        : [],
    );
    expect(codes).toEqual([]);
    const infused = clean.filter(({ code }) => code === 'inf.date').length;
    expect(clean.filter(({ code }) => code === 'ctdna.level').length).toBeGreaterThan(0.4 * infused);
  });
  it('has nothing after the last day of the study', () => {
    const late = reading(study({ patients: 300 })['facts.json'] as string).facts.filter(
      ({ effective }) => (effective.start ?? '') > '2026-10-31',
    );
    expect(late.map(({ patient, code, effective }) => [patient, code, effective.start])).toEqual([]);
  });
});

describe('what the calibration states beside baseline and survival', () => {
  const { facts } = reading(study({ patients: 1420 })['facts.json'] as string);
  const replaced = new Set(facts.map(({ supersedes }) => supersedes));
  const current = facts.filter(({ id }) => !replaced.has(id));
  const answer = (code: string, patients = '') =>
    current.flatMap((fact) =>
      fact.code === code && fact.patient.includes(patients) && fact.value ? [{ ...fact, value: fact.value }] : [],
    );
  const share = (of: readonly unknown[], all: readonly unknown[]) => of.length / all.length;
  /** Three and a half standard errors of a share. */
  const error = (p: number, n: number) => 3.5 * Math.sqrt((p * (1 - p)) / n);

  it.each([
    ['lbcl3l', 'axi-cel', 'crs', 0.893],
    ['lbcl3l', 'axi-cel', 'icans', 0.322],
    ['lbcl3l', 'tisa-cel', 'icans', 0.099],
    ['ballRr', 'brexu-cel', 'icans', 0.56],
  ])('%s, %s: %s of any grade in %f, the severe ones among them', (setting, product, kind, expected) => {
    const given = new Set(
      answer('inf.product', setting).flatMap(({ patient, value }) =>
        value.kind === 'code' && value.code === product ? [patient] : [],
      ),
    );
    const asked = answer(`${kind}.occurred`, setting).filter(({ patient }) => given.has(patient));
    const occurred = asked.filter(({ value }) => value.kind === 'boolean' && value.boolean);
    expect(Math.abs(share(occurred, asked) - expected)).toBeLessThan(error(expected, asked.length));
  });
  it('not infused: the failures of manufacturing among them', () => {
    for (const [setting, expected] of [['lbcl2l', 0.06], ['lbcl3l', 0.1]] as const) {
      const all = answer('reg.setting', setting);
      const lost = all.length - answer('inf.date', setting).length;
      expect(Math.abs(lost / all.length - expected)).toBeLessThan(error(expected, all.length));
    }
  }); // biome-ignore format: two settings
  it('quality of life is missing for a reason, more often of those who are ill', () => {
    const ill = new Set(
      answer('stg.ecog', 'lbcl').flatMap(({ patient, value }) => (value.kind === 'code' && value.code === '2' ? [patient] : [])),
    );
    const [of, missing] = [answer('pro.timepoint', 'lbcl'), answer('pro.missingReason', 'lbcl')];
    const among = (these: typeof of, isIll: boolean) => these.filter(({ patient }) => ill.has(patient) === isIll);
    const [sick, well] = [true, false].map((isIll) => share(among(missing, isIll), among(of, isIll)));
    expect(sick).toBeGreaterThan(well as number);
    expect(missing.length + answer('qlq.q30', 'lbcl').length).toBe(of.length);
  }); // biome-ignore format: one thought
  it('one progression in eight is seen at the bedside, without a PET', () => {
    const progressions = answer('resp.imaging', 'lbcl').filter(({ event }) => event === 'response:progression');
    const clinical = progressions.filter(({ value }) => value.kind === 'code' && value.code === 'none');
    expect(Math.abs(share(clinical, progressions) - 0.12)).toBeLessThan(error(0.12, progressions.length));
  });
  it('imprecise centres exchange day and month, which the rules find', () => {
    const day = (fact: { effective: { start: string | null } }) => Date.parse(fact.effective.start ?? '');
    const infused = new Map(answer('inf.date').map((fact) => [fact.patient, day(fact)]));
    const before = answer('resp.date', 'lbcl').filter((fact) => day(fact) < (infused.get(fact.patient) ?? 0));
    expect(before.length).toBeGreaterThan(0);
    expect(before.every(({ centre }) => ['SYN-16', 'SYN-17', 'SYN-18'].includes(centre))).toBe(true);
  });
  it('some results came late', () =>
    expect(
      current.filter(
        ({ code, known, effective, supersedes }) =>
          !supersedes && code.startsWith('lab.') && Date.parse(known) - Date.parse(effective.end ?? '') > 29 * 86_400_000,
      ).length / current.filter(({ code }) => code.startsWith('lab.') && code !== 'lab.date').length,
    ).toBeGreaterThan(0.005)); // biome-ignore format: one thought
  it('says of every setting what the calibration says of it', () => {
    for (const [setting, code] of [['ballRr', 'line.number'], ['ballRr', 'extramed.site'], ['mm2l', 'extramed.site'], ['mm2l', 'stg.ecog']] as const)
      expect(answer(code, setting).length, `${setting} ${code}`).toBeGreaterThan(50);
  }); // biome-ignore format: a list
});
