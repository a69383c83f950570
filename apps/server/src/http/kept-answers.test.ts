import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_USER, type Store } from '@linea/registry';
import { publishedPatients, summaryOf } from '@linea/registry/journey';
import { afterAll, describe, expect, it } from 'vitest';
import { appOf, readOnly } from '../app.testing.ts';
import { THE_LOCAL_USER } from './permission.ts';

const KINDS = ['brief-patient', 'brief-clinician', 'narrative', 'letter-discharge'];
const OTHERS = ['', '/options', '/regimens', '/decision'].map((name) => `/api/patients/case-001${name}?`);
const ROUTES = [...OTHERS, ...KINDS.map((kind) => `/api/patients/case-001/documents/${kind}?`)];
const folder = mkdtempSync(join(tmpdir(), 'linea-study-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The published cases, to which a fact may be added. */
function growing() {
  const patients = publishedPatients().map((one) => ({ ...one, facts: [...one.facts] }));
  const find = (id: string) => patients.find((one) => one.id === id);
  const store = readOnly({
    patient: async (id) => {
      const found = find(id);
      return found && summaryOf(found);
    },
    facts: async (id) => find(id)?.facts ?? [],
  });
  const add = (): void => {
    const facts = find('case-001')?.facts ?? [];
    const value = { kind: 'number', number: 8.1, unit: 'g/dL' } as const;
    const fact = facts.find(({ supersedes, kind, absent }) => !supersedes && !kind && !absent);
    if (fact) facts.push({ ...fact, id: `new-${facts.length}`, event: 'lab:new', code: 'lab.hb', value });
  };
  return { store, add };
}

describe.each(ROUTES)('%s', (path) => {
  const url = `${path}lang=en`;

  it('is not sent again to who has it, and is where anything is new', async () => {
    const { store, add } = growing();
    const { get } = await appOf(store);
    const first = await get(url);
    const tag = String(first.headers.etag);
    expect([first.status, tag]).toEqual([200, expect.stringMatching(/^"[\w-]{27}"$/)]);
    expect(await get(url)).toMatchObject({ status: 200, text: first.text, headers: { etag: tag } });
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`])
      expect(await get(url, { 'if-none-match': known })).toMatchObject({
        status: 304,
        text: '',
        headers: { etag: tag, 'cache-control': 'no-store' },
      });
    expect(await get(url, { 'if-none-match': '"other"' })).toMatchObject({ status: 200, text: first.text });
    add();
    const later = await get(url, { 'if-none-match': tag });
    expect(later.status).toBe(200);
    expect(later.headers.etag).not.toBe(tag);
    // The answer is the one that a server just started gives.
    expect(later.text).toBe((await (await appOf(store)).get(url)).text);
  });

  it('in another language, of another day, for another number to call is another answer', async () => {
    const { get } = await appOf();
    const others = [url, `${path}lang=it`, `${path}asOf=2025-01-15&lang=en`, `${path}knownAt=2025-01-20T00:00:00Z&lang=en`];
    if (path.includes('documents')) others.push(`${path}phone=011+000&lang=en`, `${path}phone=011+111&lang=en`);
    const tags = await Promise.all(others.map(async (other) => (await get(other)).headers.etag));
    expect(new Set(tags).size).toBe(others.length);
    expect(await get(`${path}lang=it`, { 'if-none-match': String(tags[0]) })).toMatchObject({ status: 200 });
  }); // biome-ignore format: a list

  it('a tag opens nothing: not to who may not, not to who does not see the patient, not in another process', async () => {
    let [may, sees] = [THE_LOCAL_USER.may, true];
    const { store: all } = growing();
    const none = readOnly({ patient: async () => undefined });
    const store: Pick<Store, 'as'> = { as: (access) => (sees ? all : none).as(access) };
    const { get } = await appOf(store, '/nowhere', { userOf: () => ({ access: LOCAL_USER, may }) });
    const tag = String((await get(url)).headers.etag);
    expect(await get(url, { 'if-none-match': tag })).toMatchObject({ status: 304 });
    sees = false;
    expect(await get(url, { 'if-none-match': tag })).toMatchObject({ status: 404 });
    [sees, may] = [true, new Set(['cohort:read'] as const)];
    expect(await get(url, { 'if-none-match': tag })).toMatchObject({ status: 403 });
    expect(await (await appOf(store)).get(url, { 'if-none-match': tag })).toMatchObject({ status: 200 });
  });
});

it('what is refused has no tag and is not kept', async () => {
  const { get } = await appOf();
  const url = '/api/patients/case-000/documents/letter-discharge?asOf=2019-01-01&lang=en';
  const refused = await get(url);
  expect(refused.status).toBe(422);
  expect(refused.headers.etag).toBeUndefined();
});

it.each(['documents/brief-clinician', 'options'])('%s follows the file of the models', async (name) => {
  rmSync(join(folder, 'model.json'), { force: true });
  const { get } = await appOf(readOnly(), '/nowhere', { study: folder });
  const url = `/api/patients/case-001/${name}?lang=en`;
  const before = await get(url);
  writeFileSync(join(folder, 'model.json'), '{"not":"a model"}');
  const after = await get(url, { 'if-none-match': String(before.headers.etag) });
  expect(after.status).toBe(200);
  expect(after.headers.etag).not.toBe(before.headers.etag);
  expect(after.text).not.toBe(before.text);
});
