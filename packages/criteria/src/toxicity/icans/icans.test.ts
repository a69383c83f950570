import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { icansCourse } from './course.ts';
import { icansObservation } from './observation.ts';

const well = { ageYears: 60, ice: 10, consciousness: 'alert', seizure: 'none', motor: 'none', oedema: 'none' };
const { ice: _ice, ...noIce } = well;
const child = { ...noIce, ageYears: 8 };
const grade = (input: unknown) => icansObservation.derive(input).answer;
const is = (value: number) => ({ status: 'determined', value, grade: value, min: value, max: value, missing: [] });

describe('icans.astct2019.observation, toxicity.md 2.5', () => {
  it.each([
    ['1: ICE 10, nothing else', well, is(0)],
    ['2: ICE 9', { ...well, ice: 9 }, is(1)],
    ['3: ICE 7, alert', { ...well, ice: 7 }, is(1)],
    ['4: ICE 6', { ...well, ice: 6 }, is(2)],
    ['5: a seizure of 2 minutes with recovery', { ...well, ice: 3, seizure: 'resolved', seizureMinutes: 2 }, is(3)],
    ['6: ICE 2, awake', { ...well, ice: 2 }, is(3)],
    ['7: ICE 0, unarousable', { ...well, ice: 0, consciousness: 'unarousable' }, is(4)],
    ['8: a seizure of exactly 5 minutes', { ...well, seizure: 'resolved', seizureMinutes: 5 }, is(3)],
    ['9: papilloedema', { ...well, ice: 8, oedema: 'papilloedema' }, is(4)],
    ['10: ICE unknown, awakens to voice', { ...noIce, consciousness: 'voice' }, { status: 'indeterminate', possible: [2, 3], min: 2, max: 3, missing: ['ice'] }],
    ['11: one item not tested', { ...well, ice: { orientation: 3, naming: 3, command: 1, writing: null, attention: 1 } }, { ...is(1), components: { ice: { low: 8, high: 9, grade: 1 } } }],
    ['12: haemorrhage with oedema on CT', { ...well, ice: 7, haemorrhage: true, oedema: 'focal' }, is(1)],
    ['13: 8 years, CAPD 9', { ...child, capd: 9 }, is(3)],
    ['14: 8 years, CAPD 6, awakens to voice', { ...child, capd: 6, consciousness: 'voice' }, is(2)],
  ])('row %s', (_, input, expected) => expect(grade(input)).toMatchObject(expected)); // biome-ignore format: a table

  it.each([
    ['awakens spontaneously', { consciousness: 'spontaneous' }, 1],
    ['awakens to touch only', { consciousness: 'awakensToTactile' }, 3],
    ['a seizure of 5.1 minutes', { seizure: 'resolved', seizureMinutes: 5.1 }, 4],
    ['more than 5 minutes whatever the label', { seizure: 'none', seizureMinutes: 6 }, 4],
    ['prolonged without minutes', { seizure: 'prolonged' }, 4],
    ['called prolonged, 5 minutes', { seizure: 'prolonged', seizureMinutes: 5 }, 3],
    ['seizures without recovery', { seizure: 'repetitiveNoRecovery', seizureMinutes: 1 }, 4],
    ['hemiparesis', { motor: 'deepFocalWeakness' }, 4],
    ['focal oedema', { oedema: 'focal' }, 3],
    ['diffuse oedema', { oedema: 'diffuse' }, 4],
    ['posturing', { oedema: 'posturing' }, 4],
    ['sixth nerve palsy with haemorrhage', { oedema: 'sixthNervePalsy', haemorrhage: true }, 4],
    ['Cushing', { oedema: 'cushingTriad' }, 4],
    ['ICE 0, awake', { ice: 0 }, 3],
    ['ICE 3', { ice: 3 }, 2],
    ['low ICE of another cause', { ice: 2, iceOtherCause: true }, 0],
    ['asleep for another cause', { consciousness: 'voice', consciousnessOtherCause: true }, 0],
    ['death from ICANS', { deathFromICANS: true }, 5],
  ])('%s', (_, changed, expected) => expect(grade({ ...well, ...changed })).toMatchObject(is(expected))); // biome-ignore format: a table

  it.each([
    ['CAPD 0', { capd: 0 }, 0], ['CAPD 1', { capd: 1 }, 1], ['CAPD 8', { capd: 8 }, 1], ['CAPD 8, to voice', { capd: 8, consciousness: 'voice' }, 2],
    ['CAPD 32', { capd: 32 }, 3], ['unarousable', { consciousness: 'unarousable' }, 4],
  ])('of a child: %s', (_, changed, expected) => expect(grade({ ...child, ...changed })).toMatchObject(is(expected))); // biome-ignore format: a table
  it('at exactly 12 years ICE is asked, with developmental delay CAPD', () => {
    expect(grade({ ...well, ageYears: 12, ice: 6, capd: 9 })).toMatchObject(is(2));
    expect(grade({ ...well, ageYears: 12, developmentalDelay: true, capd: 9 })).toMatchObject(is(3));
    expect(grade({ ...well, ageYears: 11.9, ice: 6 })).toMatchObject({
      status: 'indeterminate',
      min: 0,
      max: 3,
      missing: ['capd'],
    });
  });
  it('CAPD of an adult is not applicable', () =>
    expect(grade({ ...noIce, capd: 9 })).toMatchObject({ status: 'notApplicable', reason: 'capd-of-adult' }));
  it('age not known: the scale that was used tells', () => {
    const { ageYears: _, ...rest } = well;
    expect(grade({ ...rest, ice: 6 })).toMatchObject(is(2));
    const { ice: __, ...others } = rest;
    expect(grade({ ...others, capd: 10 })).toMatchObject(is(3));
  });
  it('ICE not done is unknown, never 0; the other domains grade all the same', () => {
    expect(grade(noIce)).toMatchObject({ status: 'indeterminate', min: 0, max: 3, missing: ['ice'] });
    expect(grade({ ...noIce, motor: 'deepFocalWeakness' })).toMatchObject(is(4));
    expect(grade({ ...noIce, consciousness: 'sedated' })).toMatchObject({
      min: 0,
      max: 4,
      missing: ['consciousness', 'ice'],
      warnings: ['sedated'],
    });
  });
  it('a total written by hand, a low baseline, and another grade in the chart are said', () =>
    expect(grade({ ...well, ice: 9, baselineIce: 9, reportedGrade: 2 }).warnings).toEqual([
      'iceItemsNotRecorded',
      'baselineIceBelow10',
      'gradeDisagreement',
    ]));
  it('an item left open is asked for by its name', () =>
    expect(
      grade({ ...well, ice: { orientation: 4, naming: 3, command: 1, writing: null, attention: 1 } }),
    ).toMatchObject({ min: 0, max: 1, missing: ['writing'] }));
});

