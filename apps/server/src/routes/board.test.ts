import { boardSchema, patientQueriesSchema, queriesSchema } from '@linea/registry/contract';
import { describe, expect, it } from 'vitest';
import { appOf } from '../app.testing.ts';

describe('the pathway of a patient', () => {
  it('the B-ALL as of a day: stages in order, the visit of month 18 overdue, what is not recorded', async () => {
    const { get } = await appOf();
    const { status, json } = await get('/api/patients/case-001/board?asOf=2026-11-22');
    expect(status).toBe(200);
    const board = boardSchema.parse(json());
    expect(board).toMatchObject({ patient: 'case-001', disease: 'ALL', asOf: '2026-11-22' });
    expect(board.stages.map(({ id }) => id)).toEqual([
      'screening', 'leukapheresis', 'manufacturing', 'bridging', 'lymphodepletion', 'infusion', 'followUpFrequent', 'followUpSpaced',
    ]); // biome-ignore format: a list
    const spaced = board.stages.at(-1);
    expect(spaced?.visits.find(({ label }) => label === 'm18')?.status).toBe('overdue');
    expect(spaced?.needs).toContain('imm.cd19');
  });
  it('a patient that is not there is not found, a day that does not exist is refused', async () => {
    const { get } = await appOf();
    expect((await get('/api/patients/nobody/board')).status).toBe(404);
    expect((await get('/api/patients/case-001/board?asOf=2026-02-30')).status).toBe(422);
  });
});

describe('the questions', () => {
  it('about one patient name code, severity, message in both languages, and the facts with their days', async () => {
    const { get } = await appOf();
    const { queries } = patientQueriesSchema.parse((await get('/api/patients/case-000/queries')).json());
    const stage = queries.find(({ code }) => code === 'R072');
    expect(stage).toMatchObject({ patient: 'case-000', severity: 'warning' });
    expect(stage?.message.it).not.toBe(stage?.message.en);
    expect(stage?.places[0]).toMatchObject({ fact: 'a060', code: 'stg.r2issReported' });
    expect(queries.some(({ code }) => code === 'stated-differs')).toBe(true);
  });
  it('about all patients come some patients at a time, and say where to go on', async () => {
    const { get } = await appOf();
    const first = queriesSchema.parse((await get('/api/queries?limit=1')).json());
    expect(first).toMatchObject({ looked: 1, patients: 2, next: 'case-000', centres: ['published'] });
    expect(new Set(first.queries.map(({ patient }) => patient))).toEqual(new Set(['case-000']));
    const second = queriesSchema.parse((await get('/api/queries?limit=1&after=case-000')).json());
    expect(second.next).toBeNull();
    expect(new Set(second.queries.map(({ patient }) => patient))).toEqual(new Set(['case-001']));
  });
  it('may be of one centre and of one severity only', async () => {
    const { get } = await appOf();
    expect((await get('/api/queries?centre=elsewhere')).json()).toMatchObject({ queries: [], patients: 0, next: null });
    const { queries } = queriesSchema.parse((await get('/api/queries?severity=error')).json());
    expect(queries.every(({ severity }) => severity === 'error')).toBe(true);
    expect((await get('/api/queries?severity=grave')).status).toBe(422);
    expect((await get('/api/queries?limit=0')).status).toBe(422);
  });
});
