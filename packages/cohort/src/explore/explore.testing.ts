import fc from 'fast-check';
import { COHORT_ENDPOINTS, type CohortEndpoint, type CohortRow, type RowTime } from './row.ts';

/** A row of the cohort, changed where told. */
export const cohortRowOf = (changes: Partial<CohortRow> & { readonly patient: string }): CohortRow => ({
  centre: 'c1',
  synthetic: false,
  disease: 'LBCL',
  levels: {},
  times: timesOf({ out: 'notInPopulation' }),
  alterations: {},
  populations: {},
  marks: [],
  followUpDays: null,
  ...changes,
});

/** The same time for every endpoint. */
export const timesOf = (time: RowTime): CohortRow['times'] =>
  Object.fromEntries(COHORT_ENDPOINTS.map((name) => [name, time])) as Record<CohortEndpoint, RowTime>;

export const time = (days: number, event: 0 | 1 | 2): RowTime => ({ days, event, assuming: false, imputed: false });

const level = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null });

/** Any rows with a few dimensions, some of them unknown, some of no concern. */
export const anyRows = (least = 0): fc.Arbitrary<readonly CohortRow[]> =>
  fc
    .array(
      fc.record({
        sex: level,
        ecog: level,
        product: fc.option(level, { nil: undefined }),
        synthetic: fc.boolean(),
        days: fc.nat(800),
        event: fc.constantFrom(0 as const, 1 as const, 2 as const),
        gene: fc.option(fc.constantFrom('mutated' as const, 'wildType' as const), { nil: undefined }),
      }),
      { minLength: least, maxLength: 60 },
    )
    .map((drawn) =>
      drawn.map(({ sex, ecog, product, synthetic, days, event, gene }, index) =>
        cohortRowOf({
          patient: `p${String(index).padStart(3, '0')}`,
          synthetic,
          levels: { sex, ecog, ...(product === undefined ? {} : { product }) },
          times: timesOf(time(days, event)),
          alterations: gene === undefined ? {} : { TP53: gene },
        }),
      ),
    );
