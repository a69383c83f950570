import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreRefused } from '@linea/registry';
import { journey, journeyJson, publishedPatients, seenAs, summaryOf } from '@linea/registry/journey';
import { speaker } from '@linea/registry/words';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOf, HOST, readOnly } from './app.testing.ts';
import { requirePermissions, THE_LOCAL_USER } from './http/permission.ts';
import { startServer } from './start.ts';

let page = '';
beforeAll(() => {
  page = mkdtempSync(join(tmpdir(), 'linea-page-'));
  writeFileSync(join(page, 'index.html'), '<p>page</p>');
});
afterAll(() => rmSync(page, { recursive: true, force: true }));

const EMPTY = {
  store: readOnly({ patients: async () => [] }),
  version: '0',
  now: () => new Date(0),
  log: { level: 'silent', stream: process.stderr },
} as const;

const [myeloma] = publishedPatients();
if (!myeloma) throw new Error('no case');

describe('what is asked about patients', () => {
  it('the list is that of the command line', async () => {
    const { get } = await appOf();
    expect((await get('/api/patients')).text).toBe(JSON.stringify(publishedPatients().map(summaryOf)));
  });

  it.each(['en', 'it'] as const)('a journey has the bytes of the command line, asked twice (%s)', async (lang) => {
    const { get } = await appOf();
    const places = { asOf: '', knownAt: '' };
    const seen = seenAs(myeloma.facts, { asOf: '2025-12-03', knownAt: '2024-03-31' }, new Date(), places);
    if (!seen.ok) throw new Error('seen');
    const expected = JSON.stringify(journeyJson(journey(myeloma, seen.value), speaker(lang)));
    const url = `/api/patients/case-000?asOf=2025-12-03&knownAt=2024-03-31&lang=${lang}`;
    expect((await get(url)).text).toBe(expected);
    expect((await get(url)).text).toBe(expected);
  });

  it('the language may be that of the browser, and the query outranks it', async () => {
    const { get } = await appOf();
    const italian = { 'accept-language': 'it-IT,it;q=0.9,en;q=0.8' };
    expect((await get('/api/patients/case-000', italian)).json().discrepancies[0]).toContain('dichiarato');
    expect((await get('/api/patients/case-000?lang=en', italian)).json().discrepancies[0]).toContain('stated');
  });

  it('without a day it is today, with all that is known', async () => {
    const { get } = await appOf();
    expect((await get('/api/patients/case-000')).json()).toMatchObject({ asOf: '2026-11-22', knownAt: null });
  });

  it('why goes down to facts, source and rule', async () => {
    const { get } = await appOf();
    const why = (await get('/api/patients/case-000/why/mm.r2iss')).json();
    expect(why.derivations).toHaveLength(2);
    expect(why.derivations[0].rule.source).toMatch(/\d{4}/);
    const facts = why.derivations[0].inputs.flatMap(({ facts }: { facts: { source: string }[] }) => facts);
    expect(facts.length).toBeGreaterThan(0);
    expect(facts.every(({ source }: { source: string }) => source.length > 0)).toBe(true);
    expect(
      (await get('/api/patients/case-000/why/mm.refractory?of=agent=lenalidomide')).json().derivations[0].of,
    ).toMatchObject({ agent: 'lenalidomide' });
    expect((await get('/api/patients/case-000/why/a014')).json().facts).toHaveLength(1);
  });

  it('diff says what changed', async () => {
    const { get } = await appOf();
    const diff = (await get('/api/patients/case-000/diff?from=2024-03-31&to=2025-12-31')).json();
    expect(diff).toMatchObject({ from: '2024-03-31T23:59:59Z', to: '2025-12-31T23:59:59Z' });
    expect(diff.added.length).toBeGreaterThan(50);
    expect(diff.moved.length).toBeGreaterThan(0);
  });
});

