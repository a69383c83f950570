import { refuse } from '../errors/input-error.ts';
import { nearestName } from '../errors/nearest-name.ts';
import type { Frame } from '../frame/frame.ts';

/** Options by their camel-case name: `{ confType: 'log-log', times: [365] }`. */
export type Options = Readonly<Record<string, unknown>>;

export interface MethodInput {
  /** The data; some methods take several tables (`pool`). */
  readonly frames: readonly Frame[];
  readonly formula?: string;
  readonly options: Options;
}

/** A method as the command line offers it: data, formula and options in, a JSON document with R's names out. */
export type Method = (input: MethodInput) => unknown;

/**
 * A method whose work falls into pieces that know nothing of each other: samples, completed tables. Whoever has several
 * processors does ranges of them apart and puts them together; the answer does not depend on how they were divided.
 */
export interface Parts<Part = unknown> {
  /** How many pieces there are. @throws {InputError} as the method */
  count(input: MethodInput): number;
  /** Does pieces `from` to `to` - 1. What it takes and gives can be sent to a thread. */
  part(input: MethodInput, from: number, to: number): Part;
  /** The answer of the method, of parts that cover all pieces in order. */
  whole(input: MethodInput, parts: readonly Part[]): unknown;
}

/** All pieces in one go. */
export const inOneGo =
  (parts: Parts): Method =>
  (input) =>
    parts.whole(input, [parts.part(input, 0, parts.count(input))]);

const bad = (name: string, got: unknown, allowed: string): never =>
  refuse('option.value', `option ${name}`, JSON.stringify(got), allowed);

export function numberOption(options: Options, name: string): number | undefined {
  const value = options[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' && !Number.isNaN(value) ? value : bad(name, value, 'a number');
}

export function numbersOption(options: Options, name: string): readonly number[] | undefined {
  const value = options[name];
  if (value === undefined || value === null) return undefined;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.every((v): v is number => typeof v === 'number' && !Number.isNaN(v)) ? list : bad(name, value, 'numbers');
}

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : bad(name, value, 'a text');
}

export function textsOption(options: Options, name: string): readonly string[] | undefined {
  const value = options[name];
  if (value === undefined || value === null) return undefined;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.every((v): v is string => typeof v === 'string') ? list : bad(name, value, 'texts');
}

export function choiceOption<T extends string>(options: Options, name: string, choices: readonly T[], otherwise: T): T {
  const value = textOption(options, name);
  if (value === undefined) return otherwise;
  const choice = choices.find((c) => c === value);
  return choice ?? refuse('option.value', `option ${name}`, value, nearestName(value, choices) ?? choices.join(', '));
}

export const flagOption = (options: Options, name: string): boolean => options[name] === true;

/** A table given as an option (`predict`, `folds`). */
export function frameOption(options: Options, name: string): Frame | undefined {
  const value = options[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' && 'columns' in value && 'rows' in value
    ? (value as Frame)
    : bad(name, value, 'a table');
}

/** @throws {InputError} `formula.missing` */
export const formulaOf = (input: MethodInput): string => input.formula ?? refuse('formula.missing', 'formula');

/** @throws {InputError} `data.missing` */
export const frameOfInput = (input: MethodInput): Frame => input.frames[0] ?? refuse('data.missing', 'data');

/** What does not exist is null in JSON: NaN and the infinities. */
export const orNull = (x: number | undefined): number | null => (x === undefined || !Number.isFinite(x) ? null : x);

export const listOrNull = (values: ArrayLike<number>): (number | null)[] => Array.from(values, orNull);
