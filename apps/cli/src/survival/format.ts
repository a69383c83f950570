import type { Say } from '@linea/registry/words';
import { table } from '../print/table.ts';

/** An answer of a method, or a part of one. */
export type Members = Readonly<Record<string, unknown>>;

/** Prints a part of an answer as blocks of text, which stand apart by empty lines. */
export type Printer = (answer: Members, say: Say, options: Members) => readonly string[];

export const members = (value: unknown): Members => (value ?? {}) as Members;
export const numbers = (value: unknown): readonly (number | null)[] => {
  if (typeof value === 'number') return [value];
  return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : Array.isArray(value) ? value : [];
};
export const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
export const rows = (value: unknown): readonly Members[] => (Array.isArray(value) ? value : []);

/** Four significant digits; whole numbers in full; what does not exist is a dash. */
export function figure(x: unknown, say: Say): string {
  if (typeof x === 'boolean') return say(x ? 'value.yes' : 'value.no');
  if (typeof x === 'string') return say.or(`survival.word.${x}`, x);
  if (typeof x !== 'number') return x === null || x === undefined ? '–' : String(x);
  if (!Number.isFinite(x)) return Number.isNaN(x) ? '–' : x > 0 ? '∞' : '-∞';
  const whole = Number.isInteger(x) && Math.abs(x) < 1e15;
  const digits = whole ? {} : Math.abs(x) >= 1000 ? { maximumFractionDigits: 1 } : { maximumSignificantDigits: 4 };
  const tiny = x !== 0 && Math.abs(x) < 1e-6;
  return tiny ? x.toExponential(2) : x.toLocaleString(say.language, { useGrouping: false, ...digits });
}

/** Three decimals, and no p of zero. */
export function pFigure(p: unknown, say: Say): string {
  if (typeof p !== 'number' || Number.isNaN(p)) return '–';
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  return p < 0.001 ? `< ${(0.001).toLocaleString(say.language, digits)}` : p.toLocaleString(say.language, digits);
}

/** `p = 0.040`, `p < 0.001`. */
export const pText = (p: unknown, say: Say): string => {
  const text = pFigure(p, say);
  return text.startsWith('<') ? `p ${text}` : `p = ${text}`;
};

/** `0.2–0.6`; a limit that does not exist is `?`. */
export function interval(lower: unknown, upper: unknown, say: Say, none = '?'): string {
  const bound = (x: unknown): string => (x === null || x === undefined ? none : figure(x, say));
  if (typeof lower !== 'number' && typeof upper !== 'number') return '–';
  return Number(lower) < 0 || Number(upper) < 0
    ? say('survival.range', { lower: bound(lower), upper: bound(upper) })
    : `${bound(lower)}–${bound(upper)}`;
}

const MOST = 12;

/** Which lines of a long list to show: all of few, evenly chosen ones of many. */
export const evenly = (count: number): readonly number[] =>
  count <= MOST
    ? Array.from({ length: count }, (_, k) => k)
    : Array.from({ length: MOST }, (_, k) => Math.round((k * (count - 1)) / (MOST - 1)));

/** The head of a column of intervals: `95 % interval`, or of the level asked for. */
export const levelHead = (options: Members, say: Say): string =>
  say('survival.interval', { percent: figure(100 * Number(options.confLevel ?? 0.95), say) });

/** A table whose heads are names of columns to say: `p` is `survival.column.p`. */
export const grid = (heads: readonly string[], cells: readonly (readonly string[])[], say: Say): string =>
  table(
    heads.map((head) => say.or(`survival.column.${head}`, head)),
    cells,
  );
