import { cox } from '@linea/survival';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCohorts } from './comparison.ts';
import { composition } from './composition.ts';
import { anyRows, cohortRowOf, time, timesOf } from './explore.testing.ts';
import { cohortForest } from './forest.ts';
import { groupRows } from './groups.ts';
import { oncoprint } from './oncoprint.ts';
import type { CohortRow } from './row.ts';
import { selectRows } from './select.ts';
import { swimmer } from './swimmer.ts';
import { cohortTable } from './table.ts';

const LIMIT = { leastShown: 10, leastAtRisk: 5 };
const everybody = (rows: readonly CohortRow[]) => {
  const table = cohortTable(rows);
  return { table, rows: selectRows(table, false, new Map()).rows };
};
/** Patients in two lines and two sexes; who is in second line lives longer. */
const trial = Array.from({ length: 120 }, (_, k) =>
  cohortRowOf({
    patient: `p${String(k).padStart(3, '0')}`,
    levels: { setting: k % 2 === 0 ? 'lbcl2l' : 'lbcl3l', sex: k % 3 === 0 ? 'female' : k === 1 ? 'other' : 'male' },
    times: timesOf(time(20 + ((k * 37) % 400) + (k % 2 === 0 ? 120 : 0), k % 4 === 3 ? 0 : 1)),
  }),
);
const contrast = { dimension: 'setting', reference: 'lbcl3l', other: 'lbcl2l' };

describe('a forest of hazard ratios', () => {
  const { table, rows } = everybody(trial);
  const forest = cohortForest(table, rows, 'OS', contrast, ['sex', 'setting'], LIMIT);
  const line = (level: string | null) => forest.lines.find((one) => one.level === level);

  it('is Cox with one term in the whole cohort', () => {
    const other = trial.map(({ levels }) => [levels.setting === 'lbcl2l' ? 1 : 0]);
    const times = trial.map(({ times: { OS } }) => ('days' in OS ? OS : { days: 0, event: 0 }));
    const fit = cox(times.map(({ days }) => days), times.map(({ event }) => event), other);
    expect(line(null)?.ratio?.estimate).toBeCloseTo(Math.exp(fit.coefficients[0] as number), 10);
    expect(line(null)?.ratio?.estimate).toBeLessThan(1);
    expect(line(null)?.n).toEqual([60, 60]);
  }); // biome-ignore format: columns of a table
  it('has a line for every level, and none of what is compared', () =>
    expect(forest.lines.map(({ level }) => level)).toEqual([null, 'female', 'male', 'other']));
  it('tells no number of few, nor one from which it would follow', () => {
    expect(line('other')).toMatchObject({ n: [null, 0], ratio: null });
    expect(line('female')?.n.includes(null) || line('male')?.n.includes(null)).toBe(true);
  });
  it('asks whether the ratio differs between the levels', () => {
    expect(forest.interactions.sex).toBeGreaterThan(0);
    expect(forest.interactions.sex).toBeLessThanOrEqual(1);
    expect(forest.interactions).not.toHaveProperty('setting');
  });
});

describe('an oncoprint', () => {
  const found = (changes: readonly CohortRow['alterations'][]) =>
    everybody(changes.map((alterations, k) => cohortRowOf({ patient: `p${k}`, alterations })));

  it('by hand: genes by the share altered, patients so that alterations stand together, the untested in no column', () => {
    const { table, rows } = found([
      { TP53: 'wildType', MYC: 'altered' },
      { TP53: 'mutated', MYC: 'wildType' },
      {},
      { TP53: 'mutated' },
      { TP53: 'deleted', MYC: 'wildType' },
    ]);
    const print = oncoprint(table, rows, 1);
    expect(print).toMatchObject({ n: 4, untested: 1 });
    expect(print.genes.map(({ gene, tested, altered, cells }) => [gene, tested, altered, cells])).toEqual([
      ['TP53', 4, 3, '0015'],
      ['MYC', 3, 1, '5.54'],
    ]);
  });
  it('a gene that is altered in nobody is not drawn', () => {
    const { table, rows } = found([{ TP53: 'wildType' }]);
    expect(oncoprint(table, rows, 1)).toMatchObject({ n: 0, untested: 1, genes: [] });
  });
  it('tells no small number', () => {
    const { table, rows } = found(Array.from({ length: 40 }, (_, k) => ({ TP53: k < 3 ? 'mutated' : 'wildType' })));
    const [gene] = oncoprint(table, rows, 10).genes;
    expect([gene?.tested, gene?.altered, gene?.kinds.mutated]).toEqual([40, null, null]);
  });
  it('has every patient once, and the first gene without a break', () =>
    fc.assert(
      fc.property(anyRows(), (some) => {
        const { table, rows } = everybody(some.map((row) => ({ ...row, synthetic: false })));
        const print = oncoprint(table, rows, 1);
        expect(print.n + print.untested).toBe(rows.length);
        for (const { cells } of print.genes) expect(cells.length).toBe(print.n);
        const [first] = print.genes;
        if (first) expect(first.cells).toMatch(/^0*1*2*3*4*5*\.*$/);
      }),
    ));
});

