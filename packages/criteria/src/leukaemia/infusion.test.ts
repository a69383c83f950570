import { describe, expect, it } from 'vitest';
import { bca } from './bca.ts';
import { brexucelDose } from './brexucel-dose.ts';
import { gate } from './gate.ts';
import { igg } from './igg.ts';
import { prophylaxis } from './prophylaxis.ts';
import { vaccination } from './vaccination.ts';

describe('all.brexucel.dose and label gate, all.md 5.2', () => {
  const dose = (input: unknown) => brexucelDose.derive(input).answer;
  it('row 1: BSA 1.70 m2', () =>
    expect(dose({ bsaM2: 1.7 })).toMatchObject({
      status: 'indeterminate',
      fludarabineMgPerDay: 42.5,
      fludarabineTotalMg: 127.5,
      cyclophosphamideMg: 1530,
      cells: null,
      missing: ['weightKg', 'infusionDate'],
    }));
  it.each([
    [2, 70, 0.7e8],
    [3, 100, 1e8],
    [4, 120, 1e8],
  ])('row %i: %i kg', (_, weightKg, cells) => expect(dose({ weightKg })).toMatchObject({ cells }));
  it('a weight within bounds gives bounds', () =>
    expect(dose({ weightKg: { low: 60, high: 80, unit: 'kg' } })).toMatchObject({ cells: { low: 6e7, high: 8e7 } }));
  it('row 5: 25 years do not meet the EU label, 26 do', () => {
    expect(gate.derive({ age: 25, relapsed: true }).answer).toMatchObject({
      value: false,
      met: false,
      ageMet: { value: false },
    });
    expect(gate.derive({ age: 26, relapsed: true }).answer).toMatchObject({
      value: true,
      met: true,
      ageMet: { value: true },
    });
    expect(gate.derive({ age: 25, relapsed: true, region: 'US' }).answer.value).toBe(true);
    expect(gate.derive({ age: { low: 25, high: 26 }, relapsed: true }).answer).toMatchObject({
      possible: [false, true],
      missing: ['age'],
    });
    expect(gate.derive({ age: 25 }).answer).toMatchObject({ status: 'determined', value: false });
  });
  it('row 6: infusion 2024-09-05', () =>
    expect(dose({ infusionDate: '2024-09-05' })).toMatchObject({
      fludarabineDates: ['2024-09-01', '2024-09-02', '2024-09-03'],
      cyclophosphamideDate: '2024-09-03',
      visits: {
        'D+28': { date: '2024-10-03', window: { start: '2024-09-26', end: '2024-10-10' } },
        M3: { date: '2024-12-04' },
        M12: { date: '2025-09-05' },
      },
    }));
  it('row 7: relapse proven, in remission after bridging: relapsed is met', () =>
    expect(gate.derive({ age: 68, relapsed: true, refractory: null }).answer).toMatchObject({
      diseaseMet: { value: true },
    }));
  it('an imprecise infusion gives intervals; nothing given asks for all', () => {
    expect(dose({ infusionDate: '2024-09' })).toMatchObject({
      cyclophosphamideDate: { start: '2024-08-30', end: '2024-09-28' },
    });
    expect(dose({})).toMatchObject({ status: 'indeterminate', missing: ['weightKg', 'bsaM2', 'infusionDate'] });
    expect(dose({ weightKg: { value: 154.324, unit: 'lb' } }).cells).toBeCloseTo(0.7e8, -4);
  });
});

