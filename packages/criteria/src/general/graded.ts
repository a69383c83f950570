import { withMembers } from '@linea/facts';
import { type Condition, points, reachableSums, type Settled, settle } from '../engine/index.ts';

type Plain = Readonly<Record<string, unknown>>;

/** Every number a settled answer allows, ascending. */
export const allowedNumbers = (settled: Settled<number>): readonly number[] =>
  settled.status === 'determined' ? [settled.value] : settled.status === 'indeterminate' ? settled.possible : [];

/** The envelope of an ordered answer (toxicity.md 0.1): the outcome, its alias, and the least and most it may be. */
export function ranged(settled: Settled<number>, alias: 'grade' | 'score'): Plain {
  if (settled.status === 'notApplicable') return settled;
  const possible = allowedNumbers(settled);
  return withMembers(settled, {
    missing: settled.status === 'determined' ? [] : settled.missing,
    [alias]: settled.status === 'determined' ? settled.value : null,
    min: possible[0],
    max: possible.at(-1),
  });
}

/** One item of a score: its points, and how its input is printed. */
export interface ScoreItem {
  readonly points: readonly (readonly [points: number, when: Condition])[];
  readonly shown: Plain;
}

/** The groups of a score, from the highest: the first whose lower limit the points reach. */
export type Bands<C extends string> = readonly (readonly [category: C, from: number])[];

const bandOf = <C extends string>(bands: Bands<C>, score: number): C | null =>
  bands.find(([, from]) => score >= from - 1e-9)?.[0] ?? null;

/** The group of a score, or those in which it may still fall. */
function categoryFields<C extends string>(sums: readonly number[], bands: Bands<C>): Plain {
  const found = new Set(sums.map((sum) => bandOf(bands, sum)));
  const [only] = found;
  if (found.size === 1) return { category: only, categoryStatus: 'determined' };
  const possibleCategories = bands.flatMap(([name]) => (found.has(name) ? [name] : [])).reverse();
  return { category: null, categoryStatus: 'indeterminate', possibleCategories };
}

/**
 * A score: the sum of its items, one component each with its points, and the group into which every sum that is still
 * possible falls. `categoryStatus` says whether the group is decided although the score is not.
 */
export function scoreFields<C extends string>(items: Readonly<Record<string, ScoreItem>>, bands?: Bands<C>): Plain {
  const { settled } = settle<number>(points(Object.values(items).flatMap((item) => item.points)));
  const components = Object.entries(items).map(([name, item]) => {
    const own = reachableSums(item.points);
    const one = own.length === 1 ? { points: own[0] } : { points: null, min: own[0], max: own.at(-1) };
    return [name, withMembers(item.shown, one)];
  });
  return withMembers(ranged(settled, 'score'), bands ? categoryFields(allowedNumbers(settled), bands) : {}, {
    components: Object.fromEntries(components),
  });
}