const course = (input: unknown) => icansCourse.derive(input).answer;
const days = (first: number, ...grades: readonly (number | null)[]) =>
  grades.map((one, index) => ({ day: first + index, grade: one }));

describe('icans.astct2019.course, toxicity.md 2.4', () => {
  it('row 15: the published case', () =>
    expect(course({ dayGrades: days(6, 1, 1, 1, 1, 1, 1, 0) })).toMatchObject({
      status: 'determined', onsetDay: 6, resolutionDay: 12, durationDays: 6, totalDays: 6, maxGrade: 1, maxGradeFirstDay: 6, concurrentCrs: null,
    })); // biome-ignore format: one answer

  const at = (day: number, more: Record<string, unknown>) => ({
    ...well,
    at: `2025-03-${String(1 + day).padStart(2, '0')}T09:00`,
    ...more,
  });
  const seen = (...observations: readonly unknown[]) => course({ infusionDate: '2025-03-01', observations });
  it('row 15 from observations: ICE 8-9 on day 6, 7-8 on day 9, complete resolution on day 12', () =>
    expect(seen(at(6, { ice: { low: 8, high: 9 } }), at(9, { ice: { low: 7, high: 8 } }), at(12, {}))).toMatchObject({
      onsetDay: 6, resolutionDay: 12, maxGrade: 1, minIce: { low: 7, high: 8 }, minIceDay: 9,
      episodes: [{ onsetDay: 6, lastDay: 9, resolutionDay: 12, warnings: ['resolutionIntervalCensored'] }],
    })); // biome-ignore format: one answer
  it('the lowest ICE and its first day', () =>
    expect(seen(at(3, { ice: 5 }), at(4, { ice: 4 }), at(5, { ice: 4 }), at(6, {}))).toMatchObject({
      minIce: 4,
      minIceDay: 4,
      maxGrade: 2,
    }));
  it('concurrent with CRS on any day, on none, or not known', () => {
    const icans = days(4, 1, 1, 0);
    expect(course({ dayGrades: icans, crsDayGrades: days(1, 1, 1, 1, 1, 0, 0) })).toMatchObject({
      concurrentCrs: true,
    });
    expect(course({ dayGrades: icans, crsDayGrades: days(1, 1, 1, 1, 0, 0, 0) })).toMatchObject({
      concurrentCrs: false,
    });
    expect(course({ dayGrades: icans, crsDayGrades: days(1, 1, 1, 1) })).toMatchObject({ concurrentCrs: null });
  });
  it('the age of the patient holds for all observations', () =>
    expect(
      course({
        infusionDate: '2025-03-01',
        ageYears: 8,
        observations: [{ ...child, at: '2025-03-05T09:00', ageYears: undefined, capd: 20 }],
      }),
    ).toMatchObject({ maxGrade: 3 }));
  it('records without a neurological examination are no observations of it', () =>
    expect(seen(at(3, {}), { at: '2025-03-04T12:00', temperature: { value: 39, unit: 'Cel' } })).toMatchObject({
      maxGrade: 0,
      dayGrades: [{ day: 3, grade: 0 }],
    }));

  const any = fc.record(
    {
      ageYears: fc.constantFrom(8, 60), ice: fc.integer({ min: 0, max: 10 }), capd: fc.integer({ min: 0, max: 32 }),
      consciousness: fc.constantFrom('alert', 'spontaneous', 'voice', 'tactile', 'unarousable', 'sedated'),
      seizure: fc.constantFrom('none', 'resolved', 'prolonged', 'repetitiveNoRecovery'), seizureMinutes: fc.constantFrom(1, 5, 6),
      motor: fc.constantFrom('none', 'deepFocalWeakness'), oedema: fc.constantFrom('none', 'focal', 'diffuse', 'papilloedema'), haemorrhage: fc.boolean(),
    },
    { requiredKeys: [] },
  ); // biome-ignore format: a table
  it('one observation graded in its course is graded as alone', () =>
    fc.assert(
      fc.property(any, (one) => {
        const alone = grade(one);
        const [inCourse] = course({ infusionDate: '2025-03-01', observations: [{ at: '2025-03-02T09:00', ...one }] })
          .perObservation as readonly Record<string, unknown>[];
        if (alone.status === 'notApplicable' || inCourse === undefined) return;
        expect(inCourse).toMatchObject({ min: alone.min, max: alone.max });
      }),
      { numRuns: 400 },
    ));
});
