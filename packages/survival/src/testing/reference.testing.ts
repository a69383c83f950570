import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Frame, rowsOf } from '../frame/frame.ts';
import { readCsv } from '../frame/read-csv.ts';

const root = new URL('../../../../fixtures/gpl/survival/', import.meta.url);

/** One case of a reference file: R's call, and what R answered. */
export interface ReferenceCase {
  readonly id: string;
  readonly method: string;
  /** Files of the reference folder, such as `csv/lung.csv`. */
  readonly data: readonly string[];
  readonly call: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly result: unknown;
}

const frames = new Map<string, Frame>();

/** A data set of the reference folder by its file (`csv/lung.csv`) or its name (`lung`), read once. */
export function fixtureFrame(name: string): Frame {
  const file = name.includes('/') ? name : `csv/${name}.csv`;
  let frame = frames.get(file);
  if (!frame) {
    frame = readCsv(readFileSync(new URL(file, root), 'utf8'));
    frames.set(file, frame);
  }
  return frame;
}

/** The rows of a frame for which `keep` holds, for R's `subset(d, ...)`. */
export function subset(frame: Frame, keep: (row: number) => boolean): Frame {
  return rowsOf(frame, Int32Array.from({ length: frame.rows }, (_, i) => i).filter(keep));
}

/** Numbers of a column, for building what a case derives. */
export function numbersOfColumn(frame: Frame, name: string): Float64Array {
  const column = frame.columns.get(name);
  if (column?.kind !== 'number') throw new RangeError(`numbersOfColumn: ${name} is not a column of numbers`);
  return column.values;
}

function referenceCases(method: string): ReferenceCase[] {
  const file = JSON.parse(readFileSync(new URL(`ref/${method}.json`, root), 'utf8')) as { cases: ReferenceCase[] };
  return file.cases;
}

interface Agreement {
  /** Largest relative difference. */
  readonly relative: number;
  /** Difference below which numbers near zero agree; default: relative * 1e-3. */
  readonly absolute?: number;
  /** Members of the reference that are not results (notes, inputs), by name. */
  readonly ignore?: readonly string[];
}

/**
 * Every number, text and null of the reference must be in the answer, at the same place. The answer may hold more
 * members. R writes a list of one as a scalar here and there: `[x]` and `x` agree.
 *
 * @returns the differences, each with its path; at most 20
 */
export function differences(got: unknown, want: unknown, agreement: Agreement, path = ''): string[] {
  const found: string[] = [];
  const visit = (g: unknown, w: unknown, at: string): void => {
    if (found.length >= 20) return;
    if (typeof w === 'number') {
      const value = Array.isArray(g) && g.length === 1 ? (g as unknown[])[0] : g;
      if (typeof value !== 'number') {
        found.push(`${at}: ${JSON.stringify(g)?.slice(0, 80)} for ${w}`);
        return;
      }
      const absolute = agreement.absolute ?? agreement.relative * 1e-3;
      // The reference is printed with 10 significant digits.
      const allowed = Math.max((agreement.relative + 5e-11) * Math.abs(w), absolute);
      if (!(Math.abs(value - w) <= allowed)) found.push(`${at}: ${value} for ${w}`);
    } else if (Array.isArray(w)) {
      if (!Array.isArray(g) || g.length !== w.length) {
        if (!Array.isArray(g) && w.length === 1) visit(g, w[0], at);
        else found.push(`${at}: ${Array.isArray(g) ? `${g.length} values` : JSON.stringify(g)} for ${w.length} values`);
        return;
      }
      w.forEach((item, i) => {
        visit((g as unknown[])[i], item, `${at}[${i}]`);
      });
    } else if (w !== null && typeof w === 'object') {
      if (g === null || typeof g !== 'object') {
        found.push(`${at}: ${JSON.stringify(g)} for an object`);
        return;
      }
      for (const [key, value] of Object.entries(w)) {
        if (agreement.ignore?.includes(key)) continue;
        visit((g as Record<string, unknown>)[key], value, at === '' ? key : `${at}.${key}`);
      }
    } else if (w === null ? g !== null && g !== undefined : g !== w)
      found.push(`${at}: ${JSON.stringify(g)} for ${JSON.stringify(w)}`);
  };
  visit(got, want, path);
  return found;
}

export interface Table {
  /** Asks Linea what the case asked R; the answer is laid beside `result`. */
  readonly ask: (reference: ReferenceCase) => unknown;
  readonly agreement: Agreement;
  /** The part of the reference to compare, when R's file holds more than one can be asked for. */
  readonly expected?: (reference: ReferenceCase) => unknown;
}

/** A named test for every case of a reference file: `kaplan_meier: lung.km.log`. */
export function agreesWithR(method: string, { ask, agreement, expected }: Table): void {
  describe(`agrees with R: ${method}`, () => {
    it.each(referenceCases(method).map((reference) => [reference.id, reference] as const))(
      `${method}: %s`,
      (_, reference) =>
        expect(differences(ask(reference), expected ? expected(reference) : reference.result, agreement)).toEqual([]),
    );
  });
}

/** Rows of a thinned reference curve found in ours by its times: the members of `curve` at the times of `times`. */
export function atTimes(curve: Readonly<Record<string, unknown>>, times: readonly number[]): Record<string, unknown> {
  const own = curve.time as readonly number[];
  const index = times.map((t) => own.findIndex((u) => Math.abs(u - t) <= 1e-9 * Math.max(1, Math.abs(t))));
  return Object.fromEntries(
    Object.entries(curve).map(([key, values]) => [key, index.map((i) => (values as unknown[])[i])]),
  );
}