describe('a swimmer plot', () => {
  const marked = (patient: string, followUpDays: number | null, died: boolean): CohortRow =>
    cohortRowOf({ patient, followUpDays, marks: died ? [{ kind: 'death', day: followUpDays ?? 0 }] : [] });
  const { table, rows } = everybody([marked('a', 30, true), marked('b', 500, false), marked('c', null, false), marked('d', 90, false)]);

  it('gives some lanes of an order, and says how many there are', () =>
    expect(swimmer(table, rows, { sort: 'longest', from: 1, count: 1 })).toMatchObject({
      lanes: 3,
      notInfused: 1,
      longest: 500,
      shown: [{ patient: 'd', days: 90, died: false }],
    }));
  it('parts follow on each other without a gap', () => {
    const part = (from: number) => swimmer(table, rows, { sort: 'patient', from, count: 2 }).shown.map(({ patient }) => patient);
    expect([...part(0), ...part(2)]).toEqual(['a', 'b', 'd']);
  });
}); // biome-ignore format: a lane a line

describe('an immune composition', () => {
  const of = (n: number, populations: CohortRow['populations'], sex = 'female') =>
    Array.from({ length: n }, (_, k) => cohortRowOf({ patient: `${sex}${k}`, levels: { sex }, populations }));
  const made = (all: readonly CohortRow[]) => {
    const { table, rows } = everybody(all);
    return composition(table, 'blood', groupRows(table, rows, 'sex', 10).groups, 10);
  };

  it('a bar is whole: shares of the sum of what excludes each other', () => {
    const { families } = made(of(12, { 'blood:CD4': 60, 'blood:CD8': 20, 'product:CAR-CD4': 50 }));
    expect(families).toEqual([
      { family: 'tCells', populations: ['CD4', 'CD8'], bars: [{ levels: ['female'], measured: 12, unknown: 0, shares: [0.75, 0.25] }] },
    ]);
  });
  it('not measured is not zero: it is counted apart', () => {
    const { families, lines } = made([...of(12, { 'blood:CD4': 60, 'blood:CD8': 20 }), ...of(5, { 'blood:CD4': 10 }).map((row) => ({ ...row, patient: `x${row.patient}` }))]);
    expect(families[0]?.bars[0]).toMatchObject({ measured: 12, unknown: 5, shares: [0.75, 0.25] });
    expect(lines.find(({ population }) => population === 'CD8')).toMatchObject({ measured: 12, unknown: 5, quartiles: [20, 20, 20] });
  });
  it('of few nothing is told', () => {
    const { families, lines } = made([...of(3, { 'blood:CD4': 60, 'blood:CD8': 20 }), ...of(20, {}).map((row) => ({ ...row, patient: `x${row.patient}` }))]);
    expect(families[0]?.bars[0]).toMatchObject({ measured: null, unknown: null, shares: null });
    expect(lines.every(({ measured, quartiles }) => measured === null && quartiles === null)).toBe(true);
  });
}); // biome-ignore format: a bar a line

describe('two cohorts', () => {
  const { table } = everybody(trial);
  const of = (level: string) => selectRows(table, false, new Map([['setting', new Set([level])]])).rows;
  const compared = compareCohorts(table, 'OS', of('lbcl2l'), of('lbcl3l'), LIMIT);

  it('are set side by side with their counts and how far they lie apart', () => {
    const sex = compared.dimensions.find(({ id }) => id === 'sex');
    expect(sex?.difference).toBeGreaterThanOrEqual(0);
    expect(sex?.levels.every(({ n }) => n.every((one) => one === null || one === 0 || one >= 10))).toBe(true);
  });
  it('what one of them is and the other is not has no difference', () =>
    expect(compared.dimensions.find(({ id }) => id === 'setting')?.difference).toBeNull());
  it('the difference is A less B, with an interval about it', () => {
    for (const { estimate, lower, upper } of [...compared.differences, ...(compared.restrictedMean ? [compared.restrictedMean] : [])]) {
      expect(lower).toBeLessThan(estimate);
      expect(upper).toBeGreaterThan(estimate);
    }
    expect(compared.restrictedMean?.estimate).toBeGreaterThan(0);
    expect(compared.hazardRatio?.estimate).toBeLessThan(1);
  });
  it('the other way round, the difference is the other way round', () => {
    const back = compareCohorts(table, 'OS', of('lbcl3l'), of('lbcl2l'), LIMIT);
    expect(back.differences[0]?.estimate).toBeCloseTo(-(compared.differences[0]?.estimate ?? 0), 10);
    expect(back.restrictedMean?.estimate).toBeCloseTo(-(compared.restrictedMean?.estimate ?? 0), 8);
    expect((back.hazardRatio?.estimate ?? 0) * (compared.hazardRatio?.estimate ?? 0)).toBeCloseTo(1, 6);
  });
}); // biome-ignore format: a comparison a line
