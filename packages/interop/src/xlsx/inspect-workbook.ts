import { Unzip, UnzipInflate } from 'fflate';
import { SaxesParser } from 'saxes';
import type { Limits } from '../table/limits.ts';
import type { CellFlaw } from '../table/table.ts';

/** The flaws of a sheet by row, from 1; columns from 0. */
export type SheetFlaws = ReadonlyMap<number, readonly (readonly [column: number, flaw: CellFlaw])[]>;

/** What a workbook holds that reading its values would not show, by the name of the sheet. */
export type Flaws = ReadonlyMap<string, SheetFlaws>;

/** Why a workbook cannot be read, and what was found. */
export class WorkbookProblem extends Error {
  readonly code: string;
  readonly got: string;
  readonly allowed: string;
  readonly place: WorkbookPlace;

  constructor(code: string, got: string, allowed: string, place: WorkbookPlace = {}) {
    super(code);
    this.code = code;
    this.got = got;
    this.allowed = allowed;
    this.place = place;
  }
}

interface WorkbookPlace {
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
}

/** Bytes handed to the unpacker at a time: what they may grow to at most (about a thousand times) fits into memory. */
const STEP_BYTES = 4 * 1024;

/**
 * Unpacks a workbook piece by piece, keeping nothing, before a reader holds all of it: sizes within the limits, well-formed
 * XML without a document type (so no entities), and where formulas stand and the errors they ended in, which the values of
 * a reader no longer show.
 *
 * @throws {WorkbookProblem} it is beyond a limit, or no workbook
 */
export function inspectWorkbook(bytes: Uint8Array, limits: Limits): Flaws {
  const parts = new Map<string, PartInspector>();
  let unpacked = 0;
  const unzip = new Unzip((part) => {
    if (!/\.(xml|rels)$/i.test(part.name)) return;
    if (parts.has(part.name)) throw new WorkbookProblem('xlsx.broken', part.name, 'XLSX');
    const inspector = new PartInspector(part.name, limits);
    parts.set(part.name, inspector);
    part.ondata = (error, data, final) => {
      // What is thrown below comes back here once more.
      if (error) throw error instanceof WorkbookProblem ? error : new WorkbookProblem('xlsx.broken', part.name, 'XLSX');
      unpacked += data.length;
      if (unpacked > limits.unpackedBytes)
        throw new WorkbookProblem('xlsx.tooLarge', `> ${limits.unpackedBytes}`, `${limits.unpackedBytes}`);
      inspector.write(data, final);
    };
    part.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += STEP_BYTES)
      unzip.push(bytes.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= bytes.length);
  } catch (error) {
    if (error instanceof WorkbookProblem) throw named(error, parts);
    // The unpacker throws what it cannot read, as an error or an object with a number.
    throw new WorkbookProblem('xlsx.broken', String((error as Error).message ?? 'ZIP'), 'XLSX');
  }
  return bySheet(parts, limits);
}

/** A problem inside a part with the name of its sheet, as far as the workbook has been read. */
function named(
  { code, got, allowed, place }: WorkbookProblem,
  parts: ReadonlyMap<string, PartInspector>,
): WorkbookProblem {
  const { sheet, ...inside } = place;
  const known = sheetParts(parts).find(({ path }) => path === sheet)?.name;
  return new WorkbookProblem(code, got, allowed, known === undefined ? {} : { sheet: known, ...inside });
}

