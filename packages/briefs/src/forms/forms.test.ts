import { item } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import type { FactJson, PatientJson } from '../patient/patient-json.ts';
import type { Words } from '../words/words.ts';
import { handOverFacts } from './hand-over.ts';
import { type FormKind, formLayouts } from './layout.ts';
import { milestoneClock } from './milestones.ts';
import { gapsFirst, sheetOf } from './sheet.ts';
import { daysFromZero, dayZeroOf, inYear, isWithin } from './window.ts';

const say = Object.assign((key: string) => key, {
  language: 'en' as const,
  has: () => true,
  or: (_: string, otherwise: string) => otherwise,
});
const words: Words = { say, labels: { item: (code) => item(code).labelEn, answer: (_, answer) => answer } };

type Short = readonly [code: string, on: string, value: unknown, event?: string];

const fact = ([code, on, value, event = `${code.split('.')[0]}:x`]: Short, index: number): FactJson => {
  const [start, end = start] = on.split('/') as [string, string?];
  const absent = value === null ? { absent: 'unknown' } : {};
  return { id: `f${index}`, code, event, effective: { start, end, precision: 'day' }, value, unit: null, stated: false, known: `${end}T23:59:59Z`, recorded: `${end}T23:59:59Z`, ...absent };
}; // biome-ignore format: a row

const INFUSED: readonly Short[] = [
  ['inf.date', '2024-03-01', '2024-03-01', 'infusion:in'],
  ['inf.product', '2024-03-01', 'axi-cel', 'infusion:in'],
];
const patient = (asOf: string, ...told: readonly Short[]): PatientJson => ({
  patient: 'p1', asOf, knownAt: null, centre: 'c1', disease: 'LBCL', synthetic: false, facts: told.map(fact), lines: [], derivations: [], discrepancies: [], warnings: [],
}); // biome-ignore format: a row

const layout = (kind: FormKind) => {
  const found = formLayouts.find(({ id }) => id === kind);
  if (!found) throw new Error(`no layout ${kind}`);
  return found;
};
const sheet = (kind: FormKind, of: PatientJson, year = 1) => {
  const made = sheetOf(layout(kind), of, words, year);
  if (!made) throw new Error('no sheet');
  return made;
};
const field = (kind: FormKind, of: PatientJson, code: string, year = 1) =>
  sheet(kind, of, year).fields.find((one) => one.code === code);

describe('layouts', () => {
  it('name codes of the dictionary only, and none is called verified', () => {
    for (const { sections, confirmed } of formLayouts) {
      expect(confirmed).toBeNull();
      for (const { code } of sections.flatMap(({ fields }) => fields)) expect(item(code as never).code).toBe(code);
    }
  });
  it('take what the disease has', () => {
    const codes = sheet('ebmt-day0', patient('2024-03-01', ...INFUSED)).fields.map(({ code }) => code);
    expect(codes).toContain('stg.annArbor');
    expect(codes).not.toContain('marrow.plasmaCells');
  });
});

describe('the days of a sheet', () => {
  it.each([
    [{ first: 100, last: 100 }, { from: 0, to: 120 }, 'yes'],
    [{ first: 120, last: 121 }, { from: 0, to: 120 }, 'maybe'],
    [{ first: 121, last: 130 }, { from: 0, to: 120 }, 'no'],
    [{ first: -30, last: -1 }, { from: null, to: 0 }, 'yes'],
  ] as const)('%o in %o: %s', (days, window, answer) => expect(isWithin(days, window)).toBe(answer));
  it('counts by the dates, and an imprecise infusion widens them', () => {
    const of = patient(
      '2024-06-01',
      ['inf.date', '2024-03-01/2024-03-10', null, 'infusion:in'],
      ['resp.lugano', '2024-04-01', 'CR'],
    );
    const zero = dayZeroOf(of);
    expect(zero && daysFromZero(of.facts[1] as FactJson, zero)).toEqual({ first: 22, last: 31 });
  });
  it('counts as the source does where it is anchored to the infusion', () => {
    const of = patient(
      '2024-06-01',
      ['inf.date', '2024-03-01/2024-05-01', null, 'infusion:in'],
      ['crs.onset', '2024-03-04/2024-05-04', '2024-03-04'],
    );
    const anchored = {
      ...(of.facts[1] as FactJson),
      effective: { start: null, end: null, precision: 'anchored', anchor: { ref: 'f0', offsetDays: [3, 3] as const } },
    };
    const zero = dayZeroOf(of);
    expect(zero && daysFromZero(anchored, zero)).toEqual({ first: 3, last: 3 });
  });
  it('of the second year follow those of the first without a gap', () => {
    const { window } = layout('ebmt-annual');
    expect(inYear(window, 1)).toEqual({ from: 121, to: 395 });
    expect(inYear(window, 2)).toEqual({ from: 396, to: 760 });
  });
});

