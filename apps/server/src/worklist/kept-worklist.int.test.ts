import { type CentreForms, NO_CENTRE_FORMS } from '@linea/briefs/forms';
import { ok, publishedCases, readLineaJson, writeLineaJson } from '@linea/facts';
import { LOCAL_USER, type Registry, type Store } from '@linea/registry';
import { asOwner, DATABASES, open, type Place } from '@linea/registry/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCentreForms } from '../centre/read-forms.ts';
import { Worklists } from './worklists.ts';

const TODAY = '2024-12-15';
const [ALL, MM] = [['case-000', 'case-001'], 'case-000'] as const;
const own = readCentreForms(
  'format: linea-forms\nversion: 1\nmilestones:\n  - { product: tisa-cel, months: [1], source: contract }\n',
  'forms.yaml',
);

describe.each(DATABASES)('the worklist on %s after a restart', (_, newPlace) => {
  let place: Place;
  let store: Store;
  const registry = () => store.as(LOCAL_USER);

  beforeEach(async () => {
    place = await newPlace();
    store = await open(place);
    const text = writeLineaJson(publishedCases().flatMap(({ facts }) => facts));
    await registry().import((given) => readLineaJson(text, { ...given, restore: true }));
    expect(await listed()).toEqual({ dues: ALL, questions: ALL });
  });
  afterEach(async () => {
    await store?.close();
    await place?.remove();
  });
  /** A new process: the database is closed and opened. A new `Worklists` alone remembers nothing either. */
  async function restarted(between = async () => {}) {
    await store.close();
    await between();
    store = await open(place);
  }

  const listOf = (program: string | null, forms: CentreForms, of: Registry, day: string) =>
    new Worklists(
      { as: () => of },
      { read: async () => ok(forms) },
      {
        now: () => new Date(`${TODAY}T10:00:00Z`),
        program: Promise.resolve(program),
        failed: (error) => expect(error).toBeUndefined(),
      },
    ).whole(LOCAL_USER, day, () => {});

  /** The list of a program just started, held against one made afresh. @returns who was looked at again */
  async function listed({ program = 'one', forms = NO_CENTRE_FORMS, day = TODAY } = {}) {
    const again = { dues: new Set<string>(), questions: new Set<string>() };
    const of = registry();
    const watched: Registry = {
      ...of,
      parts: (patients, codes) => {
        for (const one of patients) again.dues.add(one);
        return of.parts(patients, codes);
      },
      facts: (id) => {
        again.questions.add(id);
        return of.facts(id);
      },
      everyPatient: (each) =>
        of.everyPatient((one, facts) => {
          again.questions.add(one.patient);
          return each(one, facts);
        }),
    };
    const found = await listOf(program, forms, watched, day);
    const byName = (rows: Awaited<ReturnType<typeof listOf>>) => Object.fromEntries(rows.map((one) => [one.patient, one]));
    expect(byName(found)).toEqual(byName(await listOf(null, forms, of, day)));
    expect(found.every(({ questions }) => questions)).toBe(true);
    return { dues: [...again.dues].sort(), questions: [...again.questions].sort() };
  } // biome-ignore format: a table

  it('is read from what was kept', async () => {
    await restarted();
    expect(await listed()).toEqual({ dues: [], questions: [] });
  });

  it('looks again at whoever has a new fact, and only at him', async () => {
    const fact = { patient: MM, centre: 'published', code: 'sheet.kind', event: 'sheet:x', id: 'sheet-1' };
    const facts = [{ ...fact, effective: TODAY, value: 'ebmt-day0' }];
    const text = JSON.stringify({ format: 'linea', version: 1, facts });
    expect(await registry().import((given) => readLineaJson(text, given))).toMatchObject({ accepted: 1 });
    expect(await listed()).toEqual({ dues: [MM], questions: [MM] });
    expect(await listed()).toEqual({ dues: [], questions: [] });
  });

  it('with other months or a confirmed layout has other dues, and the same questions', async () => {
    const forms = own.ok ? own.value : NO_CENTRE_FORMS;
    expect(await listed({ forms })).toEqual({ dues: ALL, questions: [] });
    expect(await listed({ forms })).toEqual({ dues: [], questions: [] });
    const entry = { centre: 'published', kind: 'ebmt-day0', status: 'approved', protocol: 'the form', version: '2026-11' } as const;
    expect(await registry().recordProtocol({ ...entry, by: 'who', on: '2024-12-01' })).toMatchObject({ ok: true });
    expect(await listed({ forms })).toEqual({ dues: ALL, questions: [] });
  }); // biome-ignore format: an entry

  it('of another program is made anew; of another day too, which leaves that of today alone', async () => {
    expect(await listed({ day: '2024-03-31' })).toEqual({ dues: ALL, questions: ALL });
    expect(await listed()).toEqual({ dues: [], questions: [] });
    expect(await listed({ program: 'two' })).toEqual({ dues: ALL, questions: ALL });
  });

  it('a damaged row is made again', async () => {
    const damage = `update linea.derived set content = '[]' where patient = '${MM}' and kind = 'dues'`;
    await restarted(() => asOwner(place, damage));
    expect(await listed()).toEqual({ dues: [MM], questions: [] });
  });
});
