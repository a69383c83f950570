import { defaultTruth } from '@linea/cohort';
import type { Fact } from '@linea/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticTable } from '../plan/synthetic-table.testing.ts';
import { barsOf, chanceOf } from './bars.ts';
import { estimatesJson } from './estimate-json.ts';
import { type EstimatedPatient, estimatePatient } from './estimate-patient.ts';
import { openStudyModel, type Question, type StudyModel } from './study-model.ts';
import { trainStudyModel } from './train-study-model.ts';

const table = syntheticTable(1420, defaultTruth());
const trained = trainStudyModel(table, { table: 'test', redraws: 20 });
if (!trained.ok) throw new Error('no model');
const model = trained.value;
const atDecision = model.points.find(({ decision }) => decision === 'ld.start');
const question = (endpoint: string, setting: string): Question => {
  const found = atDecision?.questions.find((one) => one.endpoint === endpoint && one.settings.includes(setting));
  if (!found) throw new Error(`no question ${endpoint}`);
  return found;
};
const patients = table.patients.filter(({ setting }) => setting === 'lbcl2l');
const asked = (index: number): EstimatedPatient => {
  const { patient, centre, facts } = patients[index] as (typeof patients)[number];
  return { id: patient, centre, synthetic: true, facts };
};
const LATE = '2026-10-31';
const pfsOf = (of: EstimatedPatient, by: StudyModel = model, asOf = LATE) =>
  estimatePatient(by, of, asOf)
    .points.find(({ decision }) => decision === 'ld.start')
    ?.estimates.find(({ endpoint }) => endpoint === 'pfs');

describe('a model of a study', () => {
  it('asks every benefit by setting and toxicity of all lymphoma settings together, at both decision points', () => {
    expect(model.points.map(({ decision }) => decision)).toEqual(['leuk.date', 'ld.start']);
    expect(atDecision?.questions.map(({ endpoint, settings }) => [endpoint, settings.join('+')])).toEqual([
      ['pfs', 'lbcl2l'],
      ['pfs', 'lbcl3l'],
      ['os', 'lbcl2l'],
      ['os', 'lbcl3l'],
      ['crs3', 'lbcl2l+lbcl3l'],
      ['icans3', 'lbcl2l+lbcl3l'],
      ['icaht3', 'lbcl2l+lbcl3l'],
    ]);
  });
  it('before apheresis it knows nothing of the product', () =>
    expect(model.points[0]?.features.map(({ name }) => name)).not.toContain('product_cd8_exh'));
  it('tells patients of unseen centres apart no better than the truth can', () => {
    // Ceilings of the calibration plus two standard deviations: more than that would be a leak.
    expect(question('pfs', 'lbcl2l').unseenCentres.harrell[0]).toBeLessThan(0.734 + 2 * 0.021);
    expect(question('pfs', 'lbcl3l').unseenCentres.harrell[0]).toBeLessThan(0.758 + 2 * 0.015);
    expect(question('pfs', 'lbcl3l').unseenCentres.harrell[1]).toBeGreaterThan(0.65);
  });
  it('is JSON and nothing else; altered or newer, it is refused by name', () => {
    const copy = JSON.parse(JSON.stringify(model));
    expect(openStudyModel(copy, 'file')).toEqual({ ok: true, value: copy });
    const issueOf = (json: unknown): string | undefined => {
      const opened = openStudyModel(json, 'file');
      return opened.ok ? undefined : opened.issues[0]?.code;
    };
    expect(issueOf({ ...copy, synthetic: false })).toBe('model.altered');
    expect(issueOf({ ...copy, version: 3 })).toBe('model.newer');
    expect(issueOf({ ...copy, version: 1 })).toBe('model.older');
    expect(issueOf({ format: 'linea-model' })).toBe('studyModel.unknown');
  });
  it('is refused where synthetic and real patients stand together', () => {
    const [first, ...others] = table.patients;
    const mixed = {
      ...table,
      patients: [{ ...(first as (typeof patients)[number]), patient: 'R-1', centre: 'R' }, ...others],
    };
    expect(trainStudyModel(mixed, { table: 'test', redraws: 1 })).toMatchObject({ issues: [{ code: 'study.mixed' }] });
  });
});

