import { refuse } from '../errors/refused-input.ts';

/** Of every platform, though no language library declares it. */
declare const TextDecoder: new () => { readonly decode: (bytes: Uint8Array) => string };

const letter = (text: string): number => text.charCodeAt(0);
/** What may follow the opening brace in Universal Binary JSON and not in JSON: a type, a count, the length of a name. */
const AFTER_BRACE = new Set(['$', '#', 'i', 'U', 'I', 'l', 'L'].map(letter));

/** Are these bytes Universal Binary JSON, as XGBoost writes it (`save_model('model.ubj')`)? */
export const isUbj = (bytes: Uint8Array): boolean => bytes[0] === letter('{') && AFTER_BRACE.has(bytes[1]!);

/**
 * Reads Universal Binary JSON: everything that XGBoost writes, as the JSON it would have written.
 *
 * @returns plain JSON; numbers of single precision as they are
 * @throws {RefusedInput} `model.ubj`: cut short, or a type that is not known
 * @source Universal Binary JSON specification, draft 12 (ubjson.org); XGBoost writes big-endian, without high-precision numbers
 */
export function readUbj(bytes: Uint8Array): unknown {
  const reader = new UbjReader(bytes);
  const value = reader.value(reader.type());
  if (reader.at !== bytes.length) reader.refuse('end of the file');
  return value;
}

class UbjReader {
  at = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly decoder = new TextDecoder();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  refuse(allowed: string): never {
    return refuse('model.ubj', `byte ${this.at}`, undefined, allowed);
  }

  private take(length: number): number {
    const from = this.at;
    if (!(length >= 0 && from + length <= this.bytes.length)) this.refuse(`${length} bytes`);
    this.at += length;
    return from;
  }

  type(): string {
    return String.fromCharCode(this.bytes[this.take(1)]!);
  }

  value(type: string): unknown {
    switch (type) {
      case 'Z':
        return null;
      case 'T':
        return true;
      case 'F':
        return false;
      case 'd':
        return this.view.getFloat32(this.take(4));
      case 'D':
        return this.view.getFloat64(this.take(8));
      case 'C':
        return String.fromCharCode(this.bytes[this.take(1)]!);
      case 'S':
        return this.text();
      case '[':
        return this.list();
      case '{':
        return this.object();
      default:
        return this.whole(type);
    }
  }

  private whole(type: string): number {
    switch (type) {
      case 'i':
        return this.view.getInt8(this.take(1));
      case 'U':
        return this.view.getUint8(this.take(1));
      case 'I':
        return this.view.getInt16(this.take(2));
      case 'l':
        return this.view.getInt32(this.take(4));
      case 'L':
        return Number(this.view.getBigInt64(this.take(8)));
      default:
        return this.refuse('Z, T, F, i, U, I, l, L, d, D, C, S, [, {');
    }
  }

  private text(): string {
    const length = this.whole(this.type());
    const from = this.take(length);
    return this.decoder.decode(this.bytes.subarray(from, from + length));
  }

  /** The type and count that a list or an object may begin with. */
  private head(): { readonly type: string | undefined; readonly count: number } {
    const type = this.taken('$') ? this.type() : undefined;
    if (!this.taken('#')) return type === undefined ? { type, count: Number.NaN } : this.refuse('#');
    const count = this.whole(this.type());
    // A member takes a byte at least, but for lists of null, true and false: nothing makes us allocate more than there is.
    if (!(count >= 0 && count <= this.bytes.length)) this.refuse('a count that the file can hold');
    return { type, count };
  }

  private taken(type: string): boolean {
    const found = this.bytes[this.at] === letter(type);
    if (found) this.at++;
    return found;
  }

  private list(): unknown[] {
    const { type, count } = this.head();
    const made: unknown[] = [];
    while (Number.isNaN(count) ? !this.taken(']') : made.length < count) made.push(this.value(type ?? this.type()));
    return made;
  }

  private object(): Record<string, unknown> {
    const { type, count } = this.head();
    const made: [string, unknown][] = [];
    while (Number.isNaN(count) ? !this.taken('}') : made.length < count) {
      const name = this.text();
      made.push([name, this.value(type ?? this.type())]);
    }
    return Object.fromEntries(made);
  }
}
