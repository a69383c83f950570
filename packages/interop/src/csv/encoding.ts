import { isAscii, isUtf8 } from 'node:buffer';
import type { ImportFile, Reading, TextForm } from '../table/table.ts';

export type Encoding = NonNullable<TextForm['encoding']>;

/** How far a file may be looked into for what a binary file begins with. */
const HEAD_BYTES = 4096;

/** The length of the longest byte order mark. */
const MARK_BYTES = 3;

/**
 * The encoding of a text file, from its bytes: a byte order mark, else UTF-8 where all of it is that, else Windows-1252
 * where none of it can be UTF-8, and that is said. A file that is partly UTF-8 is taken for it: its broken cells are
 * refused where they stand. Constant memory. Undefined when the file was refused.
 */
export async function findEncoding(
  file: ImportFile,
  declared: Encoding | undefined,
  { notes, limits }: Reading,
): Promise<Encoding | undefined> {
  const at = { file: file.name };
  const seen = new Utf8Count();
  let bytes = 0;
  let begin: Uint8Array = new Uint8Array(0);
  let mark: Encoding | undefined;
  let binary = false;
  for await (const chunk of file.open()) {
    if (bytes < MARK_BYTES) {
      begin = Buffer.concat([begin, chunk.subarray(0, MARK_BYTES - bytes)]);
      mark = markOf(begin);
    }
    binary ||= bytes < HEAD_BYTES && chunk.subarray(0, HEAD_BYTES - bytes).includes(0);
    bytes += chunk.length;
    if (bytes > limits.fileBytes)
      return notes.refuse('file.tooLarge', at, `> ${limits.fileBytes}`, `${limits.fileBytes}`);
    if (binary && bytes >= MARK_BYTES && (declared ?? mark) !== 'utf-16le') break;
    if (declared === undefined && mark !== 'utf-16le') seen.add(chunk);
  }
  if (binary && (declared ?? mark) !== 'utf-16le') return notes.refuse('file.binary', at, 'NUL', 'CSV, XLSX');
  if (declared !== undefined) return declared;
  if (mark !== undefined) return mark;
  seen.end();
  if (seen.broken === 0 || seen.characters > 0) return 'utf-8';
  notes.warn('encoding.detected', at, 'windows-1252', 'encoding: windows-1252');
  return 'windows-1252';
}

function markOf(chunk: Uint8Array): Encoding | undefined {
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return 'utf-8';
  return chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : undefined;
}

/** Counts the characters beyond ASCII that are proper UTF-8, and the bytes that are none. */
class Utf8Count {
  characters = 0;
  broken = 0;
  #carry: Uint8Array = new Uint8Array(0);

  add(chunk: Uint8Array): void {
    const bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    const end = bytes.length - unfinished(bytes);
    const whole = bytes.subarray(0, end);
    this.#carry = bytes.slice(end);
    if (isAscii(whole)) return;
    if (isUtf8(whole)) this.characters++;
    else this.#count(whole);
  }

  end(): void {
    this.broken += this.#carry.length;
  }

  #count(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const length = sequenceLength(bytes[at] as number);
      const proper = length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length));
      if (!proper) this.broken++;
      else if (length > 1) this.characters++;
      at += proper ? length : 1;
    }
  }
}

/** Bytes of the character that begins with this one; 0 when none does. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/** Bytes at the end that begin a character which the next chunk continues. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
}
