import type { Scored } from './condition.ts';
import { everyWay, onlySeparator, type Way } from './path.ts';

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

const unknownsOf = ({ ways }: Part): ReadonlySet<string> => new Set(ways.flatMap(({ asked }) => [...asked.keys()]));

/** Items grouped so that no two groups share an unknown. */
function independentParts(items: Items): readonly Part[] {
  let groups: { items: Items; unknowns: ReadonlySet<string> }[] = [];
  for (const item of items) {
    const unknowns = unknownsOf(partOf([item]));
    const sharing = groups.filter((group) => [...unknowns].some((key) => group.unknowns.has(key)));
    const merged = { items: [...sharing.flatMap((group) => group.items), item], unknowns: new Set([...unknowns, ...sharing.flatMap((group) => [...group.unknowns])]) };
    groups = [...groups.filter((group) => !sharing.includes(group)), merged];
  }
  return groups.map((group) => partOf(group.items));
}

const addAll = (parts: readonly Part[]): readonly number[] =>
  parts.reduce<readonly number[]>((totals, { sums }) => [...new Set(totals.flatMap((total) => sums.map((sum) => round(total + sum))))], [0]);

/**
 * Every sum of points that the unknowns allow, ascending, and the unknowns on which the name of the sum hangs.
 * Exact, as walking every combination would be, in the product of the few sums each part can give.
 */
export function everySum(items: Items, same: (a: number, b: number) => boolean): { sums: readonly number[]; missing: ReadonlySet<string> } {
  const parts = independentParts(items);
  const missing = new Set<string>();
  for (const part of parts) {
    if (part.sums.length === 1) continue;
    const others = addAll(parts.filter((other) => other !== part));
    for (const [index, one] of part.ways.entries()) {
      for (const other of part.ways.slice(index + 1)) {
        if (one.answer === other.answer) continue;
        const key = onlySeparator(one, other);
        if (key !== null && others.some((rest) => !same(round(rest + one.answer), round(rest + other.answer)))) {
          for (const input of one.asked.get(key) ?? []) missing.add(input);
        }
      }
    }
  }
  return { sums: [...addAll(parts)].sort((a, b) => a - b), missing };
}
