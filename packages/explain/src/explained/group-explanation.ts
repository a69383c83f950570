import { addsUp } from '../attribution/additivity.ts';
import { type FeatureGroup, groupingOf, resolvedGroups } from '../groups/feature-group.ts';
import type { Rows } from '../tree/tree.ts';
import type { ExplainedModel } from './explained-model.ts';

/** What each group of features contributes to the risk of each row. Arrays by row. */
export interface GroupExplanation {
  /** Every feature is in one group; what was in none is a group of its own. */
  readonly groups: readonly FeatureGroup[];
  /** Groups, then the baseline; each row adds up to its margin. */
  readonly grouped: readonly (readonly number[])[];
  /** The same against the background rows. */
  readonly grouped_interventional?: readonly (readonly number[])[];
}

/**
 * Explains rows by groups of features, held against the margins.
 *
 * @param wanted  groups of features, or of columns of the file
 * @throws {RefusedInput} `column.unknown`, `group.overlap`, `group.twice`
 * @throws {Error} parts that do not add up to the margin
 */
export function explainGroups(
  model: ExplainedModel,
  rows: Rows,
  wanted: readonly FeatureGroup[],
  background?: Rows,
): GroupExplanation {
  const { groups, of } = groupingOf(model.features, resolvedGroups(model, wanted));
  const margin = model.risk(rows);
  const held = (what: string, behind?: Rows): number[][] => {
    const width = groups.length + 1;
    const flat = model.attributeGroups(rows, of, groups.length, behind);
    const found = Array.from({ length: rows.n }, (_, i) => Array.from(flat.subarray(i * width, (i + 1) * width)));
    addsUp(what, found, margin);
    return found;
  };
  return {
    groups,
    grouped: held('groups'),
    ...(background && { grouped_interventional: held('groups against a background', background) }),
  };
}