describe('the estimate of one patient', () => {
  it('lies within its interval, and the event only becomes more likely', () => {
    const without = pfsOf(asked(0))?.without;
    if (!without) throw new Error('no estimate');
    without.value.forEach((value, k) => {
      expect(without.lower[k]).toBeLessThanOrEqual(value);
      expect(without.upper[k]).toBeGreaterThanOrEqual(value);
      if (k > 0) expect(value).toBeLessThanOrEqual(without.value[k - 1] as number);
    });
  });
  it('is the sum of its bars, in percent and in months, whatever the values', () =>
    fc.assert(
      fc.property(fc.constantFrom('pfs', 'icans3'), fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 20, maxLength: 20 }), (endpoint, drawn) => {
        const of = question(endpoint, 'lbcl3l');
        const row = Array.from({ length: of.keys.length + of.pairs.length }, (_, j) => drawn[j] ?? 0);
        const { start, bars } = barsOf(of, row);
        const points = bars.reduce((sum, bar) => sum + bar.percentPoints, 0);
        expect(100 * start.chance + points).toBeCloseTo(100 * chanceOf(of, row), 6);
      }),
      { numRuns: 50 },
    )); // biome-ignore format: a property
  it('traces every bar to facts that were known before the decision', () => {
    const { points } = estimatesJson(model, estimatePatient(model, asked(0), LATE));
    const { decision, day, estimates } = points[1] as (typeof points)[number];
    expect(decision).toBe('ld.start');
    const inputs = estimates.flatMap((one) => one.inputs);
    expect(inputs.some(({ fact }) => fact !== null)).toBe(true);
    for (const { fact } of inputs) if (fact) expect(String(fact.known) < `${day}T00:00:00Z`).toBe(true);
  });
  it('does not see what becomes known after the decision', () => {
    const of = asked(1);
    const before = pfsOf(of);
    const future: Fact[] = of.facts
      .filter(({ code }) => code === 'ctdna.level' || code === 'lab.crp' || code === 'stg.mtv')
      .map((fact) => ({
        ...fact,
        id: `${fact.id}-late`,
        known: '2026-09-01T00:00:00Z',
        value: { kind: 'number', number: 9999, unit: null },
      }));
    expect(future.length).toBeGreaterThan(0);
    expect(pfsOf({ ...of, facts: [...of.facts, ...future] })).toEqual(before);
  });
  it('as of a day before the decision rests on what was known that day', () => {
    const of = asked(0);
    const first = of.facts.map(({ known }) => known.slice(0, 10)).sort()[0] as string;
    const early = estimatePatient(model, of, first);
    expect(early.points.map(({ reached, day }) => [reached, day])).toEqual(early.points.map(() => [false, first]));
  });
  it('says what is missing and how far it could move', () => {
    const of = asked(0);
    const gone = pfsOf({ ...of, facts: of.facts.filter(({ code }) => code !== 'ctdna.level') });
    const gap = gone?.missing.find(({ key }) => key === 'ctdna');
    expect(gap && gap.to - gap.from).toBeGreaterThan(0.02);
    expect(gone?.inputs.find(({ key }) => key === 'ctdna')).toMatchObject({ value: null, missing: 'notRecorded' });
  });
  it('abstains where too little is known, and says what to ask for', () => {
    const of = asked(0);
    const bare = pfsOf({ ...of, facts: of.facts.filter(({ code }) => /^(reg|demo|inf|ld|leuk\.date)/.test(code)) });
    expect(bare).toMatchObject({ status: 'abstained', without: null, bars: [] });
    const reason = bare?.reasons.find(({ code }) => code === 'abstain.missing');
    expect(reason?.about).toEqual(expect.arrayContaining(['ctdna', 'exh']));
  });
  it('abstains where the patient is unlike all others, and says in what', () => {
    const of = asked(0);
    const strange = of.facts.map((fact) =>
      fact.code === 'lab.crp' || fact.code === 'stg.mtv'
        ? { ...fact, value: { kind: 'number', number: 1e7, unit: fact.code === 'stg.mtv' ? 'mL' : 'mg/L' } as const }
        : fact,
    );
    const reasons = pfsOf({ ...of, facts: strange })?.reasons ?? [];
    expect(reasons).toContainEqual({ code: 'abstain.outside', about: expect.arrayContaining(['crp', 'mtv']) });
  });
});

describe('synthetic and real never mix', () => {
  const real: EstimatedPatient = { ...asked(0), id: 'P-1', centre: 'C', synthetic: false };
  const ofReal: StudyModel = { ...model, synthetic: false };
  it.each([
    ['a synthetic model of a real patient', model, real, 'abstain.realPatient'],
    ['a real model of a synthetic patient', ofReal, asked(0), 'abstain.syntheticPatient'],
    [
      'a real model of a patient who is synthetic by name',
      ofReal,
      { ...asked(0), synthetic: false },
      'abstain.syntheticPatient',
    ],
  ])('%s says nothing', (_, by, of, code) =>
    expect(estimatePatient(by, of, LATE)).toMatchObject({ reasons: [{ code }], points: [] }),
  );
  it('a model of real patients answers a real one', () =>
    expect(estimatePatient(ofReal, real, LATE).points.length).toBe(2));
});
