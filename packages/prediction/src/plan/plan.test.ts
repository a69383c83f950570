import { defaultTruth, type Truth } from '@linea/cohort';
import { describe, expect, it } from 'vitest';
import { components } from './components.ts';
import { balancedFolds } from './folds.ts';
import { EFFORTS, runPlan } from './plan.ts';
import { syntheticTable } from './synthetic-table.testing.ts';

describe('the plan of a study without dirt', () => {
  const table = syntheticTable(1420, defaultTruth());
  const results = runPlan(table, EFFORTS.quick);
  const effect = (setting: string, key: string) =>
    results.effects.find((one) => one.endpoint === 'pfs' && one.setting === setting && one.key === key);

  it('counts the funnel of every setting', () => {
    expect(Object.keys(results.populations)).toEqual(['ballRr', 'lbcl2l', 'lbcl3l', 'mm2l', 'sle']);
    expect(results.populations.lbcl2l).toMatchObject({ candidates: 340, apheresed: 340 });
  });
  it('gives the planted effects back', () => {
    for (const { key, logHr2L, logHr3L } of defaultTruth().effects) {
      const [second, later] = [effect('lbcl2l', key), effect('lbcl3l', key)];
      // One study of one seed: within four standard errors of what was planted.
      if (second) expect(Math.abs(second.estimate - logHr2L), key).toBeLessThan(4 * second.se);
      if (later) expect(Math.abs(later.estimate - logHr3L), key).toBeLessThan(4 * later.se);
    }
    // Powers near 1 in the calibration: these must be found.
    for (const key of ['ctdna', 'exh', 'mtv', 'crp', 'mono', 'tisa'])
      expect(effect('lbcl3l', key)?.q, key).toBeLessThan(0.05);
    expect(effect('lbcl2l', 'ctdna')?.q).toBeLessThan(0.05);
  });
  it('leaves out a term that does not vary in a setting', () => expect(effect('lbcl2l', 'tisa')).toBeUndefined());
  it('says what data blocks add: tumour DNA and flow, not noise', () => {
    const adds = Object.fromEntries(results.blocks.map(({ block, adds }) => [block, adds]));
    expect(adds).toMatchObject({ flow: true, exprNoise: false, exprBatch: false, exprSignal: false });
  });
  it('asks whether the later-line model holds in second line, by its rules', () => {
    expect(results.transport).toMatchObject({ from: 'lbcl3l', to: 'lbcl2l' });
    expect(['use', 'recalibrate', 'doNotUse', 'cannotTell']).toContain(results.transport?.verdict);
    expect(results.transport?.because.length).toBeGreaterThan(0);
  });
  it('finds the planted predictors of severe toxicity, and none where there is none', () => {
    const of = (endpoint: string, key: string) =>
      results.predictors.find((one) => one.endpoint === endpoint && one.key === key)?.multivariable;
    // Planted: ICANS rises with LDH and age, less with tisa-cel; CRS with ferritin (calibration, toxicity).
    expect(of('icans3', 'age')?.p).toBeLessThan(0.05);
    expect(of('icans3', 'tisa')?.estimate).toBeLessThan(0);
    expect(of('crs3', 'ferritin')?.estimate).toBeGreaterThan(0);
    for (const { univariable, multivariable } of results.predictors)
      expect([univariable.se > 0, multivariable.q >= multivariable.p - 1e-12]).toEqual([true, true]);
  });
  it('counts responses and toxicities of those known, non-relapse mortality against progression', () => {
    for (const { n, events, share, lower, upper } of results.rates) {
      expect(share).toBe(events / n);
      expect([lower <= share, share <= upper]).toEqual([true, true]);
    }
    for (const { at } of results.competing)
      for (const [k, { value }] of at.entries()) expect(value).toBeGreaterThanOrEqual(at[k - 1]?.value ?? 0);
  });
  it('balances the products, and finds the planted difference', () => {
    const [pfs] = results.products;
    expect(pfs).toMatchObject({ endpoint: 'pfs', setting: 'lbcl3l', key: 'tisa' });
    for (const { after } of pfs?.balance ?? []) expect(Math.abs(after)).toBeLessThan(0.1);
    // Planted 0.49 given all other terms; marginal over them it is nearer to 0.
    expect(pfs?.weighted.estimate).toBeGreaterThan(0.15);
  });
  it('says what it takes for a durable responder, and calls a scenario a scenario', () => {
    for (const { durable, infusedPerDurable, scenario } of results.sustainability) {
      expect(infusedPerDurable[0]).toBeCloseTo(1 / durable[0], 10);
      if (scenario) expect(scenario.morePer100[0]).toBeCloseTo(100 * (durable[0] - scenario.alternative), 10);
    }
    expect(results.sustainability.map(({ scenario }) => scenario !== null)).toEqual([true, false]);
  });
  it('names the leaks and the shortcuts', () => {
    expect(results.leaks.map(({ code }) => code)).toEqual([
      'car.expansionPeak',
      'ctdna.foldChange',
      'resp.lugano',
      'crs.maxGrade',
    ]);
    expect(results.shortcuts).toContain('noLeaveCentreOut');
  });
  it('is the same again', () => expect(runPlan(table, EFFORTS.quick)).toEqual(results));
});

