import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../patient/story.testing.ts';
import { fish } from './fish.ts';
import { gate } from './gate.ts';
import { selinexorDose } from './selinexor-dose.ts';

const MYELOMA: Told = ['2020-01-01', 'registration:r', { 'reg.indication': 'MM' }];
const LINE: Told = ['2024-04-05', 'line:A', { 'line.number': 1, 'line.start': '2024-04-05', 'line.regimen': 'SVd' }];
const cycle = (number: number, on: string): Told => [on, `cycle:${number}`, { 'cycle.number': number, 'cycle.day1': on, 'cycle.lineRef': 'line:A' }]; // biome-ignore format: one event
const dose = (on: string, given: number, planned = 100): Told => [
  on, `dose:${on}`, { 'dose.drug': 'selinexor', 'dose.lineRef': 'line:A', 'dose.date': on, 'dose.given': given, 'dose.planned': planned },
]; // biome-ignore format: one event

describe('relative dose intensity from single doses', () => {
  const rdi = (...facts: readonly Told[]) =>
    answersTo('mm.rdi', [MYELOMA, LINE, cycle(1, '2024-04-05'), cycle(2, '2024-05-10'), ...facts])[0];
  it.each<[string, readonly Told[], number]>([
    ['all given', [dose('2024-04-05', 100), dose('2024-04-12', 100)], 100],
    ['one omitted', [dose('2024-04-05', 100), dose('2024-04-12', 0)], 50],
    ['the last day of the cycle counts', [dose('2024-04-05', 100), dose('2024-05-09', 0)], 50],
    ['day 1 of the one that goes on does not', [dose('2024-04-05', 100), dose('2024-05-10', 0)], 100],
  ])('%s', (_, facts, percent) => expect(rdi(...facts)).toMatchObject({ relativeDosePercent: percent }));
});

describe('gates of an indication', () => {
  const serum = (on: string, value: number): Told => [on, `lab:${on}`, { 'lab.mSerum': [value, 'g/dL'] }];
  it('a drug to which the disease is not refractory does not meet its condition', () => {
    const stopped: Told = ['2024-01-10', 'line:B', { 'line.number': 1, 'line.start': '2024-01-10', 'line.end': '2024-04-01', 'line.regimen': 'DRd', 'line.stopReason': 'toxicity' }];
    const told = [MYELOMA, stopped, serum('2024-01-01', 4), serum('2024-02-01', 0.3), serum('2024-03-01', 0.3)];
    const cilta = answersTo('mm.gate', told).find(({ of }) => of?.product === 'cilta-cel');
    expect(cilta?.conditions).toContainEqual({ condition: 'lenalidomide-refractory', status: 'not-met' });
  }); // biome-ignore format: one answer
  it('who is refractory to lenalidomide has had it, and its class', () =>
    expect(gate.derive({ product: 'cilta-cel', lenalidomideRefractory: true }).answer.conditions).toEqual(
      expect.arrayContaining([
        { condition: 'prior-imid', status: 'met' },
        { condition: 'prior-pi', status: 'unknown' },
      ]),
    ));
});

it('a weight loss that nobody measured leaves both actions open', () =>
  expect(selinexorDose.derive({ currentDose: 100, toxicity: 'weightLoss' }).answer).toMatchObject({
    status: 'indeterminate',
    possible: expect.arrayContaining([expect.objectContaining({ action: 'maintain' })]),
  }));

it('copies belong to 1q alone', () => {
  const found = fish.derive({ text: 't(11;14) 4 copie' }).answer.findings as readonly { code: string; state: string }[];
  expect(found.filter(({ state }) => state === 'present').map(({ code }) => code)).toEqual(['T_11_14']);
});
