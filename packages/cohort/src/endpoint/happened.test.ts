import { patient } from '@linea/criteria';
import { readLineaJson, view } from '@linea/facts';
import { expect, it } from 'vitest';
import { happened } from './happened.ts';

const INFUSED = { code: 'inf.date', event: 'infusion:i', effective: '2025-01-01', value: '2025-01-01' };
const death = (said: object, effective = '2025-01-20') => ({
  code: 'death.date',
  event: 'death:d',
  effective,
  ...said,
});

function responded(...facts: readonly object[]) {
  const numbered = facts.map((fact, index) => ({ id: `f${index}`, ...fact }));
  const text = JSON.stringify({ format: 'linea', version: 1, facts: numbered });
  const read = readLineaJson(text, { recorded: '2026-01-01T00:00:00Z', by: 'test', patient: 'p1', centre: 'c1' });
  expect(read.issues).toEqual([]);
  return happened('orr3m', patient(view(read.facts)));
}

// Days 70 to 120 after the infusion end on 1 May 2025.
it.each<[string, object, object]>([
  ['dead on day 19', death({ value: '2025-01-20' }), { value: 0 }],
  ['dead in a month whose day nobody knows', death({ absent: 'unknown' }, '2025-04'), { value: 0 }],
  ['dead at a time that may lie after the window', death({ absent: 'unknown' }, '2025-05'), { missing: 'endpoint.noObservation' }],
  ['by its date, not by the day it was written down', death({ value: '2025-01-20' }, '2025-09-01'), { value: 0 }],
  ['a death not applicable is none', death({ absent: 'notApplicable' }), { missing: 'endpoint.noObservation' }],
  ['a death not done is none', death({ absent: 'notDone' }), { missing: 'endpoint.noObservation' }],
])('no response at three months: %s', (_, fact, expected) => expect(responded(INFUSED, fact)).toMatchObject(expected)); // biome-ignore format: a table

it('an infusion that was not done is no start', () =>
  expect(responded({ code: 'inf.date', event: 'infusion:i', effective: '2025-01-01', absent: 'notDone' })).toEqual({
    missing: 'endpoint.noStart',
  }));

const assessed = (value: string, effective: string, timepoint?: string) => [
  { code: 'resp.imwg', event: `response:${effective}`, effective, value, stated: true },
  ...(timepoint ? [{ code: 'resp.timepoint', event: `response:${effective}`, effective, value: timepoint }] : []),
];
it.each<[string, readonly object[], object]>([
  // Days 27 to 99: the middle (63) is no third month, but the visit was.
  ['of several possible days, by the visit it was planned for', assessed('CR', '2025-01-28/2025-04-10', 'm3'), { value: 1 }],
  ['of several possible days, the middle in the window, but of another visit', assessed('CR', '2025-03-01/2025-04-30', 'm6'), { missing: 'endpoint.noObservation' }],
  ['of several possible days, nobody says of which visit: by the middle', assessed('CR', '2025-03-01/2025-04-30'), { value: 1 }],
  ['of a known day, by its day whatever it was planned for', assessed('CR', '2025-02-10', 'm3'), { missing: 'endpoint.noObservation' }],
  ['planned for the visit, but on days that cannot be it', assessed('CR', '2025-01-20/2025-02-20', 'm3'), { missing: 'endpoint.noObservation' }],
])('a response at three months: %s', (_, facts, expected) => expect(responded(INFUSED, ...facts)).toMatchObject(expected)); // biome-ignore format: a table
