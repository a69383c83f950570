import { fromIso } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import type { StatusChange } from '../knowledge/knowledge.ts';
import { statusOn } from './status-on.ts';

const change = (status: StatusChange['status'], more: Partial<StatusChange> = {}): StatusChange => ({
  status,
  mark: 'verified',
  source: 'gu2024s',
  ...more,
});
const SELINEXOR = [change('cnn', { mark: 'document' }), change('reimbursed', { from: '2024-08-03' })];
const on = (changes: readonly StatusChange[], day: string) => statusOn(changes, fromIso(day), 'notAuthorised');

describe('the status of a day', () => {
  it.each([
    ['the day the patient of case 000 starts', '2024-04-05', 'cnn'],
    ['the day before the determina', '2024-08-02', 'cnn'],
    ['its day', '2024-08-03', 'reimbursed'],
    ['a year later', '2025-08-03', 'reimbursed'],
  ])('selinexor in Italy: %s', (_, day, status) => expect(on(SELINEXOR, day)).toMatchObject({ status }));

  it('before the first dated decision it is not authorised', () => {
    expect(on([change('authorised', { from: '2022-07-18' })], '2022-07-17').status).toBe('notAuthorised');
    expect(on([change('authorised', { from: '2022-07-18' })], '2022-07-18')).toMatchObject({
      status: 'authorised',
      since: '2022-07-18',
    });
  });

  it.each([
    ['2024-02-22', 'notAuthorised', ['notAuthorised']],
    ['2024-03-31', 'unknown', ['notAuthorised', 'authorised']],
    ['2024-12-31', 'authorised', ['authorised']],
  ])('an imprecise date leaves both open while it may be either: %s', (day, status, possible) =>
    expect(on([change('authorised', { from: '2024-02-23/2024-12-31' })], day)).toMatchObject({ status, possible }),
  );

  it('what nobody dated holds, and says that since when is not established', () =>
    expect(on([change('authorised')], '1990-01-01')).toMatchObject({ status: 'authorised', since: null }));
  it('what a document says of March 2024 is not known of February', () => {
    const stated = [change('reimbursed', { statedFrom: '2024-03', mark: 'document' })];
    expect(on(stated, '2024-02-29').status).toBe('unknown');
    expect(on(stated, '2024-03-01').status).toBe('reimbursed');
  });
  it('what a document says was not yet so in January 2026 is not known of later', () => {
    const stated = [change('notReimbursed', { statedUntil: '2026-01', mark: 'document' })];
    expect(on(stated, '2025-12-03').status).toBe('notReimbursed');
    expect(on(stated, '2026-02-01').status).toBe('unknown');
  });
  it('nothing said is unknown', () => expect(on([], '2024-03-31').status).toBe('unknown'));
});
