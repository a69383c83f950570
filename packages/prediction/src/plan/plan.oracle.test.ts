import { describe, expect, it } from 'vitest';
import { pooledCox } from './fit.ts';
import { type PlainColumns, plainTable } from './plain-table.testing.ts';
import golden from './plan.oracle.json' with { type: 'json' };
import { EFFORTS, runPlan } from './plan.ts';
import { ratioOf } from './ratio.ts';

/**
 * An invented study whose report R has worked out by itself (oracle/plan/study.R). Tolerance: R printed 12 digits; Newton's steps end at
 * 1e-9 of the log-likelihood in both, which leaves 1e-7 of an estimate.
 */
const TOLERANCE = 1e-6;

type Limits = readonly [number, number, number];
type Setting = 'lbcl2l' | 'lbcl3l';
const SETTINGS = ['lbcl2l', 'lbcl3l'] as const;
const ENDPOINTS = ['pfs', 'os'] as const;
const BOTH = ENDPOINTS.flatMap((endpoint) =>
  SETTINGS.map((setting): [typeof endpoint, Setting] => [endpoint, setting]),
);

const table = plainTable(
  golden.table as PlainColumns,
  `{ terms: { crp: { column: crp, transform: log2, centre: 3.6, for: [benefit, toxicity] }, marker: { column: marker }, mutated: { column: mutated }, product: { column: product }, age: { column: age, centre: 60, scale: 10 } },
     interactions: [[marker, mutated]], controls: [age], comparison: product, associations: { genetics: [mutated], immune: [marker], adjust: [age] } }`,
);
const results = runPlan(table, { ...EFFORTS.default, repeats: 0 });

/** Every number of R's, in place, null where R has none. */
function close(found: unknown, expected: unknown, at = ''): void {
  if (typeof expected === 'number') {
    expect(typeof found, at).toBe('number');
    expect(Math.abs((found as number) - expected), at).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(expected)));
  } else if (Array.isArray(expected)) {
    expect(found, at).toHaveLength(expected.length);
    for (const [i, one] of expected.entries()) close((found as readonly unknown[])[i], one, `${at}[${i}]`);
  } else if (expected !== null && typeof expected === 'object') {
    for (const [key, one] of Object.entries(expected))
      close((found as Record<string, unknown>)[key], one, `${at}.${key}`);
  } else expect(found, at).toEqual(expected);
}

const columnsOf = <T extends object>(rows: readonly T[], names: readonly (keyof T)[]) =>
  Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
const inSetting = <T extends { readonly setting: string }>(rows: readonly T[], setting: string): readonly T[] =>
  rows.filter((row) => row.setting === setting);
const RATIO = ['key', 'estimate', 'se', 'lower', 'upper', 'p', 'q'] as const;

