import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../fact/fact.ts';
import { diffFacts } from './diff.ts';
import { anyFacts, fact, instant } from './facts.testing.ts';
import { view } from './timeline.ts';

const at = (recorded: string) => ({ recorded: `${recorded}T00:00:00Z` });

describe('what changed between two instants', () => {
  const facts: readonly Fact[] = [
    fact({ id: 'a', recorded: '2024-04-01T00:00:00Z' }),
    fact({ id: 'b', recorded: '2024-04-01T00:00:00Z' }),
    fact({ id: 'c', recorded: '2024-04-01T00:00:00Z' }),
    fact({ id: 'b2', supersedes: 'b', kind: 'transcription', recorded: '2024-05-01T00:00:00Z' }),
    fact({ id: 'b3', supersedes: 'b2', kind: 'amended-result', recorded: '2024-06-01T00:00:00Z' }),
    fact({ id: 'c2', supersedes: 'c', kind: 'withdrawn', recorded: '2024-06-01T00:00:00Z' }),
    fact({ id: 'd', recorded: '2024-06-01T00:00:00Z' }),
  ];
  const names = (diff: ReturnType<typeof diffFacts>) => ({
    added: diff.added.map(({ id }) => id),
    corrected: diff.corrected.map(({ before, after }) => [before.id, after.id]),
    removed: diff.removed.map(({ fact: gone, withdrawal }) => [gone.id, withdrawal?.id ?? null]),
  });

  it('is what was added, corrected through any number of versions, and withdrawn', () =>
    expect(names(diffFacts(view(facts, at('2024-04-02')), view(facts, at('2024-07-01'))))).toEqual({
      added: ['d'],
      corrected: [['b', 'b3']],
      removed: [['c', 'c2']],
    }));
  it('is nothing between the same instant', () =>
    expect(names(diffFacts(view(facts, at('2024-05-15')), view(facts, at('2024-05-15'))))).toEqual({
      added: [],
      corrected: [],
      removed: [],
    }));
  it('backwards is what was not yet there', () =>
    expect(names(diffFacts(view(facts, at('2024-07-01')), view(facts, at('2024-04-02'))))).toEqual({
      added: ['b', 'c'],
      corrected: [],
      removed: [
        ['b3', null],
        ['d', null],
      ],
    }));
  it('is of one patient', () => {
    expect(() => diffFacts(view(facts), view([fact({ id: 'x', patient: 'p2' })]))).toThrow(RangeError);
    expect(names(diffFacts(view([]), view([facts[0] as Fact])))).toMatchObject({ added: ['a'] });
  });
});

it('what is added, corrected and kept is all of the later view; what is removed, corrected and kept all of the earlier', () =>
  fc.assert(
    fc.property(anyFacts(), instant, instant, (facts, a, b) => {
      const [early, late] = [a, b].sort() as [string, string];
      const [from, to] = [view(facts, { recorded: early }), view(facts, { recorded: late })];
      const { added, corrected, removed } = diffFacts(from, to);
      const kept = from.facts.filter(({ id }) => to.fact(id)).map(({ id }) => id);
      const sorted = (ids: readonly string[]) => [...new Set(ids)].sort();
      expect(sorted([...kept, ...added.map(({ id }) => id), ...corrected.map(({ after }) => after.id)])).toEqual(
        sorted(to.facts.map(({ id }) => id)),
      );
      expect(
        sorted([...kept, ...removed.map((gone) => gone.fact.id), ...corrected.map(({ before }) => before.id)]),
      ).toEqual(sorted(from.facts.map(({ id }) => id)));
    }),
  ));
