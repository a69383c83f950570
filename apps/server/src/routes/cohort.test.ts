import { defaultTruth, synthesise } from '@linea/cohort';
import { type Fact, readLineaJson } from '@linea/facts';
import { beforeAll, describe, expect, it } from 'vitest';
import { appOf, readOnly } from '../app.testing.ts';
import { THE_LOCAL_USER } from '../http/permission.ts';

const text = [...synthesise({ seed: 1, patients: 150, complete: true, truth: defaultTruth() })]
  .filter(({ name }) => name === 'facts.json')
  .map(({ pieces }) => [...pieces].join(''))[0] as string;
const reading = readLineaJson(text, { recorded: '2026-11-01T00:00:00Z', by: 'test' });
if (!reading.ok) throw new Error('the synthetic study is not read');
const byPatient = new Map<string, Fact[]>();
for (const fact of reading.facts) byPatient.set(fact.patient, [...(byPatient.get(fact.patient) ?? []), fact]);
/** Three of them as if they were real: too few to be shown. */
const REAL = 3;
const summaries = [...byPatient].map(([patient, facts], index) => ({
  patient,
  centre: facts[0]?.centre ?? '',
  disease: 'LBCL',
  facts: facts.length,
  synthetic: index >= REAL,
}));
const store = readOnly({ patients: async () => summaries, facts: async (id) => byPatient.get(id) ?? [] });

type Level = { readonly level: string; readonly n: number | null };
type Facet = { readonly id: string; readonly levels: readonly Level[] };

async function ready(more: Parameters<typeof appOf>[2] = {}) {
  const { get } = await appOf(store, '/nowhere', more);
  const first = await get('/api/cohort');
  for (let look = 0; look < 600; look++) {
    if ((await get('/api/cohort')).json().status === 'ready') break;
    await new Promise((done) => setTimeout(done, 20));
  }
  const cohort = async (query: string) => (await get(`/api/cohort${query}`)).json();
  return { get, first, cohort };
}

