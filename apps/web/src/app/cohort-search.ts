/** What can be looked at of a cohort. */
export const COHORT_VIEWS = ['curves', 'forest', 'swimmer', 'oncoprint', 'immune', 'comparison'] as const;
export type CohortView = (typeof COHORT_VIEWS)[number];

/** What the address of a cohort says: what is looked at, how, and a filter under the name of every dimension. */
export interface CohortSearch {
  readonly view?: CohortView;
  readonly records?: 'real' | 'synthetic';
}

/** All that stands there, as it is asked of the server. */
export type CohortWords = Readonly<Record<string, string>>;

const NAME = /^(b\.)?[a-z][A-Za-z0-9_.-]{0,40}$/;
const VALUE = /^[^\s&=][^&=]{0,2000}$/;

/** What the address says; names and values of no form that a filter can have are left out. */
export const cohortSearch = (search: Readonly<Record<string, unknown>>): CohortSearch =>
  Object.fromEntries(
    Object.entries(search).filter(
      (entry): entry is [string, string] =>
        entry[0] !== 'lang' && NAME.test(entry[0]) && typeof entry[1] === 'string' && VALUE.test(entry[1]),
    ),
  ) as CohortSearch;
