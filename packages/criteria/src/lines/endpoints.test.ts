import { describe, expect, it } from 'vitest';
import { dor } from './dor.ts';
import { overallSurvival } from './overall-survival.ts';
import { pfs } from './pfs.ts';
import { pfs2 } from './pfs2.ts';
import { ttnt } from './ttnt.ts';
import { ttp } from './ttp.ts';

const start = '2024-01-01';
const cutoff = '2025-01-01';
const months = ['2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'];
const ask = (input: object) => pfs.derive(input).answer;

describe('mm.pfs, myeloma.md 7', () => {
  it.each([
    [
      1,
      { start: '2024-04-05', assessments: ['2024-06-14', '2025-12-03'], cutoff: '2026-01-07' },
      { timeDays: 607, event: 0, reason: 'no-event', endDate: '2025-12-03' },
    ],
    [
      2,
      { start, pdDate: '2024-07-01', assessments: months, cutoff },
      { timeDays: 182, event: 1, reason: 'pd', endDate: '2024-07-01' },
    ],
    [
      3,
      { start, pdDate: '2024-07-01', assessments: months, newTherapyDate: '2024-05-20', cutoff },
      { timeDays: 121, event: 0, reason: 'new-therapy', endDate: '2024-05-01' },
    ],
    [
      4,
      {
        start,
        pdDate: '2024-07-01',
        assessments: months,
        newTherapyDate: '2024-05-20',
        cutoff,
        censorAtNewTherapy: false,
      },
      { timeDays: 182, event: 1, reason: 'pd' },
    ],
    [
      5,
      { start, deathDate: '2024-03-10', assessments: ['2024-02-01'], cutoff, intervalDays: 28 },
      { timeDays: 69, event: 1, reason: 'death' },
    ],
    [
      6,
      { start, deathDate: '2024-06-10', assessments: ['2024-02-01'], cutoff, intervalDays: 28 },
      { timeDays: 31, event: 0, reason: 'missed-assessments', endDate: '2024-02-01' },
    ],
    [7, { start, assessments: [], cutoff }, { timeDays: 0, event: 0, reason: 'no-assessment', endDate: start }],
    [
      8,
      { start, pdDate: '2024-05-20', assessments: months, newTherapyDate: '2024-05-20', cutoff },
      { timeDays: 140, event: 1, reason: 'pd' },
    ],
  ])('row %i', (_, input, expected) => expect(ask(input)).toMatchObject({ status: 'determined', ...expected }));

  it('the treatment policy ignores new therapy; a new therapy after the cutoff is not seen', () => {
    const input = { start, pdDate: '2024-07-01', assessments: months, newTherapyDate: '2024-05-20' };
    expect(ask({ ...input, cutoff, params: { treatmentPolicy: true } })).toMatchObject({ timeDays: 182, event: 1 });
    expect(ask({ ...input, cutoff: '2024-05-10' })).toMatchObject({ timeDays: 121, event: 0, reason: 'no-event' });
  });

  it('death without any assessment after two intervals', () =>
    expect(ask({ start, deathDate: '2024-06-10', assessments: [], cutoff, intervalDays: 28 })).toMatchObject({
      timeDays: 0,
      event: 0,
      reason: 'no-assessment',
    }));

  it('imprecise dates give the shortest and the longest time', () => {
    expect(ask({ start, assessments: ['2024-03'], cutoff })).toMatchObject({
      status: 'determined',
      timeDays: null,
      minDays: 60,
      maxDays: 90,
      event: 0,
      endDate: '2024-03',
    });
    expect(
      ask({ start, pdDate: '2024-05', assessments: ['2024-04-01'], newTherapyDate: '2024-05-10', cutoff }),
    ).toMatchObject({
      status: 'indeterminate',
      timeDays: null,
      minDays: 91,
      maxDays: 151,
      event: { possible: [0, 1], missing: ['pdDate'] },
      reason: { possible: ['new-therapy', 'pd'] },
    });
  });

  it('an event before the start is a wrong call; an unknown start leaves the time open', () => {
    expect(ask({ start, pdDate: '2023-12-31', assessments: [], cutoff })).toEqual({ error: 'event-before-start' });
    expect(ask({ pdDate: '2024-07-01', cutoff })).toMatchObject({
      status: 'indeterminate',
      missing: ['start'],
      timeDays: null,
    });
  });
});

describe('other endpoints, myeloma.md 7', () => {
  it('mm.ttnt: next line, death, last alive', () => {
    expect(ttnt.derive({ start: '2023-11-20', nextLineStart: '2024-04-05', cutoff }).answer).toMatchObject({
      timeDays: 137,
      event: 1,
      reason: 'next-line',
    });
    const death = { start, nextLineStart: null, deathDate: '2024-07-01', cutoff };
    expect(ttnt.derive(death).answer).toMatchObject({ timeDays: 182, event: 0, reason: 'death' });
    expect(ttnt.derive({ ...death, endpoint: 'ttntd' }).answer).toMatchObject({
      timeDays: 182,
      event: 1,
      reason: 'death',
    });
    expect(ttnt.derive({ start, lastAlive: '2024-12-31', cutoff }).answer).toMatchObject({
      timeDays: 365,
      event: 0,
      reason: 'no-event',
    });
    expect(ttnt.derive({ start, cutoff }).answer).toMatchObject({ timeDays: null, minDays: 0, maxDays: 366, event: 0 });
  });

  it('mm.ttp: a death counts only when due to progression', () => {
    const input = { start, deathDate: '2024-07-01', assessments: months, cutoff };
    expect(ttp.derive({ ...input, deathDueToProgression: true }).answer).toMatchObject({
      timeDays: 182,
      event: 1,
      reason: 'death',
    });
    expect(ttp.derive({ ...input, deathDueToProgression: false }).answer).toMatchObject({
      timeDays: 121,
      event: 0,
      reason: 'no-event',
    });
    expect(ttp.derive(input).answer).toMatchObject({
      status: 'indeterminate',
      missing: ['deathDueToProgression'],
      event: { possible: [0, 1] },
    });
  });

  it('mm.dor: from the date of response, deaths by parameter', () => {
    const input = {
      dateOfResponse: '2024-02-01',
      deathDate: '2024-07-01',
      deathDueToProgression: false,
      assessments: months,
      cutoff,
    };
    expect(dor.derive(input).answer).toMatchObject({ timeDays: 151, event: 1, reason: 'death' });
    expect(dor.derive({ ...input, dorDeath: 'pd-only' }).answer).toMatchObject({ timeDays: 90, event: 0 });
    expect(dor.derive({ ...input, dateOfResponse: null }).answer).toMatchObject({
      status: 'notApplicable',
      reason: 'no-response',
    });
  });

  it('mm.os and mm.pfs2', () => {
    expect(overallSurvival.derive({ start, deathDate: '2024-07-01', cutoff }).answer).toMatchObject({
      timeDays: 182,
      event: 1,
      reason: 'death',
    });
    expect(
      overallSurvival.derive({ start, deathDate: '2025-07-01', lastAlive: '2025-06-01', cutoff }).answer,
    ).toMatchObject({ timeDays: 366, event: 0 });
    expect(pfs2.derive({ start, pd2Date: '2024-07-01', assessments: months, cutoff }).answer).toMatchObject({
      timeDays: 182,
      event: 1,
      reason: 'pd',
    });
  });
});
