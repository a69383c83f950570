export { type Curves, cohortCurves, type GridCurve } from './curves.ts';
export {
  type DisclosureLimit, type ShownCount, shownCounts, shownCountsOfFilter, type Undisclosed, undisclosed,
} from './disclosure.ts'; // biome-ignore format: a list
export { type Group, type Groups, groupRows } from './groups.ts';
export { COHORT_ENDPOINTS, type CohortEndpoint, type CohortRow, NOT_APPLICABLE, UNKNOWN } from './row.ts';
export { cohortEndpoint, cohortRow, type RowOf } from './row-of.ts';
export { type Selected, type Selection, selectRows } from './select.ts';
export { type CohortTable, cohortTable, type Dimension } from './table.ts';
