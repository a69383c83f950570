import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows, cohortRowOf } from './explore.testing.ts';
import { NOT_APPLICABLE, UNKNOWN } from './row.ts';
import { type Selection, selectRows } from './select.ts';
import { type CohortTable, cohortTable } from './table.ts';

const anySelection: fc.Arbitrary<Selection> = fc
  .dictionary(
    fc.constantFrom('sex', 'ecog', 'product', 'gene.TP53'),
    fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'altered', UNKNOWN, NOT_APPLICABLE), { minLength: 1 }),
  )
  .map((chosen) => new Map(Object.entries(chosen).map(([id, levels]) => [id, new Set(levels)])));

/** The same question, asked of every row anew. */
function naive(table: CohortTable, synthetic: boolean, selection: Selection) {
  const levelOf = (id: string, row: number): string => {
    const dimension = table.dimensions.get(id);
    return dimension?.levels[dimension.codes[row] as number] ?? '';
  };
  const among = table.rows.flatMap((one, row) => (one.synthetic === synthetic ? [row] : []));
  const passing = (but?: string): readonly number[] =>
    among.filter((row) => [...selection].every(([id, levels]) => id === but || levels.has(levelOf(id, row))));
  return {
    rows: passing(),
    facets: [...table.dimensions.values()].map(({ id, levels }) => [
      id,
      levels.map((level) => passing(id).filter((row) => levelOf(id, row) === level).length),
    ]),
    leftOut: [...selection.keys()].map((id) => [id, passing(id).length - passing().length]),
  };
}

describe('the rows of a cohort', () => {
  it('and the counts of every other filter are those of asking every row anew', () =>
    fc.assert(
      fc.property(anyRows(), anySelection, fc.boolean(), (rows, wanted, synthetic) => {
        const table = cohortTable(rows);
        const selection = new Map([...wanted].filter(([id]) => table.dimensions.has(id)));
        const { rows: found, facets, leftOut } = selectRows(table, synthetic, selection);
        expect({
          rows: [...found],
          facets: [...facets].map(([id, counts]) => [id, [...counts]]),
          leftOut: [...leftOut],
        }).toEqual(naive(table, synthetic, selection));
      }),
    ));
  it('never holds a synthetic patient among real ones', () =>
    fc.assert(
      fc.property(anyRows(), fc.boolean(), (rows, synthetic) => {
        const table = cohortTable(rows);
        for (const row of selectRows(table, synthetic, new Map()).rows)
          expect(table.rows[row]?.synthetic).toBe(synthetic);
      }),
    ));
  it('keeps not known apart from not applicable, both after the values', () => {
    const table = cohortTable([
      cohortRowOf({ patient: 'p1', levels: { crs: null } }),
      cohortRowOf({ patient: 'p2' }),
      cohortRowOf({ patient: 'p3', levels: { crs: '0' } }),
    ]);
    expect(table.dimensions.get('crs')?.levels).toEqual(['0', UNKNOWN, NOT_APPLICABLE]);
  });
  it('a dimension that there is not is our mistake', () =>
    expect(() => selectRows(cohortTable([]), false, new Map([['nothing', new Set(['a'])]]))).toThrow(RangeError));
});
