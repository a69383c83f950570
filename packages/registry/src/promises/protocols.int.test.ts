import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_USER, type Store } from '../open.ts';
import { approvalsIn, type ProtocolEntry } from '../registry/protocols.ts';
import type { Registry } from '../registry/registry.ts';
import { DATABASES, open, type Place } from './databases.testing.ts';

const entry: ProtocolEntry = {
  centre: 'A',
  kind: 'crs',
  status: 'approved',
  protocol: 'CRS ward protocol',
  version: '3',
  by: 'head of the unit',
  on: '2026-01-15',
};

describe.each(DATABASES)('protocols on %s', (_, newPlace) => {
  let place: Place;
  let store: Store;
  let registry: Registry;
  beforeAll(async () => {
    place = await newPlace();
    store = await open(place);
    registry = store.as(LOCAL_USER);
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  it('hold who approved which of them and when; the last entry of a kind holds, and nothing is changed', async () => {
    expect(await registry.protocols()).toEqual([]);
    const done = await store.as({ user: 'dr', centres: ['A'] }).recordProtocol(entry);
    expect(done).toMatchObject({ ok: true, record: { ...entry, recordedBy: 'dr' } });
    await registry.recordProtocol({ ...entry, version: '4', on: '2026-06-01' });
    await registry.recordProtocol({ ...entry, kind: 'tocilizumab' });
    expect(approvalsIn(await registry.protocols('A')).map(({ kind, version }) => [kind, version])).toEqual([
      ['crs', '4'],
      ['tocilizumab', '3'],
    ]);
    await registry.recordProtocol({ ...entry, version: '4', status: 'withdrawn', on: '2026-07-01' });
    expect(approvalsIn(await registry.protocols('A')).map(({ kind }) => kind)).toEqual(['tocilizumab']);
    expect(await registry.protocols('A')).toHaveLength(4);
  });
  it('are those of the own centre', async () => {
    const other = store.as({ user: 'dr', centres: ['B'] });
    expect(await other.protocols()).toEqual([]);
    expect(await other.recordProtocol(entry)).toMatchObject({ ok: false, issues: [{ code: 'centre.denied' }] });
    expect(await registry.protocols('A')).toHaveLength(4);
  });
  it.each([
    ['nobody', { by: ' ' }, 'field.notText', 'by'],
    ['a day that is none', { on: '2026-02-30' }, 'date.malformed', 'on'],
    ['a day to come', { on: '2027-01-15' }, 'effective.future', 'on'],
    ['something else', { kind: 'parking' }, 'protocol.kind', 'kind'],
  ])('by %s are refused', async (_what, more, code, at) => {
    const done = await registry.recordProtocol({ ...entry, ...more } as ProtocolEntry);
    expect(done).toMatchObject({ ok: false, issues: [{ code, at }] });
    expect(await registry.protocols('A')).toHaveLength(4);
  });
});
