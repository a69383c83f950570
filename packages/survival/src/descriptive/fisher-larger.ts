import { ascending } from '../order/ascending.ts';
import { logGamma } from '../special/gamma.ts';

/** Partial tables kept at once, over all nodes of a half. */
const LIMIT = 12_000_000;

/** Partial tables with the same column sums: their log weights, ascending, and how many share each. */
interface Node {
  value: Float64Array;
  count: Float64Array;
}

/**
 * Two-sided p of Fisher's exact test for a table larger than 2 x 2: all tables with these margins no likelier than the
 * one seen. The rows are split in two halves; each half's partial tables are listed by their column sums, and two
 * lists with complementary sums are matched in one pass over both. The work grows as the root of the number of tables.
 *
 * @returns undefined when there are too many partial tables
 * @source Mehta CR, Patel NR. J Am Stat Assoc 1983;78:427-434 (partial tables as nodes)
 * @oracle R fisher.test
 */
export function fisherLargerTable(table: readonly (readonly number[])[]): number | undefined {
  const wide = table.length < (table[0]?.length ?? 0);
  const cells = wide ? (table[0] ?? []).map((_, j) => table.map((row) => row[j]!)) : table;
  const rows = cells.map((row) => row.reduce((a, b) => a + b, 0));
  const columns = (cells[0] ?? []).map((_, j) => cells.reduce((sum, row) => sum + row[j]!, 0));
  const total = rows.reduce((a, b) => a + b, 0);
  const logFactorial = Float64Array.from({ length: total + 1 }, (_, k) => logGamma(k + 1));
  const constant = [...rows, ...columns].reduce((sum, k) => sum + logFactorial[k]!, 0) - logFactorial[total]!;
  let seen = constant;
  for (const row of cells) for (const cell of row) seen -= logFactorial[cell]!;
  const threshold = seen + 3.4525e-7; // tables this close are equally likely, as in R

  const halves: [number[], number[]] = [[], []];
  const sizes: [number, number] = [0, 0];
  for (const row of rows.toSorted((a, b) => b - a)) {
    const half = sizes[0] <= sizes[1] ? 0 : 1;
    halves[half].push(row);
    sizes[half] += Math.log(row + 1);
  }
  // Column sums as one number, in mixed radix.
  const radix = columns.map((_, j) => columns.slice(0, j).reduce((product, k) => product * (k + 1), 1));
  if (radix.at(-1)! * (columns.at(-1)! + 1) > Number.MAX_SAFE_INTEGER) return undefined;
  const [first, second] = halves.map((half) => partialTables(half, columns, radix, logFactorial));
  if (first === undefined || second === undefined) return undefined;
  const all = columns.reduce((sum, k, j) => sum + k * radix[j]!, 0);
  let p = 0;
  for (const [key, a] of first) {
    const b = second.get(all - key);
    if (b !== undefined) p += match(a, b, constant, threshold);
  }
  return Math.min(1, p);
}

/** All ways to fill the rows, by the column sums they use up; undefined when there are too many. */
function partialTables(
  rows: readonly number[],
  columns: readonly number[],
  radix: readonly number[],
  logFactorial: Float64Array,
): Map<number, Node> | undefined {
  let nodes = new Map<number, Node>([[0, { value: new Float64Array(1), count: new Float64Array(1).fill(1) }]]);
  for (const row of rows) {
    const growing = new Map<number, { node: Node; shift: number }[]>();
    let size = 0;
    for (const [key, node] of nodes) {
      const room = columns.map((k, j) => k - (Math.floor(key / radix[j]!) % (k + 1)));
      fill(row, room, radix, logFactorial, (step, logTerm) => {
        size += node.value.length;
        if (size > LIMIT) return;
        const target = growing.get(key + step);
        if (target === undefined) growing.set(key + step, [{ node, shift: logTerm }]);
        else target.push({ node, shift: logTerm });
      });
    }
    if (size > LIMIT) return undefined;
    nodes = new Map();
    for (const [key, parts] of growing) nodes.set(key, merged(parts));
  }
  return nodes;
}

/** Every way to put `amount` into cells with that much room: the change of the key, and minus the log factorials. */
function fill(
  amount: number,
  room: readonly number[],
  radix: readonly number[],
  logFactorial: Float64Array,
  visit: (step: number, logTerm: number) => void,
): void {
  const after = room.map((_, j) => room.slice(j + 1).reduce((a, b) => a + b, 0));
  const walk = (j: number, rest: number, step: number, logTerm: number): void => {
    if (j === room.length - 1) {
      if (rest <= room[j]!) visit(step + rest * radix[j]!, logTerm - logFactorial[rest]!);
      return;
    }
    for (let take = Math.max(0, rest - after[j]!); take <= Math.min(rest, room[j]!); take++) {
      walk(j + 1, rest - take, step + take * radix[j]!, logTerm - logFactorial[take]!);
    }
  };
  walk(0, amount, 0, 0);
}

/** One sorted list, equal values (to rounding) counted together. */
function merged(parts: readonly { node: Node; shift: number }[]): Node {
  const size = parts.reduce((sum, { node }) => sum + node.value.length, 0);
  const value = new Float64Array(size);
  const count = new Float64Array(size);
  let at = 0;
  for (const { node, shift } of parts) {
    for (let k = 0; k < node.value.length; k++, at++) {
      value[at] = node.value[k]! + shift;
      count[at] = node.count[k]!;
    }
  }
  const order = parts.length === 1 ? undefined : ascending(value);
  const sorted: Node = { value: new Float64Array(size), count: new Float64Array(size) };
  let kept = 0;
  for (let r = 0; r < size; r++) {
    const i = order === undefined ? r : order[r]!;
    if (kept > 0 && value[i]! - sorted.value[kept - 1]! <= 1e-10) sorted.count[kept - 1]! += count[i]!;
    else {
      sorted.value[kept] = value[i]!;
      sorted.count[kept] = count[i]!;
      kept++;
    }
  }
  return { value: sorted.value.slice(0, kept), count: sorted.count.slice(0, kept) };
}

/** Probability of all pairs whose log probability does not pass the threshold. */
function match(a: Node, b: Node, constant: number, threshold: number): number {
  const highest = b.value.at(-1)!;
  const through = new Float64Array(b.value.length + 1);
  for (let k = 0; k < b.value.length; k++) through[k + 1] = through[k]! + b.count[k]! * Math.exp(b.value[k]! - highest);
  let sum = 0;
  let end = b.value.length;
  for (let k = 0; k < a.value.length; k++) {
    const shifted = a.value[k]! + constant;
    while (end > 0 && shifted + b.value[end - 1]! > threshold) end--;
    if (end === 0) break;
    sum += a.count[k]! * Math.exp(shifted + highest) * through[end]!;
  }
  return sum;
}
