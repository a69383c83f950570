import type { Scored } from './condition.ts';
import { askedOf, everyWay, onlySeparator, Path, type Way } from './path.ts';

type Items = Scored<unknown>['items'];

/** Items that ask about the same unknown stand or fall together; the others are independent. */
interface Part {
  readonly ways: readonly Way<number>[];
  readonly sums: readonly number[];
}

const round = (sum: number): number => Math.round(sum * 1e9) / 1e9;

function partOf(items: Items): Part {
  const ways = everyWay((path) => round(items.reduce((sum, [points, when]) => sum + (when(path) ? points : 0), 0)));
  return { ways, sums: [...new Set(ways.map(({ answer }) => answer))] };
}

/** Every sum of a few items that the unknowns allow, ascending. */
export function reachableSums(items: Items): readonly number[] {
  const path = new Path([]);
  let sum = 0;
  for (const [points, when] of items) if (when(path)) sum += points;
  return path.isOnlyOne ? [round(sum)] : [...partOf(items).sums].sort((a, b) => a - b);
}

interface Group {
  readonly items: Items[number][];
  readonly unknowns: Set<string>;
  /** Worked out already, for an item on its own. */
  part: Part | null;
}

/** What the settled items add up to, and the others grouped so that no two groups share an unknown. */
function independentParts(items: Items): { readonly settled: number; readonly parts: readonly Part[] } {
  let settled = 0;
  const groups = new Set<Group>();
  const groupOf = new Map<string, Group>();
  let path = new Path([]);
  for (const item of items) {
    const holds = item[1](path);
    if (path.isOnlyOne) {
      if (holds) settled = round(settled + item[0]);
      continue;
    }
    path = new Path([]);
    const part = partOf([item]);
    const own: Group = { items: [item], unknowns: new Set(), part };
    groups.add(own);
    for (const { assumed } of part.ways) {
      for (const key of askedOf(assumed).keys()) {
        own.unknowns.add(key);
        const sharing = groupOf.get(key);
        if (sharing && sharing !== own) merge(sharing, own, groups, groupOf);
        groupOf.set(key, own);
      }
    }
  }
  return { settled, parts: [...groups].map(({ part, items: own }) => part ?? partOf(own)) };
}

/** Items that stood in a group before this one go on in its group, before it. */
function merge(earlier: Group, into: Group, groups: Set<Group>, groupOf: Map<string, Group>): void {
  groups.delete(earlier);
  into.items.splice(into.items.length - 1, 0, ...earlier.items);
  into.part = null;
  for (const key of earlier.unknowns) {
    into.unknowns.add(key);
    groupOf.set(key, into);
  }
}

/** No item of a score gives more. */
const MOST_POINTS = 1000;

/** Every sum that one of each can give, ascending; points are nearly always whole, and are then marked as bits from the least on. */
function addAll(settled: number, parts: readonly Part[]): readonly number[] {
  const isMarked = (sum: number): boolean => Number.isInteger(sum) && Math.abs(sum) <= MOST_POINTS;
  if (!isMarked(settled) || !parts.every(({ sums }) => sums.every(isMarked))) return addOneByOne(settled, parts);
  let low = settled;
  let reached = 1n;
  for (const { sums } of parts) {
    const least = Math.min(...sums);
    let next = 0n;
    for (const sum of sums) next |= reached << BigInt(sum - least);
    low += least;
    reached = next;
  }
  const bits = reached.toString(2);
  const totals: number[] = [];
  for (let sum = 0; sum < bits.length; sum++) if (bits[bits.length - 1 - sum] === '1') totals.push(low + sum);
  return totals;
}

function addOneByOne(settled: number, parts: readonly Part[]): readonly number[] {
  let totals = new Set([settled]);
  for (const { sums } of parts) {
    const next = new Set<number>();
    for (const total of totals) for (const sum of sums) next.add(round(total + sum));
    totals = next;
  }
  return [...totals].sort((a, b) => a - b);
}

/**
 * Every sum of points that the unknowns allow, ascending, and the unknowns on which the name of the sum hangs.
 * Exact, as walking every combination would be, in the product of the few sums each part can give.
 */
export function everySum(
  items: Items,
  same: (a: number, b: number) => boolean,
): { sums: readonly number[]; missing: ReadonlySet<string> } {
  const { settled, parts } = independentParts(items);
  const missing = new Set<string>();
  const least = parts.reduce((sum, part) => sum + (part.sums[0] as number), settled);
  /** What the others add up to, by the sums of the part that is left out: parts of the same sums leave the same. */
  const without = new Map<string, readonly number[]>();
  for (const part of parts) {
    if (part.sums.length === 1) continue;
    // Nearly always the first sum of the others tells two ways apart; only where it does not, all of them are tried.
    const first = round(least - (part.sums[0] as number));
    const weights = part.sums.join(' ');
    const others = (): readonly number[] => {
      const all =
        without.get(weights) ??
        addAll(
          settled,
          parts.filter((other) => other !== part),
        );
      without.set(weights, all);
      return all;
    };
    const differ = (rest: number, one: number, other: number): boolean => !same(round(rest + one), round(rest + other));
    for (const [index, one] of part.ways.entries()) {
      for (const other of part.ways.slice(index + 1)) {
        if (one.answer === other.answer) continue;
        const separator = onlySeparator(one, other);
        if (separator === null) continue;
        if (
          differ(first, one.answer, other.answer) ||
          others().some((rest) => differ(rest, one.answer, other.answer))
        ) {
          for (const input of separator.inputs) missing.add(input);
        }
      }
    }
  }
  return { sums: addAll(settled, parts), missing };
}