describe('the report of an invented study beside R', () => {
  it.each(BOTH)('%s over time, %s', (endpoint, setting) => {
    const [found] = inSetting(results.outcomes, setting).filter((one) => one.endpoint === endpoint);
    close(
      { ...found, ...columnsOf(found?.at ?? [], ['atRisk', 'survival', 'lower', 'upper']) },
      golden.outcomes[endpoint][setting],
    );
  });
  it.each(SETTINGS)('incidence beside a competitor, %s', (setting) => {
    const [found] = inSetting(results.competing, setting);
    close(
      { ...found, ...columnsOf(found?.at ?? [], ['atRisk', 'value', 'lower', 'upper']) },
      golden.competing[setting],
    );
  });
  it.each(['cr3m', 'crs3'] as const)('how often: %s', (endpoint) => {
    for (const { setting, n, events, notKnown, lower, upper } of results.rates.filter(
      (one) => one.endpoint === endpoint,
    ))
      close({ n, events, notKnown, limits: [lower, upper] }, golden.rates[endpoint][setting as Setting]);
  });
  it('baseline: quartiles, shares, standardised differences', () => {
    const of = (name: string) => results.baseline.find(({ column }) => column === name);
    for (const name of ['age', 'crp'] as const) {
      close(of(name)?.standardised, golden.baseline[name].standardised, name);
      for (const cell of of(name)?.settings ?? [])
        if (cell.kind === 'number')
          close(
            [cell.quartiles[0], cell.median, cell.quartiles[1]],
            golden.baseline[name].quartiles[cell.setting as Setting],
          );
        else expect(cell.kind).toBe('number');
    }
    close(of('mutated')?.standardised, golden.baseline.mutated.standardised);
    expect(of('mutated')?.settings).toMatchObject(
      SETTINGS.map((setting) => ({ setting, yes: golden.baseline.mutated.yes[setting] })),
    );
  });
  it.each(BOTH)('predictors of %s, all at once, %s', (endpoint, setting) => {
    const own = inSetting(results.effects, setting).filter((one) => one.endpoint === endpoint);
    close(columnsOf(own, RATIO), golden.effects[endpoint][setting]);
    expect(own.every(({ df, fmi }) => df === null && fmi === 0)).toBe(true);
  });
  it.each(BOTH)('whether the ratios of %s stay the same over time, %s', (endpoint, setting) => {
    const found = inSetting(results.proportional, setting).find((one) => one.endpoint === endpoint);
    close({ all: found?.p, terms: found?.terms.map(({ p }) => p) }, golden.proportional[endpoint][setting]);
  });
  it.each(ENDPOINTS)('differences of %s between lines', (endpoint) =>
    close(
      columnsOf(
        results.differences.filter((one) => one.endpoint === endpoint),
        RATIO,
      ),
      golden.differences[endpoint],
    ),
  );
  it.each(BOTH)('the declared interaction of %s, %s', (endpoint, setting) => {
    const found = inSetting(results.interactions, setting).find(
      (one) => one.endpoint === endpoint && one.keys.join() === 'marker,mutated',
    );
    close(found, golden.pair[endpoint][setting]);
  });
  it('products by stabilised weights, with their balance', () => {
    const [found] = results.products;
    const { lowest, highest, mean } = found?.weights ?? { lowest: 0, highest: 0, mean: 0 };
    const sides = columnsOf(found?.balance ?? [], ['before', 'after']);
    close({ ...found, ...sides, weights: [lowest, highest, mean] }, golden.products);
  });
  it.each(['cr3m', 'crs3'] as const)('predictors of %s, alone and together', (endpoint) => {
    const own = results.predictors.filter((one) => one.endpoint === endpoint);
    const [{ n = 0, events = 0 } = {}] = own;
    const alone = own.map(({ univariable }) => univariable.estimate);
    const together = own.map(({ key, multivariable }) => ({ key, ...multivariable }));
    close(
      { n, events, alone, aloneSe: own.map(({ univariable }) => univariable.se), ...columnsOf(together, RATIO) },
      golden.predictors[endpoint],
    );
  });
  it('a tumour finding against the immune state', () => close(results.associations[0], golden.association));
  it.each(SETTINGS)('centres left out one by one: discrimination, calibration, net benefit, %s', (setting) => {
    const { harrell, lower, upper, ratio, ratioLimits, slope, calibration, decision } = results.performance[
      setting
    ] as NonNullable<(typeof results.performance)[string]>;
    const groups = calibration.map((one) => [one.n, one.meanPredicted, one.observed, one.lower, one.upper]);
    close(
      {
        harrell: [harrell, lower, upper],
        ratio: [ratio, ...ratioLimits],
        slope,
        groups,
        net: decision.map(({ netBenefit }) => netBenefit),
      },
      golden.left[setting],
    );
  });
  it('the later-line model in second line', () => close(results.transport, golden.transport));
  it.each(SETTINGS)('what the model goes by, %s', (setting) => {
    const [found] = inSetting(results.explanations, setting);
    const by = new Map(found?.terms.map(({ key, importance }) => [key, importance]));
    close(
      golden.effects.pfs[setting].key.map((key) => by.get(key)),
      golden.explained[setting],
    );
  });
  it.each(SETTINGS)('what a durable responder takes, %s', (setting) => {
    const [found] = inSetting(results.sustainability, setting);
    close({ ...found, per: found?.infusedPerDurable as Limits }, golden.sustained[setting]);
  });
});

describe('missing data carried to the estimate beside R', () => {
  it('the same completed tables are pooled as mice pools them', () => {
    const { days, event, keys, completed } = golden.pooled;
    const fit = pooledCox(
      Float64Array.from(days),
      Uint8Array.from(event),
      keys,
      completed.map((columns) => columns.map((column) => Float64Array.from(column))),
    );
    close(fit, {
      estimate: golden.pooled.estimate,
      se: golden.pooled.se,
      df: golden.pooled.df,
      fmi: golden.pooled.fmi,
      p: golden.pooled.p,
    });
    const limits = keys.map((_, j) => ratioOf(fit.estimate[j] as number, fit.se[j] as number, fit.df[j]));
    close(columnsOf(limits, ['lower', 'upper']), { lower: golden.pooled.lower, upper: golden.pooled.upper });
  });
});
