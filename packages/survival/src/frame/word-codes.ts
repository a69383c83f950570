import { type Column, factorOfCodes, logicalColumn } from './column.ts';
import type { Cell } from './csv-cell.ts';

const LOGICAL = new Map([
  ['TRUE', 1], ['true', 1], ['True', 1], ['T', 1], ['FALSE', 0], ['false', 0], ['False', 0], ['F', 0],
]); // biome-ignore format: a list

/** A column of words while it is read: a dictionary, and a code a row. Words are found again by their bytes. */
export class WordCodes {
  private codes: Int32Array;
  private readonly bytes: Uint8Array;
  private readonly missing: ReadonlySet<string>;
  /** The words, in the order they were first seen. */
  private readonly words: string[] = [];
  private readonly byText = new Map<string, number>();
  /** By hash of the bytes: a place in the three lists below, where they lie and their code. */
  private readonly byHash = new Map<number, number>();
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly codeAt: number[] = [];

  constructor(bytes: Uint8Array, rows: number, missing: ReadonlySet<string>) {
    this.bytes = bytes;
    this.missing = missing;
    this.codes = new Int32Array(rows).fill(-1);
  }

  put(row: number, cell: Cell): void {
    if (row >= this.codes.length) {
      const wider = new Int32Array(2 * row + 16).fill(-1);
      wider.set(this.codes);
      this.codes = wider;
    }
    if (cell.from < cell.to) this.codes[row] = this.codeOf(cell);
  }

  private codeOf(cell: Cell): number {
    const { bytes } = this;
    if (cell.doubled) return this.codeOfText(cell.text());
    // FNV-1a.
    let hash = 0x811c9dc5;
    for (let at = cell.from; at < cell.to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    const known = this.byHash.get(hash);
    if (known === undefined) {
      const code = this.codeOfText(cell.text());
      this.byHash.set(hash, this.from.length);
      this.from.push(cell.from);
      this.to.push(cell.to);
      this.codeAt.push(code);
      return code;
    }
    const start = this.from[known]!;
    const length = cell.to - cell.from;
    if (this.to[known]! - start !== length) return this.codeOfText(cell.text());
    for (let k = 0; k < length; k++) {
      if (bytes[start + k] !== bytes[cell.from + k]) return this.codeOfText(cell.text());
    }
    return this.codeAt[known]!;
  }

  private codeOfText(word: string): number {
    if (this.missing.has(word)) return -1;
    let code = this.byText.get(word);
    if (code === undefined) {
      code = this.words.push(word) - 1;
      this.byText.set(word, code);
    }
    return code;
  }

  /** TRUE and FALSE if all words say so, else a factor. */
  column(rows: number): Column {
    const codes = this.codes.length >= rows ? this.codes.subarray(0, rows) : Int32Array.from({ length: rows }, (_, i) => this.codes[i] ?? -1); // biome-ignore format: short
    if (!this.words.every((word) => LOGICAL.has(word))) return factorOfCodes(this.words, codes);
    const values = this.words.map((word) => LOGICAL.get(word)!);
    return logicalColumn(codes.map((code) => (code < 0 ? -1 : values[code]!)));
  }
}
