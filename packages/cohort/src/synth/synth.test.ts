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
