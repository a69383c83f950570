import { type Fact, readLineaJson, view } from '@linea/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../engine/index.ts';
import { derive } from '../patient/derive-patient.ts';
import { criterionById } from '../registry.ts';
import { fhr } from './fhr.ts';
import { overallSurvival } from './overall-survival.ts';
import { pfs } from './pfs.ts';
import { pfs2 } from './pfs2.ts';
import { refractory } from './refractory.ts';
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

type Shown = readonly [about: string, answer: object];
const answersOf = (id: string, facts: readonly Fact[]): readonly Shown[] =>
  derive(criterionById(id) as Criterion, view(facts)).map(({ of, answer }) => {
    const { status, value, possible, basis } = answer as Readonly<Record<string, unknown>>;
    // A date that is not one day is asked for all the same: what is missing differs.
    const bases = typeof basis === 'object' && basis !== null ? (basis as { possible: unknown }).possible : basis;
    return [JSON.stringify(of), { status, value, possible, basis: bases }];
  });
const of = (id: string, about: object, facts: readonly Fact[]) =>
  answersOf(id, facts).find(([name]) =>
    Object.entries(about).every(([key, value]) => JSON.parse(name)[key] === value),
  )?.[1];

describe('refractoriness and functional high risk where every day is counted from an infusion of unknown day', () => {
  const ended = (day: Day): Told => [day, 'line:L1', 'line.end'];
  const drug = (from: Day, to: Day): readonly Told[] => [
    [from, 'drug:d', 'drug.code', 'lenalidomide'],
    [from, 'drug:d', 'drug.role', 'antineoplastic'],
    [from, 'drug:d', 'drug.lineRef', 'line:L1'],
    [from, 'drug:d', 'drug.start'],
    [to, 'drug:d', 'drug.end'],
  ];
  // Progression of line 1 is on day -300.
  it.each<[string, readonly Told[], object]>([
    ['up to 100 days after a last dose that nobody dated', [], { status: 'indeterminate', possible: [false, true] }],
    ['up to 50 days after a last dose that nobody dated', drug(-350, -270).slice(0, 4), { status: 'determined', value: true }],
    ['on the day of the last dose', [ended(-300)], { value: true, basis: 'pd-on-therapy' }],
    ['a day after it', [ended(-301)], { value: true, basis: 'pd-within-60d' }],
    ['60 days after it', [ended(-360)], { value: true, basis: 'pd-within-60d' }],
    ['61 days after it', [ended(-361)], { value: false }],
    ['58 to 63 days after it', [ended([-363, -358])], { status: 'indeterminate' }],
    ['after the last dose of the drug itself', drug(-400, -361), { value: false }],
    ['within 60 days of it', drug(-400, -360), { value: true, basis: 'pd-within-60d' }],
    ['before its first dose', drug(-299, -280), { value: false }],
  ])('progression %s', (_, more, expected) =>
    expect(of('mm.refractory', { agent: 'lenalidomide', line: 1 }, factsOf([...story, ...more], '2019/2024'))).toMatchObject(expected)); // biome-ignore format: one answer

  const moved = (by: number): readonly Told[] =>
    story.map(([day, ...rest]) => [(day as number) <= -370 ? (day as number) - by : day, ...rest] as unknown as Told);
  it.each([
    [0, 'fhr-12m', { value: true }],
    [265, 'fhr-12m', { value: true }],
    [266, 'fhr-12m', { status: 'indeterminate' }],
    [267, 'fhr-12m', { value: false }],
    [445, 'er18', { value: true }],
    [455, 'er18', { value: false }],
    [455, 'fhr-24m', { value: true }],
  ])('line 1 begun %i days before: %s', (by, definition, expected) =>
    expect(of('mm.fhr', { definition }, factsOf(moved(by), '2019/2024'))).toMatchObject(expected),
  );
  it('after a transplant 100 days into line 1 the months run from it', () => {
    const transplanted: readonly Told[] = [...moved(300), [-600, 'procedure:p', 'proc.kind', 'autoHsct'], [-600, 'procedure:p', 'proc.date'],
      [-600, 'procedure:p', 'proc.planId', 'P'], [-700, 'line:L1', 'line.planId', 'P']];
    const facts = factsOf(transplanted, '2019/2024');
    expect(of('mm.fhr', { definition: 'fhr-12m' }, facts)).toMatchObject({ value: true });
    expect(of('mm.fhr', { definition: 'er18' }, facts)).toMatchObject({ value: true });
    expect(of('mm.fhr', { definition: 'fhr-12m' }, factsOf(moved(300), '2019/2024'))).toMatchObject({ value: false });
  }); // biome-ignore format: a story

  // Months are 365 or 366, 545 to 551, 730 or 731 days: between them a count does not say which side a day is on.
  const near = (days: number): boolean => [[365, 366], [545, 551], [730, 731]].some(([low, high]) => days >= (low as number) && days <= (high as number)); // biome-ignore format: pairs
  it('are those of the same patient whose infusion is known to the day', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -700, max: 300 }), { minLength: 6, maxLength: 9 }),
        fc.array(fc.constantFrom(0.2, 1, 1.8, 2.5, 3.6), { minLength: 6, maxLength: 6 }),
        fc.option(fc.integer({ min: 0, max: 120 }), { nil: null }),
        (days, values, lasted) => {
          const [first, next, ...rest] = [...days].sort((a, b) => a - b) as [number, number, ...number[]];
          const told: readonly Told[] = [
            ...line(1, first, 'DRd'),
            ...line(2, rest[1] as number, 'SVd'),
            ...(lasted === null ? [] : [ended(Math.min(first + lasted, rest[1] as number))]),
            serum(first - 5, 4),
            ...[next, ...rest].map((day, index) => serum(day, values[index % values.length] as number)),
          ];
          const [known, counted] = [factsOf(told, '2021-07-01'), factsOf(told, '2019/2024')];
          expect(answersOf('mm.refractory', counted)).toEqual(answersOf('mm.refractory', known));
          if (!days.some((day) => near(day - first)))
            expect(answersOf('mm.fhr', counted)).toEqual(answersOf('mm.fhr', known));
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
  it.each([
    [160, { value: true, basis: 'pd-within-60d' }],
    [161, { value: false }],
  ])('refractoriness goes by them: progression on day %i of the count, last dose on day 100', (pdDay, expected) =>
    expect(refractory.derive({ agents: [{ drug: 'lenalidomide', firstDose: years, firstDoseDay: 0, lastDose: years, lastDoseDay: 100 }], bestConfirmed: 'PR', pdDate: years, pdDay }).answer).toMatchObject(expected)); // biome-ignore format: one answer
  it.each([
    [545, { value: true }],
    [548, { possible: [false, true] }],
    [552, { value: false }],
  ])('functional high risk goes by them: progression on day %i, 18 months being 545 to 551 days', (pdDay, expected) =>
    expect(fhr.derive({ l1Start: years, asctDate: null, pdDate: years, pdDay, asOf: '2025-01-01' }).answer).toMatchObject(expected)); // biome-ignore format: one answer
  it('without progression the next line closes the months', () =>
    expect(fhr.derive({ l1Start: years, asctDate: null, pdDate: null, asOf: years, l1StartDay: 10, asOfDay: 562 }).answer).toMatchObject({ value: false })); // biome-ignore format: one answer
  it('counts that contradict exact dates are not believed', () =>
    expect(
      overallSurvival.derive({ start: '2024-01-01', deathDate: '2024-02-01', deathDay: 170, cutoff: '2025-01-01' }).answer,
    ).toMatchObject({ timeDays: 31 })); // biome-ignore format: one answer
  it('no assessment is no time, also from a start known to a year', () =>
    expect(pfs.derive({ start: '2024', assessments: [], cutoff: '2025-01-01' }).answer).toMatchObject({ timeDays: 0, reason: 'no-assessment' })); // biome-ignore format: one answer
});
