import { factJson, publishedCases } from '@linea/facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_USER, type Store } from '../open.ts';
import { DATABASES, open, type Place } from '../promises/databases.testing.ts';
import { type ImportJson, type IntakeRequest, importJson } from './intake.ts';
import { withIntake } from './thread.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const facts = publishedCases().flatMap((one) => one.facts.map(factJson));
const json = (some: readonly object[]): IntakeRequest => ({
  files: [{ name: 'cases.json', bytes: bytes(JSON.stringify({ format: 'linea', version: 1, facts: some })) }],
});
const mapping = {
  name: 'm.yaml',
  bytes: bytes(
    'linea: mapping\nversion: 1\ncentre: bg\ntables: [{ patient: id, when: { date: d }, columns: { Hb: { code: lab.hb, unit: g/dL } } }]',
  ),
};
const table = (rows: readonly string[]): IntakeRequest => ({
  files: [{ name: 'labs.csv', bytes: bytes(`id,d,Hb\n${rows.join('\n')}\n`) }],
  mapping,
});
const rows = Array.from(
  { length: 5_000 },
  (_, n) => `p${n % 70},2024-03-${String(10 + (n % 20))},${8 + (n % 50) / 10}`,
);

describe.each(DATABASES)('files read in a thread of their own, on %s', (_, newPlace) => {
  let [places, stores]: [Place[], Store[]] = [[], []];
  beforeAll(async () => {
    places = [await newPlace(), await newPlace()];
    stores = await Promise.all(places.map((place) => open(place)));
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    for (const place of places) await place.remove();
  });

  /** What an import came to, here (0) and through a thread (1). */
  const both = (request: IntakeRequest, dryRun = false): Promise<readonly unknown[]> =>
    Promise.all(
      [Number.POSITIVE_INFINITY, -1].map(async (small, n) => {
        const work = async (intake: Parameters<Parameters<typeof withIntake>[1]>[0]): Promise<ImportJson> =>
          importJson(
            await (stores[n] as Store).as(LOCAL_USER).import(intake.read, { dryRun }),
            dryRun,
            intake.tables(),
          );
        return withIntake(request, work, { small });
      }),
    );

  it.each([
    ['a file, tried', json(facts), true, { ok: true, value: { accepted: 309, dryRun: true } }],
    ['a file', json(facts), false, { ok: true, value: { accepted: 309, patients: ['case-000', 'case-001'] } }],
    ['the same again', json(facts), false, { ok: true, value: { accepted: 0, duplicates: 309 } }],
    ['a correction of what is stored', json([{ ...facts[13], id: 'n', supersedes: facts[13]?.id, kind: 'transcription', because: 'x', note: 'y' }]), false, { ok: true, value: { accepted: 1 } }],
    ['a refused fact among good ones', json([{ ...facts[1], id: 'n1' }, { ...facts[1], id: 'n2', effective: '2024-02-31' }]), false, { ok: true, value: { accepted: 0, issues: [{ at: 'cases.json: facts[1].effective' }] } }],
    ['no JSON', { files: [{ name: 'a.json', bytes: bytes('{') }] }, false, { ok: true, value: { issues: [{ code: 'json.broken' }] } }],
    ['no UTF-8', { files: [{ name: 'a.json', bytes: Uint8Array.of(0xff, 0xfe, 0x00) }] }, false, { ok: false, issues: [{ code: 'text.notUtf8' }] }],
    ['a table without its mapping', { ...table(rows), mapping: undefined }, false, { ok: false, issues: [{ code: 'mapping.missing' }] }],
    ['a table', table(rows), false, { ok: true, value: { refused: 0, summary: { patients: 70 }, refusedCells: [] } }],
    ['the same table again', table(rows), false, { ok: true, value: { accepted: 0 } }],
    ['a table with a cell that is no number', table([...rows, 'p1,2024-04-01,x']), false, { ok: true, value: { accepted: 0, refusedCells: [{ row: 5_002 }] } }],
    ['its valid facts', { ...table([...rows, 'p1,2024-04-01,x', 'p2,2024-04-01,7']), acceptValid: true }, false, { ok: true, value: { accepted: 1, refused: 1 } }],
  ] as const)('%s comes to the same', async (_case, request, dryRun, expected) => {
    const [here, there] = await both(request as IntakeRequest, dryRun);
    expect(there).toEqual(here);
    expect(there).toMatchObject(expected);
    const kept = async (store: Store) => {
      const all: object[] = [];
      await store.as(LOCAL_USER).everyPatient((one, own) => void all.push(one, ...own.map(({ recorded: _when, ...fact }) => fact)));
      return all;
    };
    expect(await kept(stores[1] as Store)).toEqual(await kept(stores[0] as Store));
  }); // biome-ignore format: a table

  it('what is wrong with whoever works with them reaches who asked, and the thread ends', async () => {
    const work = async (): Promise<never> => Promise.reject(new Error('planted'));
    await expect(withIntake(json(facts), work, { small: -1 })).rejects.toThrow('planted');
  });
});
