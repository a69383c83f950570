import { defaultTruth, synthesise } from '@linea/cohort';
import { type CohortRow, cohortRow } from '@linea/cohort/explore';
import { asOfDay, type FactJson, readLineaJson, view } from '@linea/facts';
import { LOCAL_USER, type Registry, type Store } from '@linea/registry';
import { asOwner, DATABASES, open, type Place } from '@linea/registry/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CohortTables } from './cohort-tables.ts';

const study = [...synthesise({ seed: 3, patients: 12, complete: false, truth: defaultTruth() })]
  .filter(({ name }) => name === 'facts.json')
  .map(({ pieces }) => [...pieces].join(''))[0] as string;
const ids = [...new Set((JSON.parse(study).facts as { patient: string }[]).map(({ patient }) => patient))].sort();
const TODAY = '2026-11-28';

describe.each(DATABASES)('the cohort on %s after a restart', (_, newPlace) => {
  let place: Place;
  let store: Store;

  beforeEach(async () => {
    place = await newPlace();
    store = await open(place);
    expect(await imported(study)).toMatchObject({ ok: true });
    expect(await started()).toEqual(ids);
  });
  afterEach(async () => {
    await store?.close();
    await place?.remove();
  });
  const imported = (text: string) => store.as(LOCAL_USER).import((given) => readLineaJson(text, given));
  /** A new process: the database is closed and opened. New tables alone remember nothing either. */
  async function restarted(between = async () => {}) {
    await store.close();
    await between();
    store = await open(place);
  }

  /** Starts the tables, waits for the first whole one, and holds it against rows made afresh. @returns whose facts were read */
  async function started({ program = 'one' as string | null, day = TODAY, failing = false } = {}) {
    const registry = store.as(LOCAL_USER);
    const [read, failures] = [new Set<string>(), [] as unknown[]];
    const watched: Registry = {
      ...registry,
      facts: (id) => {
        read.add(id);
        return registry.facts(id);
      },
      everyPatient: (each) =>
        registry.everyPatient((one, facts) => {
          read.add(one.patient);
          return each(one, facts);
        }),
      ...(failing ? { derived: () => Promise.reject(new Error('planted')) } : {}),
    };
    const now = () => new Date(`${day}T10:00:00Z`);
    const tables = new CohortTables({ as: () => watched }, now, Promise.resolve(program), (error) =>
      failures.push(error),
    );
    while (tables.of(LOCAL_USER).building) await new Promise((done) => setTimeout(done, 5));
    tables.stop();
    const { table } = tables.of(LOCAL_USER);
    const fresh: CohortRow[] = [];
    await registry.everyPatient((one, facts) => fresh.push(cohortRow(one, view(facts, asOfDay(day)))));
    expect(table?.rows).toEqual(fresh);
    expect(failures.map(String)).toEqual(failing ? ['Error: planted'] : []);
    return [...read].sort();
  }
  const [one, two] = ids as [string, string];
  const factOf = async (patient: string, code: string) =>
    (await store.as(LOCAL_USER).facts(patient)).find((fact) => fact.code === code && fact.supersedes === undefined);
  async function sexCorrected(patient: string) {
    const fact = await factOf(patient, 'demo.sex');
    const sex = fact?.value?.kind === 'code' && fact.value.code === 'male' ? 'female' : 'male';
    const correction = { patient, supersedes: fact?.id ?? '', kind: 'transcription', because: 'a slip' } as const;
    const change: FactJson = { value: sex };
    expect(await store.as(LOCAL_USER).correct({ ...correction, change })).toMatchObject({ ok: true });
    return sex;
  }

  it('is read from what was kept: nobody is worked out again', async () => {
    await restarted();
    expect(await started()).toEqual([]);
    expect(await started()).toEqual([]);
  });

  it('shows a correction: he is worked out again, and only he', async () => {
    await sexCorrected(one);
    expect(await started()).toEqual([one]);
    expect(await started()).toEqual([]);
  });

  it('shows a new fact and a new patient of an import', async () => {
    const fact = { code: 'death.date', event: 'death:d', effective: '2026-11-20', value: '2026-11-20' };
    const centre = (await store.as(LOCAL_USER).patient(two))?.centre;
    const facts = [
      { ...fact, id: 'new-1', patient: two, centre },
      { ...{ code: 'reg.indication', event: 'registration:r', effective: '2026-11-01', value: 'LBCL' }, id: 'n', patient: 'SYN-new', centre },
    ];
    expect(await imported(JSON.stringify({ format: 'linea', version: 1, facts }))).toMatchObject({ accepted: 2 });
    expect(await started()).toEqual(['SYN-new', two].sort());
  }); // biome-ignore format: facts

  it('of another program, of another day, or of one that cannot be told is worked out anew', async () => {
    expect(await started({ program: null })).toEqual(ids);
    expect(await started({ program: 'two' })).toEqual(ids);
    expect(await started({ program: 'two' })).toEqual([]);
    expect(await started({ program: 'one' })).toEqual(ids);
    expect(await started({ day: '2026-11-29' })).toEqual(ids);
    expect(await started({ day: '2026-11-29' })).toEqual([]);
  });

  it.each([
    ['a row is damaged', `update linea.derived set content = replace(content, '"sex":"', '"sex":"x') where patient = '${one}'`, [one]],
    ['a row stands under another name', `update linea.derived set patient = 'x' where patient = '${one}'; update linea.derived set patient = '${one}' where patient = '${two}'`, [one, two]],
    ['a row says that it is of today', `update linea.derived set state = 'x' where patient = '${one}'`, [one]],
    ['all are thrown away', 'delete from linea.derived', ids],
  ])('where %s shows the truth all the same', async (_damage, statements, again) => {
    await restarted(() => asOwner(place, statements));
    expect(await started()).toEqual([...again].sort());
    expect(await started()).toEqual([]);
  }); // biome-ignore format: a table

  it('where the database cannot give what was kept is worked out, and one is told once', async () =>
    expect(await started({ failing: true })).toEqual(ids));
});
