import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DerivedRow } from '../derived/derived-rows.ts';
import { LOCAL_USER, type Store } from '../open.ts';
import { asOwner, DATABASES, open, type Place } from './databases.testing.ts';

const row = (patient: string, more: Partial<DerivedRow> = {}): DerivedRow => ({
  ...{ patient, centre: 'A', facts: 3, state: 'one', content: { of: patient, days: [1, 2.5, null] } },
  ...more,
});
const [p1, p2] = [row('p1'), row('p2', { centre: 'B', content: null })];

describe.each(DATABASES)('derived rows on %s', (_, newPlace) => {
  let place: Place;
  let store: Store;
  const registry = () => store.as(LOCAL_USER);
  const found = async (...wanted: DerivedRow[]) => Object.fromEntries(await registry().derived('rows', wanted));

  beforeEach(async () => {
    place = await newPlace();
    store = await open(place);
    await registry().keepDerived('rows', [p2, p1]);
  });
  afterEach(async () => {
    await store?.close();
    await place?.remove();
  });
  /** A damage while nobody has the database open. */
  async function damaged(statements: string) {
    await store.close();
    await asOwner(place, statements);
    store = await open(place);
  }

  it('are given back as they were put in, after the store was closed and opened too', async () => {
    const both = { p1: p1.content, p2: null };
    expect(await found(p1, p2)).toEqual(both);
    await store.close();
    store = await open(place);
    expect(await found(p1, p2)).toEqual(both);
    expect(await found(p1)).toEqual({ p1: p1.content });
    expect(await found(row('p3'), row('a\0b'))).toEqual({});
  });

  it.each([
    ['another number of facts', { facts: 4 }],
    ['another state', { state: 'two' }],
    ['another centre', { centre: 'B' }],
  ])('of %s are not there', async (_of, more) => expect(await found(row('p1', more))).toEqual({}));

  it('of another kind are other rows', async () => {
    expect((await registry().derived('others', [p1])).size).toBe(0);
    await registry().keepDerived('others', [row('p1', { content: 'other' })]);
    expect(await found(p1)).toEqual({ p1: p1.content });
  });

  it('take the place of those before', async () => {
    const later = row('p1', { facts: 4, state: 'two', content: 'later' });
    await registry().keepDerived('rows', [later]);
    expect([await found(later), await found(p1)]).toEqual([{ p1: 'later' }, {}]);
  });

  it.each([
    ['content', `update linea.derived set content = '{"of":"p1","days":[]}' where patient = 'p1'`],
    ['content that is no JSON', `update linea.derived set content = '{' where patient = 'p1'`],
    ['checksum', `update linea.derived set sha256 = '' where patient = 'p1'`],
    ['name', `update linea.derived set patient = 'p9' where patient = 'p1'; update linea.derived set patient = 'p1' where patient = 'p2'`],
    ['row, which is gone,', `delete from linea.derived where patient = 'p1'`],
  ])('with a damaged %s are not there', async (_part, statements) => {
    await damaged(statements);
    expect(await found(p1)).toEqual({});
    await registry().keepDerived('rows', [p1]);
    expect(await found(p1)).toEqual({ p1: p1.content });
  }); // biome-ignore format: a table

  it('moved to other facts or another state by hand are not there', async () => {
    await damaged(`update linea.derived set facts = 4, state = 'two' where patient = 'p1'`);
    expect(await found(row('p1', { facts: 4, state: 'two' }))).toEqual({});
  });

  it('are those of the own centres, to read and to write', async () => {
    const ofB = store.as({ user: 'b', centres: ['B'] });
    expect([...(await ofB.derived('rows', [p1, p2])).keys()]).toEqual(['p2']);
    await expect(ofB.keepDerived('rows', [p1])).rejects.toThrow(/row-level security/);
    await expect(ofB.keepDerived('rows', [row('p3')])).rejects.toThrow(/row-level security/);
    await ofB.keepDerived('rows', [row('p3', { centre: 'B' })]);
    expect(await found(p1, row('p3', { centre: 'B' }))).toMatchObject({ p1: p1.content, p3: { of: 'p3' } });
    expect((await store.as({ user: 'c', centres: [] }).derived('rows', [p1, p2])).size).toBe(0);
  });

  it('written by several at once are all there, each whole', async () => {
    const many = Array.from({ length: 60 }, (_none, index) => row(`m${index}`, { content: index }));
    await Promise.all([many, [...many].reverse(), many.slice(20)].map((rows) => registry().keepDerived('rows', rows)));
    expect(await found(...many)).toEqual(Object.fromEntries(many.map(({ patient, content }) => [patient, content])));
  });
});
