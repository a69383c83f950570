import { type Fact, publishedCases, readLineaJson, writeLineaJson } from '@linea/facts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LOCAL_USER, type Store } from '../open.ts';
import { openingOf } from '../registry/opening.ts';
import type { Reader, Registry } from '../registry/registry.ts';
import { DATABASES, open, type Place } from './databases.testing.ts';

const cases = publishedCases().flatMap(({ facts }) => facts);
const whole = (facts: readonly Fact[]): Reader => {
  const text = writeLineaJson(facts);
  return (given) => readLineaJson(text, { ...given, restore: true });
};

/** Reads as the thread of a server does, 60 facts a part; `between` is awaited before each. */
const inParts = (facts: readonly Fact[], between: (part: number, opened: number) => Promise<unknown>): Reader => {
  let opened = 0;
  return {
    async opening(given) {
      const opening = await openingOf(whole(facts), given);
      const turn = opened++;
      return {
        asked: opening.asked,
        async read(stored) {
          const { patients, parts } = await opening.read(stored);
          return { patients, parts: some(parts, (part) => between(part, turn)) };
        },
      };
    },
  };
};
async function* some<E>(
  parts: Generator<readonly Fact[], E> | AsyncGenerator<readonly Fact[], E>,
  between: (part: number) => Promise<unknown>,
): AsyncGenerator<readonly Fact[], E> {
  let part = 0;
  for (let next = await parts.next(); ; next = await parts.next()) {
    if (next.done) return next.value;
    for (let from = 0; from < next.value.length; from += 60) {
      await between(part++);
      yield next.value.slice(from, from + 60);
    }
  }
}

const [[, newDirectory]] = DATABASES as readonly [(typeof DATABASES)[number]];
let place: Place;
let store: Store;
let registry: Registry;
beforeEach(async () => {
  place = await newDirectory();
  store = await open(place);
  registry = store.as(LOCAL_USER);
});
afterEach(async () => {
  await store?.close();
  await place?.remove();
});
const counts = async () => (await registry.patients()).map(({ patient, facts }) => [patient, facts]);
const ALL = [
  ['case-000', 199],
  ['case-001', 110],
];
const one = (id: string): Fact => ({ ...(cases[0] as Fact), id });
const told = async (...facts: Fact[]) =>
  expect(await registry.import(whole(facts))).toMatchObject({ ok: true, refused: 0 });

it('others are answered between two parts, and see nothing of it until all is there', async () => {
  const seen: unknown[] = [];
  const looking = async () => seen.push(await counts(), (await registry.facts('case-000')).length);
  expect(await registry.import(inParts(cases, looking))).toMatchObject({ ok: true, accepted: 309 });
  expect(seen.length).toBeGreaterThan(8);
  expect(seen.flat()).toEqual(seen.flatMap((_, n) => (n % 2 === 0 ? [] : [0])));
  expect(await counts()).toEqual(ALL);
  expect(await registry.import(inParts(cases, looking))).toMatchObject({ ok: true, accepted: 0, duplicates: 309 });
});

it('what fails in the middle has stored nothing, and the next import is not in its way', async () => {
  const failing = inParts(cases, async (part) => {
    if (part === 3) throw new Error('planted');
  });
  await expect(registry.import(failing)).rejects.toThrow('planted');
  const refused = inParts([...cases, { ...one('odd'), effective: { start: null, end: null, precision: 'day' } }], async () => {});
  expect(await registry.import(refused)).toMatchObject({ ok: false, accepted: 0 });
  expect(await counts()).toEqual([]);
  expect(await registry.import(inParts(cases, async () => {}), { dryRun: true })).toMatchObject({ ok: true, accepted: 309 });
  expect(await counts()).toEqual([]);
  expect(await registry.import(inParts(cases, async () => {}))).toMatchObject({ ok: true, accepted: 309 });
}); // biome-ignore format: a list

it('a fact that is recorded meanwhile is neither lost nor doubled', async () => {
  const [first, ...rest] = cases as [Fact, ...Fact[]];
  await registry.import(whole(rest.slice(0, 5)));
  const turns: number[] = [];
  const meanwhile = inParts(cases, async (part, turn) => {
    turns.push(turn);
    // The very fact that the import brings, and one that it does not.
    if (part === 1 && turn === 0) await told(first, one('meanwhile'));
  });
  expect(await registry.import(meanwhile)).toMatchObject({ ok: true, accepted: 303, duplicates: 6 });
  expect(new Set(turns)).toEqual(new Set([0, 1]));
  expect(await counts()).toEqual([['case-000', 200], ALL[1]]);
});

it('where others are faster every time it holds the database and comes through', async () => {
  const busy = inParts(cases, async (part, turn) => {
    if (part === 0 && turn < 3) await told(one(`meanwhile-${turn}`));
  });
  expect(await registry.import(busy)).toMatchObject({ ok: true, accepted: 309 });
  expect(await counts()).toEqual([['case-000', 202], ALL[1]]);
});

it('patients of another centre are refused, also those who came in between', async () => {
  const ofA = store.as({ user: 'a', centres: ['A'] });
  const taken = inParts(
    cases.map((fact) => ({ ...fact, centre: 'A' })),
    async (part, turn) => {
      if (part === 0 && turn === 0) await registry.import(whole(cases.slice(0, 3)));
    },
  );
  expect(await ofA.import(taken)).toMatchObject({
    ok: false,
    accepted: 0,
    issues: [{ code: 'patient.otherCentre', at: 'case-000' }],
  });
  expect(await counts()).toEqual([['case-000', 3]]);
});

it('two at once come through, each whole', async () => {
  const again = cases.filter(({ patient }) => patient === 'case-001');
  const reports = await Promise.all([
    registry.import(inParts(cases, () => registry.patients())),
    registry.import(inParts(again, () => registry.patients())),
  ]);
  expect(reports.map(({ ok }) => ok)).toEqual([true, true]);
  expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(309);
  expect(await counts()).toEqual(ALL);
});