/** The sheets in their order, each with the path of its part. */
function sheetParts(
  parts: ReadonlyMap<string, PartInspector>,
): readonly { readonly name: string; readonly path: string }[] {
  const targets = parts.get('xl/_rels/workbook.xml.rels')?.targets;
  return (parts.get('xl/workbook.xml')?.sheets ?? []).map(({ name, relation }) => {
    const target = targets?.get(relation) ?? '';
    return { name, path: target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}` };
  });
}

function bySheet(parts: ReadonlyMap<string, PartInspector>, limits: Limits): Flaws {
  const workbook = parts.get('xl/workbook.xml');
  if (!workbook) throw new WorkbookProblem('xlsx.notWorkbook', 'ZIP', 'XLSX');
  const { sheets } = workbook;
  if (sheets.length > limits.sheets)
    throw new WorkbookProblem('xlsx.tooManySheets', `${sheets.length}`, `${limits.sheets}`);
  const cells = [...parts.values()].reduce((sum, part) => sum + part.cellCount, 0);
  if (cells > limits.cells) throw new WorkbookProblem('xlsx.tooManyCells', `${cells}`, `${limits.cells}`);
  return new Map(
    sheetParts(parts).map(({ name, path }): [string, SheetFlaws] => {
      const part = parts.get(path);
      if (!part) throw new WorkbookProblem('xlsx.broken', path, 'XLSX');
      return [name, part.flaws];
    }),
  );
}

/** Reads one XML part of a workbook as it comes. What is no cell, sheet or relation is passed over. */
class PartInspector {
  readonly flaws = new Map<number, [column: number, flaw: CellFlaw][]>();
  readonly sheets: { name: string; relation: string }[] = [];
  readonly targets = new Map<string, string>();
  cellCount = 0;
  readonly #name: string;
  readonly #limits: Limits;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #parser = new SaxesParser();
  /** Characters since the last tag began: the text that the parser holds. */
  #held = 0;
  #cell: { error: boolean; formula: boolean } | undefined;
  #row = 0;
  #column = -1;
  #text: string | undefined;

  constructor(name: string, limits: Limits) {
    this.#name = name;
    this.#limits = limits;
    const parser = this.#parser;
    parser.on('error', () => this.#broken());
    parser.on('doctype', () => this.#broken());
    parser.on('opentag', ({ name: tag, attributes }) => this.#open(tag.slice(tag.indexOf(':') + 1), attributes));
    parser.on('closetag', ({ name: tag }) => this.#close(tag.slice(tag.indexOf(':') + 1)));
    parser.on('text', (text) => {
      if (this.#text !== undefined) this.#text += text.slice(0, 200);
    });
  }

  write(data: Uint8Array, final: boolean): void {
    const text = this.#decode(data, final);
    // A character may be written as an entity of ten.
    const most = 10 * this.#limits.cellCharacters;
    const gap = longGap(text, this.#held, most);
    if (gap !== undefined) {
      // What comes before says which cell it is.
      this.#parser.write(text.slice(0, gap));
      throw new WorkbookProblem('cell.tooLarge', `> ${most}`, `${this.#limits.cellCharacters}`, this.#place());
    }
    const last = text.lastIndexOf('<');
    this.#held = last < 0 ? this.#held + text.length : text.length - last;
    this.#parser.write(text);
    if (final) this.#parser.close();
  }

  #decode(data: Uint8Array, final: boolean): string {
    try {
      return this.#decoder.decode(data, { stream: !final });
    } catch {
      return this.#broken();
    }
  }

  #broken(): never {
    throw new WorkbookProblem('xlsx.broken', this.#name, 'XLSX', this.#place());
  }

  /** Where reading stands; the sheet is still the path of its part. */
  #place(): WorkbookPlace {
    const column = this.#column < 0 ? undefined : String(this.#column + 1);
    return { sheet: this.#name, row: this.#row || undefined, column };
  }

  /** An error replaces the formula that ended in it. */
  #flaw(flaw: CellFlaw): void {
    const ofRow = this.flaws.get(this.#row);
    if (!ofRow) this.flaws.set(this.#row, [[this.#column, flaw]]);
    else if (ofRow.at(-1)?.[0] === this.#column) ofRow[ofRow.length - 1] = [this.#column, flaw];
    else ofRow.push([this.#column, flaw]);
  }

  #open(tag: string, attributes: Record<string, string>): void {
    switch (tag) {
      case 'sheet':
        this.sheets.push({ name: attributes.name ?? '', relation: relationOf(attributes) });
        break;
      case 'Relationship':
        this.targets.set(attributes.Id ?? '', attributes.Target ?? '');
        break;
      case 'row':
        this.#row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r);
        this.#column = -1;
        break;
      case 'c':
        this.cellCount++;
        this.#column = columnOf(attributes.r) ?? this.#column + 1;
        this.#cell = { error: attributes.t === 'e', formula: false };
        break;
      case 'f':
        if (this.#cell) {
          this.#cell.formula = true;
          this.#text = '';
        }
        break;
      case 'v':
        if (this.#cell?.error && !this.#cell.formula) this.#text = '';
        break;
    }
  }

  #close(tag: string): void {
    const text = this.#text;
    const cell = this.#cell;
    if (tag === 'f' && cell && text !== undefined) {
      this.#flaw({ kind: 'formula', text: `=${text}` });
      this.#text = cell.error ? '' : undefined;
    } else if (tag === 'v' && cell?.error) {
      this.#flaw({ kind: 'error', text: text ?? '' });
      this.#text = undefined;
    } else if (tag === 'c') {
      this.#cell = undefined;
      this.#text = undefined;
    }
  }
}

/** Column from 0 of `B14`; undefined where a writer gives no reference: then the cell follows the one before. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

const relationOf = (attributes: Record<string, string>): string =>
  Object.entries(attributes).find(([name]) => name === 'r:id' || name.endsWith(':id'))?.[1] ?? '';

/**
 * Where more than `most` characters without a tag begin; undefined when nowhere.
 *
 * @param held  characters since the last tag of the text before
 */
function longGap(text: string, held: number, most: number): number | undefined {
  let from = 0;
  let length = held;
  for (let tag = text.indexOf('<'); tag >= 0; tag = text.indexOf('<', from)) {
    if (length + tag - from > most) return from;
    from = tag + 1;
    length = 0;
  }
  return length + text.length - from > most ? from : undefined;
}
