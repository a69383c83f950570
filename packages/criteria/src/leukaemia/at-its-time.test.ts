import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../patient/story.testing.ts';

const ALL: Told = ['2024-01-10', 'registration:r', { 'reg.indication': 'ALL' }];
const DEPLETED: Told = ['2024-05-01', 'lymphodepletion:l', { 'ld.start': '2024-05-01' }];
const INFUSED: Told = ['2024-05-06', 'infusion:i', { 'inf.date': '2024-05-06', 'inf.product': 'brexu-cel' }];
let events = 0;
const on = (day: number): string => new Date(Date.UTC(2024, 4, 6 + day)).toISOString().slice(0, 10);
const told = (day: number, kind: string, items: object): Told => [
  on(day),
  `${kind}:${++events}`,
  items as Record<string, unknown>,
];
const all = (id: string, story: readonly Told[], asOf?: string) => answersTo(id, [ALL, DEPLETED, INFUSED, ...story], asOf); // biome-ignore format: helpers

// Every expectation is worked by hand from all.md 4.3, 5.2, 5.4 and 5.5.
describe('each at its time', () => {
  it('all.burden "pre-apheresis": of the product that was infused', () => {
    const collected = (day: number): Told => told(day, 'leukapheresis', { 'leuk.date': on(day) });
    const marrow = (day: number, blasts: number): Told => told(day, 'marrow', { 'marrow.blasts': blasts });
    const story = [collected(-40), marrow(-41, 60), collected(-20), marrow(-21, 2)];
    expect(all('all.burden', story).find(({ of }) => of?.timepoint === 'preApheresis')).toMatchObject({ marrow: 'low', at: on(-20) });
  });
  it('all.brexucel.dose: the weight of the time of the infusion', () => {
    const weight = (day: number, kg: number): Told => told(day, 'function', { 'com.weight': kg });
    expect(all('all.brexucel.dose', [weight(-16, 70), weight(350, 90)])).toMatchObject([{ cells: 0.7e8 }]);
  });
  it.each([
    ['28 days after the last of a course', { 'supp.start': on(10), 'supp.end': on(32) }, true],
    ['29 days after it', { 'supp.start': on(10), 'supp.end': on(31) }, false],
    ['after a single one', { 'supp.start': on(32) }, true],
    ['a course that goes on beyond the sample began', { 'supp.start': on(40), 'supp.end': on(90) }, true],
  ])('"within 28 days after an immunoglobulin infusion": %s', (_, when, isMarked) => {
    const story = [told(60, 'lab', { 'lab.igg': 620 }), told(10, 'support', { 'supp.kind': 'ivig', ...when })];
    expect((all('all.igg', story)[0]?.warnings ?? []).includes('post-infusion')).toBe(isMarked);
  });
  it.each([
    ['on the day asked about, with the last count before it', on(400), { value: true, minDays: 400 }],
    ['a day too early', on(364), { value: false }],
    ['where no day is asked about, on that of the count', undefined, { value: false, minDays: 300 }],
  ])('all.prophylaxis "days since infusion >= 365": %s', (_, asOf, expected) =>
    expect(all('all.prophylaxis', [told(300, 'immune', { 'imm.date': on(300), 'imm.cd4': 250 })], asOf)[0]).toMatchObject(expected));
}); // biome-ignore format: stories