describe('a field', () => {
  const day100 = (asOf: string, ...more: readonly Short[]) => patient(asOf, ...INFUSED, ...more);

  it('is filled by a value of its days, with its source, and copied as the other system wants it', () => {
    const of = day100('2024-08-01', ['fu.date', '2024-06-01', '2024-06-01'], ['fu.survival', '2024-06-01', 'alive']);
    expect(field('ebmt-day100', of, 'fu.survival')).toMatchObject({
      status: 'filled',
      values: [{ copy: 'alive', fact: 'f3' }],
    });
  });
  it('is a gap when its days are over, and still to come before', () => {
    expect(field('ebmt-day100', day100('2024-08-01'), 'fu.survival')?.status).toBe('gap');
    expect(field('ebmt-day100', day100('2024-04-01'), 'fu.survival')?.status).toBe('notYet');
  });
  it('is absent with its reason where the record says so', () =>
    expect(
      field('ebmt-day100', day100('2024-08-01', ['crs.occurred', '2024-04-01', null]), 'crs.occurred')?.status,
    ).toBe('absent'));
  it('is open where its date leaves it open', () =>
    expect(
      field('ebmt-day100', day100('2024-09-01', ['imm.bAplasia', '2024-06-20/2024-07-20', 'yes']), 'imm.bAplasia')
        ?.status,
    ).toBe('open'));
  it('does not take what belongs to the next sheet', () => {
    const of = day100('2025-06-01', ['imm.bAplasia', '2025-02-20', 'no']);
    expect(field('ebmt-day100', of, 'imm.bAplasia')?.status).toBe('gap');
    expect(field('ebmt-annual', of, 'imm.bAplasia')?.status).toBe('filled');
    expect(field('ebmt-annual', of, 'imm.bAplasia', 2)?.status).toBe('notYet');
  });
  it('knows patient and centre without anybody entering them', () =>
    expect(field('aifa', day100('2024-08-01'), 'reg.patientId')).toMatchObject({
      status: 'filled',
      values: [{ copy: 'p1' }],
    }));
  it('stands by how urgent it is: required gaps first, filled last', () => {
    const order = gapsFirst(sheet('ebmt-day100', day100('2024-08-01', ['fu.survival', '2024-06-01', 'alive'])).fields);
    expect(order[0]).toMatchObject({ status: 'gap', need: 'required' });
    expect(order.at(-1)?.status).toBe('filled');
  });
});

it('without an infusion there is no sheet: its days would mean nothing', () =>
  expect(sheetOf(layout('ebmt-day100'), patient('2024-08-01'), words)).toBeNull());

describe('what was handed over', () => {
  it('is facts, and the sheet counts what was recorded since', () => {
    const { facts } = handOverFacts({
      patient: 'p1',
      centre: 'c1',
      kind: 'ebmt-day100',
      on: '2024-06-15',
      to: 'EBMT',
    }) as { facts: { code: string; value: string; event: string }[] };
    const told = facts.map(({ code, value, event }): Short => [code, '2024-06-15', value, event]);
    const of = patient('2024-08-01', ...INFUSED, ['fu.survival', '2024-06-01', 'alive'], ...told, [
      'fu.date',
      '2024-06-28',
      '2024-06-28',
    ]);
    expect(sheet('ebmt-day100', of).history).toMatchObject([{ on: '2024-06-15', to: 'EBMT', recordedSince: 1 }]);
    expect(sheet('ebmt-day0', of).history).toEqual([]);
  });
});

