import { solveSymmetric } from '../linear-algebra/matrix.ts';
import { chiSquareUpper } from '../special/distributions.ts';
import { normalQuantile } from '../special/normal.ts';
import type { TestResult } from './test-result.ts';

type Table = readonly (readonly number[])[];

const sumOf = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);
const columnSums = (table: Table): number[] => (table[0] ?? []).map((_, j) => sumOf(table.map((row) => row[j]!)));

/**
 * Pearson's chi-square test of independence; a 2 x 2 table with Yates's correction unless switched off.
 *
 * @param table  rows of counts, no empty row or column
 * @throws {RangeError} a table smaller than 2 x 2
 * @oracle R chisq.test
 */
export function chiSquareTest(table: Table, correction = true): TestResult {
  const rows = table.map(sumOf);
  const columns = columnSums(table);
  if (rows.length < 2 || columns.length < 2) {
    throw new RangeError(`chiSquareTest: a table of ${rows.length} x ${columns.length}`);
  }
  const n = sumOf(rows);
  const expected = rows.map((r) => columns.map((c) => (r * c) / n));
  let yates = 0;
  if (correction && rows.length === 2 && columns.length === 2) {
    yates = 0.5;
    table.forEach((row, i) => {
      row.forEach((cell, j) => {
        yates = Math.min(yates, Math.abs(cell - expected[i]![j]!));
      });
    });
  }
  let statistic = 0;
  for (let j = 0; j < columns.length; j++) {
    for (let i = 0; i < rows.length; i++) {
      const e = expected[i]![j]!;
      statistic += (Math.abs(table[i]![j]! - e) - yates) ** 2 / e;
    }
  }
  const df = (rows.length - 1) * (columns.length - 1);
  return { statistic, df: [df], p: chiSquareUpper(statistic, df), estimate: null, confInt: null };
}

/**
 * Cochran-Mantel-Haenszel test over strata, without continuity correction. For 2 x 2 tables also the Mantel-Haenszel
 * odds ratio with the interval of Robins, Breslow and Greenland; larger tables get the generalised statistic.
 *
 * @param tables  one table per stratum, all of the same shape
 * @throws {RangeError} no strata, or one with fewer than two observations
 * @source Mantel N, Haenszel W. J Natl Cancer Inst 1959;22:719-748; Robins J et al. Biometrics 1986;42:311-323
 * @oracle R mantelhaen.test(correct = FALSE)
 */
export function mantelHaenszel(tables: readonly Table[], level = 0.95): TestResult {
  const rows = tables[0]?.length ?? 0;
  const columns = tables[0]?.[0]?.length ?? 0;
  if (rows < 2 || columns < 2) throw new RangeError(`mantelHaenszel: tables of ${rows} x ${columns}`);
  for (const table of tables) {
    if (sumOf(table.map(sumOf)) < 2) throw new RangeError('mantelHaenszel: a stratum with fewer than two observations');
  }
  const df = (rows - 1) * (columns - 1);
  const { difference, covariance } = cochran(tables, rows, columns);
  const solved = solveSymmetric(covariance, df, difference);
  let statistic = 0;
  for (let k = 0; k < df; k++) statistic += difference[k]! * solved[k]!;
  const test = { statistic, df: [df], p: chiSquareUpper(statistic, df) };
  if (rows > 2 || columns > 2) return { ...test, estimate: null, confInt: null };
  return { ...test, ...commonOddsRatio(tables, level) };
}

/** Observed minus expected of all cells but the last row and column, and its covariance given the margins. */
function cochran(
  tables: readonly Table[],
  rows: number,
  columns: number,
): { difference: Float64Array; covariance: Float64Array } {
  const df = (rows - 1) * (columns - 1);
  const difference = new Float64Array(df);
  const covariance = new Float64Array(df * df);
  for (const table of tables) {
    const r = table.map(sumOf);
    const c = columnSums(table);
    const n = sumOf(r);
    const scale = 1 / (n * n * (n - 1));
    for (let a = 0; a < df; a++) {
      const [i, j] = [a % (rows - 1), Math.floor(a / (rows - 1))];
      difference[a]! += table[i]![j]! - (r[i]! * c[j]!) / n;
      for (let b = 0; b < df; b++) {
        const [k, l] = [b % (rows - 1), Math.floor(b / (rows - 1))];
        const byRow = i === k ? r[i]! * (n - r[i]!) : -r[i]! * r[k]!;
        const byColumn = j === l ? c[j]! * (n - c[j]!) : -c[j]! * c[l]!;
        covariance[a * df + b]! += byRow * byColumn * scale;
      }
    }
  }
  return { difference, covariance };
}

function commonOddsRatio(tables: readonly Table[], level: number): Pick<TestResult, 'estimate' | 'confInt'> {
  let [r, s, pr, psqr, qs] = [0, 0, 0, 0, 0];
  for (const table of tables) {
    const [[x = 0, b = 0] = [], [c = 0, d = 0] = []] = table;
    const n = x + b + c + d;
    const [ri, si, pi, qi] = [(x * d) / n, (b * c) / n, (x + d) / n, (b + c) / n];
    r += ri;
    s += si;
    pr += pi * ri;
    psqr += pi * si + qi * ri;
    qs += qi * si;
  }
  const estimate = r / s;
  const sd = Math.sqrt(pr / (2 * r * r) + psqr / (2 * r * s) + qs / (2 * s * s));
  const factor = Math.exp(normalQuantile(1 - (1 - level) / 2) * sd);
  return { estimate: [estimate], confInt: [estimate / factor, estimate * factor] };
}
