import { describe, expect, it } from 'vitest';
import { messages } from '../../messages.generated.ts';
import { guidelineCrs, guidelineIcans } from './guideline.ts';
import { monitoring } from './monitoring.ts';
import { CRS_STEPS, ICANS_STEPS } from './steps.ts';

const approval = { by: 'C. Ematologo', on: '2025-01-10', protocol: 'CAR-T 3.1' };
const fresh = { observedAt: '2025-03-04T08:00', now: '2025-03-04T20:00', approval };
const crs = (input: unknown) => guidelineCrs.derive(input).answer;

describe('what the guidelines list, toxicity.md 9', () => {
  it('nothing before a centre has recorded who approved which protocol', () => {
    expect(crs({ ...fresh, grade: 3, approval: undefined })).toMatchObject({
      steps: [],
      hidden: 'notApproved',
      approvedBy: null,
    });
    expect(crs({ ...fresh, grade: 3, approval: { ...approval, protocol: undefined } })).toMatchObject({
      steps: [],
      hidden: 'notApproved',
    });
  });
  it.each([[1, []], [2, ['dexamethasone10']], [3, ['dexamethasone10q6']], [4, ['methylprednisolone500q12']]])('CRS grade %d: the doses that were checked', (grade, steps) =>
    expect(crs({ ...fresh, grade })).toMatchObject({ steps, hidden: null, warnings: ['centreProtocolPrevails'] })); // biome-ignore format: a table
  it('steps from memory are never shown, only counted', () =>
    expect(crs({ ...fresh, grade: 3 })).toMatchObject({ notShown: 3 }));
  it('hidden 12 hours after the observation, and without its time', () => {
    expect(crs({ ...fresh, grade: 2, now: '2025-03-04T20:01' })).toMatchObject({
      steps: [],
      hidden: 'staleObservation',
      warnings: ['centreProtocolPrevails', 'staleObservation'],
    });
    expect(crs({ grade: 2, approval })).toMatchObject({ steps: [], hidden: 'staleObservation' });
  });
  it('tocilizumab is not a treatment of isolated ICANS', () =>
    expect(guidelineIcans.derive({ ...fresh, grade: 4, isolatedIcans: true }).answer).toMatchObject({
      steps: ['methylprednisolone1000'],
      warnings: ['centreProtocolPrevails', 'tocilizumabNotForIsolatedIcans'],
    }));
  it('every step that may be shown has words in both languages', () => {
    const shown = [CRS_STEPS, ICANS_STEPS]
      .flatMap((steps) => Object.values(steps).flat())
      .filter(({ checked }) => checked === 'verified');
    for (const { key } of shown)
      expect([messages.en[`word.${key}`], messages.it[`word.${key}`]].every(Boolean), key).toBe(true);
  });
});

describe('monitoring, toxicity.md 8', () => {
  const due = (input: unknown) =>
    monitoring.derive({ infusionDate: '2025-03-01', now: '2025-03-04T08:00', ...(input as object) }).answer;
  it('vital signs every 8 hours, from the first fever every 4', () => {
    expect(due({ lastVitalsAt: '2025-03-04T01:00' })).toMatchObject({
      day: 3,
      vitals: { due: '2025-03-04T09:00', overdue: false },
    });
    expect(due({ lastVitalsAt: '2025-03-04T01:00', feverBegun: true })).toMatchObject({
      vitals: { due: '2025-03-04T05:00', overdue: true },
    });
  });
  it('ICE twice a day', () =>
    expect(due({ lastIceAt: '2025-03-03T20:00' })).toMatchObject({ ice: { due: '2025-03-04T08:00', overdue: false } }));
  it('to day 14, longer while any grade is 1 or more', () => {
    const on = (now: string, worstGrade: number) => due({ now, worstGrade }).isOver;
    expect([on('2025-03-15T08:00', 0), on('2025-03-16T08:00', 0), on('2025-03-16T08:00', 1)]).toEqual([
      false,
      true,
      false,
    ]);
  });
  it('hours since tocilizumab', () =>
    expect(due({ lastTocilizumabAt: '2025-03-03T22:30' })).toMatchObject({ hoursSinceTocilizumab: 9.5 }));
  it('what the sheet still lacks', () =>
    expect(due({ recorded: ['day.tempMax', 'day.o2Device'] }).notRecorded).toMatchObject({
      vitalSigns: expect.not.arrayContaining(['day.tempMax']),
      support: expect.arrayContaining(['day.vasopressors']),
    }));
});
