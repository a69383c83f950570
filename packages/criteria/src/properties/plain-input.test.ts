import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../engine/index.ts';
import { criteria } from '../registry.ts';
import { forgetting, inOtherUnits, inputOf } from './arbitraries.testing.ts';

/** Every answer an outcome still allows, as text; null for records and errors. */
function reachable(answer: Answer): readonly string[] | null {
  if (answer.status === 'determined' && 'value' in answer) return [JSON.stringify(answer.value)];
  return answer.status === 'indeterminate' && Array.isArray(answer.possible)
    ? answer.possible.map((value) => JSON.stringify(value))
    : null;
}

/** Inputs that say again what others say (a stage beside its components): drawn apart they would contradict them. */
const RESTATES: Readonly<Record<string, readonly string[]>> = {
  'mm.riss': ['iss'],
  'mm.r2iss': ['iss'],
  'mm.refractory': ['line'],
};

/** Inputs whose absence the specification itself answers ("sensitivity unknown: not assessable"): never left out here. */
const ABSENCE_SPEAKS: Readonly<Record<string, readonly string[]>> = {
  'mm.mrd': ['sensitivity', 'petNegative', 'prior'],
  'all.mrd': ['sensitivity', 'level', 'pnq'],
  'mm.refractory': ['cyclesCompleted'],
};

describe.each(criteria.map((criterion) => [criterion.id, criterion] as const))('%s', (_, criterion) => {
  const input = inputOf(criterion).map((drawn) =>
    Object.fromEntries(Object.entries(drawn).filter(([name]) => !RESTATES[criterion.id]?.includes(name))),
  );

  it('unknown inputs only widen the answer, and the answer after any completion lies in it', () =>
    fc.assert(
      fc.property(
        input.chain((complete) =>
          forgetting(complete).map((partial) => {
            const kept = (ABSENCE_SPEAKS[criterion.id] ?? []).map((name) => [name, complete[name]] as const);
            return { complete, partial: { ...partial, ...Object.fromEntries(kept) } };
          }),
        ),
        ({ complete, partial }) => {
          const [narrow, wide] = [
            reachable(criterion.derive(complete).answer),
            reachable(criterion.derive(partial).answer),
          ];
          if (narrow && wide) expect(wide).toEqual(expect.arrayContaining([...narrow]));
        },
      ),
      { numRuns: 60 },
    ));

  it('units do not matter', () =>
    fc.assert(
      fc.property(input, fc.nat(20), (drawn, pick) => {
        const other = Object.fromEntries(
          Object.entries(drawn).map(([name, raw]) => [name, inOtherUnits(raw, criterion.shapes[name], pick)]),
        );
        const [one, two] = [criterion.derive(drawn).answer, criterion.derive(other).answer];
        expect(reachable(two)).toEqual(reachable(one));
      }),
      { numRuns: 40 },
    ));

  it('two completions that differ in one unknown and give different answers make it decisive', () =>
    fc.assert(
      fc.property(input, input, fc.nat(50), (drawn, other, pick) => {
        const names = Object.keys(drawn);
        const name = names[pick % Math.max(1, names.length)];
        if (name === undefined || ABSENCE_SPEAKS[criterion.id]?.includes(name)) return;
        const [one, two] = [drawn, { ...drawn, [name]: other[name] }].map((complete) =>
          reachable(criterion.derive(complete).answer),
        );
        const { [name]: _, ...rest } = drawn;
        const without = criterion.derive(rest).answer;
        const shape = criterion.shapes[name];
        if (shape?.kind === 'list') return; // What a list that is not given means, its criterion says.
        const leaves = shape?.kind === 'record' ? Object.keys(shape.members) : [name];
        if (one?.length === 1 && two?.length === 1 && one[0] !== two[0] && reachable(without)) {
          expect(without.status).toBe('indeterminate');
          expect((without.missing as readonly string[]).some((missing) => leaves.includes(missing))).toBe(true);
        }
      }),
      { numRuns: 60 },
    ));

  it('what a caller may send never throws', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(criterion.shapes), 'params', 'x'), fc.jsonValue({ maxDepth: 2 }), {
          maxKeys: 6,
        }),
        (raw) => {
          expect(criterion.derive(raw).answer).toBeTypeOf('object');
        },
      ),
      { numRuns: 60 },
    ));
});
