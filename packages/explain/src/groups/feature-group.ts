import type { InputIssue } from '@linea/survival';
import { RefusedInput } from '../errors/refused-input.ts';

/** Features that are explained as one. */
export interface FeatureGroup {
  readonly name: string;
  readonly features: readonly string[];
}

/** To which group each feature belongs: what is in none is a group of its own. */
export interface Grouping {
  readonly groups: readonly FeatureGroup[];
  /** Number of the group of each feature. */
  readonly of: Int32Array;
}

/**
 * Groups over the features of a model, in order of their first feature.
 *
 * @param groups  of features of the model, see `resolvedGroups`
 * @throws {RefusedInput} `group.overlap` (a feature in two groups), `group.twice` (a name); all of them
 */
export function groupingOf(features: readonly string[], groups: readonly FeatureGroup[]): Grouping {
  const issues: InputIssue[] = [];
  const owner = new Map<string, FeatureGroup>();
  const names = new Set<string>();
  for (const group of groups) {
    if (names.has(group.name)) issues.push({ code: 'group.twice', at: `group ${group.name}`, got: group.name });
    names.add(group.name);
    for (const feature of group.features) {
      const at = `group ${group.name}`;
      if (owner.has(feature)) issues.push({ code: 'group.overlap', at, got: feature });
      else owner.set(feature, group);
    }
  }
  if (issues.length > 0) throw new RefusedInput(issues);
  const made: FeatureGroup[] = [];
  const number = new Map<FeatureGroup, number>();
  const of = Int32Array.from(features, (feature) => {
    const group = owner.get(feature);
    if (!group) return made.push({ name: feature, features: [feature] }) - 1;
    const known = number.get(group);
    if (known !== undefined) return known;
    const next = made.push({ name: group.name, features: features.filter((own) => owner.get(own) === group) }) - 1;
    number.set(group, next);
    return next;
  });
  return { groups: made, of };
}

/** Features by name, and by the column of the file that they are made of. */
interface Known {
  readonly features: readonly string[];
  readonly origin?: Readonly<Record<string, readonly string[]>> | undefined;
}

/**
 * Groups whose members may be named as features, or as columns of the file: `sex` is `sexM`.
 *
 * @throws {RefusedInput} `column.unknown`, all of them
 */
export function resolvedGroups({ features, origin = {} }: Known, groups: readonly FeatureGroup[]): FeatureGroup[] {
  const issues: InputIssue[] = [];
  const made = groups.map(({ name, features: named }) => {
    const own = named.flatMap((member) => {
      if (features.includes(member)) return [member];
      const found = features.filter((feature) => origin[feature]?.includes(member));
      if (found.length === 0) {
        issues.push({ code: 'column.unknown', at: `group ${name}`, got: member, allowed: features.join(', ') });
      }
      return found;
    });
    return { name, features: [...new Set(own)] };
  });
  if (issues.length > 0) throw new RefusedInput(issues);
  return made;
}

/** A name for features that nobody named: up to three of them, else the first and how many follow. */
export const nameOfGroup = (features: readonly string[]): string =>
  features.length <= 3 ? features.join(' + ') : `${features[0]} + ${features.length - 1}`;
