import { readLineaJson } from '@linea/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CutHash } from '../cuts/cut-hash.ts';
import { recordedBy } from '../cuts/recorded-by.ts';
import { LOCAL_USER, type Store } from '../open.ts';
import type { Reader, Registry } from '../registry/registry.ts';
import { DATABASES, open, type Place } from './databases.testing.ts';

const factsOf = (patient: string, centre: string, ...numbers: number[]) =>
  numbers.map((value, k) => ({
    id: `${patient}-${k}`, patient, centre, code: 'lab.hb', effective: `2024-03-0${k + 1}`, value, unit: 'g/dL', source: 'test', recorded: '2024-04-01T00:00:00Z', by: 'test',
  })); // biome-ignore format: a fact
const reader = (facts: readonly object[]): Reader => {
  const text = JSON.stringify({ format: 'linea', version: 1, facts });
  return (given) => readLineaJson(text, { ...given, restore: true, file: 'facts.json' });
};

/** By database: the hash of the same facts. */
const hashes: string[] = [];

describe.each(DATABASES)('data cuts on %s', (_, newPlace) => {
  let place: Place;
  let store: Store;
  let registry: Registry;
  const hashAt = async (instant: string): Promise<string> => {
    const hash = new CutHash();
    await registry.everyPatient((_summary, facts) => hash.add(recordedBy(facts, instant)));
    return hash.end().sha256;
  };

  beforeAll(async () => {
    place = await newPlace();
    store = await open(place);
    registry = store.as(LOCAL_USER);
    await registry.import(reader([...factsOf('b', 'B', 9, 10), ...factsOf('SYN-a', 'SYN-01', 11)]));
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  it('names what is recorded by an instant, with the hash of its facts', async () => {
    expect(await registry.cuts()).toEqual([]);
    const made = await registry.createCut('october');
    expect(made).toMatchObject({
      ok: true,
      value: { name: 'october', by: 'local', patients: 2, facts: 3, synthetic: true },
    });
    if (!made.ok) return;
    expect(await registry.cuts()).toEqual([made.value]);
    expect(await hashAt(made.value.recorded)).toBe(made.value.sha256);
    hashes.push(made.value.sha256);
  });
  it('stays what it was when more is recorded', async () => {
    const [cut] = await registry.cuts();
    const more = { patient: 'b', centre: 'B', code: 'lab.hb', effective: '2024-04-01', value: 12, unit: 'g/dL' };
    await registry.import((given) =>
      readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts: [more] }), given),
    );
    expect(await hashAt(cut?.recorded ?? '')).toBe(cut?.sha256);
    expect(await hashAt('9999-01-01T00:00:00Z')).not.toBe(cut?.sha256);
  });
  it('is never made twice, and a name is a name', async () => {
    expect(await registry.createCut('october')).toMatchObject({ ok: false, issues: [{ code: 'cut.exists' }] });
    expect(await registry.createCut('../october')).toMatchObject({ ok: false, issues: [{ code: 'cut.name' }] });
  });
  it('is of the eyes that made it: another centre sees its own', async () => {
    const ofB = store.as({ user: 'dm', centres: ['B'] });
    expect(await ofB.cuts()).toEqual([]);
    expect(await ofB.createCut('october')).toMatchObject({
      ok: true,
      value: { patients: 1, facts: 3, synthetic: false },
    });
    expect((await registry.cuts()).map(({ name }) => name)).toEqual(['october']);
  });
});

it('the same facts give the same hash on every database', () => expect(new Set(hashes).size).toBe(1));
