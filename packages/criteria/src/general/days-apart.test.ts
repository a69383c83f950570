import { type Fact, readLineaJson, view } from '@linea/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overallSurvival } from '../lines/overall-survival.ts';
import { daysFrom } from '../lymphoma/clock.ts';
import { derive } from '../patient/derive-patient.ts';
import { patient } from '../patient/patient.ts';
import { daysApart } from './days-apart.ts';

const given = { patient: 'SYN-ANCHOR', centre: 'c', by: 'test', recorded: '2025-06-01T00:00:00Z' };
function patientOf(facts: readonly Record<string, unknown>[]) {
  const read = readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts }), given);
  expect(read.issues).toEqual([]);
  return patient(view(read.facts));
}
const after = (ref: string, low: number, high = low) => ({ anchor: { ref, offsetDays: [low, high] } });
const absent = { absent: 'unknown' };
const infusion = { id: 'inf', code: 'inf.date', event: 'infusion:i', effective: '2019/2024', ...absent };
const fact = (of: ReturnType<typeof patientOf>, id: string) => of.fact(id) as Fact;

describe('days between two facts of which only their distance from a third is known', () => {
  const of = patientOf([
    infusion,
    { id: 'line', code: 'line.number', event: 'line:L1', effective: after('inf', -900, -1), value: 1 },
    { id: 'death', code: 'death.date', effective: after('inf', 170), ...absent },
    { id: 'lab', code: 'lab.hb', event: 'lab:a', effective: after('death', -3, -2), value: 10, unit: 'g/dL' },
    { id: 'other', code: 'lab.hb', event: 'lab:b', effective: '2024-03-01', value: 10, unit: 'g/dL' },
  ]);
  it.each([
    ['inf', 'death', { low: 170, high: 170 }],
    ['death', 'inf', { low: -170, high: -170 }],
    ['line', 'death', { low: 171, high: 1070 }],
    ['inf', 'lab', { low: 167, high: 168 }],
    ['line', 'lab', { low: 168, high: 1068 }],
    ['line', 'line', { low: 0, high: 0 }],
    ['other', 'death', null],
  ])('from %s to %s', (from, to, expected) => expect(daysApart(of, fact(of, from), fact(of, to))).toEqual(expected));

  it('facts without any anchor have their dates alone', () =>
    expect(daysApart(of, fact(of, 'other'), fact(of, 'inf'))).toBeNull());
  it('the clock of an infusion goes by them, through any number of anchors', () =>
    expect(daysFrom(of, fact(of, 'inf'), fact(of, 'lab'))).toEqual({ low: 167, high: 168 }));

  it('are what any placing of the dates gives', () =>
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.nat(50), fc.nat(50), (one, two, wide, wider) => {
        const made = patientOf([
          infusion,
          {
            id: 'a',
            code: 'lab.hb',
            event: 'lab:a',
            effective: after('inf', one, one + wide),
            value: 10,
            unit: 'g/dL',
          },
          {
            id: 'b',
            code: 'lab.hb',
            event: 'lab:b',
            effective: after('inf', two, two + wider),
            value: 10,
            unit: 'g/dL',
          },
        ]);
        const found = daysApart(made, fact(made, 'a'), fact(made, 'b'));
        expect(found).toEqual({ low: two - one - wide, high: two + wider - one });
      }),
      { numRuns: 30 },
    ));
});

describe('overall survival of dates that hang on one infusion', () => {
  const story = (end: readonly Record<string, unknown>[]) =>
    derive(
      overallSurvival,
      patientOf([
        { code: 'reg.indication', event: 'registration:r', effective: '2019/2024', value: 'MM' },
        infusion,
        { code: 'line.number', event: 'line:L1', effective: after('inf', -900, -1), value: 1 },
        { code: 'line.regimen', event: 'line:L1', effective: after('inf', -900, -1), value: 'VRd' },
        ...end,
      ]),
    )[0]?.answer;
  it('is as long as their days from it say', () =>
    expect(story([{ code: 'death.date', effective: after('inf', 170), ...absent }])).toMatchObject({
      event: 1,
      minDays: 171,
      maxDays: 1070,
    }));
  it('also to the last contact', () =>
    expect(
      story([{ code: 'fu.survival', event: 'followup:f', effective: after('inf', 200, 210), value: 'alive' }]),
    ).toMatchObject({ event: 0, minDays: 201, maxDays: 1110 }));
  it('takes days on plain input, and ignores what contradicts the dates', () => {
    const dates = { start: '2019/2020', deathDate: '2021', cutoff: '2025-01-01' };
    expect(overallSurvival.derive({ ...dates, deathDay: 400 }).answer).toMatchObject({ timeDays: 400, event: 1 });
    expect(overallSurvival.derive({ ...dates, deathDay: { low: 300, high: 500 } }).answer).toMatchObject({
      minDays: 300,
      maxDays: 500,
    });
    expect(overallSurvival.derive({ ...dates, deathDay: 5000 }).answer).toMatchObject({ minDays: 1, maxDays: 1095 });
    expect(overallSurvival.derive({ ...dates, lastAliveDay: 400 }).answer).toMatchObject({ minDays: 1, maxDays: 1095 });
  });
});
