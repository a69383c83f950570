import type { Fact, PatientId } from '@linea/facts';
import type { Registry } from '@linea/registry';
import { expect, it } from 'vitest';
import { readMany } from './read-many.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'] as PatientId[];
const of = (id: PatientId) => [{ id: `of ${id}` }] as unknown as readonly Fact[];

/** A registry of five, and how it was asked. */
function five() {
  const asked: string[] = [];
  const registry: Pick<Registry, 'everyPatient' | 'facts'> = {
    facts: async (id) => {
      asked.push(id);
      return of(id);
    },
    everyPatient: async (each) => {
      asked.push('all');
      for (const patient of IDS) if ((await each({ patient } as never, of(patient))) === false) return;
    },
  };
  return { asked, registry };
}

it.each([
  ['few are asked for one by one', ['b', 'd'], ['b', 'd']],
  ['most come with all', ['a', 'c', 'e'], ['all']],
  ['nobody is asked for where nobody is wanted', [], []],
] as const)('%s', async (_, wanted, questions) => {
  const { asked, registry } = five();
  const seen: string[] = [];
  await readMany(registry, [...wanted] as PatientId[], IDS.length, async (id, facts) => {
    expect(facts).toEqual(of(id));
    return seen.push(id) > 0;
  });
  expect(seen).toEqual(wanted);
  expect(asked).toEqual(questions);
});

it.each([2, 5])('ends where it is told to, of %s wanted', async (count) => {
  const { registry } = five();
  const seen: string[] = [];
  await readMany(registry, IDS.slice(0, count), IDS.length, async (id) => {
    seen.push(id);
    return false;
  });
  expect(seen).toEqual(['a']);
});
