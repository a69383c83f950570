import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCsv } from './frame/read-csv.ts';
import { methods } from './methods/index.ts';
import { differences } from './testing/reference.testing.ts';

interface Case {
  readonly id: string;
  readonly table: string;
  /** Words of the command line: the method, the formula, options. */
  readonly words: readonly string[];
  readonly under?: string;
  readonly tolerance: number;
  /** R says that the fit did not arrive or that a coefficient is infinite: ours says so, too, and only likelihoods are compared. */
  readonly warns?: true;
  readonly want: Readonly<Record<string, unknown>>;
}

type Json = Readonly<Record<string, unknown>>;

const file = new URL('../../../fixtures/survival/tiny.json', import.meta.url);
const { tables, cases } = JSON.parse(readFileSync(file, 'utf8')) as {
  tables: Readonly<Record<string, string>>;
  cases: readonly Case[];
};

const LISTS = new Set(['times', 'quantiles']);

/** `--conf-type log` as an option of a method. */
function optionsOf(words: readonly string[]): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  words.forEach((word, k) => {
    if (!word.startsWith('--')) return;
    const name = word.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const value = words[k + 1];
    if (value === undefined || value.startsWith('--')) options[name] = true;
    else if (LISTS.has(name)) options[name] = value.split(',').map(Number);
    else if (name === 'residuals') options[name] = value.split(',');
    else options[name] = /^-?[\d.]+$/.test(value) ? Number(value) : value;
  });
  return options;
}

/** A standard error of zero stands for none in R's scaled residuals. */
const withoutScaled = (want: Json): Json => {
  const { dfbetas: _, ...residuals } = (want.residuals ?? {}) as Json;
  return want.residuals === undefined || (want.coef as unknown[]).every((b) => b !== null)
    ? want
    : { ...want, residuals };
};

describe('agrees with R on small random tables: ties, time 0, groups of one, weights of zero, late entry, collinear columns', () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', (_, { table, words, under, tolerance, warns, want }) => {
    const [method, formula, ...rest] = words;
    const frames = [readCsv(tables[table]!)];
    const answer = methods[method!]!({ frames, formula: formula!, options: optionsOf(rest) }) as Json;
    const agreement = { relative: tolerance, absolute: tolerance * 0.1 };
    if (warns) {
      expect([...((answer.warnings as unknown[] | undefined) ?? []), answer.status === 'not converged'].some(Boolean)).toBe(true);
      return;
    }
    const got = JSON.parse(JSON.stringify(under === undefined ? answer : answer[under], (_, v) => (ArrayBuffer.isView(v) ? Array.from(v as Float64Array) : v)));
    expect(differences(got, withoutScaled(want), agreement)).toEqual([]);
  }); // biome-ignore format: short
});