describe('what is refused is a problem document with every issue', () => {
  it.each([
    ['/api/patients/case-999', 404, 'patient.unknown', 'id'],
    ['/api/patients/case-000?asOf=2024-02-30', 422, 'date.impossible', 'asOf'],
    ['/api/patients/case-000?asOf=March', 422, 'date.malformed', 'asOf'],
    ['/api/patients/case-000?knownAt=soon', 422, 'instant.malformed', 'knownAt'],
    ['/api/patients/case-000?asof=2024-02-20', 422, 'request.unknownMember', ''],
    ['/api/patients/case-000?lang=fr', 422, 'request.invalid', 'lang'],
    ['/api/patients/case-000/diff?from=2024-01-01', 422, 'request.missing', 'to'],
    ['/api/patients/case-000/diff?from=2025-01-01&to=2024-01-01', 422, 'date.reversed', 'from, to'],
    ['/api/patients/case-000/why/nothing', 404, 'finding.unknown', 'case-000'],
    ['/api/nothing', 404, 'route.unknown', ''],
  ])('%s', async (url, status, code, at) => {
    const { get, logged } = await appOf();
    for (const lang of ['en', 'it']) {
      const answer = await get(url, { 'accept-language': lang });
      const problem = answer.json();
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.status).toBe(status);
      expect(problem).toMatchObject({ status, issues: [{ code, at }] });
      expect(problem.issues[0].message).toContain(`[${code}]`);
      expect(problem.issues[0].message).not.toContain(`${code}.`);
      expect(logged.join('')).toContain(problem.id);
    }
  });

  it('two things wrong are two issues', async () => {
    const { get } = await appOf();
    const { issues } = (await get('/api/patients/case-000?asOf=2024-02-30&knownAt=soon')).json();
    expect(issues.map(({ code }: { code: string }) => code)).toEqual(['date.impossible', 'instant.malformed']);
  });

  it('an error of ours has an id, the log has the rest, and no word of it leaves', async () => {
    const broken = () => Promise.reject(new Error('planted detail'));
    const { get, logged } = await appOf(readOnly({ patients: broken, patient: broken }));
    for (const url of ['/api/patients', '/api/patients/x', '/readyz']) {
      const answer = await get(url);
      expect(answer.status).toBe(500);
      expect(answer.text).not.toMatch(/planted|\.ts|\.js|at /);
      expect(logged.join('')).toContain(answer.json().id);
    }
    expect(logged.join('')).toContain('planted detail');
  });

  it('a store that cannot do it is no error of ours: why, and that nothing was changed', async () => {
    const full = () => Promise.reject(new StoreRefused({ code: 'disk.full', at: 'linea-data' }));
    const { get } = await appOf(readOnly({ patients: full }));
    const answer = await get('/api/patients?lang=it');
    expect(answer.status).toBe(507);
    expect(answer.json().issues).toMatchObject([{ code: 'disk.full', at: 'linea-data' }]);
    expect(answer.json().detail).toContain('Nulla è stato modificato');
  });

  it('an answer that is not as its schema says is an error of ours', async () => {
    const { get } = await appOf(readOnly({ patients: async () => [{ patient: 1 } as never] }));
    expect((await get('/api/patients')).status).toBe(500);
  });
});

