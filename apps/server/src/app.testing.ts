import { Writable } from 'node:stream';
import { publishedPatients } from '@linea/registry/journey';
import { buildApp } from './app.ts';
import { patientsInMemory } from './patients/memory.ts';
import type { Patients } from './patients/source.ts';

/** A server of the published cases that listens nowhere, and what it logs. */
export async function appOf(patients: Patients = patientsInMemory(publishedPatients())) {
  const logged: string[] = [];
  const stream = new Writable({
    write(text, _, done) {
      logged.push(String(text));
      done();
    },
  });
  const now = () => new Date('2026-11-22T10:00:00Z');
  const app = await buildApp({ patients, version: '0.0.1', now, log: { level: 'info', stream } });
  const get = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await app.inject({ method: 'GET', url, headers: { host: '127.0.0.1:4170', ...headers } });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      json: () => JSON.parse(answer.body),
    };
  };
  return { app, get, logged };
}
