import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crsCourse } from './course.ts';
import { crsObservation } from './observation.ts';

const C = (value: number, unit = 'Cel') => ({ value, unit });
const well = { hypotension: 'none', vasopressors: [], oxygenDevice: 'none' };
const fever = { ...well, temperature: C(39) };
const grade = (input: unknown) => crsObservation.derive(input).answer;
const is = (value: number) => ({ status: 'determined', value, grade: value, min: value, max: value, missing: [] });
const open = (min: number, max: number, ...missing: readonly string[]) => ({
  status: 'indeterminate',
  grade: null,
  min,
  max,
  missing,
});

describe('crs.astct2019.observation, toxicity.md 1.5', () => {
  const began = { crsAlreadyBegun: true, hoursSinceLastFever: 30 };
  it.each([
    ['1: 38.0 degrees is fever', { ...well, temperature: C(38) }, is(1), []],
    ['2: low pressure at 37.9 without fever before', { ...well, temperature: C(37.9), hypotension: 'present', hoursSinceLastFever: null }, is(0), ['signsWithoutFever']],
    ['3: 100.4 F is 38.0', { ...well, temperature: C(100.4, '°F') }, is(1), []],
    ['4: low pressure and 6 L/min', { ...fever, hypotension: 'present', oxygenDevice: 'nasalCannula', oxygenFlow: C(6, 'L/min') }, is(2), []],
    ['5: 7 L/min', { ...fever, oxygenDevice: 'nasalCannula', oxygenFlow: 7 }, is(3), []],
    ['6: norepinephrine and vasopressin', { ...fever, vasopressors: ['norepinephrine', 'vasopressin'] }, is(3), []],
    ['7: norepinephrine and phenylephrine', { ...fever, vasopressors: ['norepinephrine', 'phenylephrine'] }, is(4), []],
    ['8: vasopressor without fever after tocilizumab', { ...well, temperature: C(36.8), vasopressors: ['norepinephrine'], ...began, drugsAfterOnset: ['tocilizumab'] }, is(3), []],
    ['9: nothing left after tocilizumab', { ...well, temperature: C(36.6), ...began, drugsAfterOnset: ['tocilizumab'] }, is(0), []],
    ['10: fever of a bacteraemia', { ...well, temperature: C(38.5), feverOtherCause: true }, is(0), []],
    ['11: temperature unknown', { ...well, temperature: null }, open(0, 1, 'temperature'), []],
    ['12: nasal oxygen, flow unknown', { ...fever, temperature: C(38.5), oxygenDevice: 'nasalCannula' }, open(2, 3, 'oxygenFlow'), []],
    ['13: only the mask is known', { temperature: C(38.4), oxygenDevice: 'nonRebreather' }, open(3, 4, 'vasopressors'), []],
    ['14: intubated for the airway', { ...fever, oxygenDevice: 'mechanicalVentilation', ventilationReason: 'airwayProtection' }, is(1), []],
    ['17: the same oxygen next day without fever or drug', { ...well, temperature: C(37), oxygenDevice: 'nasalCannula', oxygenFlow: 3, crsAlreadyBegun: true, hoursSinceLastFever: 28, sameSignScoringBefore: true }, is(2), []],
    ['18: oxygen newly needed 28 h after the fever', { ...well, temperature: C(37), oxygenDevice: 'nasalCannula', oxygenFlow: 3, crsAlreadyBegun: true, hoursSinceLastFever: 28 }, is(0), ['signsWithoutFever']],
    ['20: one drug under two names', { ...fever, vasopressors: ['noradrenaline', 'norepinephrine'] }, is(3), []],
    ['21: dobutamine does not count', { ...fever, vasopressors: ['norepinephrine', 'dobutamine'] }, is(3), []],
  ])('row %s', (_, input, expected, warnings) => expect(grade(input)).toMatchObject({ ...expected, warnings })); // biome-ignore format: a table

  it.each([
    ['vasopressin alone', { vasopressors: ['vasopressin'] }, 3],
    ['terlipressin and argipressin are vasopressin', { vasopressors: ['terlipressin', 'Argipressina', 'noradrenalina 0.1 ug/kg/min'] }, 3],
    ['adrenaline beside noradrenaline', { vasopressors: ['adrenaline', 'noradrenaline'] }, 4],
    ['a vasopressor with normal pressure', { vasopressors: ['dopamine'], hypotension: 'none' }, 3],
    ['milrinone alone', { vasopressors: ['milrinone'] }, 1],
    ['low pressure due to another cause', { vasopressors: ['norepinephrine'], hypotensionOtherCause: true }, 1],
    ['blow-by', { oxygenDevice: 'blowBy' }, 2],
    ['high flow needs no flow', { oxygenDevice: 'highFlowNasalCannula' }, 3],
    ['face mask', { oxygenDevice: 'simpleFaceMask' }, 3],
    ['Venturi', { oxygenDevice: 'venturi' }, 3],
    ['CPAP', { oxygenDevice: 'cpap' }, 4],
    ['BiPAP', { oxygenDevice: 'bipap' }, 4],
    ['ventilated for hypoxia', { oxygenDevice: 'mechanicalVentilation', ventilationReason: 'hypoxia' }, 4],
    ['ventilated for a procedure', { oxygenDevice: 'mechanicalVentilation', ventilationReason: 'procedure' }, 1],
    ['oxygen due to another cause', { oxygenDevice: 'nonRebreather', hypoxiaOtherCause: true }, 1],
    ['oxygen as before infusion', { oxygenDevice: 'nasalCannula', oxygenFlow: 2, baselineOxygen: { device: 'nasalCannula', flow: 2 } }, 1],
    ['more than before infusion', { oxygenDevice: 'nasalCannula', oxygenFlow: 3, baselineOxygen: { device: 'nasalCannula', flow: { value: 2, unit: 'L/min' } } }, 2],
    ['CPAP at home', { oxygenDevice: 'cpap', baselineOxygen: { device: 'cpap' } }, 1],
    ['another device than before infusion', { oxygenDevice: 'venturi', baselineOxygen: { device: 'nasalCannula', flow: 2 } }, 3],
    ['death from CRS', { deathFromCRS: true }, 5],
    ['the more severe of the two signs counts', { vasopressors: ['norepinephrine'], oxygenDevice: 'nasalCannula', oxygenFlow: 2 }, 3],
  ])('fever and %s', (_, changed, expected) => expect(grade({ ...fever, ...changed })).toMatchObject(is(expected))); // biome-ignore format: a table

  it('a vasopressor that is not known counts, and is said', () =>
    expect(grade({ ...fever, vasopressors: ['methylene blue'] })).toMatchObject({
      ...is(3),
      warnings: ['unknownVasopressor'],
    }));
  it('exactly 24 hours after the last fever the gate is open, later it is closed', () => {
    const low = { ...well, temperature: C(37), hypotension: 'present', crsAlreadyBegun: true };
    expect(grade({ ...low, hoursSinceLastFever: 24 })).toMatchObject(is(2));
    expect(grade({ ...low, hoursSinceLastFever: 24.1 })).toMatchObject(is(0));
    expect(grade(low)).toMatchObject(open(0, 2, 'hoursSinceLastFever'));
  });
  it('a drug before any fever opens nothing, and is said', () =>
    expect(
      grade({ ...well, temperature: C(37), hypotension: 'present', drugsBeforeAnyFever: ['dexamethasone'] }),
    ).toMatchObject({
      ...is(0),
      warnings: ['signsWithoutFever', 'prophylaxisMayMaskFever'],
    }));
  it('of drugs after the onset those against fever count: an antibiotic opens nothing, what was given for CRS does', () => {
    const low = { ...well, temperature: C(37), hypotension: 'present', crsAlreadyBegun: true, hoursSinceLastFever: 30 };
    for (const drug of [
      'ibuprofen',
      'Paracetamolo',
      'metamizole',
      'desametasone',
      { drug: 'ruxolitinib', purpose: 'CRS treatment' },
    ])
      expect(grade({ ...low, drugsAfterOnset: [drug] })).toMatchObject(is(2));
    for (const drug of ['ceftriaxone', { drug: 'dexamethasone', route: 'topical' }, 'levetiracetam'])
      expect(grade({ ...low, drugsAfterOnset: [drug] })).toMatchObject(is(0));
    expect(grade({ ...low, drugsAfterOnset: null })).toMatchObject(open(0, 2, 'drugsAfterOnset'));
  });
  it('ventilation whose reason is not known leaves it open', () =>
    expect(grade({ ...fever, oxygenDevice: 'mechanicalVentilation' })).toMatchObject(open(1, 4, 'ventilationReason')));
  it('a low pressure only suggests; a grade written by hand that cannot be is said', () =>
    expect(grade({ ...fever, sbp: 89, reportedGrade: 2 })).toMatchObject({
      ...is(1),
      warnings: ['possibleHypotension', 'gradeDisagreement'],
    }));
  it('a temperature without unit is asked for, one of 46 degrees is unknown', () => {
    expect(grade({ ...well, temperature: 38.5 })).toMatchObject({
      ...open(0, 1, 'temperature'),
      warnings: ['rejected:temperature'],
    });
    expect(grade({ ...well, temperature: C(46) })).toMatchObject({
      ...open(0, 1, 'temperature'),
      warnings: ['rejected:temperature'],
    });
  });
  it('nothing known: 0 to 4', () => expect(grade({})).toMatchObject({ min: 0, max: 4, possible: [0, 1, 2, 3, 4] }));
});

