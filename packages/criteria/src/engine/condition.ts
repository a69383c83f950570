import { isBefore, isNotAfter, type Span, shiftMonths, type Truth, withinMonths } from '@linea/facts';
import { EPSILON, everyWay, type Interval, Path, type Unknown } from './path.ts';

/** A question about a patient; on a path it has an answer. */
export type Condition = (path: Path) => boolean;

/** What a rule comes to; on a path it has a value. */
export type Decision<T> = (path: Path) => T;

/** A number as far as it is known: exact, an interval (`< 0.2`), or anything in its range. */
export interface Measured extends Unknown {
  readonly range: Interval;
  /** The unit in which `range` stands. */
  readonly unit: string;
  /** The value as it was reported, where it was converted. */
  readonly reported?: { readonly value: number; readonly unit: string };
  /** Upper and lower limit of the laboratory, in the same unit, where the result carries them. */
  readonly uln?: number;
  readonly lln?: number;
  /** False when nothing was given. */
  readonly given: boolean;
}

/** An answer as far as it is known: the options it may still be. */
export interface Choice<C extends string = string> extends Unknown {
  readonly options: readonly C[];
  readonly given: boolean;
}

/** A date as far as it is known; `null` days: it did not happen. */
export interface When extends Unknown {
  readonly span: Span | null;
  readonly given: boolean;
}

export const always: Condition = () => true;
export const never: Condition = () => false;

export const atLeast =
  (x: Measured, limit: number): Condition =>
  (path) =>
    path.reaches(x, x.range, limit, false);
export const above =
  (x: Measured, limit: number): Condition =>
  (path) =>
    path.reaches(x, x.range, limit, true);
export const below = (x: Measured, limit: number): Condition => not(atLeast(x, limit));
export const atMost = (x: Measured, limit: number): Condition => not(above(x, limit));

export const is = <C extends string>(choice: Choice<C>, ...answers: readonly C[]): Condition =>
  (path) => path.isOneOf(choice, choice.options, answers); // biome-ignore format: one thought
export const isTrue = (flag: Choice<'true' | 'false'>): Condition => is(flag, 'true');
export const isFalse = (flag: Choice<'true' | 'false'>): Condition => is(flag, 'false');

export const not =
  (condition: Condition): Condition =>
  (path) =>
    !condition(path);
export const all =
  (...conditions: readonly Condition[]): Condition =>
  (path) => {
    for (const condition of conditions) if (!condition(path)) return false;
    return true;
  };
export const any =
  (...conditions: readonly Condition[]): Condition =>
  (path) => {
    for (const condition of conditions) if (condition(path)) return true;
    return false;
  };

/** At least `n` of the conditions hold. */
export const atLeastOf = (n: number, ...conditions: readonly Condition[]): Condition =>
  (path) => conditions.filter((condition) => condition(path)).length >= n; // biome-ignore format: one thought

/** A question of two dates, answered as far as their days allow. */
function datesAsk(name: string, a: When, b: When, ask: (a: Span, b: Span) => Truth): Condition {
  const imprecise = [a, b].filter(({ span, given }) => !given || (span && span.start !== span.end));
  const unknown = { key: `${a.key} ${name} ${b.key}`, inputs: imprecise.flatMap(({ inputs }) => inputs) };
  return (path) => (a.span && b.span ? path.settle(unknown, ask(a.span, b.span)) : false);
}

/** a happened not after b; false when either did not happen. */
export const happenedBy = (a: When, b: When): Condition => datesAsk('by', a, b, isNotAfter);
/** event <= anchor + N calendar months, inclusive; false when either did not happen. */
export const happenedWithinMonths = (event: When, anchor: When, months: number): Condition =>
  datesAsk(`within ${months} months of`, event, anchor, (days, from) => withinMonths(from, days, months));
/** event < anchor + N calendar months, strict; false when either did not happen. */
export const happenedBeforeMonths = (event: When, anchor: When, months: number): Condition =>
  datesAsk(`before ${months} months of`, event, anchor, (days, from) => isBefore(days, shiftMonths(from, months)));
/** event - anchor <= N days; false when either did not happen. */
export const happenedWithinDays = (event: When, anchor: When, days: number): Condition =>
  datesAsk(`within ${days} days of`, event, anchor, (a, b) =>
    isNotAfter(a, { start: b.start + days, end: b.end + days }),
  );

/** The first row whose condition holds. The last row must be `always`, or some row must hold on every path. */
export function firstOf<T>(rows: readonly (readonly [answer: T, when: Condition])[]): Decision<T> {
  return (path) => {
    for (const [answer, when] of rows) if (when(path)) return answer;
    throw new RangeError('firstOf: no row holds');
  };
}

/**
 * A sum of points, or what it is called. On a path it is an ordinary decision; `settle` sees the items and adds up
 * what each may give instead of walking every combination (engine/score.ts).
 */
export interface Scored<T> extends Decision<T> {
  readonly items: readonly (readonly [points: number, when: Condition])[];
  readonly named: (points: number) => T;
}

/** Adds the points of the items that hold; reported as `points`. */
export function points(items: Scored<number>['items']): Scored<number> {
  const total: Decision<number> = (path) => items.reduce((sum, [value, when]) => sum + (when(path) ? value : 0), 0);
  return Object.assign(total, { items, named: (value: number) => value });
}

/** The name of the band in which a score falls: the first row whose lower limit it reaches. */
export function band<T>(score: Scored<number>, rows: readonly (readonly [answer: T, from: number])[]): Scored<T> {
  const named = (value: number): T => {
    const row = rows.find(([, from]) => value >= from - EPSILON);
    if (!row) throw new RangeError(`band: ${value} is below every band`);
    return row[0];
  };
  return Object.assign((path: Path) => named(score(path)), { items: score.items, named });
}

/** A condition on its own: yes, no, or unknown. */
export function truth(condition: Condition): Truth {
  const path = new Path([]);
  const first = condition(path);
  if (path.isOnlyOne) return first;
  return everyWay(condition).every(({ answer }) => answer === first) ? first : null;
}
