import { describe, expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { type Frame, frameOf } from '../frame/frame.ts';
import { randomStream } from '../random/random.ts';
import type { Options } from './method.ts';
import { moreMethods } from './more.ts';

const frame = frameOf({
  id: [1, 2, 3, 4, 5, 6, 7, 8],
  time: [5, 8, 3, 9, 2, 7, 4, 6],
  cause: [1, 0, 2, 1, 1, 0, 2, 1],
  status: [1, 0, 1, 1, 1, 0, 1, 1],
  arm: ['a', 'b', 'a', 'b', 'a', 'b', 'b', 'a'],
  age: [50, 61, 72, 48, 66, null, 58, 70],
  stage: [1, 2, 2, 3, 1, 2, 3, 3],
  risk: [0.4, 0.2, 0.6, 0.1, 0.8, 0.2, 0.5, 0.3],
});

const ask = <T = Record<string, unknown>>(
  name: string,
  formula: string,
  options: Options = {},
  data: Frame = frame,
): T => moreMethods[name]!({ frames: [data], formula, options }) as T;

const issueOf = (name: string, formula: string, options: Options = {}): string | undefined => {
  try {
    ask(name, formula, options);
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error.issue.code;
    throw error;
  }
};

describe('bad input is named', () => {
  it.each([
    ['rmst', 'Surv(time, status) ~ armm', {}, 'column.unknown'],
    ['rmst', 'Surv(time, status) ~ arm', { tau: -1 }, 'option.value'],
    ['cif', 'Hist(time, status) ~', {}, 'formula.syntax'],
    ['cif', 'Surv(time) ~ 1', {}, 'response.missing'],
    ['finegray', 'Hist(time, cause) ~ age', { cause: 3 }, 'option.value'],
    ['finegray', 'Hist(time, cause) ~ age + strata(arm)', {}, 'formula.unsupported'],
    ['aft', 'Surv(time, status) ~ age', { dist: 'weibul' }, 'option.value'],
    ['aareg', 'Surv(time, status) ~ 1', {}, 'formula.term'],
    ['score', 'Hist(time, status) ~ 1', { times: [5] }, 'option.missing'],
    ['score', 'Hist(time, status) ~ 1', { times: [5], risk: ['m=age'] }, 'risk.range'],
    ['score', 'Hist(time, status) ~ 1', { times: [5, 6], risk: ['m=risk'] }, 'option.value'],
    ['score', 'Hist(time, cause) ~ 1', { times: [5], risk: ['m=risk'], ibs: true, cause: 3 }, 'option.value'],
    ['netbenefit', 'Surv(time, status) ~ 1', { times: [5], risk: ['risk'], thresholds: [1] }, 'option.value'],
    ['pseudo', 'Surv(time, status) ~ 1', {}, 'option.missing'],
    ['multistate', 'Surv(time, status) ~ 1', { id: 'id' }, 'response.missing'],
    ['pool', 'Surv(time, status) ~ age', {}, 'data.tables'],
    ['iptw', 'Surv(time, status) ~ arm', { treatment: 'stage ~ age' }, 'groups.count'],
    ['test', 'age ~ stage', { kind: 't' }, 'groups.count'],
    ['test', 'arm ~ age', { kind: 'pearson' }, 'formula.type'],
    ['test', 'age ~ arm', { kind: 'tt' }, 'option.value'],
    ['test', 'stage ~ age', { kind: 'auc' }, 'outcome.value'],
    ['test', 'status * 0 ~ arm', { kind: 't' }, 'data.constant'],
    ['test', 'age ~ id', { kind: 'anova' }, 'groups.size'],
    ['finegray', 'Hist(time, cause) ~ log(cause)', {}, 'covariate.notFinite'],
    ['test', 'arm ~ status + strata(id)', { kind: 'mantel-haenszel' }, 'stratum.size'],
  ])('%s %s %j: %s', (name, formula, options, code) => {
    expect(issueOf(name, formula, options)).toBe(code);
  });
});

describe('rows that miss a value', () => {
  it('are left out and counted', () => {
    expect(ask('aft', 'Surv(time, status) ~ age')).toMatchObject({ n: 7, n_omitted: 1 });
    expect(ask('test', 'age ~ arm', { kind: 't' })).toMatchObject({ n: 7, n_omitted: 1 });
  });
});

describe('cif', () => {
  it('takes causes as words', () => {
    const words = frameOf({ t: [1, 2, 3, 4], what: ['relapse', 'censored', 'death', 'relapse'] });
    const { states, strata } = ask<{ states: string[]; strata: { pstate: number[][] }[] }>(
      'cif', 'Hist(t, what) ~ 1', { times: [4] }, words,
    ); // biome-ignore format: short
    expect(states).toEqual(['(s0)', 'death', 'relapse']);
    expect(strata[0]!.pstate[0]!.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });
});

describe('table1', () => {
  interface Row {
    variable: string;
    smd: number;
    overall: { n: number; missing: number; mean: number; counts: number[] };
    groups: { n: number; missing: number; mean: number; counts: number[] }[];
  }
  it('describes each variable on the rows that have it', () => {
    const made = ask<{ groups: string[]; sizes: number[]; variables: Row[] }>('table1', 'arm ~ age + factor(stage)');
    expect(made.groups).toEqual(['a', 'b']);
    expect(made.sizes).toEqual([4, 4]);
    const [age, stage] = made.variables;
    expect(age).toMatchObject({
      variable: 'age',
      overall: { n: 7, missing: 1 },
      groups: [{ n: 4 }, { n: 3, missing: 1 }],
    });
    expect(age!.groups[0]!.mean).toBeCloseTo(64.5, 12);
    expect(stage!.groups.map((g) => g.counts)).toEqual([[2, 1, 1], [0, 2, 2]]); // biome-ignore format: a table
    expect(stage!.smd).toBeGreaterThan(0);
  });
  it('two levels: the difference of shares over its standard deviation', () => {
    const sexes = frameOf({ arm: [0, 0, 0, 0, 1, 1, 1, 1], sex: ['f', 'f', 'f', 'm', 'f', 'm', 'm', 'm'] });
    const { variables } = ask<{ variables: Row[] }>('table1', 'arm ~ sex', {}, sexes);
    expect(variables[0]!.smd).toBeCloseTo(0.5 / Math.sqrt(0.1875), 12);
  });
  it('needs no arm', () => {
    const { variables, groups } = ask<{ variables: Row[]; groups: string[] }>('table1', '~ age');
    expect(groups).toEqual([]);
    expect(variables[0]!.smd).toBeNull();
  });
});

describe('imputation', () => {
  const random = randomStream(5);
  const x = Array.from({ length: 120 }, random.normal);
  const holes = frameOf({
    time: x.map((v) => -Math.log(random.uniform()) * Math.exp(-0.8 * v)),
    status: x.map(() => (random.uniform() < 0.8 ? 1 : 0)),
    x: x.map((v) => (random.uniform() < 0.3 ? null : v)),
    z: x.map((v) => v + random.normal()),
  });
  it('lists what was filled in, the same for the same seed', () => {
    interface Answer {
      variables: Record<string, { missing: number; rows: number[]; values: number[][] }>;
    }
    const once = ask<Answer>('impute', 'Surv(time, status) ~ x + z', { m: 3, seed: 4 }, holes);
    expect(Object.keys(once.variables)).toEqual(['x']);
    expect(once.variables.x!.values).toHaveLength(3);
    expect(once.variables.x!.values[0]).toHaveLength(once.variables.x!.missing);
    expect(ask('impute', 'Surv(time, status) ~ x + z', { m: 3, seed: 4 }, holes)).toEqual(once);
  });
  it('pools a model over completed tables, with all rows and a wider error than one table has', () => {
    const pooled = ask<{ n: number; pooled_at_nevent_df: { estimate: number[]; within: number[]; total: number[] } }>(
      'pool', 'Surv(time, status) ~ x + z', { impute: 5, seed: 1 }, holes,
    ); // biome-ignore format: short
    expect(pooled.n).toBe(120);
    const { estimate, within, total } = pooled.pooled_at_nevent_df;
    expect(estimate[0]).toBeGreaterThan(0.4);
    expect(total[0]).toBeGreaterThan(within[0]!);
  });
});

describe('iptw', () => {
  it('shows balance before and after', () => {
    const { balance, weights } = ask<{ balance: { term: string; smd: number; smd_weighted: number }[]; weights: number[] }>(
      'iptw', 'Surv(time, status) ~ arm', { treatment: 'arm ~ stage', times: [5] },
    ); // biome-ignore format: short
    expect(weights).toHaveLength(8);
    expect(Math.abs(balance[0]!.smd_weighted)).toBeLessThan(Math.abs(balance[0]!.smd));
  });
});

it('counts who comes into a state, not an event that finds them there', () => {
  const courses = frameOf({ id: [1, 1, 1, 2], start: [0, 2, 4, 0], stop: [2, 4, 5, 3], event: [1, 1, 0, 0] });
  const { sojourn, transitions } = ask<{ sojourn: { values: number[][] }; transitions: { counts: number[][] } }>(
    'multistate',
    'Surv(start, stop, event) ~ 1',
    { id: 'id', states: ['none', 'recurrence'] },
    courses,
  );
  expect(sojourn.values[1]!.slice(0, 2)).toEqual([4, 1]);
  expect(transitions.counts).toEqual([
    [1, 1],
    [1, 1],
  ]);
});