describe('a truth without difference between lines', () => {
  const { effects } = defaultTruth();
  const same: Truth = {
    effects: effects.map((one) => ({ ...one, logHr2L: one.key === 'tisa' ? 0 : one.logHr3L })),
    interaction: null,
  };

  it('is not turned into one', () => {
    const { differences } = runPlan(syntheticTable(1420, same, 2), { ...EFFORTS.quick, repeats: 0 });
    expect(differences.filter(({ endpoint }) => endpoint === 'pfs').length).toBeGreaterThan(5);
    expect(differences.filter(({ differs }) => differs)).toEqual([]);
  });
});

describe('folds', () => {
  it('hold each group in equal parts', () => {
    const groups = Array.from({ length: 40 }, (_, i) => (i < 10 ? 'event' : 'none'));
    const parts = balancedFolds(groups, 5, 1);
    for (let part = 0; part < 5; part++)
      expect(groups.filter((group, i) => group === 'event' && parts[i] === part)).toHaveLength(2);
    expect(balancedFolds(groups, 5, 1)).toEqual(parts);
    expect(balancedFolds(groups, 5, 2)).not.toEqual(parts);
  });
});

describe('principal components', () => {
  it('find the direction of most variance, batch means taken out', () => {
    const rows = [-2, -1, 0, 1, 2, 8, 9, 10, 11, 12].map((x) => Float64Array.from([x, x + 0.01 * x * x, 5]));
    const batches = [...'aaaaabbbbb'];
    const { scores } = components(rows, batches, [...rows.keys()], 1);
    const found = rows.map((row, i) => scores(row, batches[i] ?? null)[0] as number);
    // The batches differ by 10; without their means the first and the sixth row are nearly one patient.
    expect(Math.abs((found[0] as number) - (found[5] as number))).toBeLessThan(0.2);
    expect(Math.abs(found[0] as number)).toBeGreaterThan(0.5);
    expect(Math.sign(found[0] as number)).toBe(-Math.sign(found[4] as number));
    expect(scores(null, 'a')[0]).toBe(0);
  });
  it('say nothing of a batch with fewer than five rows', () => {
    const rows = [-2, -1, 0, 1, 2, 8, 9, 11, 12].map((x) => Float64Array.from([x, x]));
    const { scores, centred } = components(rows, [...'aaaaabbbb'], [...rows.keys()], 1);
    expect([...centred(rows[8] as Float64Array, 'b'), ...scores(rows[8] as Float64Array, 'b')]).toEqual([0, 0, 0]);
    expect([...centred(rows[4] as Float64Array, 'a')]).toEqual([2, 2]);
  });
  it('learn nothing from rows outside the training part', () => {
    const rows = [1, 2, 3, 4, 5, 6].map((x) => Float64Array.from([x, -x]));
    const training = [0, 1, 2, 3, 4];
    const learnt = (last: Float64Array): Float64Array =>
      components([...rows.slice(0, 5), last], Array(6).fill(null), training, 1).scores(rows[0] as Float64Array, null);
    const [one, other] = [learnt(rows[5] as Float64Array), learnt(Float64Array.from([1000, 7]))];
    expect(one[0]).not.toBe(0);
    expect(other).toEqual(one);
  });
});
