import type { Decision, Scored } from './condition.ts';
import { decisiveInputs, everyWay, type Way } from './path.ts';
import { everySum } from './score.ts';

/** What a rule comes to, before the envelope of its criterion. */
export type Settled<T> =
  | { readonly status: 'determined'; readonly value: T }
  | { readonly status: 'indeterminate'; readonly possible: readonly T[]; readonly missing: readonly string[] }
  | { readonly status: 'notApplicable'; readonly reason: string };

/** The one result of the engine (myeloma.md 0.1): a settled answer with what it rests on. */
export type Outcome<T> = Settled<T> & {
  readonly criterion: string;
  readonly version: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly because: readonly string[];
  readonly assuming: readonly string[];
  readonly warnings: readonly string[];
};

export const notApplicable = (reason: string): { status: 'notApplicable'; reason: string } => ({
  status: 'notApplicable',
  reason,
});

/** Two answers are one when their keys are; a word or number is its own key. */
const keyOf = (answer: unknown): unknown => (typeof answer === 'object' ? JSON.stringify(answer) : answer);

function ascending<T>(answers: readonly T[], order: readonly T[] | undefined): readonly T[] {
  const keys = order?.map(keyOf);
  const rank = (answer: T): number => (keys ? keys.indexOf(keyOf(answer)) : Number(answer));
  return [...answers].sort((a, b) => rank(a) - rank(b));
}

/** Smallest and largest of what the ways noted, by name of the note. */
export type Noted = Readonly<Record<string, { readonly min: number; readonly max: number }>>;

const NOTHING_NOTED: Noted = {};

function noted(ways: readonly Way<unknown>[]): Noted {
  if (ways.every(({ notes }) => notes === null)) return NOTHING_NOTED;
  const ranges: Record<string, { min: number; max: number }> = {};
  for (const { notes } of ways) {
    if (!notes) continue;
    for (const [name, value] of Object.entries(notes)) {
      const now = ranges[name] ?? { min: value, max: value };
      ranges[name] = { min: Math.min(now.min, value), max: Math.max(now.max, value) };
    }
  }
  return ranges;
}

/**
 * Evaluates a rule over everything its unknowns may be.
 *
 * @param order  the answers in ascending clinical order; numbers and yes/no need none
 * @returns the answer, or every answer still reachable with the decisive unknown inputs; and what the rule noted
 */
export function settle<T>(
  decision: Decision<T> | Scored<T>,
  order?: readonly T[],
): { settled: Settled<T>; noted: Noted } {
  if ('items' in decision) return settleScore(decision, order);
  const ways = everyWay(decision);
  const [only] = ways;
  if (only && ways.length === 1) return { settled: { status: 'determined', value: only.answer }, noted: noted(ways) };
  const answers = new Map(ways.map(({ answer }) => [keyOf(answer), answer]));
  if (answers.size === 1)
    return { settled: { status: 'determined', value: [...answers.values()][0] as T }, noted: noted(ways) };
  const missing = [...decisiveInputs(ways, keyOf)];
  return {
    settled: { status: 'indeterminate', possible: ascending([...answers.values()], order), missing },
    noted: noted(ways),
  };
}

function settleScore<T>(
  { items, named }: Scored<T>,
  order: readonly T[] | undefined,
): { settled: Settled<T>; noted: Noted } {
  const { sums, missing } = everySum(items, (a, b) => keyOf(named(a)) === keyOf(named(b)));
  const points = { min: Math.min(...sums), max: Math.max(...sums) };
  const answers = new Map(sums.map((sum) => [keyOf(named(sum)), named(sum)]));
  if (answers.size === 1)
    return { settled: { status: 'determined', value: [...answers.values()][0] as T }, noted: { points } };
  return {
    settled: { status: 'indeterminate', possible: ascending([...answers.values()], order), missing: [...missing] },
    noted: { points },
  };
}
