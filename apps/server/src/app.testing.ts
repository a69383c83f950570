import { Writable } from 'node:stream';
import type { Registry, Store } from '@linea/registry';
import { publishedPatients, summaryOf } from '@linea/registry/journey';
import { type AppOptions, buildApp } from './app.ts';

const never = () => Promise.reject(new Error('not of this registry'));

/** The published cases as a registry that is read only, for what needs no database. */
export function readOnly(more: Partial<Registry> = {}): Pick<Store, 'as'> {
  const patients = publishedPatients();
  const registry: Registry = {
    patients: async () => patients.map(summaryOf),
    patient: async (id) => patients.map(summaryOf).find(({ patient }) => patient === id),
    facts: async (id) => patients.find((patient) => patient.id === id)?.facts ?? [],
    everyPatient: async (each) => {
      for (const one of await registry.patients())
        if ((await each(one, await registry.facts(one.patient))) === false) return;
    },
    parts: async (_, codes) =>
      new Map(patients.map(({ id, facts }) => [id, facts.filter(({ code }) => codes.includes(code))])),
    present: async (_, codes) =>
      new Map(
        patients.map(({ id, facts }) => [
          id,
          new Set(facts.flatMap(({ code }) => (codes.includes(code) ? [code] : []))),
        ]),
      ),
    derived: async () => new Map(),
    keepDerived: async () => {},
    import: never,
    correct: never,
    observe: never,
    cuts: async () => [],
    createCut: never,
    protocols: async () => [],
    recordProtocol: never,
    ...more,
  };
  return { as: () => registry };
}

export const HOST = '127.0.0.1:4170';

/** A server that listens nowhere, and what it logs. */
export async function appOf(store: Pick<Store, 'as'> = readOnly(), page = '/nowhere', more: Partial<AppOptions> = {}) {
  const logged: string[] = [];
  const stream = new Writable({
    write(text, _, done) {
      logged.push(String(text));
      done();
    },
  });
  const now = () => new Date('2026-11-22T10:00:00Z');
  const app = await buildApp({ store, page, version: '0.0.1', now, log: { level: 'info', stream }, ...more });
  const ask = async (
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string> = {},
    body?: string | Buffer,
  ) => {
    const given = { host: HOST, ...headers };
    const answer = await app.inject({ method, url, headers: given, ...(body === undefined ? {} : { payload: body }) });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      json: () => JSON.parse(answer.body),
    };
  };
  const get = (url: string, headers: Record<string, string> = {}) => ask('GET', url, headers);
  const post = (url: string, body: unknown) =>
    ask('POST', url, { 'content-type': 'application/json' }, JSON.stringify(body));
  /** Files and fields as a page or the command line sends them. */
  const upload = async (url: string, files: Readonly<Record<string, string>>, fields: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const [name, text] of Object.entries(files)) form.append('files', new Blob([text]), name);
    const whole = new Response(form);
    const type = whole.headers.get('content-type') ?? '';
    return ask('POST', url, { 'content-type': type }, Buffer.from(await whole.arrayBuffer()));
  };
  return { app, ask, get, post, upload, logged };
}
