import type { Tree } from '../tree/tree.ts';
import type { TreeGame } from './tree-game.ts';

/** The distinct ways in which rows decide at the nodes of a tree. */
export interface Patterns {
  /** Pattern of each row, 0..count-1 by first appearance. */
  readonly patternOf: Int32Array;
  readonly count: number;
  /** By pattern and node: 1 = left. Room is used again for the next tree. */
  readonly left: Uint8Array;
  readonly nodes: number;
}

/** Groups rows by what they decide at all inner nodes of a tree, column by column, through a hash table. */
export class DecisionPatterns {
  private readonly columns: readonly Float64Array[];
  private readonly n: number;
  private readonly patternOf: Int32Array;
  private readonly table: Int32Array;
  private words = new Int32Array(0);
  private left = new Uint8Array(0);

  constructor(columns: readonly Float64Array[], n: number) {
    this.n = n;
    this.columns = columns;
    this.patternOf = new Int32Array(n);
    this.table = new Int32Array(1 << Math.ceil(Math.log2(2 * n + 2)));
  }

  of({ tree, inner }: TreeGame): Patterns {
    const { n, patternOf, table } = this;
    const width = Math.ceil(inner.length / 32) || 1;
    if (this.words.length < n * width) this.words = new Int32Array(n * width);
    const { words } = this;
    words.fill(0, 0, n * width);
    for (let k = 0; k < inner.length; k++) {
      const node = inner[k]!;
      markLeft(tree, node, this.columns[tree.feature[node]!]!, words, 1 << (k & 31), k >> 5, width);
    }
    table.fill(-1);
    const mask = table.length - 1;
    const first: number[] = [];
    for (let i = 0; i < n; i++) {
      let hash = 0;
      for (let w = 0; w < width; w++) hash = Math.imul(hash ^ words[i * width + w]!, 0x9e3779b1) ^ (hash >>> 15);
      let slot = (hash ^ (hash >>> 16)) & mask;
      for (;;) {
        const k = table[slot]!;
        if (k < 0) {
          table[slot] = first.length;
          patternOf[i] = first.length;
          first.push(i);
          break;
        }
        if (sameWords(words, i * width, first[k]! * width, width)) {
          patternOf[i] = k;
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
    const nodes = tree.feature.length;
    if (this.left.length < first.length * nodes) this.left = new Uint8Array(2 * first.length * nodes);
    first.forEach((i, k) => {
      for (let b = 0; b < inner.length; b++) {
        this.left[k * nodes + inner[b]!] = (words[i * width + (b >> 5)]! >>> (b & 31)) & 1;
      }
    });
    return { patternOf, count: first.length, left: this.left, nodes };
  }
}

/** Sets a bit of word `word` of the `width` words of each row that goes left at the node. */
export function markLeft(
  tree: Tree,
  node: number,
  column: Float64Array,
  words: Int32Array | Uint16Array,
  bit: number,
  word = 0,
  width = 1,
): void {
  const threshold = tree.threshold[node]!;
  // A comparison with NaN is false: a missing value goes right unless the node says left.
  if (tree.missingLeft[node] === 1) {
    for (let i = 0, at = word; i < column.length; i++, at += width) if (!(column[i]! >= threshold)) words[at]! |= bit;
  } else for (let i = 0, at = word; i < column.length; i++, at += width) if (column[i]! < threshold) words[at]! |= bit;
}

function sameWords(words: Int32Array, a: number, b: number, width: number): boolean {
  for (let w = 0; w < width; w++) if (words[a + w] !== words[b + w]) return false;
  return true;
}
