export { type Comparison, compareCohorts } from './comparison.ts';
export { COMPARTMENTS, type Compartment, composition } from './composition.ts';
export { type Curves, cohortCurves, type GridCurve } from './curves.ts';
export {
  type DisclosureLimit, type ShownCount, shownCounts, shownCountsOfFilter, type Undisclosed, undisclosed,
} from './disclosure.ts'; // biome-ignore format: a list
export { type Contrast, cohortForest } from './forest.ts';
export { type Group, type Groups, groupRows, quietLevels } from './groups.ts';
export { oncoprint } from './oncoprint.ts';
export { COHORT_ENDPOINTS, type CohortEndpoint, type CohortRow, NOT_APPLICABLE, UNKNOWN } from './row.ts';
export { cohortEndpoint, cohortRow, type RowOf } from './row-of.ts';
export { type Selected, type Selection, selectRows } from './select.ts';
export { SWIMMER_SORTS, swimmer } from './swimmer.ts';
export { AFTER_INFUSION, type CohortTable, cohortTable, type Dimension } from './table.ts';
