import { describe, expect, it } from 'vitest';
import { patient } from '../patient/patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { bedsideOf } from './bedside.ts';
import { type Approval, guidanceOf } from './guidance.ts';

const well = { 'day.hypotension': 'none', 'day.vasopressors': ['none'], 'day.o2Device': 'none' };
const story = (items: Record<string, unknown>, more: readonly Told[] = []): readonly Told[] => [
  ['2025-02-20', 'function:f', { 'com.weight': 70 }],
  ['2025-03-01', 'infusion:i', { 'inf.date': '2025-03-01' }],
  ['2025-03-03', 'daily:a', { 'day.time': '2025-03-03T08:00', ...items }],
  ...more,
];
const approval = (kind: Approval['kind']): Approval => ({
  kind,
  protocol: 'P-12',
  version: '3',
  by: 'the head of the unit',
  on: '2025-01-10',
});
const all = [approval('crs'), approval('icans'), approval('tocilizumab')];
const guidance = (told: readonly Told[], approvals: readonly Approval[] = all, now = '2025-03-03T10:00') => {
  const of = patient(viewOf(told));
  const sheet = bedsideOf(of);
  if (!sheet) throw new Error('no sheet');
  return guidanceOf(of, sheet, approvals, now);
};
const grade2 = { ...well, 'day.tempMax': 39, 'day.hypotension': 'present' };
const ice = {
  'day.iceScore': 5,
  'day.consciousness': 'alert',
  'day.seizure': 'none',
  'day.motor': 'no',
  'day.icpSigns': ['none'],
};

describe('what guidelines list', () => {
  it('is off without an approval of the centre, and says so', () => {
    const { steps, tocilizumab } = guidance(story(grade2), []);
    expect(steps.map(({ answer }) => [answer.steps, answer.hidden])).toEqual([
      [[], 'notApproved'],
      [[], 'notApproved'],
    ]);
    expect(tocilizumab).toBeNull();
  });
  it('is listed for the grade of the last observation, with its time and who approved; steps from memory never', () => {
    const [crs] = guidance(story(grade2)).steps;
    expect(crs).toMatchObject({
      kind: 'crs',
      observedAt: '2025-03-03T08:00',
      answer: {
        grade: 2,
        steps: ['dexamethasone10'],
        notShown: 2,
        approvedBy: { by: 'the head of the unit', on: '2025-01-10', protocol: 'P-12 3' },
      },
    });
  });
  it('one approval is of its own toxicity alone', () => {
    const { steps, tocilizumab } = guidance(story({ ...grade2, ...ice }), [approval('crs')]);
    expect(steps.map(({ kind, answer }) => [kind, answer.hidden])).toEqual([
      ['crs', null],
      ['icans', 'notApproved'],
    ]);
    expect(tocilizumab).toBeNull();
  });
  it('is not listed of an observation older than 12 hours, or of a grade that is open', () => {
    expect(guidance(story(grade2), all, '2025-03-03T20:00').steps[0]?.answer).toMatchObject({ hidden: null });
    expect(guidance(story(grade2), all, '2025-03-03T20:01').steps[0]?.answer).toMatchObject({
      hidden: 'staleObservation',
      steps: [],
    });
    expect(guidance(story({ 'day.tempMax': 39 })).steps[0]?.answer).toMatchObject({
      status: 'indeterminate',
      steps: [],
    });
  });
  it('the worse toxicity leads', () =>
    expect(guidance(story({ ...well, 'day.tempMax': 38.2, ...ice })).steps.map(({ kind }) => kind)).toEqual([
      'icans',
      'crs',
    ]));
});

describe('the dose line', () => {
  it('is arithmetic of the label: the dose, and whether interval and number are kept', () => {
    expect(guidance(story(grade2)).tocilizumab).toMatchObject({ doseMg: 560, allowedNow: true, dosesRemaining: 4 });
    const given: readonly Told[] = [
      ['2025-03-03', 'medication:m', { 'med.drug': 'tocilizumab', 'med.at': '2025-03-03T08:30' }],
    ];
    expect(guidance(story(grade2, given)).tocilizumab).toMatchObject({
      allowedNow: false,
      reason: 'intervalShort',
      dosesRemaining: 3,
    });
  });
  it('takes the last weight, and without one is open', () => {
    const heavier: readonly Told[] = [['2025-03-02', 'daily:w', { 'day.date': '2025-03-02', 'day.weight': 73 }]];
    expect(guidance(story(grade2, heavier)).tocilizumab).toMatchObject({ doseMg: 584 });
    const unweighed = story(grade2).filter(([, event]) => event !== 'function:f');
    expect(guidance(unweighed).tocilizumab).toMatchObject({ status: 'indeterminate', missing: ['weight'] });
  });
  it('is off in isolated ICANS, and while there is no CRS', () => {
    expect(guidance(story({ ...well, 'day.tempMax': 36.8, ...ice })).tocilizumab).toBeNull();
    expect(guidance(story({ ...well, 'day.tempMax': 36.8 })).tocilizumab).toBeNull();
  });
});
