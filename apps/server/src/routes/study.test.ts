import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analysisTable, defaultTruth, readStudy, synthesise } from '@linea/cohort';
import { contentHash } from '@linea/explain';
import { type Fact, readLineaJson } from '@linea/facts';
import { trainStudyModel } from '@linea/prediction';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOf, readOnly } from '../app.testing.ts';

const files: Record<string, string> = {};
for (const { name, pieces } of synthesise({ seed: 1, patients: 200, complete: true, truth: defaultTruth() }))
  files[name] = [...pieces].join('');
const reading = readLineaJson(files['facts.json'] as string, { recorded: '2026-11-01T00:00:00Z', by: 'test' });
const study = readStudy(files['study.yaml'] as string, 'study.yaml');
if (!reading.ok || !study.ok) throw new Error('the synthetic study is not read');
const trained = trainStudyModel(analysisTable(study.value.study, reading.facts), { table: 'test', redraws: 10 });
if (!trained.ok) throw new Error('no model');

const ID = 'SYN-lbcl3l-0001';
const facts: readonly Fact[] = reading.facts.filter(({ patient }) => patient === ID);
const synthetic = {
  patient: ID,
  centre: facts[0]?.centre ?? '',
  disease: 'LBCL',
  facts: facts.length,
  synthetic: true,
};
const store = readOnly({
  patient: async (id) => (id === ID ? synthetic : id === 'P-1' ? { ...synthetic, patient: 'P-1', centre: 'C', synthetic: false } : undefined),
  facts: async () => facts,
}); // biome-ignore format: two patients

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linea-study-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (model: unknown): void => writeFileSync(join(folder, 'model.json'), JSON.stringify(model));
const ofReal = (): unknown => {
  const { hash: _, ...content } = { ...trained.value, synthetic: false };
  return { ...content, hash: contentHash(content) };
};

describe('what the study says of a patient', () => {
  it('without a study nothing is made up', async () => {
    const { get } = await appOf(store);
    expect((await get('/api/study')).json()).toMatchObject({ status: 'none', model: null, report: false });
    expect(await get(`/api/patients/${ID}/prediction`)).toMatchObject({ status: 404 });
  });
  it('estimates a synthetic patient by a synthetic model, and abstains for a real one', async () => {
    put(trained.value);
    const { get } = await appOf(store, '/nowhere', { study: folder });
    const own = (await get(`/api/patients/${ID}/prediction`)).json();
    expect(own).toMatchObject({ status: 'estimated', synthetic: true, researchUse: true, model: { synthetic: true } });
    expect(own.points.length).toBe(2);
    expect((await get('/api/patients/P-1/prediction')).json()).toMatchObject({
      status: 'abstained',
      points: [],
      reasons: [{ code: 'abstain.realPatient' }],
    });
  });
  it('abstains for a synthetic patient by a model of real ones', async () => {
    put(ofReal());
    const { get } = await appOf(store, '/nowhere', { study: folder });
    expect((await get(`/api/patients/${ID}/prediction`)).json()).toMatchObject({
      points: [],
      reasons: [{ code: 'abstain.syntheticPatient' }],
    });
    expect((await get('/api/patients/P-1/prediction')).json().status).toBe('estimated');
  });
  it('refuses a model that was altered', async () => {
    put({ ...trained.value, cut: '2020-01-01' });
    const { get } = await appOf(store, '/nowhere', { study: folder });
    const answer = await get(`/api/patients/${ID}/prediction`);
    expect([answer.status, answer.json().issues[0].code]).toEqual([422, 'model.altered']);
  });
  it('a day that is none is refused', async () => {
    put(trained.value);
    const { get } = await appOf(store, '/nowhere', { study: folder });
    expect((await get(`/api/patients/${ID}/prediction?asOf=2024-13-01`)).json().issues[0].code).toBe('date.impossible');
  });
  it('has a card with its performance and its terms, and a report with the style it brought', async () => {
    put(trained.value);
    writeFileSync(join(folder, 'report.it.html'), '<style>p{}</style><p>Rapporto</p>');
    const { get } = await appOf(store, '/nowhere', { study: folder });
    const card = (await get('/api/study/model')).json();
    expect(card.points[1].questions[0]).toMatchObject({
      endpoint: 'pfs',
      unseenCentres: { centres: expect.any(Number) },
    });
    const report = await get('/study/report?lang=it');
    const nonce = /style-src[^;]*'nonce-([^']+)'/.exec(String(report.headers['content-security-policy']))?.[1];
    expect(report.text).toContain(`<style nonce="${nonce}">`);
    expect((await get('/study/report?lang=en')).status).toBe(404);
    const none = await appOf(store, '/nowhere', { study: '/nowhere' });
    for (const page of ['report', 'card']) {
      expect(await none.get(`/study/${page}?lang=it`)).toMatchObject({ status: 404 });
      const read = await none.get(`/study/${page}?lang=it`, { accept: 'text/html' });
      expect([read.status, read.headers.location]).toEqual([302, '/study?lang=it']);
    }
    for (const [lang, words] of [
      ['it', /sintetic.*Lista di controllo TRIPOD\+AI/is],
      ['en', /synthetic.*TRIPOD\+AI checklist/is],
    ] as const) {
      const page = await get(`/study/card?lang=${lang}`);
      const own = /style-src[^;]*'nonce-([^']+)'/.exec(String(page.headers['content-security-policy']))?.[1];
      expect(page.text).toContain(`<style nonce="${own}">`);
      expect(page.text).toContain(trained.value.hash);
      expect(page.text).toMatch(words);
    }
  });
});
