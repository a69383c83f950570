import { addMonths, convert, fromIso, isBefore, parseEdtf, readValue, span, toIso, withinMonths } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { dateDifference } from './date-difference.ts';
import { datePropagate } from './date-propagate.ts';
import { startOfKthMonth } from './kth-month.ts';

const days = (edtf: string) => {
  const date = parseEdtf(edtf);
  if (!date.ok) throw new RangeError(edtf);
  return span(date.value);
};
const difference = (input: unknown) => dateDifference.derive(input).answer;
const propagated = (input: unknown) => datePropagate.derive(input).answer;

describe('dates, myeloma.md 0.4', () => {
  it('row 1: a month before a day is certain, difference 5 to 35 days', () => {
    expect(isBefore(days('2024-03'), days('2024-04-05'))).toBe(true);
    expect(difference({ from: '2024-03', to: '2024-04-05' })).toMatchObject({
      status: 'determined',
      minDays: 5,
      maxDays: 35,
    });
  });
  it('row 2: a month before a day inside it is possible, not certain', () =>
    expect(isBefore(days('2024-03'), days('2024-03-13'))).toBeNull());
  it('row 3: 2023-09 to 2023-11-20 is 51 to 80 days', () =>
    expect(difference({ from: '2023-09', to: '2023-11-20' })).toMatchObject({ minDays: 51, maxDays: 80 }));
  it('row 4: 31 August + 6 months is 28 February', () =>
    expect(toIso(addMonths(fromIso('2024-08-31'), 6))).toBe('2025-02-28'));
  it.each([
    [5, '2025-05-20', true],
    [6, '2025-05-21', false],
    [7, '2025-05', null],
  ])('row %i: %s within 18 months of 2023-11-20: %s', (_, event, expected) =>
    expect(withinMonths(days('2023-11-20'), days(event), 18)).toBe(expected),
  );
  it('row 8: 71 g/L is 7.1 g/dL', () => expect(convert(71, 'g/L', 'g/dL')).toBe(7.1));
  it('row 9: 71 g/dL is refused, probably g/L', () =>
    expect(readValue('lab.mSerum', { value: 71, unit: 'g/dL' }, '')).toMatchObject({
      ok: false,
      issues: [{ allowed: expect.stringContaining('probably g/L') }],
    }));
});

describe('date.difference', () => {
  it('takes intervals and months as objects', () =>
    expect(
      difference({
        from: { start: '2024-08-05', end: '2024-10-30' },
        to: { start: '2025-09-01', end: '2025-09-30', precision: 'month' },
      }),
    ).toMatchObject({ minDays: 306, maxDays: 421 }));
  it('an asserted order floors the lower bound at 0', () => {
    expect(difference({ from: '2024-08', to: '2024-08' })).toMatchObject({ minDays: -30, maxDays: 30 });
    expect(difference({ from: '2024-08', to: '2024-08', ordered: true })).toMatchObject({ minDays: 0, maxDays: 30 });
    expect(difference({ from: '2024-09', to: '2024-08', ordered: true })).toEqual({ error: 'order-contradicted' });
  });
  it('an unknown date is asked for, an open end leaves its bound open', () => {
    expect(difference({ from: '2024-08' })).toMatchObject({
      status: 'indeterminate',
      minDays: null,
      maxDays: null,
      missing: ['to'],
    });
    expect(difference({ from: '2024-08-01', to: '2024-08-11/..' })).toMatchObject({
      status: 'determined',
      minDays: 10,
      maxDays: null,
    });
  });
  it('an impossible date is refused', () =>
    expect(dateDifference.derive({ from: '2024-02-31', to: '2024-03-01' }).issues).toMatchObject([
      { at: 'from', fatal: true },
    ]));
});

describe('date.propagate, all.md 6', () => {
  it('row 1: A 2024-07 before B 2024-08 stays', () => {
    const answer = propagated({ facts: { A: '2024-07', B: '2024-08' }, order: [['A', 'B']] });
    expect(answer).toMatchObject({
      A: { start: '2024-07-01', end: '2024-07-31' },
      B: { start: '2024-08-01', end: '2024-08-31', precision: 'month' },
    });
  });
  it('row 2: both in 2024-08 stay, with the order asserted', () => {
    const month = { start: '2024-08-01', end: '2024-08-31', precision: 'month' };
    expect(propagated({ facts: { A: '2024-08', B: '2024-08' }, order: [['A', 'B']] }).facts).toEqual({
      A: month,
      B: month,
    });
  });
  const m12 = { fact: 'M12', ref: 'infusion', offset: [335, 395] };
  it('row 3: month 12 in 2025-09 bounds the infusion', () => {
    const answer = propagated({ facts: { infusion: null, M12: '2025-09' }, anchors: [m12] });
    expect(answer.infusion).toMatchObject({ start: '2024-08-02', end: '2024-10-30', inferred: ['start', 'end'] });
  });
  it('row 4: with the admission in 2024-08, LD not before it and infusion = LD + 4', () => {
    const anchors = [m12, { fact: 'infusion', ref: 'LD', offset: [4, 4] }];
    const answer = propagated({
      facts: { infusion: null, M12: '2025-09', LD: null, admission: '2024-08' },
      anchors,
      order: [['admission', 'LD']],
    });
    expect(answer.infusion).toMatchObject({ start: '2024-08-05', end: '2024-10-30' });
    expect(answer.LD).toMatchObject({ start: '2024-08-01', end: '2024-10-26' });
  });
  it('row 5: the sixth month of maintenance in 2024-07', () => {
    const { start, end } = startOfKthMonth(6, days('2024-07'));
    expect([toIso(start), toIso(end)]).toEqual(['2024-01-02', '2024-02-29']);
  });
  it('row 7: A 2024-09 before B 2024-08 is a contradiction, the dates stay as given', () => {
    const answer = propagated({ facts: { A: '2024-09', B: '2024-08' }, order: [['A', 'B']] });
    expect(answer).toMatchObject({
      contradiction: ['A', 'B'],
      facts: { A: { start: '2024-09-01' }, B: { end: '2024-08-31' } },
    });
  });
  it('takes dates as objects; a date that nothing bounds stays unknown', () => {
    const answer = propagated({
      facts: { A: { start: '2024-09-01', end: '2024-09-30' }, B: null, C: null },
      order: [['A', 'B']],
    });
    expect(answer).toMatchObject({ B: { start: '2024-09-01', end: null }, C: null });
  });
  it('what cannot be read is refused and the rest is used', () => {
    const { answer, issues } = datePropagate.derive({
      facts: { A: '31/08/2024' },
      anchors: [{ fact: 'A' }],
      order: ['AB'],
    });
    expect(issues.map(({ at }) => at)).toEqual(['facts.A', 'anchors[0]', 'order[0]']);
    expect(answer.facts).toEqual({ A: null });
  });
});
