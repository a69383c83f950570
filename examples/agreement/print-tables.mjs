import { kappa } from '@linea/survival';

const round = (x, digits = 2) => (Number.isFinite(x) ? x.toFixed(digits) : '-');

/** Counts of pairs by their words, in the order in which rows and columns are given. */
export const counted = (pairs, rows, columns) =>
  rows.map((row) => columns.map((column) => pairs.filter(([a, b]) => a === row && b === column).length));

/** Kappa of a square table with its interval, as one line. */
export function kappaLine(title, table, weights) {
  const { kappa: value, lower, upper, observed, n } = kappa(table, weights);
  return `${title}: kappa ${round(value)} (95% ${round(lower)} to ${round(Math.min(1, upper))}), agreement ${round(100 * observed, 0)}% of ${n}`;
}

/** A table of counts with its names, right-aligned. */
export function printTable(title, rows, columns, table) {
  const lines = [['', ...columns], ...table.map((counts, index) => [rows[index], ...counts.map(String)])];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => String(line[column]).length)));
  console.log(`\n${title}`);
  for (const line of lines)
    console.log(
      `  ${line.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column] + 2))).join('')}`,
    );
}

/** How often each word occurs, the most frequent first, as a list. */
export function printCounts(title, words) {
  console.log(`\n${title}`);
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const [word, count] of [...counts].sort(([, a], [, b]) => b - a))
    console.log(`  ${String(count).padStart(4)}  ${word}`);
}
