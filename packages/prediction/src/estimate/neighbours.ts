import type { Question } from './study-model.ts';

/** Squared distance in standard deviations of the columns. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>, spread: readonly number[]): number {
  let sum = 0;
  for (let c = 0; c < spread.length; c++) {
    const sd = spread[c] as number;
    if (sd > 0) sum += (((a[c] as number) - (b[c] as number)) / sd) ** 2;
  }
  return sum;
}

/** Standard deviation of each column. */
export function spreadOf(rows: readonly ArrayLike<number>[], q: number): number[] {
  return Array.from({ length: q }, (_, c) => {
    const mean = rows.reduce((sum, row) => sum + (row[c] as number), 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + ((row[c] as number) - mean) ** 2, 0) / rows.length);
  });
}

/** The nearest training patients, nearest first. */
export function nearest(
  question: Pick<Question, 'patients' | 'spread'>,
  x: ArrayLike<number>,
  count: number,
): readonly { readonly index: number; readonly distance: number }[] {
  return question.patients
    .map(({ x: other }, index) => ({ index, distance: Math.sqrt(distance(x, other, question.spread)) }))
    .sort((a, b) => a.distance - b.distance || a.index - b.index)
    .slice(0, count);
}

/** How many neighbours say how far away somebody is. */
export const NEIGHBOURS = 5;

/** The distance to the fifth neighbour that 99 of 100 training patients keep among themselves. */
export function farFrom(rows: readonly ArrayLike<number>[], spread: readonly number[]): number {
  const fifth = rows.map((row, i) => {
    const near: number[] = [];
    for (const [j, other] of rows.entries()) {
      if (i === j) continue;
      const d = distance(row, other, spread);
      if (near.length < NEIGHBOURS) near.push(d);
      else if (d < (near[NEIGHBOURS - 1] as number)) near[NEIGHBOURS - 1] = d;
      else continue;
      near.sort((a, b) => a - b);
    }
    return Math.sqrt(near[NEIGHBOURS - 1] ?? near.at(-1) ?? 0);
  });
  fifth.sort((a, b) => a - b);
  return fifth[Math.floor(0.99 * (fifth.length - 1))] ?? 0;
}