describe('the milestones of axi-cel: 6, 9 and 12 months', () => {
  const clock = (asOf: string, ...more: readonly Short[]) => milestoneClock(patient(asOf, ...INFUSED, ...more));
  const statuses = (asOf: string, ...more: readonly Short[]) =>
    clock(asOf, ...more)?.milestones.map(({ status }) => status);

  it('fall on calendar months, the last day of a short one', () => {
    expect(clock('2024-03-01')?.milestones.map(({ due }) => due[0])).toEqual([
      '2024-09-01',
      '2024-12-01',
      '2025-03-01',
    ]);
    const leap = milestoneClock(
      patient(
        '2024-03-01',
        ['inf.date', '2024-08-31', '2024-08-31', 'infusion:in'],
        ['inf.product', '2024-08-31', 'axi-cel', 'infusion:in'],
      ),
    );
    expect(leap?.milestones[0]?.due).toEqual(['2025-02-28', '2025-02-28']);
  });
  it.each([
    ['2024-08-10', ['notYet', 'notYet', 'notYet']],
    ['2024-08-11', ['due', 'notYet', 'notYet']],
    ['2024-10-01', ['due', 'notYet', 'notYet']],
    ['2024-10-02', ['overdue', 'notYet', 'notYet']],
  ])('on %s: %s', (asOf, expected) => expect(statuses(asOf)).toEqual(expected));
  it('is complete with a response of its days and a later sign of life', () =>
    expect(statuses('2024-10-02', ['resp.lugano', '2024-09-03', 'CR'], ['fu.survival', '2024-10-01', 'alive'])).toEqual(
      ['complete', 'notYet', 'notYet'],
    ));
  it('an imprecise infusion gives two days', () => {
    const of = patient(
      '2024-03-01',
      ['inf.date', '2024-03-01/2024-03-10', null, 'infusion:in'],
      ['inf.product', '2024-03-01', 'axi-cel', 'infusion:in'],
    );
    expect(milestoneClock(of)?.milestones[0]?.due).toEqual(['2024-09-01', '2024-09-10']);
  });
  it('a product without a rule has none, nor has nobody infused', () => {
    expect(milestoneClock(patient('2024-03-01'))).toBeNull();
    expect(
      milestoneClock(
        patient(
          '2024-03-01',
          ['inf.date', '2024-03-01', '2024-03-01', 'infusion:in'],
          ['inf.product', '2024-03-01', 'investigational', 'infusion:in'],
        ),
      ),
    ).toBeNull();
  });
});

describe('a derived grade stands beside the stated one', () => {
  const course = (maxGrade: unknown, missing: readonly string[] = []) => ({
    criterion: 'crs.astct2019.course', version: '2019', at: null, of: null, missing, because: ['d1', 'd2'], assuming: [], stated: null, discrepancy: null, maxGrade,
  }); // biome-ignore format: a derivation
  const grade = (stated: string | null, maxGrade: unknown) => {
    const told: readonly Short[] = stated === null ? INFUSED : [...INFUSED, ['crs.maxGrade', '2024-03-05', stated]];
    return field('ebmt-day100', { ...patient('2024-08-01', ...told), derivations: [course(maxGrade)] }, 'crs.maxGrade');
  };

  it.each([
    ['the same', '2', 2, [2], false],
    ['another', '1', 2, [2], true],
    ['one that is possible', '1', { status: 'indeterminate', possible: [4, 1, 2] }, [1, 2, 4], false],
    ['one that is not possible', '3', { status: 'indeterminate', possible: [1, 2] }, [1, 2], true],
    ['none stated', null, { status: 'determined', value: 2 }, [2], false],
  ] as const)('%s', (_, stated, derived, possible, differs) =>
    expect(grade(stated, derived)?.derived).toMatchObject({ possible, differs, facts: ['d1', 'd2'] }),
  );

  it('is not filled in by itself: a field with nothing stated stays a gap', () =>
    expect(grade(null, 2)).toMatchObject({ status: 'gap', values: [], derived: { copy: '2' } }));
  it('is not there without daily records', () => expect(grade('1', null)?.derived).toBeNull());
});
