import { asOfDay, type Fact, factJson, publishedCases, readLineaJson, view, writeLineaJson } from '@linea/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_USER, type Store } from '../open.ts';
import type { Reader, Registry } from '../registry/registry.ts';
import { DATABASES, open, type Place } from './databases.testing.ts';

const lineaJson = (facts: readonly object[]): Reader => {
  const text = JSON.stringify({ format: 'linea', version: 1, facts });
  return (given) => readLineaJson(text, { ...given, file: 'facts.json' });
};
const cases = publishedCases().flatMap(({ facts }) => facts);
const exported: Reader = (given) => readLineaJson(writeLineaJson(cases), { ...given, restore: true });
const byId = (facts: readonly Fact[]) => [...facts].sort((a, b) => (a.id < b.id ? -1 : 1));

describe.each(DATABASES)('the store on %s', (_, newPlace) => {
  let place: Place;
  let store: Store;
  let registry: Registry;
  const of = (centres: string[], user = 'dm') => store.as({ user, centres });

  beforeAll(async () => {
    place = await newPlace();
    store = await open(place);
    registry = store.as(LOCAL_USER);
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  it('holds nothing at first', async () => {
    expect(await registry.patients()).toEqual([]);
    expect(await registry.facts('case-000')).toEqual([]);
  });

  it('gives back exactly what was put in', async () => {
    expect(await registry.import(exported)).toMatchObject({
      ok: true,
      accepted: 309,
      duplicates: 0,
      refused: 0,
      issues: [],
    });
    for (const { id, facts } of publishedCases()) expect(byId(await registry.facts(id))).toEqual(byId(facts));
  });

  it('lists patients with what they have', async () =>
    expect(await registry.patients()).toEqual([
      { patient: 'case-000', centre: 'published', disease: 'MM', facts: 199, synthetic: false },
      { patient: 'case-001', centre: 'published', disease: 'ALL', facts: 110, synthetic: false },
    ]));

  it('the same file twice adds nothing', async () =>
    expect(await registry.import(exported)).toMatchObject({ ok: true, accepted: 0, duplicates: 309 }));

  it('a dry run tells what would happen and changes nothing', async () => {
    const fact = { patient: 'p-dry', centre: 'A', code: 'lab.hb', effective: '2024-03-01', value: 9.1, unit: 'g/dL' };
    expect(await registry.import(lineaJson([fact]), { dryRun: true })).toMatchObject({ ok: true, accepted: 1 });
    expect(await registry.facts('p-dry')).toEqual([]);
  });

  it('all or nothing: one refused fact keeps out the others', async () => {
    const good = { patient: 'p-all', centre: 'A', code: 'lab.hb', effective: '2024-03-01', value: 9.1, unit: 'g/dL' };
    const report = await registry.import(lineaJson([good, { ...good, effective: '2024-02-30' }]));
    expect(report).toMatchObject({ ok: false, accepted: 0, refused: 1, issues: [{ code: 'date.impossible' }] });
    expect(await registry.facts('p-all')).toEqual([]);
  });

  it('sets recorded and by itself, from its clock and its user', async () => {
    const fact = {
      patient: 'p-by',
      centre: 'A',
      code: 'lab.hb',
      effective: '2024-03-01',
      value: 9.1,
      unit: 'g/dL',
      recorded: '2001-01-01T00:00:00Z',
      by: 'me',
    };
    await of(['A'], 'dm-bergamo').import(lineaJson([fact]));
    const [stored] = await registry.facts('p-by');
    expect(stored?.by).toBe('dm-bergamo');
    expect(stored?.recorded).toMatch(/^2026-11-27T/);
  });

  describe('centres', () => {
    beforeAll(async () => {
      for (const [patient, centre] of [['p-a', 'A'], ['p-b', 'B, "Nord"']])
        await registry.import(lineaJson([{ patient, centre, code: 'lab.hb', effective: '2024-03-01', value: 9.1, unit: 'g/dL' }]));
    }); // biome-ignore format: a table

    it('see their own patients and no others', async () => {
      expect((await of(['B, "Nord"']).patients()).map(({ patient }) => patient)).toEqual(['p-b']);
      expect(await of(['A']).facts('p-b')).toEqual([]);
      expect(await of([]).patients()).toEqual([]);
      expect(await of(['*']).patients()).toEqual([]);
    });
    it('write to no other', async () => {
      const fact = { patient: 'p-new', centre: 'A', code: 'lab.hb', effective: '2024-03-01', value: 9.1, unit: 'g/dL' };
      expect(await of(['B, "Nord"']).import(lineaJson([fact]))).toMatchObject({
        ok: false,
        issues: [{ code: 'centre.denied' }],
      });
      expect(
        await of(['B, "Nord"']).import(lineaJson([{ ...fact, patient: 'p-a', centre: 'B, "Nord"' }])),
      ).toMatchObject({
        ok: false,
        issues: [{ code: 'patient.otherCentre' }],
      });
      expect(await registry.facts('p-a')).toHaveLength(1);
    });
  });

  describe('a correction', () => {
    const hb = {
      patient: 'p-c',
      centre: 'A',
      id: 'hb',
      code: 'lab.hb',
      effective: '2024-03-01',
      value: 19,
      unit: 'g/dL',
    };
    beforeAll(async () => void (await registry.import(lineaJson([hb]))));

    it('is a new version with reason and kind; the old one stays', async () => {
      const done = await of(['A'], 'dr').correct({
        patient: 'p-c',
        supersedes: 'hb',
        kind: 'transcription',
        because: 'digits swapped',
        change: { value: 9.1 },
      });
      expect(done).toMatchObject({
        ok: true,
        fact: { id: 'hb~2', by: 'dr', because: 'digits swapped', value: { number: 9.1, unit: 'g/dL' } },
      });
      const facts = await registry.facts('p-c');
      expect(facts.map(({ id }) => id)).toEqual(['hb', 'hb~2']);
      expect(view(facts).facts.map(({ id }) => id)).toEqual(['hb~2']);
      expect(factJson(facts[0] as Fact).value).toBe(19);
      const recorded = facts.map((fact) => fact.recorded);
      const shownAt = (instant = '') => view(facts, asOfDay('2026-11-30', instant)).facts.map(({ id }) => id);
      expect(recorded.map(shownAt)).toEqual([['hb'], ['hb~2']]);
    });
    it('of a version that was corrected in the meantime is lost, and says both', async () => {
      const lost = await registry.correct({
        patient: 'p-c',
        supersedes: 'hb',
        kind: 'transcription',
        because: 'I read 10',
        change: { value: 10 },
      });
      expect(lost).toMatchObject({
        ok: false,
        issues: [{ code: 'version.superseded', got: 'hb', allowed: 'hb~2' }],
        conflict: { read: { id: 'hb' }, current: { id: 'hb~2', value: { number: 9.1 } }, wanted: { value: 10 } },
      });
      expect(await registry.facts('p-c')).toHaveLength(2);
    });
    it('by several at once: one wins', async () => {
      const tries = await Promise.all(
        [1, 2, 3, 4, 5].map((value) =>
          registry.correct({
            patient: 'p-c',
            supersedes: 'hb~2',
            kind: 'amended-result',
            because: 'amended',
            change: { value },
          }),
        ),
      );
      expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
      for (const one of tries) if (!one.ok) expect(one.conflict?.current.id).toBe('hb~3');
      expect(await registry.facts('p-c')).toHaveLength(3);
    });
    it('that withdraws keeps no value', async () => {
      const done = await registry.correct({
        patient: 'p-c',
        supersedes: 'hb~3',
        kind: 'withdrawn',
        because: 'another patient',
      });
      expect(done).toMatchObject({ ok: true, fact: { kind: 'withdrawn' } });
      expect(view(await registry.facts('p-c')).facts).toEqual([]);
    });
    it.each([
      ['nothing', {}, 'change.missing'],
      ['another patient', { patient: 'p-b' }, 'change.notChangeable'],
      ['who recorded it', { by: 'me', value: 1 }, 'change.notChangeable'],
      ['a member of every object', JSON.parse('{"__proto__":{"value":1}}'), 'change.notChangeable'],
    ])('that changes %s is refused', async (_, change, code) => {
      const before = await registry.facts('p-c');
      const tried = { patient: 'p-c', supersedes: 'hb~3', kind: 'transcription', because: 'x', change } as const;
      expect(await registry.correct(tried)).toMatchObject({ ok: false, issues: [{ code, at: 'change' }] });
      expect(await registry.facts('p-c')).toEqual(before);
    });
    it('with an impossible value is refused', async () =>
      expect(
        await registry.correct({
          patient: 'p-b',
          supersedes: 'nothing',
          kind: 'transcription',
          because: 'x',
          change: {},
        }),
      ).toMatchObject({
        ok: false,
        issues: [{ code: 'fact.unknown' }],
      }));
  });
});