describe('all.bca, all.md 5.3', () => {
  const asked = (input: unknown) => bca.derive(input).answer;
  it.each([
    [1, { measurements: [{ day: 'D+28', cd19: 0 }] }, { value: 'aplasia' }],
    [2, { cd19: 10 }, { value: 'not aplasia' }],
    [3, { cd19: 9, cd19Pct: 2 }, { value: 'aplasia' }],
    [4, { cd19Pct: 0.9 }, { value: 'aplasia' }],
    [5, { measurements: [{ day: 'M10', cd19: 15 }, { day: 'M11', cd19: 20 }] }, { value: 'recovery', recoveryDay: 304 }],
    [6, { measurements: [{ day: 'M10', cd19: 15 }] }, { value: 'possible recovery', recoveryDay: 304 }],
  ])('row %i', (_, input, expected) => expect(asked(input)).toMatchObject({ status: 'determined', ...expected })); // biome-ignore format: a table

  it('two values 13 days apart are possible recovery, 14 days apart recovery at the first', () => {
    const pair = (second: number) => ({ measurements: [{ day: 60, cd19: 0 }, { day: 300, cd19: 15 }, { day: second, cd19: 20 }] }); // biome-ignore format: one thought
    expect(asked(pair(313))).toMatchObject({ value: 'possible recovery' });
    expect(asked(pair(314))).toMatchObject({
      value: 'recovery',
      recoveryDay: 300,
      durationDays: { minDays: 300, maxDays: 300 },
      earlyLoss: false,
    });
  });
  it('loss before day 180 is early; 1 % is not below 1 %; limits are parameters', () => {
    expect(asked({ measurements: [{ day: 150, cd19: 25 }, { day: 179, cd19: 25 }] })).toMatchObject({ value: 'recovery', earlyLoss: true }); // biome-ignore format: one thought
    expect(asked({ cd19Pct: 1 })).toMatchObject({ value: 'not aplasia' });
    expect(asked({ cd19: 15, bcaAbs: 20 })).toMatchObject({ value: 'aplasia' });
  });
});

describe('all.igg, all.md 5.4', () => {
  const asked = (input: unknown) => igg.derive(input).answer;
  const mg = (value: number, comparator?: string) => ({ value, unit: 'mg/dL', ...(comparator ? { comparator } : {}) });
  const g = (value: number) => ({ value, unit: 'g/L' });
  it.each([
    [1, { igg: mg(290), seriousInfections: false }, { value: 'consider', warnings: [] }],
    [2, { igg: g(3.9), seriousInfections: true }, { value: 'criteria-met' }],
    [
      3,
      { igg: g(4), seriousInfections: true },
      { value: 'criteria-not-met', otherGuidanceDiffers: true, warnings: ['otherGuidanceDiffers'] },
    ],
    [4, { igg: mg(399), seriousInfections: true }, { value: 'criteria-met' }],
    [
      5,
      { igg: mg(350) },
      { status: 'indeterminate', possible: ['consider', 'criteria-met'], missing: ['seriousInfections'] },
    ],
    [
      6,
      { igg: mg(620), seriousInfections: false, daysSinceIvig: 10 },
      { value: 'criteria-not-met', warnings: ['post-infusion'] },
    ],
  ])('row %i', (_, input, expected) => expect(asked(input)).toMatchObject(expected));

  it.each([
    ['a month that may end within 28 days before', { lastIvig: '2024-09', sampleDate: '2024-10-05' }, ['immunoglobulin-timing-unknown']],
    ['days that lie within them', { lastIvig: '2024-09-10/2024-09-20', sampleDate: '2024-09-29' }, ['post-infusion']],
    ['a month that ended long before', { lastIvig: '2024-06', sampleDate: '2024-09-29' }, []],
    ['20 to 40 days', { daysSinceIvig: { low: 20, high: 40 } }, ['immunoglobulin-timing-unknown']],
  ])('immunoglobulin: %s', (_, input, warnings) => expect(asked({ igg: mg(620), seriousInfections: false, ...input }).warnings).toEqual(warnings)); // biome-ignore format: a table
  it('censored, above 6.0 g/L, and dates of the immunoglobulin', () => {
    expect(asked({ igg: mg(300, '<'), seriousInfections: false })).toMatchObject({ value: 'consider' });
    expect(asked({ igg: g(6.1), seriousInfections: true })).toMatchObject({
      value: 'criteria-not-met',
      otherGuidanceDiffers: false,
    });
    expect(asked({ igg: mg(620), lastIvig: '2024-09-01', sampleDate: '2024-09-29' }).warnings).toEqual([
      'post-infusion',
    ]);
    expect(asked({ igg: mg(620), lastIvig: '2024-09-01', sampleDate: '2024-09-30' }).warnings).toEqual([]);
  });
  it('nothing known: all three, both asked for', () =>
    expect(asked({})).toMatchObject({
      possible: ['criteria-not-met', 'consider', 'criteria-met'],
      missing: ['igg', 'seriousInfections'],
    }));
});