describe('who may ask', () => {
  it.each([
    ['evil.example', 421],
    ['127.0.0.1.evil.example:4170', 421],
    ['localhost:4170', 200],
    ['[::1]:4170', 200],
  ])('a request addressed to %s: %i', async (host, status) => {
    const { get } = await appOf();
    expect((await get('/api/patients', { host })).status).toBe(status);
  });

  it.each([
    ['no page at all', {}, 404],
    ['a page of its own', { origin: 'http://127.0.0.1:4170', 'sec-fetch-site': 'same-origin' }, 404],
    ['a page elsewhere', { origin: 'https://evil.example' }, 403],
    ['a page on another port', { origin: 'http://127.0.0.1:4171', 'sec-fetch-site': 'same-site' }, 403],
    ['a page that hides itself', { origin: 'null' }, 403],
    ['a form elsewhere', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('a change asked for by %s', async (_, headers: Record<string, string>, status) => {
    const { app } = await appOf();
    const answer = await app.inject({ method: 'POST', url: '/api/x', headers: { host: '127.0.0.1:4170', ...headers } });
    expect(answer.statusCode).toBe(status);
  });

  it('a route without a permission does not start', () => {
    const app = Fastify();
    requirePermissions(app, () => THE_LOCAL_USER);
    expect(() => app.get('/open', async () => 'x')).toThrow('declares none');
  });

  it('every route, with the permission it needs: a new one is added here on purpose', async () => {
    const { app } = await appOf(readOnly(), page);
    expect(Object.fromEntries(app.permissions)).toEqual({
      'GET /healthz': 'public',
      'HEAD /healthz': 'public',
      'GET /readyz': 'public',
      'HEAD /readyz': 'public',
      'GET /api/openapi.json': 'public',
      'HEAD /api/openapi.json': 'public',
      'GET /api/criteria': 'public',
      'HEAD /api/criteria': 'public',
      'GET /api/patients': 'patients:read',
      'HEAD /api/patients': 'patients:read',
      'GET /api/patients/:id': 'patients:read',
      'HEAD /api/patients/:id': 'patients:read',
      'GET /api/patients/:id/facts': 'patients:read',
      'HEAD /api/patients/:id/facts': 'patients:read',
      'GET /api/patients/:id/regimens': 'patients:read',
      'HEAD /api/patients/:id/regimens': 'patients:read',
      'GET /api/patients/:id/regimens.ics': 'patients:read',
      'HEAD /api/patients/:id/regimens.ics': 'patients:read',
      'GET /api/patients/:id/decision': 'patients:read',
      'HEAD /api/patients/:id/decision': 'patients:read',
      'GET /api/patients/:id/documents/:kind': 'patients:read',
      'HEAD /api/patients/:id/documents/:kind': 'patients:read',
      'GET /api/patients/:id/why/:finding': 'patients:read',
      'HEAD /api/patients/:id/why/:finding': 'patients:read',
      'GET /api/patients/:id/diff': 'patients:read',
      'HEAD /api/patients/:id/diff': 'patients:read',
      'GET /api/patients/:id/bedside': 'patients:read',
      'HEAD /api/patients/:id/bedside': 'patients:read',
      'GET /api/patients/:id/options': 'patients:read',
      'HEAD /api/patients/:id/options': 'patients:read',
      'GET /api/patients/:id/prediction': 'patients:read',
      'HEAD /api/patients/:id/prediction': 'patients:read',
      'GET /api/cuts': 'patients:read',
      'HEAD /api/cuts': 'patients:read',
      'POST /api/cuts': 'facts:write',
      'GET /api/cohort': 'cohort:read',
      'HEAD /api/cohort': 'cohort:read',
      'GET /api/cohort/curves': 'cohort:read',
      'HEAD /api/cohort/curves': 'cohort:read',
      'GET /api/cohort/forest': 'cohort:read',
      'HEAD /api/cohort/forest': 'cohort:read',
      'GET /api/cohort/immune': 'cohort:read',
      'HEAD /api/cohort/immune': 'cohort:read',
      'GET /api/cohort/comparison': 'cohort:read',
      'HEAD /api/cohort/comparison': 'cohort:read',
      'GET /api/cohort/swimmer': 'patients:read',
      'HEAD /api/cohort/swimmer': 'patients:read',
      'GET /api/cohort/oncoprint': 'patients:read',
      'HEAD /api/cohort/oncoprint': 'patients:read',
      'GET /api/study': 'patients:read',
      'HEAD /api/study': 'patients:read',
      'GET /api/study/model': 'patients:read',
      'HEAD /api/study/model': 'patients:read',
      'GET /study/report': 'patients:read',
      'HEAD /study/report': 'patients:read',
      'GET /study/card': 'patients:read',
      'HEAD /study/card': 'patients:read',
      'POST /api/patients/:id/observations': 'facts:write',
      'GET /api/patients/:id/board': 'patients:read',
      'HEAD /api/patients/:id/board': 'patients:read',
      'GET /api/patients/:id/queries': 'patients:read',
      'HEAD /api/patients/:id/queries': 'patients:read',
      'GET /api/queries': 'patients:read',
      'HEAD /api/queries': 'patients:read',
      'GET /api/worklist': 'patients:read',
      'HEAD /api/worklist': 'patients:read',
      'GET /api/forms': 'patients:read',
      'HEAD /api/forms': 'patients:read',
      'GET /api/protocols': 'patients:read',
      'HEAD /api/protocols': 'patients:read',
      'POST /api/protocols': 'protocols:write',
      'POST /api/patients/:id/facts/:fact/corrections': 'facts:write',
      'POST /api/import': 'facts:write',
      'POST /api/import/refused': 'facts:write',
      'GET /assets/*': 'public',
      'HEAD /assets/*': 'public',
      'GET /favicon.svg': 'public',
      'HEAD /favicon.svg': 'public',
      'GET /favicon.ico': 'public',
      'HEAD /favicon.ico': 'public',
      'GET /manifest.webmanifest': 'public',
      'HEAD /manifest.webmanifest': 'public',
      'GET /robots.txt': 'public',
      'HEAD /robots.txt': 'public',
      'GET /sw.js': 'public',
      'HEAD /sw.js': 'public',
      'GET /*': 'public',
      'HEAD /*': 'public',
      'GET /': 'public',
      'HEAD /': 'public',
    });
  });

  it.each(['patients:read', 'facts:write', 'public'] as const)(
    'who may only %s is refused everything else',
    async (only) => {
      const user = { ...THE_LOCAL_USER, may: new Set([only]) };
      const { app } = await appOf(readOnly(), page, { userOf: () => user });
      for (const [route, needed] of app.permissions) {
        const [method, url = ''] = route.split(' ');
        const path = url
          .replace(':id', 'case-000')
          .replace(':finding', 'mm.r2iss')
          .replace(':fact', 'a014')
          .replace('*', 'x');
        const answer = await app.inject({ method: method as 'GET', url: path, headers: { host: HOST } });
        if (needed !== 'public' && needed !== only) expect([route, answer.statusCode]).toEqual([route, 403]);
        else expect([route, answer.statusCode]).not.toEqual([route, 403]);
      }
    },
  );

  it('is the loopback alone', async () => {
    const answer = await startServer({ ...EMPTY, host: '0.0.0.0', port: 0 });
    expect(answer).toMatchObject({ ok: false, issues: [{ code: 'host.notLoopback' }] });
  });
});

describe('a server that listens', () => {
  it('answers, refuses a second on its port, and stops', async () => {
    const started = await startServer({ ...EMPTY, host: '127.0.0.1', port: 0 });
    if (!started.ok) throw new Error('not started');
    const { url, stop } = started.value;
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok', version: '0' });
    const second = await startServer({ ...EMPTY, host: '127.0.0.1', port: Number(new URL(url).port) });
    expect(second).toMatchObject({ ok: false, issues: [{ code: 'port.busy' }] });
    await stop();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});

describe('what every answer carries', () => {
  it.each(['/api/patients', '/api/patients/none', '/healthz', '/nothing'])('%s', async (url) => {
    const { get } = await appOf();
    const { headers } = await get(url);
    const policy = String(headers['content-security-policy']);
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it('what is of a patient is stored nowhere', async () => {
    const { get } = await appOf();
    for (const url of ['/api/patients', '/api/patients/case-000', '/api/patients/none'])
      expect((await get(url)).headers['cache-control']).toBe('no-store');
  });

  it('the log holds ids and routes, and nothing of what was answered or asked for beside them', async () => {
    const { get, logged } = await appOf();
    await get('/api/patients/case-000?asOf=2025-12-03');
    await get('/api/patients/case-000/why/lab.mSerum?of=secret');
    const log = logged.join('');
    expect(log).toContain('/api/patients/:id/why/:finding');
    expect(log).not.toMatch(/case-000|mSerum|secret|2025-12-03/);
  });

  it('OpenAPI 3.1 says what each route takes and gives', async () => {
    const { get } = await appOf();
    const document = (await get('/api/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    const { get: one } = document.paths['/api/patients/{id}'];
    expect(one.parameters.map(({ name }: { name: string }) => name).sort()).toEqual(['asOf', 'id', 'knownAt', 'lang']);
    expect(one.responses['200'].content['application/json'].schema.$ref).toContain('Journey');
    expect(JSON.stringify(document)).not.toContain('undefined');
  });
});
