import { refuse } from '../errors/input-error.ts';

const QUOTE = 34;
export const LINE_FEED = 10;
export const RETURN = 13;

/** Of every platform, though no language library declares it. */
declare const TextDecoder: new () => { readonly decode: (bytes: Uint8Array) => string };

/** Where a cell lies; overwritten by the next one. */
export class Cell {
  from = 0;
  to = 0;
  /** It began with a quote; holds doubled ones. */
  quoted = false;
  doubled = false;
  /** Position of the separator, line end or end of the text after it. */
  next = 0;
  private readonly bytes: Uint8Array;
  private readonly separator: number;
  private readonly decoder = new TextDecoder();

  constructor(bytes: Uint8Array, separator: number) {
    this.bytes = bytes;
    this.separator = separator;
  }

  /**
   * The cell that begins at `at`. Quotes double inside quotes; a line end inside quotes belongs to the cell.
   *
   * @param row  for the place of an error
   * @throws {InputError} `csv.unclosedQuote`
   */
  read(at: number, row: number): void {
    const { bytes, separator } = this;
    this.quoted = bytes[at] === QUOTE;
    this.doubled = false;
    this.from = at;
    let next = at;
    if (this.quoted) {
      this.from = ++next;
      for (;;) {
        next = bytes.indexOf(QUOTE, next);
        if (next < 0) refuse('csv.unclosedQuote', `row ${row}`);
        if (bytes[next + 1] !== QUOTE) break;
        this.doubled = true;
        next += 2;
      }
      this.to = next++;
    }
    while (next < bytes.length) {
      const code = bytes[next]!;
      if (code === separator || code === LINE_FEED || code === RETURN) break;
      next++;
    }
    if (!this.quoted) this.to = next;
    this.next = next;
  }

  text(): string {
    const text = this.decoder.decode(this.bytes.subarray(this.from, this.to));
    return this.doubled ? text.replaceAll('""', '"') : text;
  }
}

/** Where the row after the line end at `at` begins. */
export const afterLineEnd = (bytes: Uint8Array, at: number): number =>
  bytes[at] === RETURN && bytes[at + 1] === LINE_FEED ? at + 2 : at + 1;
