import { describe, expect, it } from 'vitest';
import { identityWarnings, TEXT_LIMIT, textIssue } from './read-text.ts';

describe('text that seems to hold an identity', () => {
  it.each([
    ['paziente RSSMRA56A01H501U in cura', 'text.fiscalCode'],
    ['rssmra56a01h501u', 'text.fiscalCode'],
    ['RSSMRARSA01H5LMU', 'text.fiscalCode'], // omocodia: letters in the place of digits
    ['write to m.rossi+lab@ospedale.it', 'text.email'],
    ['tel. +39 333 1234567', 'text.phone'],
    ['chiamare 3331234567', 'text.phone'],
    ['333-123 4567', 'text.phone'],
    ['reparto 035 2673684', 'text.phone'],
    ['00393331234567', 'text.phone'],
    ['Mario Rossi, nato il 12/03/1956', 'text.nameAndDate'],
  ])('%s: %s', (text, code) => expect(identityWarnings(text, 'note').map((issue) => issue.code)).toEqual([code]));

  it.each([
    'work-up between first visit and steroid pulse',
    'selinexor 100 mg d1,8,15,22,29; bortezomib 1.3 mg/m2',
    'DRd from 2023-11-20 to 2024-03-15',
    'Paris L, Recenti Prog Med 2026;117:12-20',
    'NCT03123456, BOSTON 2019/001234',
    'platelets 103000/mmc, LDH 1234 U/L',
    'Marrow 80 % plasma cells',
    '',
  ])('not: %s', (text) => expect(identityWarnings(text, 'note')).toEqual([]));

  it('is masked, because warnings end in logs', () => {
    const [warning] = identityWarnings('RSSMRA56A01H501U', 'facts[0].note');
    expect(warning).toEqual({ code: 'text.fiscalCode', at: 'facts[0].note', got: 'RS…' });
  });
  it('in codes is screened for letters only: long numbers are usual there', () => {
    expect(identityWarnings('001-0004212', 'patient', 'code')).toEqual([]);
    expect(identityWarnings('RSSMRA56A01H501U', 'patient', 'code')).toHaveLength(1);
  });
  it('costs no more for hostile text', () => {
    for (const text of ['3'.repeat(1e5), '+39 '.repeat(1e5), 'Aa '.repeat(1e5), 'a@'.repeat(1e5)])
      expect(identityWarnings(text, '').length).toBeLessThan(5);
  });
});

describe('text that cannot be kept', () => {
  it.each([
    ['too long', 'x'.repeat(TEXT_LIMIT + 1), 'text.tooLong'],
    ['a NUL, which PostgreSQL refuses', 'a\u0000b', 'text.unprintable'],
    ['half a surrogate pair', 'a\ud800', 'text.unprintable'],
    ['an escape sequence', '\u001b[31m', 'text.unprintable'],
  ])('%s', (_, text, code) => expect(textIssue(text, 'note')?.code).toBe(code));
  it.each(['due righe\ncon\ttabulazione', 'µg/mL ≥ 5 – però', '👩‍⚕️', 'x'.repeat(TEXT_LIMIT)])('but %j can', (text) =>
    expect(textIssue(text, 'note')).toBeNull(),
  );
});
