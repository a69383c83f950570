import { expect, it } from 'vitest';
import type { FactJson, PatientJson } from '../../patient/patient-json.ts';
import type { Words } from '../../words/words.ts';
import { journeyFigure } from './journey-figure.ts';

const say = (key: string): string => key;
const words: Words = {
  say: Object.assign(say, { language: 'en' as const, has: () => true, or: say }),
  labels: { item: (code) => code, answer: (_, answer) => answer },
};
const DAY = { start: '2024-03-01', end: '2024-03-01', precision: 'day' };
const dated = (code: string, event: string, absent?: string): FactJson => ({
  id: `${event} ${code}`,
  code,
  event,
  effective: DAY,
  value: absent ? null : '2024-03-01',
  unit: null,
  stated: false,
  known: '2024-03-02T00:00:00Z',
  ...(absent ? { absent } : {}),
});
const marks = (...facts: readonly FactJson[]): readonly string[] => {
  const patient: PatientJson = {
    patient: 'p1', asOf: '2024-06-01', knownAt: null, centre: 'c1', disease: 'LBCL', synthetic: true, facts, lines: [], derivations: [], discrepancies: [], warnings: [],
  }; // biome-ignore format: a patient
  const { groups } = journeyFigure(patient, words, 'calendar', 'title');
  return groups.flatMap(({ lanes }) => lanes.flatMap((lane) => (lane.marks ?? []).map(({ id }) => id)));
};

it.each([
  ['death:d', 'death.date'],
  ['leukapheresis:l', 'leuk.date'],
  ['subsequent:s', 'sub.start'],
])('%s is drawn where it happened, also at a time nobody knows, and not where it did not', (event, code) => {
  expect(marks(dated(code, event))).toContain(`fact:${event} ${code}`);
  expect(marks(dated(code, event, 'unknown'))).toContain(`fact:${event} ${code}`);
  expect(marks(dated(code, event, 'notDone'))).toEqual([]);
  expect(marks(dated(code, event, 'notApplicable'))).toEqual([]);
});