describe('all.prophylaxis, all.md 5.5', () => {
  const asked = (input: Record<string, unknown>, rule: string) => prophylaxis.derive({ ...input, rule }).answer;
  const yes = { status: 'determined', value: true };
  const no = { status: 'determined', value: false };
  const open = (missing: string) => ({ status: 'indeterminate', possible: [false, true], missing: [missing] });
  it.each([
    [1, { daysSinceInfusion: 365, cd4: 201 }, yes, yes],
    [2, { daysSinceInfusion: 300, cd4: 320 }, no, yes],
    [3, { daysSinceInfusion: 400, cd4: 200 }, no, yes],
    [4, { daysSinceInfusion: 200, cd4: null }, no, open('cd4')],
    [5, { daysSinceInfusion: 400, cd4: null }, open('cd4'), yes],
    [6, { daysSinceInfusion: 200, cd4: 150 }, no, no],
    [7, { infusion: { start: '2024-08-05', end: '2024-10-30' }, asOf: '2025-09-15', cd4: 320 }, open('infusion'), yes],
  ])('row %i', (_, input, and, or) => {
    expect(asked(input, 'and')).toMatchObject(and);
    expect(asked(input, 'or')).toMatchObject(or);
  });
  it('row 7: day 320 to 406, also as an interval of days', () => {
    expect(
      asked({ infusion: '2024-08-05/2024-10-30', asOf: '2025-09-15', cd4: { value: 0.32, unit: '10^9/L' } }, 'and'),
    ).toMatchObject({ minDays: 320, maxDays: 406 });
    expect(asked({ daysSinceInfusion: { low: 320, high: 406 }, cd4: 320 }, 'and')).toMatchObject(
      open('daysSinceInfusion'),
    );
    expect(asked({ daysSinceInfusion: { minDays: 320, maxDays: 406 }, cd4: 320 }, 'or')).toMatchObject(yes);
  });
  it('the default is both; what keeps prophylaxis all the same is printed', () =>
    expect(
      prophylaxis.derive({ daysSinceInfusion: 400, cd4: { value: 300, unit: '/uL', comparator: '>' }, steroids: true })
        .answer,
    ).toMatchObject({ ...yes, keeps: ['steroids'], params: { rule: 'and' } }));
});

describe('all.vaccination, all.md 5.6', () => {
  const asked = (input: Record<string, unknown>) => vaccination.derive({ infusion: '2024-09-05', ...input }).answer;
  const due = (value: boolean) => ({ due: { status: 'determined', value } });
  it('row 1: earliest dates', () =>
    expect(asked({})).toMatchObject({
      influenzaCovid: { from: '2024-12-05' }, inactivated: { from: '2025-03-05' },
      live: { from: '2025-09-05', unmet: [], unknown: ['immunosuppressed', 'immuneReconstitution', 'lastIvig'] },
    })); // biome-ignore format: one answer
  it('row 2: nothing due the day before', () =>
    expect(asked({ asOf: '2024-12-04' })).toMatchObject({
      influenzaCovid: due(false),
      inactivated: due(false),
      live: due(false),
    }));
  it('row 3: inactivated due on immunoglobulin, with a warning', () =>
    expect(asked({ asOf: '2025-03-05', onIvig: true })).toMatchObject({
      influenzaCovid: due(true),
      inactivated: due(true),
      live: due(false),
      warnings: ['recent-ivig'],
    }));
  it('row 4: live blocked until 8 months after the last immunoglobulin', () => {
    const free = { immunosuppressed: false, immuneReconstitution: true, lastIvig: '2025-08-01' };
    expect(asked({ asOf: '2025-10-01', ...free })).toMatchObject({
      live: { from: '2026-04-01', unmet: ['recent-ivig'], ...due(false) },
    });
    expect(asked({ asOf: '2026-04-01', ...free })).toMatchObject({ live: { unmet: [], ...due(true) }, warnings: [] });
  });
  it('row 5: live blocked by immunosuppression', () =>
    expect(asked({ asOf: '2025-10-01', immunosuppressed: true })).toMatchObject({
      live: { unmet: ['immunosuppressed'], ...due(false) },
    }));
  it('row 6: infusion known to the month', () =>
    expect(asked({ infusion: '2024-09' })).toMatchObject({
      inactivated: { from: { start: '2025-03-01', end: '2025-03-30' } },
    }));
  it('live with conditions unknown is open', () =>
    expect(asked({ asOf: '2025-10-01' })).toMatchObject({
      live: {
        due: {
          status: 'indeterminate',
          possible: [false, true],
          missing: ['immunosuppressed', 'immuneReconstitution', 'lastIvig'],
        },
      },
    }));
  it('without an infusion date nothing can be dated', () =>
    expect(vaccination.derive({}).answer).toMatchObject({ status: 'indeterminate', missing: ['infusion'] }));
});