describe('the cohort', () => {
  let world: Awaited<ReturnType<typeof ready>>;
  beforeAll(async () => {
    world = await ready();
  }, 60_000);

  it('is worked out beside the requests: the first answer says so and makes nothing up', () =>
    expect(world.first.json()).toMatchObject({
      status: 'building',
      asOf: null,
      n: null,
      undisclosed: { why: 'tooFew' },
    }));
  it('is of the records there are more of, and says how many it has', async () => {
    const of = await world.cohort('');
    expect(of).toMatchObject({ records: 'synthetic', n: summaries.length - REAL, available: { real: null } });
    expect(of.facets.find(({ id }: Facet) => id === 'disease').levels.map(({ n }: Level) => n)).not.toContain(
      undefined,
    );
  });
  it('of few patients says nothing, whatever is asked', async () => {
    const of = await world.cohort('?records=real');
    expect(of).toMatchObject({ n: null, undisclosed: { why: 'tooFew' } });
    expect(of.facets.flatMap(({ levels }: Facet) => levels.map(({ n }) => n)).every((n: unknown) => n === null)).toBe(
      true,
    );
    const curves = (await world.get('/api/cohort/curves?records=real')).json();
    expect(curves).toMatchObject({ n: null, curves: [], hidden: [], test: null });
  });
  it.each(['', '?disease=LBCL', '?disease=LBCL&sex=female', '?setting=lbcl3l&age=50-59,60-69'])(
    'no number below ten leaves the server: %s',
    async (query) => {
      const of = await world.cohort(query);
      for (const { levels } of of.facets as Facet[])
        for (const { level, n } of levels)
          if (n !== null && n > 0 && level !== 'unknown') expect(n).toBeGreaterThanOrEqual(10);
    },
  );
  it('facets speak of the other filters, so that a filter can be widened', async () => {
    const of = await world.cohort('?disease=LBCL');
    const disease = of.facets.find(({ id }: Facet) => id === 'disease');
    expect(disease.levels.filter(({ n }: Level) => n === null || n > 0).length).toBeGreaterThan(1);
    expect(of.filters).toEqual({ disease: ['LBCL'] });
  });
  it('curves come with their definition in the language of the reader', async () => {
    const url = '/api/cohort/curves?disease=LBCL&endpoint=PFS&group=disease';
    const english = (await world.get(`${url}&lang=en`)).json();
    const italian = (await world.get(`${url}&lang=it`)).json();
    expect(english.definitions[0]).toMatchObject({ disease: 'LBCL', id: 'LBCL.PFS' });
    expect(english.definitions[0].sentence).toContain('Progression-free survival in large B-cell lymphoma');
    expect(italian.definitions[0].sentence).toContain('linfoma');
    const [curve] = english.curves;
    expect(curve.n + curve.withoutTime).toBe(english.n);
    expect(Math.min(...curve.risk)).toBeGreaterThanOrEqual(english.limit.leastAtRisk);
  });
  it.each([
    ['?nothing=x', 'nothing', 'cohort.noFilter'],
    ['?sex=purple', 'sex', 'cohort.noLevel'],
  ])('%s is refused with what there is', async (query, at, code) => {
    const answer = await world.get(`/api/cohort${query}`);
    expect(answer.status).toBe(422);
    expect(answer.json().issues[0]).toMatchObject({ code, at, allowed: expect.any(String) });
  });
  it('an endpoint or a group that there is not is refused', async () => {
    expect((await world.get('/api/cohort/curves?endpoint=QALY')).json().issues[0].code).toBe('cohort.noEndpoint');
    expect((await world.get('/api/cohort/curves?group=mood')).json().issues[0].code).toBe('cohort.noFilter');
  });

  it('a forest compares the two levels of most patients, unless others are asked for', async () => {
    const forest = (await world.get('/api/cohort/forest?disease=LBCL&contrast=sex')).json();
    expect(forest.contrast.dimension).toBe('sex');
    expect(forest.choices).toEqual(expect.arrayContaining([forest.contrast.reference, forest.contrast.other]));
    const turned = (
      await world.get(`/api/cohort/forest?disease=LBCL&contrast=sex&reference=${forest.contrast.other}`)
    ).json();
    expect(turned.lines[0].ratio.estimate * forest.lines[0].ratio.estimate).toBeCloseTo(1, 6);
    expect((await world.get('/api/cohort/forest?contrast=sex&other=purple')).json().issues[0].code).toBe(
      'cohort.noLevel',
    );
  });
  it.each([
    '/api/cohort/curves?disease=LBCL&group=response',
    '/api/cohort/curves?disease=LBCL&response=CR',
    '/api/cohort/forest?disease=LBCL&contrast=crs',
    '/api/cohort/comparison?disease=LBCL&b.disease=LBCL&b.response=CR',
  ])('%s: times from the infusion are not divided by what is known only later', async (url) =>
    expect((await world.get(url)).json().issues[0].code).toBe('cohort.immortalTime'),
  );
  it('lanes come some at a time, in one order', async () => {
    const part = async (from: number) =>
      (await world.get(`/api/cohort/swimmer?disease=LBCL&from=${from}&count=15`)).json();
    const [first, second] = [await part(0), await part(15)];
    expect(first.shown.length).toBe(15);
    const days = [...first.shown, ...second.shown].map(({ days: own }: { days: number }) => own);
    expect(days).toEqual([...days].sort((a, b) => b - a));
    expect(first.lanes + first.notInfused).toBe(first.n);
  });
  it('an oncoprint has a letter a patient', async () => {
    const print = (await world.get('/api/cohort/oncoprint?disease=LBCL')).json();
    expect(print.columns + print.untested).toBe(print.n);
    for (const { cells } of print.genes) expect(cells.length).toBe(print.columns);
  });
  it('a composition says how many were measured', async () => {
    const immune = (await world.get('/api/cohort/immune?disease=LBCL&group=disease')).json();
    const [bar] = immune.families[0].bars;
    expect(bar.measured + bar.unknown).toBe(immune.n);
    expect(bar.shares.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(1, 10);
    expect((await world.get('/api/cohort/immune?compartment=marrow')).json().issues[0].code).toBe(
      'cohort.noCompartment',
    );
  });
  it('two cohorts that share nobody are compared, others are not', async () => {
    const url = '/api/cohort/comparison?disease=LBCL&sex=male&b.disease=LBCL';
    const apart = (await world.get(`${url}&b.sex=female`)).json();
    expect(apart).toMatchObject({ overlap: false, second: { undisclosed: null } });
    expect(apart.curves.length).toBe(2);
    const both = (await world.get(url)).json();
    expect(both).toMatchObject({ overlap: true, curves: [], differences: [], hazardRatio: null });
  });
  it('real and synthetic patients are never compared', async () => {
    const answer = await world.get('/api/cohort/comparison?records=synthetic&b.records=real');
    expect([answer.status, answer.json().issues[0].code]).toEqual([422, 'cohort.otherRecords']);
  });
});

it('as of an earlier day there are the patients who were known by then, and no others', async () => {
  const { get } = await appOf(store);
  const asked = async (day: string) => {
    for (let look = 0; look < 600; look++) {
      const of = (await get(`/api/cohort?records=synthetic&asOf=${day}`)).json();
      if (of.status === 'ready') return of;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error('never ready');
  };
  const [before, between, now] = [await asked('2015-01-01'), await asked('2024-06-30'), await asked('2026-11-22')];
  expect([before.asOf, before.n]).toEqual(['2015-01-01', null]);
  expect(between.n).toBeGreaterThan(10);
  expect(between.n).toBeLessThan(now.n);
  expect((await get('/api/cohort?asOf=2024-13-01')).json().issues[0].code).toBe('date.impossible');
});

it('whoever may see cohorts alone sees no patient', async () => {
  const { get } = await appOf(store, '/nowhere', {
    userOf: () => ({ ...THE_LOCAL_USER, may: new Set(['cohort:read']) }),
  });
  expect((await get('/api/cohort')).status).toBe(200);
  for (const url of ['/api/patients', '/api/cohort/swimmer', '/api/cohort/oncoprint'])
    expect([url, (await get(url)).status]).toEqual([url, 403]);
});

it('a centre may hold itself to more', async () => {
  const { cohort } = await ready({ disclosure: { leastShown: 1000, leastAtRisk: 5 } });
  expect(await cohort('')).toMatchObject({ n: null, undisclosed: { why: 'tooFew' }, limit: { leastShown: 1000 } });
});
