import { type Fact, readLineaJson, view } from '@linea/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../engine/index.ts';
import { derive } from '../patient/derive-patient.ts';
import { criterionById } from '../registry.ts';
import { overallSurvival } from './overall-survival.ts';
import { pfs } from './pfs.ts';
import { pfs2 } from './pfs2.ts';
import { ttnt } from './ttnt.ts';
import { ttp } from './ttp.ts';

type Day = number | readonly [low: number, high: number];
type Told = readonly [day: Day, event: string, code: string, value?: unknown, unit?: string];
const BY = { patient: 'SYN', centre: 'c', by: 'test', recorded: '2030-06-01T00:00:00Z' };

/** A story told in days from one infusion, which was on one day, or on any of some years. */
function factsOf(story: readonly Told[], infusion: string): readonly Fact[] {
  const anchored = (day: Day) => ({ anchor: { ref: 'zero', offsetDays: typeof day === 'number' ? [day, day] : day } });
  const facts = [
    { id: 'zero', code: 'inf.date', event: 'infusion:i', effective: infusion, absent: 'unknown' },
    { id: 'mm', code: 'reg.indication', event: 'registration:r', effective: '1999-01-01', value: 'MM' },
    ...story.map(([day, event, code, value, unit], index) => ({
      id: `f${index}`, code, event, effective: anchored(day), unit, ...(value === undefined ? { absent: 'unknown' } : { value }),
    })),
  ]; // biome-ignore format: one list
  const read = readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts }), BY);
  expect(read.issues).toEqual([]);
  return read.facts;
}

const line = (n: number, day: Day, regimen: string): readonly Told[] => [
  [day, `line:L${n}`, 'line.start'],
  [day, `line:L${n}`, 'line.number', n],
  [day, `line:L${n}`, 'line.regimen', regimen],
];
const serum = (day: Day, value: number): Told => [day, `lab:m${String(day)}`, 'lab.mSerum', value, 'g/dL'];
const death = (day: Day): Told => [day, 'death:d', 'death.date'];
const ofLine = (id: string, facts: readonly Fact[], number = 1) =>
  derive(criterionById(id) as Criterion, view(facts)).find(({ of }) => of?.line === number)?.answer;

/** Two lines, then the infusion itself on day 0, the third. */
const story: readonly Told[] = [
  ...line(1, -400, 'DRd'), ...line(2, -270, 'SVd'),
  serum(-410, 4), serum(-370, 1.8), serum(-340, 1.6), serum(-300, 2.5), serum(-280, 2.8), serum(-200, 0.5), serum(-170, 0.5), death(170),
]; // biome-ignore format: a story

describe('times of a patient of whom only the years of the infusion are known, and every other day counted from it', () => {
  const facts = factsOf(story, '2019/2024');
  it.each([
    ['mm.pfs', 1, { status: 'determined', timeDays: 100, event: 1, reason: 'pd' }],
    ['mm.dor', 1, { status: 'determined', timeDays: 70, event: 1, reason: 'pd' }],
    ['mm.ttnt', 1, { status: 'determined', timeDays: 130, event: 1, reason: 'next-line' }],
    ['mm.os', 1, { status: 'determined', timeDays: 570, event: 1, reason: 'death' }],
    ['mm.pfs', 2, { status: 'determined', timeDays: 100, event: 0, reason: 'new-therapy' }],
    ['mm.dor', 2, { status: 'determined', timeDays: 30, event: 0, reason: 'new-therapy' }],
    ['mm.ttnt', 2, { status: 'determined', timeDays: 270, event: 1, reason: 'next-line' }],
    ['mm.pfs', 3, { status: 'determined', timeDays: 170, event: 1, reason: 'death' }],
    ['mm.response.series', 1, { bestConfirmed: 'PR', measurable: ['serum'] }],
    ['mm.response.series', 2, { bestConfirmed: 'PR' }],
  ])('%s of line %i', (id, number, expected) => expect(ofLine(id, facts, number)).toMatchObject(expected));

  it('a start known to some days of the count makes the time as wide as they are', () =>
    expect(ofLine('mm.pfs', factsOf([...line(1, [-405, -400], 'DRd'), ...story.slice(6)], '2019/2024'))).toMatchObject({
      event: 1, minDays: 100, maxDays: 105, timeDays: null,
    })); // biome-ignore format: one answer

  it('are those of the same patient whose infusion is known to the day', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -600, max: 300 }), { minLength: 6, maxLength: 9 }),
        fc.array(fc.constantFrom(0.2, 1, 1.8, 2.5, 3.6), { minLength: 6, maxLength: 6 }),
        fc.boolean(),
        (days, values, died) => {
          const [first, next, ...rest] = [...days].sort((a, b) => a - b) as [number, number, ...number[]];
          const last = rest.at(-1) as number;
          const told: readonly Told[] = [
            ...line(1, first, 'DRd'),
            ...line(2, rest[1] as number, 'SVd'),
            serum(first - 5, 4),
            ...[next, ...rest].map((day, index) => serum(day, values[index % values.length] as number)),
            ...(died ? [death(last + 20)] : []),
          ];
          const [known, counted] = [factsOf(told, '2021-07-01'), factsOf(told, '2019/2024')];
          for (const id of ['mm.pfs', 'mm.dor', 'mm.ttnt', 'mm.os'])
            for (const number of [1, 2]) {
              const shown = (facts: readonly Fact[]) => {
                const { timeDays, event, reason, status } = ofLine(id, facts, number) ?? {};
                return { timeDays, event, reason, status };
              };
              expect(shown(counted), `${id} of line ${number}`).toEqual(shown(known));
            }
        },
      ),
      { numRuns: 20 },
    ));
});

