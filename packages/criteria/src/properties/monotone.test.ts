import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../engine/index.ts';
import { criterionById } from '../registry.ts';
import { inputOf } from './arbitraries.testing.ts';

/**
 * Where the specification is monotone: raising (or lowering) the input, or turning it from the first answer to the
 * second, never gives a better answer. Answers are listed in ascending severity unless said otherwise.
 */
type Worse = 'higher' | 'lower' | readonly [string, string];
const MONOTONE: readonly (readonly [criterion: string, input: string, worse: Worse, worst: 'last' | 'first'])[] = [
  ['mm.iss', 'b2m', 'higher', 'last'],
  ['mm.iss', 'albumin', 'lower', 'last'],
  ['mm.riss', 'b2m', 'higher', 'last'],
  ['mm.riss', 'fish.t4_14', ['absent', 'present'], 'last'],
  ['mm.r2iss', 'b2m', 'higher', 'last'],
  ['mm.r2iss', 'albumin', 'lower', 'last'],
  ['mm.r2iss', 'fish.del17p', ['absent', 'present'], 'last'],
  ['mm.r2iss', 'fish.gain1q', ['absent', 'present'], 'last'],
  ['mm.frailty.imwg', 'ageYears', 'higher', 'last'],
  ['mm.frailty.imwg', 'adl', 'lower', 'last'],
  ['mm.frailty.imwg', 'charlson', 'higher', 'last'],
  ['mm.frailty.simplified', 'ecog', 'higher', 'last'],
  ['mm.frailty.simplified', 'ageYears', 'higher', 'last'],
  ['all.response', 'anc', 'lower', 'first'],
  ['all.response', 'plt', 'lower', 'first'],
  ['all.igg', 'igg', 'lower', 'last'],
];

const RESTATES = ['iss'];

/** A member by its dotted name. */
const at = (input: Record<string, unknown>, name: string): unknown =>
  name.split('.').reduce<unknown>((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], input);

function withMember(input: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  const [first = '', ...rest] = name.split('.');
  return {
    ...input,
    [first]: rest.length === 0 ? value : withMember(input[first] as Record<string, unknown>, rest.join('.'), value),
  };
}

function moved(value: unknown, worse: 'higher' | 'lower', factor: number): unknown {
  const by = (number: number) => (worse === 'higher' ? number * factor : number / factor);
  if (typeof value === 'number') return Number.isInteger(value) ? Math.round(by(value)) : by(value);
  return { ...(value as object), value: by((value as { value: number }).value) };
}

const rankOf = (criterion: Criterion, input: unknown): number | null => {
  const { answer } = criterion.derive(input);
  return answer.status === 'determined' ? (criterion.answers ?? []).indexOf(answer.value) : null;
};

describe('a worse value never gives a better answer', () => {
  it.each(MONOTONE)('%s %s %s', (id, name, worse, worst) => {
    const criterion = criterionById(id) as Criterion;
    fc.assert(
      fc.property(inputOf(criterion), fc.double({ min: 1, max: 3, noNaN: true }), (drawn, factor) => {
        const input = Object.fromEntries(Object.entries(drawn).filter(([key]) => !RESTATES.includes(key)));
        const [from, to] = typeof worse === 'string' ? [at(input, name), moved(at(input, name), worse, factor)] : worse;
        const [before, after] = [from, to].map((value) => rankOf(criterion, withMember(input, name, value)));
        if (before === null || after === null || before === undefined || after === undefined) return;
        if (worst === 'first') expect(after).toBeLessThanOrEqual(before);
        else expect(after).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});