const course = (input: unknown) => crsCourse.derive(input).answer;
const days = (first: number, ...grades: readonly (number | null)[]) => ({
  dayGrades: grades.map((one, index) => ({ day: first + index, grade: one })),
});
const episode = (onsetDay: number, lastDay: number, resolutionDay: number | null) => ({
  onsetDay,
  lastDay,
  resolutionDay,
  durationDays: lastDay - onsetDay + 1,
});

describe('crs.astct2019.course, toxicity.md 1.4 and 1.5', () => {
  it.each([
    ['15: one day of 0 is bridged', days(1, 0, 1, 1, 2, 0, 1, 0, 0), { episodes: [episode(2, 6, 7)], maxGrade: 2, maxGradeFirstDay: 4, totalDays: 5, onsetDay: 2, resolutionDay: 7, durationDays: 5, timeToOnsetDays: 2, warnings: [] }],
    ['16: two days of 0 close', days(1, 1, 1, 0, 0, 1, 1, 0, 0, 0), { episodes: [episode(1, 2, 3), episode(5, 6, 7)], maxGrade: 1, totalDays: 4 }],
    ['19: the brexu-cel case', days(3, 1, 1, 1, 1, 0), { episodes: [episode(3, 6, 7)], maxGrade: 1, maxGradeFirstDay: 3 }],
    ['unknown days are bridged, however many', days(1, 1, null, null, null, 1, 0), { episodes: [episode(1, 5, 6)], totalDays: 5, warnings: ['unknownDays'] }],
    ['days that are not listed are unknown', { dayGrades: [{ day: 5, grade: 1 }, { day: 1, grade: 1 }, { day: 6, grade: 0 }] }, { episodes: [episode(1, 5, 6)] }],
    ['unknown before the resolution', days(1, 1, null, 0), { episodes: [{ ...episode(1, 1, 3), warnings: ['resolutionIntervalCensored'] }], warnings: ['resolutionIntervalCensored', 'unknownDays'] }],
    ['not resolved', days(1, 1, 2), { episodes: [{ ...episode(1, 2, null), ongoing: true, warnings: ['ongoing'] }] }],
    ['first fever on day 15', days(14, 0, 1, 0), { episodes: [{ ...episode(15, 15, 16), warnings: ['lateOnsetCheckOtherCauses'] }] }],
    ['first fever on day 14', days(13, 0, 1, 0), { episodes: [{ ...episode(14, 14, 15), warnings: [] }] }],
    ['no CRS', days(0, 0, 0, 0), { status: 'determined', episodes: [], maxGrade: 0, maxGradeFirstDay: null, totalDays: 0, onsetDay: null }],
    ['two grades on one day: the worse', { dayGrades: [{ day: 2, grade: 1 }, { day: 2, grade: 3 }, { day: 2, grade: null }] }, { maxGrade: 3, totalDays: 1 }],
    ['onset on the day of infusion', days(0, 1, 0), { timeToOnsetDays: 0, episodes: [episode(0, 0, 1)] }],
  ])('row %s', (_, input, expected) => expect(course(input)).toMatchObject(expected)); // biome-ignore format: a table

  const at = (day: number, time: string, more: Record<string, unknown>) => ({
    ...well,
    at: `2025-03-${String(1 + day).padStart(2, '0')}T${time}`,
    ...more,
  });
  const seen = (observations: readonly unknown[], drugs: readonly unknown[] = []) =>
    course({ infusionDate: '2025-03-01', observations, drugs });
  const grades = (answer: Record<string, unknown>) =>
    (answer.dayGrades as { grade: number | null }[]).map((one) => one.grade);

  it('rows 8 and 9: a vasopressor without fever after tocilizumab, then nothing', () => {
    const answer = seen(
      [
        at(2, '08:00', { temperature: C(38.5) }),
        at(3, '20:00', { temperature: C(36.8), vasopressors: ['norepinephrine'] }),
        at(4, '08:00', { temperature: C(36.6) }),
      ],
      [{ drug: 'tocilizumab', at: '2025-03-04T10:00' }],
    );
    expect(grades(answer)).toEqual([1, 3, 0]);
    expect(answer).toMatchObject({
      maxGrade: 3,
      maxGradeFirstDay: 3,
      tocilizumabDoses: 1,
      tocilizumabFirstDay: 3,
      vasopressorDays: 1,
      ventilationDays: 0,
    });
  });
  it('row 17: oxygen that stays keeps the grade without fever or drug', () => {
    const nasal = { oxygenDevice: 'nasalCannula', oxygenFlow: 3 };
    expect(
      grades(
        seen([at(3, '08:00', { temperature: C(38.2), ...nasal }), at(4, '12:00', { temperature: C(37), ...nasal })]),
      ),
    ).toEqual([2, 2]);
  });
  it('row 18: oxygen newly needed 28 hours after the fever', () => {
    const answer = seen([
      at(3, '08:00', { temperature: C(38.2) }),
      at(4, '12:00', { temperature: C(37), oxygenDevice: 'nasalCannula', oxygenFlow: 2 }),
    ]);
    expect(grades(answer)).toEqual([1, 0]);
    expect(answer.warnings).toEqual(['signsWithoutFever']);
  });
  it('once two days of 0 have closed the episode, treatment no longer stands for fever', () => {
    const quiet = (day: number) => at(day, '08:00', { temperature: C(36.5) });
    const answer = seen(
      [
        at(1, '08:00', { temperature: C(39) }),
        quiet(2),
        quiet(3),
        at(4, '08:00', { temperature: C(36.5), hypotension: 'present' }),
      ],
      [{ drug: 'tocilizumab', at: '2025-03-02T10:00' }],
    );
    expect(grades(answer)).toEqual([1, 0, 0, 0]);
    expect(answer.warnings).toEqual(['signsWithoutFever']);
  });
  it('dexamethasone before the first fever opens nothing and is said', () => {
    const answer = seen(
      [at(1, '08:00', { temperature: C(37), hypotension: 'present' })],
      [{ drug: 'dexamethasone', at: '2025-03-01T08:00', dose: 10, unit: 'mg' }],
    );
    expect(grades(answer)).toEqual([0]);
    expect(answer).toMatchObject({
      warnings: ['signsWithoutFever', 'prophylaxisMayMaskFever'],
      dexamethasoneEquivalentMg: 10,
    });
  });
  it('methylprednisolone 40 mg is dexamethasone 7.5 mg; a dose by weight cannot be converted', () => {
    const fevers = [at(1, '08:00', { temperature: C(39) })];
    const steroid = { drug: 'methylprednisolone', at: '2025-03-02T10:00', dose: 40, unit: 'mg' };
    expect(seen(fevers, [steroid]).dexamethasoneEquivalentMg).toBe(7.5);
    expect(seen(fevers, [steroid, { ...steroid, unit: 'mg/kg' }]).dexamethasoneEquivalentMg).toBeNull();
  });
  it('days without clock time: whether a drug of the day of onset came after it stays open, unless it was given for CRS', () => {
    const facts = [
      { ...well, at: '2025-03-02', temperature: C(39) },
      { ...well, at: '2025-03-04', temperature: C(36), hypotension: 'present' },
    ];
    expect(seen(facts, [{ drug: 'tocilizumab', at: '2025-03-02' }]).dayGrades).toMatchObject([
      { grade: 1 },
      { grade: null },
      { grade: null, min: 0, max: 2 },
    ]);
    expect(seen(facts, [{ drug: 'tocilizumab', at: '2025-03-02', purpose: 'crs' }]).dayGrades).toMatchObject([
      { grade: 1 },
      { grade: null },
      { grade: 2 },
    ]);
  });
  it('a day whose only observation cannot be graded is unknown; beside one that can it adds what is certain', () => {
    const blank = { at: '2025-03-03T08:00', hypotension: 'none', vasopressors: [], oxygenDevice: 'none' };
    expect(seen([blank]).dayGrades).toMatchObject([{ day: 2, grade: null, min: 0, max: 1 }]);
    expect(seen([blank, at(2, '12:00', { temperature: C(36.5) })]).dayGrades).toMatchObject([{ day: 2, grade: 0 }]);
    const feverOnly = { at: '2025-03-03T10:00', temperature: C(39) };
    expect(seen([feverOnly, at(2, '08:00', { temperature: C(36.5) })])).toMatchObject({
      dayGrades: [{ grade: null, min: 1, max: 4 }],
      maxGrade: { possible: [1, 2, 3, 4] },
    });
  });
  it('observations before day 0 do not count, and order does not matter', () =>
    expect(
      grades(
        seen([
          at(1, '20:00', { temperature: C(36.5) }),
          at(1, '08:00', { temperature: C(38) }),
          { ...well, at: '2025-02-27T08:00', temperature: C(40) },
        ]),
      ),
    ).toEqual([1]));
  it('what is wrong in one observation is named with its place', () =>
    expect(
      crsCourse.derive({
        infusionDate: '2025-03-01',
        observations: [at(1, '08:00', { temperature: C(460) }), { at: 'yesterday' }],
      }).issues,
    ).toMatchObject([
      { code: 'input.implausible', at: 'observations[0].temperature' },
      { code: 'instant.malformed', at: 'observations[1].at' },
    ]));
  it('no infusion date, or nothing at all: asked for', () => {
    expect(course({ observations: [at(1, '08:00', {})] })).toMatchObject({
      status: 'indeterminate',
      missing: ['infusionDate'],
      maxGrade: null,
    });
    expect(course({})).toMatchObject({ status: 'indeterminate', missing: ['observations'], episodes: [] });
  });

  /** Plain observations of two days, with and without gaps. */
  const anyObservation = fc.record(
    {
      temperature: fc.constantFrom(36.5, 37.9, 38, 39.5).map((value) => C(value)),
      hypotension: fc.constantFrom('none', 'present'),
      vasopressors: fc.constantFrom([], ['norepinephrine'], ['norepinephrine', 'epinephrine'], ['vasopressin']),
      oxygenDevice: fc.constantFrom('none', 'nasalCannula', 'nonRebreather', 'cpap', 'mechanicalVentilation'),
      oxygenFlow: fc.constantFrom(2, 6, 7),
      ventilationReason: fc.constantFrom('hypoxia', 'airwayProtection'),
    },
    { requiredKeys: [] },
  );
  it('one observation graded in its course is graded as alone', () =>
    fc.assert(
      fc.property(anyObservation, (one) => {
        const [alone, inCourse] = [
          grade(one),
          seen([{ at: '2025-03-02T08:00', ...one }]).perObservation as readonly Record<string, unknown>[],
        ];
        expect(inCourse[0]).toMatchObject({ min: alone.min, max: alone.max });
      }),
      { numRuns: 300 },
    ));
  const complete = fc.record({
    temperature: fc.constantFrom(36.5, 38.5).map((value) => C(value)),
    hypotension: fc.constantFrom('none', 'present'),
    vasopressors: fc.constantFrom([], ['norepinephrine']),
    oxygenDevice: fc.constantFrom('none', 'blowBy', 'cpap'),
  });
  // Three days: too few for an episode to be closed, which by convention an unknown day prevents.
  it('whatever an observation leaves out, its grade lies between the least and the most', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(complete, fc.subarray(['temperature', 'hypotension', 'vasopressors', 'oxygenDevice'])), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.boolean(),
        (story, treated) => {
          const dated = (index: number, one: object) => ({
            at: `2025-03-${String(2 + Math.floor(index / 2)).padStart(2, '0')}T${index % 2 ? '20' : '08'}:00`,
            ...one,
          });
          const drugs = treated ? [{ drug: 'tocilizumab', at: '2025-03-03T12:00' }] : [];
          const whole = seen(
            story.map(([one], index) => dated(index, one)),
            drugs,
          ).perObservation as { grade: number }[];
          const partial = seen(
            story.map(([one, left], index) =>
              dated(index, Object.fromEntries(Object.entries(one).filter(([name]) => !left.includes(name)))),
            ),
            drugs,
          ).perObservation as { min: number; max: number }[];
          // An observation that says nothing of the signs is no observation of them: the story is then another one.
          if (story.some(([, left]) => left.length === 4)) return;
          for (const [index, { grade: known }] of whole.entries()) {
            expect(partial[index]?.min).toBeLessThanOrEqual(known);
            expect(partial[index]?.max).toBeGreaterThanOrEqual(known);
          }
        },
      ),
      { numRuns: 300 },
    ));
});