describe('plain dates with their days counted from a common one', () => {
  const years = '2019/2024';
  const pd = { start: years, pdDate: years, deathDate: years, assessments: [years, years], cutoff: '2025-01-01' };
  it('order and measure what the dates leave open', () => {
    const days = { startDay: 10, pdDay: 60, deathDay: 80, assessmentDays: [30, 60] };
    expect(pfs.derive(pd).answer).toMatchObject({ status: 'indeterminate' });
    expect(pfs.derive({ ...pd, ...days }).answer).toMatchObject({ status: 'determined', timeDays: 50, reason: 'pd' });
    expect(ttp.derive({ ...pd, ...days }).answer).toMatchObject({ timeDays: 50, reason: 'pd' });
    expect(pfs.derive({ ...pd, ...days, pdDay: 90 }).answer).toMatchObject({ timeDays: 70, reason: 'death' });
    expect(pfs2.derive({ ...pd, ...days, pd2Date: years, pd2Day: 60 }).answer).toMatchObject({ timeDays: 50, reason: 'pd' });
  }); // biome-ignore format: answers
  it('a new therapy between ends follow-up at the assessment before it', () =>
    expect(
      pfs.derive({ ...pd, newTherapyDate: years, startDay: 10, pdDay: 60, deathDay: 80, newTherapyDay: 45, assessmentDays: [30, 60] }).answer,
    ).toMatchObject({ timeDays: 20, event: 0, reason: 'new-therapy' })); // biome-ignore format: one answer
  it.each([
    [28, { timeDays: 56, event: 1 }],
    [27, { timeDays: 0, event: 0, reason: 'missed-assessments' }],
  ])('missed assessments go by them: two intervals of %i days', (intervalDays, expected) =>
    expect(
      pfs.derive({ start: years, pdDate: years, pdDay: 56, assessments: [], cutoff: '2025-01-01', intervalDays }).answer,
    ).toMatchObject(intervalDays === 27 ? { ...expected, reason: 'no-assessment' } : expected)); // biome-ignore format: one answer
  it('a start without a count is day 0 of it', () => {
    const dated = { start: years, deathDate: years, deathDay: 170, cutoff: '2025-01-01' };
    expect(overallSurvival.derive(dated).answer).toMatchObject({ timeDays: 170, event: 1 });
    expect(overallSurvival.derive({ ...dated, startDay: { low: -5, high: -1 } }).answer).toMatchObject({ minDays: 171, maxDays: 175 });
    expect(ttnt.derive({ ...dated, nextLineStart: years, nextLineDay: 60 }).answer).toMatchObject({ timeDays: 60, event: 1 });
    expect(ttnt.derive({ ...dated, nextLineStart: years, nextLineDay: 180 }).answer).toMatchObject({ timeDays: 170, event: 0 });
  }); // biome-ignore format: answers
  it('counts that contradict exact dates are not believed', () =>
    expect(
      overallSurvival.derive({ start: '2024-01-01', deathDate: '2024-02-01', deathDay: 170, cutoff: '2025-01-01' }).answer,
    ).toMatchObject({ timeDays: 31 })); // biome-ignore format: one answer
  it('no assessment is no time, also from a start known to a year', () =>
    expect(pfs.derive({ start: '2024', assessments: [], cutoff: '2025-01-01' }).answer).toMatchObject({ timeDays: 0, reason: 'no-assessment' })); // biome-ignore format: one answer
});
