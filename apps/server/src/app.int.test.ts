import { type Fact, factJson, publishedCases, readLineaJson } from '@linea/facts';
import { openStore, type Store } from '@linea/registry';
import { journey, journeyJson, publishedPatients, seenAs } from '@linea/registry/journey';
import { DATABASES, type Place } from '@linea/registry/testing';
import { speaker } from '@linea/registry/words';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOf } from './app.testing.ts';
import { startServer } from './start.ts';

const linea = (facts: readonly object[]): string => JSON.stringify({ format: 'linea', version: 1, facts });
const cases = linea(publishedCases().flatMap(({ facts }) => facts.map(factJson)));
const fact = {
  patient: 'p-1',
  centre: 'bergamo',
  code: 'lab.hb',
  event: 'lab:l1',
  effective: '2024-03-05',
  value: 9.1,
  unit: 'g/dL',
};

describe.each(DATABASES)('the API on %s', (_, newPlace) => {
  let place: Place;
  let store: Store;
  let api: Awaited<ReturnType<typeof appOf>>;
  beforeAll(async () => {
    place = await newPlace();
    store = await openStore(place.where, { now: () => new Date() });
    api = await appOf(store);
  });
  afterAll(async () => {
    await api.app.close();
    await store.close();
    await place.remove();
  });

  it('an import is tried, done, and done again for nothing', async () => {
    const tried = await api.upload('/api/import', { 'cases.json': cases }, { dryRun: 'true' });
    expect(tried.json()).toMatchObject({ accepted: 309, duplicates: 0, refused: 0, issues: [], dryRun: true });
    expect((await api.get('/api/patients')).json()).toEqual([]);
    const done = await api.upload('/api/import', { 'cases.json': cases });
    expect(done.status).toBe(200);
    expect(done.json()).toMatchObject({ accepted: 309, patients: ['case-000', 'case-001'], dryRun: false });
    const again = await api.upload('/api/import', { 'cases.json': cases });
    expect(again.json()).toMatchObject({ accepted: 0, duplicates: 309 });
  });

  it('a name that no store can keep is nobody’s, and none is taken in', async () => {
    for (const path of ['x%00', 'x%00/facts', 'x%00/why/mm.iss', 'x%00/options', 'x%00/board', `${'x'.repeat(201)}`])
      expect([path, (await api.get(`/api/patients/${path}`)).status]).toEqual([path, 404]);
    expect((await api.get('/api/patients?patient=%00')).json()).toEqual([]);
    expect((await api.get('/api/protocols?centre=%00')).json()).toEqual([]);
    const change = { kind: 'withdrawn', because: 'x' };
    expect((await api.post('/api/patients/x%00/facts/a/corrections', change)).status).toBe(404);
    const { patient: _, centre: __, ...anonymous } = fact;
    for (const name of ['x\u0000', 'x\u0001y', 'x'.repeat(201)])
      for (const member of ['patient', 'centre']) {
        const named = { patient: 'p', centre: 'c', [member]: name };
        const inFile = await api.upload('/api/import', { 'a.json': linea([{ ...fact, ...named }]) });
        const beside = await api.upload('/api/import', { 'a.json': linea([anonymous]) }, named);
        for (const answer of [inFile, beside]) {
          expect(answer.status).toBe(422);
          expect(answer.json().issues[0]).toMatchObject({
            code: expect.stringMatching(/^text\./),
            at: expect.stringContaining(member),
          });
        }
      }
    expect((await api.get('/api/patients')).json()).toHaveLength(2);
  });

  it('prints documents from the facts of a day, final only with a number to call', async () => {
    const brief = (await api.get('/api/patients/case-001/documents/brief-patient?lang=it&asOf=2024-08-31')).json();
    expect(brief).toMatchObject({ kind: 'brief-patient', language: 'it', asOf: '2024-08-31', final: false });
    expect(brief.html).toContain('NON DEFINITIVO');
    const numbered = (await api.get('/api/patients/case-001/documents/brief-patient?phone=011%20000')).json();
    expect(numbered).toMatchObject({ final: true, emergency: { numbers: ['011 000'] } });
    const refused = await api.get('/api/patients/case-000/documents/letter-day100?lang=it');
    expect([refused.status, refused.json().issues[0].code]).toEqual([422, 'letter.noInfusion']);
    expect((await api.get('/api/patients/case-000/documents/poem')).status).toBe(422);
    expect((await api.get('/api/patients/nobody/documents/narrative')).status).toBe(404);
  });

  it('lists them, and tells one journey with the bytes of the command line', async () => {
    expect((await api.get('/api/patients')).json()).toEqual([
      { patient: 'case-000', centre: 'published', disease: 'MM', facts: 199, synthetic: false },
      { patient: 'case-001', centre: 'published', disease: 'ALL', facts: 110, synthetic: false },
    ]);
    expect((await api.get('/api/patients?patient=case-001')).json()).toHaveLength(1);
    expect((await api.get('/api/patients?patient=nobody')).json()).toEqual([]);
    const document = (await api.get('/api/patients/case-000/facts')).text;
    const read = readLineaJson(document, { recorded: '2027-01-01T00:00:00Z', by: 'test', restore: true });
    const seen = seenAs(read.facts, { asOf: '2025-12-03' }, new Date(0), { asOf: '', knownAt: '' });
    if (!seen.ok) throw new Error('seen');
    const [known] = publishedPatients();
    const expected = journeyJson(journey({ ...known, facts: read.facts } as never, seen.value), speaker('en'));
    expect((await api.get('/api/patients/case-000?asOf=2025-12-03')).text).toBe(JSON.stringify(expected));
  });

  it('what is refused changes nothing, and every issue names file and place', async () => {
    const wrong = linea([
      { ...fact, effective: '2024-02-30' },
      { ...fact, event: 'lab:l2', code: 'lab.nothing' },
    ]);
    const answer = await api.upload('/api/import', { 'labs.json': wrong });
    expect(answer.status).toBe(422);
    const { issues, report } = answer.json();
    expect(issues.map(({ at }: { at: string }) => at)).toEqual([
      'labs.json: facts[0].effective',
      'labs.json: facts[1].code',
    ]);
    expect(report).toMatchObject({ accepted: 0, refused: 2 });
    expect((await api.get('/api/patients/p-1')).status).toBe(404);
  });

  it('what is refused is a list to download, in which no spreadsheet finds a formula', async () => {
    const wrong = linea([
      { ...fact, effective: '2024-02-30' },
      { ...fact, event: 'lab:l2', value: '=1+1' },
    ]);
    const answer = await api.upload('/api/import/refused?lang=it', { 'labs.json': wrong });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toContain('attachment');
    expect(answer.text).toContain('Questo giorno non esiste');
    expect(answer.text).toContain("'=1+1");
    expect((await api.get('/api/patients/p-1')).status).toBe(404);
  });

  it.each([
    ['no file', {}, {}, 422, 'files.one'],
    ['a format nobody reads', { 'a.json': '{}' }, { format: 'cobol' }, 422, 'format.unknown'],
    ['a field nobody reads', { 'a.json': '{}' }, { color: 'red' }, 422, 'request.unknownMember'],
    ['broken JSON', { 'a.json': '{' }, {}, 422, 'json.broken'],
  ])('%s is refused', async (_what, files, fields, status, code) => {
    const answer = await api.upload('/api/import', files as Record<string, string>, fields as Record<string, string>);
    expect([answer.status, answer.json().issues[0].code]).toEqual([status, code]);
  });

  it('a correction is a new version; the old state stays visible; the cache does not hide it', async () => {
    const url = '/api/patients/case-000?asOf=2025-12-03';
    const current = async (query = '') => {
      const { facts } = (await api.get(`${url}${query}`)).json();
      return facts.find(({ event, code }: Record<string, string>) => event === 'lab:l1' && code === 'lab.mSerum');
    };
    expect(await current()).toMatchObject({ id: 'a014', value: 7.1 });
    const done = await api.post('/api/patients/case-000/facts/a014/corrections', {
      kind: 'amended-result',
      because: 'the laboratory amended it',
      change: { value: 6.9, known: '2024-05-01' },
    });
    expect(done.status).toBe(201);
    expect(done.json().fact).toMatchObject({
      supersedes: 'a014',
      value: 6.9,
      unit: 'g/dL',
      by: 'local',
      kind: 'amended-result',
    });
    expect(await current()).toMatchObject({ id: done.json().fact.id, value: 6.9 });
    expect(await current('&knownAt=2024-04-30')).toMatchObject({ id: 'a014', value: 7.1 });
  });

  it('of two who correct the same version one is heard, and the other gets both values', async () => {
    const correct = (value: number) =>
      api.post('/api/patients/case-000/facts/a012/corrections', {
        kind: 'transcription',
        because: `read as ${value}`,
        change: { value },
      });
    const answers = await Promise.all([correct(98), correct(99)]);
    const [won, lost] = [...answers].sort((a, b) => a.status - b.status);
    expect([won?.status, lost?.status]).toEqual([201, 409]);
    const winner: Fact = won?.json().fact;
    expect(lost?.json()).toMatchObject({
      read: { id: 'a012' },
      current: { id: winner.id, because: winner.because },
      issues: [{ code: 'version.superseded' }],
    });
    expect(lost?.json().wanted.because).not.toBe(winner.because);
  });

  it.each([
    ['case-999', 'a014', { kind: 'withdrawn', because: 'x' }, 404, 'patient.unknown'],
    ['case-000', 'nothing', { kind: 'withdrawn', because: 'x' }, 404, 'fact.unknown'],
    ['case-000', 'a017', { kind: 'guess', because: 'x' }, 422, 'request.invalid'],
    ['case-000', 'a017', { kind: 'withdrawn' }, 422, 'request.missing'],
    ['case-000', 'a017', { kind: 'withdrawn', because: '' }, 422, 'request.invalid'],
    ['case-000', 'a017', { kind: 'transcription', because: 'x', change: { value: 'many' } }, 422, 'number.malformed'],
  ])('a correction of %s %s with %o is refused: %i %s', async (patient, id, body, status, code) => {
    const answer = await api.post(`/api/patients/${patient}/facts/${id}/corrections`, body);
    expect([answer.status, answer.json().issues[0].code]).toEqual([status, code]);
  });

  describe('the bedside', () => {
    const url = '/api/patients/SYN-BED-1';
    const observation = {
      key: 'a1b2c3d4-0001',
      at: '2026-11-22T02:10',
      admission: 'infusion:i',
      known: '2026-11-22T01:11:00Z',
      values: [
        { code: 'day.tempMax', value: 38.9, unit: 'Cel' },
        { code: 'day.o2Device', value: 'nasalCannula' },
        { code: 'day.hypotension', value: 'none' },
        { code: 'day.vasopressors', value: ['none'] },
      ],
      drugs: [{ drug: 'paracetamol', at: '2026-11-22T02:20', dose: 1, unit: 'g' }],
    };
    beforeAll(async () => {
      const told = [
        { code: 'reg.indication', event: 'registration:1', effective: '2026-11-01', value: 'LBCL' },
        { code: 'inf.date', event: 'infusion:i', effective: '2026-11-20', value: '2026-11-20' },
      ].map((one) => ({ ...one, patient: 'SYN-BED-1', centre: 'SYN-A' }));
      await api.upload('/api/import', { 'facts.json': linea(told) });
    });

    it('an observation is written down and graded, with what is missing; sent again it adds nothing', async () => {
      const done = await api.post(`${url}/observations`, observation);
      expect([done.status, done.json()]).toMatchObject([
        201,
        { event: 'daily:a1b2c3d4-0001', accepted: 10, duplicates: 0 },
      ]);
      const again = await api.post(`${url}/observations`, observation);
      expect([again.status, again.json()]).toMatchObject([201, { accepted: 0, duplicates: 10 }]);
      const sheet = (await api.get(`${url}/bedside`)).json();
      expect(sheet).toMatchObject({
        patient: 'SYN-BED-1',
        synthetic: true,
        admission: { event: 'infusion:i', infusion: '2026-11-20' },
        observations: [
          {
            at: '2026-11-22T02:10',
            day: 2,
            crs: { grade: null, min: 2, max: 3, gate: 'fever', missing: ['day.o2Flow'] },
            icans: null,
          },
        ],
        drugs: [{ drug: 'paracetamol', at: '2026-11-22T02:20' }],
      });
      expect(sheet.derivations.map(({ criterion }: { criterion: string }) => criterion)).toEqual([
        'crs.astct2019.course',
      ]);
      expect(sheet.derivations[0].because).toContain('a1b2c3d4-0001.day.tempMax');
    });
    it('lists what guidelines list only once the centre has recorded who approved which protocol', async () => {
      expect((await api.get(`${url}/bedside`)).json()).toMatchObject({
        approvals: [],
        guidance: {
          steps: [{ kind: 'crs', answer: { steps: [], hidden: 'notApproved' } }, { kind: 'icans' }],
          tocilizumab: null,
        },
      });
      const entry = {
        centre: 'SYN-A',
        kind: 'crs',
        status: 'approved',
        protocol: 'P',
        version: '1',
        by: 'head',
        on: '2026-01-15',
      };
      const done = await api.post('/api/protocols', entry);
      expect([done.status, done.json()]).toMatchObject([201, { ...entry, recordedBy: 'local' }]);
      expect((await api.get('/api/protocols?centre=SYN-A')).json()).toMatchObject([entry]);
      const sheet = (await api.get(`${url}/bedside`)).json();
      expect(sheet.approvals).toMatchObject([
        { kind: 'crs', protocol: 'P', version: '1', by: 'head', on: '2026-01-15' },
      ]);
      // The observation is from another day than the clock of the test.
      expect(sheet.guidance.steps[0]).toMatchObject({ observedAt: '2026-11-22T02:10', answer: { steps: [] } });
      expect(sheet.guidance.steps[0].answer.hidden).not.toBe('notApproved');
      expect((await api.post('/api/protocols', { ...entry, by: '' })).status).toBe(422);
    });
    it('refused, it names every field in the asker’s language, and nothing is written', async () => {
      const wrong = {
        ...observation,
        key: 'a1b2c3d4-0002',
        values: [
          { code: 'day.tempMax', value: 101, unit: 'Cel' },
          { code: 'day.o2Flow', value: 2 },
        ],
      };
      const answer = await api.post(`${url}/observations?lang=it`, wrong);
      expect(answer.status).toBe(422);
      expect(answer.json().issues).toMatchObject([
        { at: 'values.0.value', code: 'value.impossible', allowed: '30 - 45 Cel; probably [degF]' },
        { at: 'values.1.value', code: 'unit.missing', allowed: 'L/min' },
      ]);
      expect((await api.get(`${url}/bedside`)).json().observations).toHaveLength(1);
    });
    it('of two who correct the same value one is heard, and the other gets both', async () => {
      const correct = (key: string, value: number) =>
        api.post(`${url}/observations`, {
          key,
          event: 'daily:a1b2c3d4-0001',
          corrections: [
            {
              supersedes: 'a1b2c3d4-0001.day.tempMax',
              kind: 'transcription',
              because: `read as ${value}`,
              change: { value },
            },
          ],
        });
      const answers = await Promise.all([correct('a1b2c3d4-0003', 39.1), correct('a1b2c3d4-0004', 39.2)]);
      const [won, lost] = [...answers].sort((a, b) => a.status - b.status);
      expect([won?.status, lost?.status]).toEqual([201, 409]);
      expect(lost?.json()).toMatchObject({
        read: { id: 'a1b2c3d4-0001.day.tempMax' },
        current: { id: won?.json().facts[0].id },
        issues: [{ code: 'version.superseded', at: 'corrections.0.supersedes' }],
      });
    });
    it.each([
      ['a key that is none', { ...observation, key: 'x' }, 422, 'request.invalid'],
      ['no clock time', { ...observation, at: '2026-11-22' }, 422, 'request.invalid'],
      ['a member that nobody reads', { ...observation, mood: 'good' }, 422, 'request.unknownMember'],
    ])('%s is refused', async (_what, body, status, code) => {
      const answer = await api.post(`${url}/observations`, body);
      expect([answer.status, answer.json().issues[0].code]).toEqual([status, code]);
    });
    it('of a patient whom nobody knows there is none', async () => {
      expect((await api.post('/api/patients/none/observations', observation)).status).toBe(404);
      expect((await api.get('/api/patients/none/bedside')).status).toBe(404);
      expect((await api.get(`${url}/bedside?admission=infusion:none`)).json().issues[0].code).toBe('admission.unknown');
    });
  });

  it('is ready as long as the database is', async () => expect((await api.get('/readyz')).status).toBe(200));

  it('finishes what runs before it stops', async () => {
    const log = { level: 'silent', stream: process.stderr } as const;
    const started = await startServer({ store, version: '0', now: () => new Date(), log, host: '127.0.0.1', port: 0 });
    if (!started.ok) throw new Error('not started');
    const ask = async () => {
      const answer = await fetch(`${started.value.url}/api/patients/case-001`);
      return { status: answer.status, text: await answer.text() };
    };
    const asked = Array.from({ length: 8 }, ask);
    await asked[0];
    await started.value.stop();
    const answers = await Promise.allSettled(asked);
    expect(answers[0]).toMatchObject({ status: 'fulfilled', value: { status: 200 } });
    for (const one of answers) if (one.status === 'fulfilled') expect([200, 503]).toContain(one.value.status);
    for (const one of answers) if (one.status === 'fulfilled') expect(() => JSON.parse(one.value.text)).not.toThrow();
  });

  it('does not wait for who asks and never reads', async () => {
    const log = { level: 'silent', stream: process.stderr } as const;
    const options = { store, version: '0', now: () => new Date(), log, host: '127.0.0.1', port: 0, graceMs: 200 };
    const started = await startServer(options);
    if (!started.ok) throw new Error('not started');
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => fetch(`${started.value.url}/api/patients/case-000`)),
    );
    await started.value.stop();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('compares two data cuts by their names: what was recorded in between', async () => {
    const patient = { ...fact, patient: 'p-cut', id: 'h1', event: 'lab:c1' };
    await api.upload('/api/import', { 'a.json': linea([patient]) });
    expect((await api.post('/api/cuts', { name: 'first' })).status).toBe(201);
    const change = { kind: 'transcription', because: 'digits swapped', change: { value: 19 } };
    expect((await api.post('/api/patients/p-cut/facts/h1/corrections', change)).status).toBe(201);
    await api.upload('/api/import', { 'a.json': linea([{ ...patient, id: 'h2', event: 'lab:c2' }]) });
    expect((await api.post('/api/cuts', { name: 'second' })).status).toBe(201);
    const diff = async (from: string, to: string) =>
      (await api.get(`/api/patients/p-cut/diff?from=${from}&to=${to}`)).json();
    expect(await diff('first', 'second')).toMatchObject({
      added: [{ id: 'h2' }],
      corrected: [
        { before: { id: 'h1', value: 9.1 }, after: { id: 'h1~2', value: 19 }, by: 'local', because: 'digits swapped' },
      ],
      removed: [],
    });
    expect(await diff('first', 'first')).toMatchObject({ added: [], corrected: [], removed: [], moved: [] });
    expect(await diff('second', 'first')).toMatchObject({ issues: [{ code: 'date.reversed' }] });
    expect(await diff('first', 'third')).toMatchObject({
      issues: [
        {
          code: 'instant.malformed',
          at: 'to',
          got: 'third',
          allowed: expect.stringContaining('first, second, YYYY-MM-DD'),
        },
      ],
    });
  });
});
