import { publishedPatients, summaryOf } from '@linea/registry/journey';
import { expect, it, vi } from 'vitest';
import { appOf, readOnly } from '../app.testing.ts';

const PATH = '/api/worklist?asOf=2024-12-15&lang=en';

it('is answered from what was worked out; a patient who has a new fact is looked at again, and only he', async () => {
  const patients = publishedPatients();
  const plain = readOnly().as({ user: 'local', centres: 'all' });
  const parts = vi.fn(plain.parts);
  let facts = 0;
  const summaries = async () =>
    patients.map((one) => ({ ...summaryOf(one), facts: one.facts.length + (one.id === 'case-001' ? facts : 0) }));
  const { ask } = await appOf(readOnly({ parts, patients: summaries }));
  const first = (await ask('GET', PATH)).json();
  expect(first).toMatchObject({ patients: 2, centres: ['published'] });
  expect(first.items[0]).toMatchObject({ patient: 'case-001', status: 'overdue' });
  expect((await ask('GET', PATH)).json().total).toBeGreaterThanOrEqual(first.total);
  facts = 1;
  await ask('GET', PATH);
  expect(parts.mock.calls.map(([asked]) => asked)).toEqual([['case-000', 'case-001'], ['case-001']]);
});

it('the questions of the rules follow; a part is given where a part is asked for', async () => {
  const { ask } = await appOf(readOnly());
  await ask('GET', PATH);
  await vi.waitFor(async () => expect((await ask('GET', PATH)).json().questionsLooked).toBe(2), 5000);
  const queries = (await ask('GET', `${PATH}&kind=query`)).json();
  expect(queries.items.every(({ kind }: { kind: string }) => kind === 'query')).toBe(true);
  expect(queries.total).toBeGreaterThan(0);
  expect((await ask('GET', `${PATH}&limit=1`)).json().items).toHaveLength(1);
});

it.each([
  ['kind=parking', 'request.invalid', 'kind'],
  ['days=91', 'request.invalid', 'days'],
  ['asOf=2024-02-30', 'date.impossible', 'asOf'],
])('refuses %s', async (query, code, at) => {
  const { ask } = await appOf(readOnly());
  const answer = await ask('GET', `/api/worklist?${query}`);
  expect(answer.status).toBe(422);
  expect(answer.json().issues[0]).toMatchObject({ code, at });
});
