import { asOfDay, readLineaJson, view } from '@linea/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bedsideSheet, journey, knownPatientOf } from '../journey/index.ts';
import type { Observation } from '../observation/index.ts';
import { LOCAL_USER, type Store } from '../open.ts';
import type { Reader, Registry } from '../registry/registry.ts';
import { DATABASES, open, type Place } from './databases.testing.ts';

const PATIENT = 'SYN-BED-1';
const lineaJson = (facts: readonly object[]): Reader => {
  const text = JSON.stringify({ format: 'linea', version: 1, facts });
  return (given) => readLineaJson(text, { ...given, file: 'facts.json' });
};
const infused = [
  { code: 'reg.indication', event: 'registration:1', effective: '2026-11-01', value: 'LBCL' },
  { code: 'inf.date', event: 'infusion:i', effective: '2026-11-20', value: '2026-11-20' },
].map((fact) => ({ ...fact, patient: PATIENT, centre: 'SYN-A' }));

/** A whole observation, as the sheet sends one. */
const observation = (key: string, more: Partial<Observation> = {}): Observation => ({
  patient: PATIENT,
  key: `${key}-0000-0000`,
  at: '2026-11-22T02:10',
  admission: 'infusion:i',
  known: '2026-11-22T01:11:00Z',
  values: [
    { code: 'day.tempMax', value: 38.9, unit: 'Cel' },
    { code: 'day.hypotension', value: 'present' },
    { code: 'day.vasopressors', value: ['norepinephrine', 'terlipressin'] },
    { code: 'day.o2Device', value: 'none' },
    { code: 'day.iceOrientation', low: 2, high: 3 },
    { code: 'day.spo2Min', absent: 'notDone' },
  ],
  drugs: [{ drug: 'tocilizumab', at: '2026-11-22T02:40', dose: 560, unit: 'mg', route: 'iv', purpose: 'crs' }],
  corrections: [],
  ...more,
});

describe.each(DATABASES)('observations on %s', (_, newPlace) => {
  let place: Place;
  let store: Store;
  let registry: Registry;
  const facts = () => registry.facts(PATIENT);
  const sheet = async () => {
    const [summary] = await registry.patients();
    if (!summary) throw new Error('no patient');
    const known = knownPatientOf(summary, await facts());
    const found = bedsideSheet(
      journey(known, { view: view(known.facts, asOfDay('2026-12-01')), asOf: '2026-12-01', knownAt: null }),
      undefined,
      '',
      { approvals: [], now: '2026-11-22T03:00' },
    );
    if (!found.ok) throw new Error('no sheet');
    return found.value;
  };

  beforeAll(async () => {
    place = await newPlace();
    store = await open(place);
    registry = store.as(LOCAL_USER);
    await registry.import(lineaJson(infused));
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  it('are written down whole, with the instant at which they were known, and graded', async () => {
    const done = await store.as({ user: 'nurse', centres: ['SYN-A'] }).observe(observation('first'));
    expect(done).toMatchObject({ ok: true, event: 'daily:first-0000-0000', accepted: 14, duplicates: 0, warnings: [] });
    const temperature = (await facts()).find(({ code }) => code === 'day.tempMax');
    expect(temperature).toMatchObject({
      id: 'first-0000-0000.day.tempMax',
      event: 'daily:first-0000-0000',
      episode: 'infusion:i',
      effective: { start: '2026-11-22', end: '2026-11-22' },
      known: '2026-11-22T01:11:00Z',
      knownBasis: 'source',
      by: 'nurse',
      value: { number: 38.9, unit: 'Cel' },
    });
    expect((await sheet()).sheet?.observations).toMatchObject([
      { at: '2026-11-22T02:10', day: 2, crs: { grade: 3 }, icans: { min: 1, max: 4 } },
    ]);
    expect((await sheet()).sheet?.drugs).toMatchObject([{ drug: 'tocilizumab', at: '2026-11-22T02:40' }]);
  });

  it('sent twice add nothing, also at once and after more was written', async () => {
    const before = (await facts()).length;
    expect(await registry.observe(observation('first'))).toMatchObject({ ok: true, accepted: 0, duplicates: 14 });
    const twice = await Promise.all(
      [1, 2, 3].map(() => registry.observe(observation('second', { at: '2026-11-22T06:00' }))),
    );
    const stored = twice.map((one) => (one.ok ? [one.accepted, one.duplicates] : one.issues));
    expect(stored.sort()).toEqual([[0, 14], [0, 14], [14, 0]]); // biome-ignore format: a table
    expect(await facts()).toHaveLength(before + 14);
  });

  it('under a key that says something else are refused, and nothing is written', async () => {
    const before = (await facts()).length;
    const other = observation('first', { values: [{ code: 'day.tempMax', value: 36.5, unit: 'Cel' }] });
    const refused = await registry.observe(other);
    expect(refused).toMatchObject({ ok: false });
    expect(refused.ok ? [] : refused.issues.map(({ code, at }) => [code, at])).toContainEqual([
      'id.conflict',
      'values.0.id',
    ]);
    expect(await facts()).toHaveLength(before);
  });

  it.each([
    ['a number that cannot be', { values: [{ code: 'day.tempMax', value: 101.3, unit: 'Cel' }] }, ['value.impossible', 'values.0.value']],
    ['a number without its unit', { values: [{ code: 'day.tempMax', value: 38.1 }] }, ['unit.missing', 'values.0.value']],
    ['an answer nobody knows', { values: [{ code: 'day.o2Device', value: 'snorkel' }] }, ['value.unknownCode', 'values.0.value']],
    ['a code of something else', { values: [{ code: 'lab.hb', value: 9, unit: 'g/dL' }] }, ['observation.otherCode', 'values.0.code']],
    ['the same item twice', { values: [{ code: 'day.spo2Min', value: 97, unit: '%' }, { code: 'day.spo2Min', value: 91, unit: '%' }] }, ['observation.twice', 'values.1.code']],
    ['a day that does not exist', { at: '2026-02-30T02:10' }, ['date.impossible', 'at']],
    ['an hour to come', { at: '2027-02-20T02:10' }, ['value.impossible', 'at']],
    ['nothing at all', { values: [], drugs: [] }, ['observation.empty', 'values']],
    ['an infusion that is not', { admission: 'infusion:none' }, ['admission.unknown', 'admission']],
    ['a dose without its unit', { drugs: [{ drug: 'dexamethasone', at: '2026-11-22T03:00', dose: 10 }] }, ['unit.missing', 'drugs.0.unit']],
    ['a drug nobody knows', { drugs: [{ drug: 'aspirin', at: '2026-11-22T03:00' }] }, ['value.unknownCode', 'drugs.0.drug']],
    ['a fact that is not there', { corrections: [{ supersedes: 'nothing', kind: 'transcription', because: 'x', change: {} }] }, ['fact.unknown', 'corrections.0.supersedes']],
  ] as const)('with %s are refused whole, with the place', async (_what, more, [code, at]) => {
    const before = (await facts()).length;
    const done = await registry.observe(observation('wrong', more as unknown as Partial<Observation>));
    expect(done.ok ? [] : done.issues.map((issue) => [issue.code, issue.at])).toContainEqual([code, at]);
    expect(await facts()).toHaveLength(before);
  }); // biome-ignore format: a table

  it('name every place that is wrong at once', async () => {
    const done = await registry.observe(
      observation('wrong', {
        values: [
          { code: 'day.tempMax', value: 101.3, unit: 'Cel' },
          { code: 'day.spo2Min', value: 97, unit: '%' },
          { code: 'day.o2Flow', value: 2 },
        ],
      }),
    );
    expect(done.ok ? [] : done.issues.map(({ at }) => at)).toEqual(['values.0.value', 'values.2.value']);
  });

  it('correct what they have read; what was corrected in the meantime is a conflict that tells both', async () => {
    const correction = (value: number) => ({
      supersedes: 'first-0000-0000.day.tempMax',
      kind: 'transcription' as const,
      because: 'digits swapped',
      change: { value },
    });
    const add = (key: string, value: number) =>
      registry.observe({
        patient: PATIENT,
        key: `${key}-0000-0000`,
        event: 'daily:first-0000-0000',
        values: [{ code: 'day.hrMax', value: 118, unit: '/min' }],
        drugs: [],
        corrections: [correction(value)],
      });
    expect(await add('third', 39.8)).toMatchObject({ ok: true, event: 'daily:first-0000-0000', accepted: 2 });
    expect(await add('third', 39.8)).toMatchObject({ ok: true, accepted: 0, duplicates: 2 });
    const [column] = (await sheet()).sheet?.observations ?? [];
    expect(column?.facts).toContain('third-0000-0000.day.hrMax');
    expect(column?.facts).toContain('third-0000-0000.c0');
    expect(column?.facts).not.toContain('first-0000-0000.day.tempMax');
    const before = (await facts()).length;
    expect(await add('fourth', 40)).toMatchObject({
      ok: false,
      issues: [{ code: 'version.superseded', at: 'corrections.0.supersedes' }],
      conflict: {
        read: { id: 'first-0000-0000.day.tempMax' },
        current: { id: 'third-0000-0000.c0' },
        wanted: { value: 40 },
      },
    });
    expect(await facts()).toHaveLength(before);
  });

  it('of another centre, or of nobody, are of no patient', async () => {
    const stranger = store.as({ user: 'nurse', centres: ['B'] });
    for (const one of [
      stranger.observe(observation('fifth')),
      registry.observe(observation('fifth', { patient: 'none' })),
    ])
      expect(await one).toMatchObject({ ok: false, issues: [{ code: 'patient.unknown' }] });
  });
});
