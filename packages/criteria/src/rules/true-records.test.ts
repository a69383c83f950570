import { describe, expect, it } from 'vitest';
import { patient } from '../patient/patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { consistencyOf } from './queries.ts';

let events = 0;
const told = (on: string, kind: string, items: object): Told => [
  on,
  `${kind}:${++events}`,
  items as Record<string, unknown>,
];
const of = (disease: string): Told => told('2024-01-01', 'registration', { 'reg.indication': disease });
const verdict = (rule: string, disease: string, story: readonly Told[]) => {
  const { queries, undecided } = consistencyOf(patient(viewOf([of(disease), ...story])));
  const found = queries.filter(({ code }) => code === rule);
  if (found.length > 0) return found.map(({ message }) => message);
  return undecided.some(({ code }) => code === rule) ? 'open' : 'kept';
}; // biome-ignore format: helpers

/** field-map 7: "`error` is kept for what no true record can show". */
describe('an infusion that did not take place is none', () => {
  const made = (result: string): Told => told('2024-02-20', 'manufacturing', { 'mfg.result': result });
  it.each([
    ['R014', 'a lot that failed, and so no infusion', [made('failed'), told('2024-03-01', 'infusion', { 'inf.date': { absent: 'notApplicable' }, 'inf.notInfusedReason': 'manufacturingFailure' })]],
    ['R014', 'the same, called not done', [made('failed'), told('2024-03-01', 'infusion', { 'inf.date': null })]],
    ['R015', 'a lot out of specification that was not infused', [made('outOfSpec'), told('2024-03-01', 'infusion', { 'inf.date': null, 'inf.outOfSpec': false })]],
  ])('%s: %s', (rule, _, story) => expect(verdict(rule, 'LBCL', story)).toBe('kept')); // biome-ignore format: a table
  it('R014: one at a time nobody knows did', () =>
    expect(verdict('R014', 'LBCL', [made('failed'), told('2024-03', 'infusion', { 'inf.date': { absent: 'unknown' } })])).toHaveLength(1)); // biome-ignore format: a row
  it('R104: dead, and a date of death that says that there was none', () =>
    expect(verdict('R104', 'LBCL', [told('2024-04-02', 'followup', { 'fu.survival': 'dead' }), told('2024-04-02', 'death', { 'death.date': { absent: 'notApplicable' } })])).toHaveLength(1)); // biome-ignore format: a row
  it('R104: dead on a day nobody knows is an answer', () =>
    expect(verdict('R104', 'LBCL', [told('2024-04-02', 'followup', { 'fu.survival': 'dead' }), told('2024-04', 'death', { 'death.date': { absent: 'unknown' } })])).toBe('kept')); // biome-ignore format: a row
});

describe('the dose of a product', () => {
  const infused = (items: object): Told => told('2024-03-01', 'infusion', { 'inf.date': '2024-03-01', ...items });
  it('R038: of a dose by weight the label limits the cells in all, too', () => {
    const by = (dose: number) => verdict('R038', 'MM', [told('2024-02-20', 'function', { 'com.weight': 130 }), infused({ 'inf.product': 'cilta-cel', 'inf.dose': dose })]);
    expect(by(120)).toHaveLength(1);
    expect(by(100)).toBe('kept');
  });
  it('R013, R038: a product that was not infused is not compared', () => {
    const planned = [told('2024-02-20', 'manufacturing', { 'mfg.product': 'tisa-cel' }), told('2024-03-01', 'infusion', { 'inf.date': null, 'inf.product': 'axi-cel', 'inf.dose': 900 })];
    for (const rule of ['R013', 'R038']) expect(verdict(rule, 'LBCL', planned)).toBe('kept');
  });
}); // biome-ignore format: stories

describe('a progression that the findings show is recorded', () => {
  const pet = told('2024-03-01', 'response', {
    'resp.date': '2024-03-01',
    'resp.deauville': '5',
    'resp.newLesion': 'lymphoma',
    'resp.marrowUptake': 'normal',
  });
  const died = told('2024-04-01', 'death', { 'death.date': '2024-04-01', 'death.cause': 'relapse' });
  const treated = told('2024-04-01', 'subsequent', { 'sub.start': '2024-04-01', 'sub.reason': 'relapse' });
  const remission = told('2024-02-01', 'response', { 'resp.date': '2024-02-01', 'resp.all': 'CR' });
  const marrow = told('2024-03-20', 'marrow', { 'marrow.blasts': 60 });
  it.each([
    ['R105', 'LBCL', [pet, died]], ['R108', 'LBCL', [pet, treated]], ['R105', 'ALL', [remission, marrow, died]], ['R108', 'ALL', [remission, marrow, treated]],
  ])('%s in %s', (rule, disease, story) => expect(verdict(rule, disease, story)).toBe('kept')); // biome-ignore format: a table
  it.each([
    ['R105', 'LBCL', [died]], ['R108', 'LBCL', [treated]], ['R105', 'ALL', [remission, died]],
  ])('%s in %s without one', (rule, disease, story) => expect(verdict(rule, disease, story)).toHaveLength(1)); // biome-ignore format: a table
});

describe('what is recorded of another time', () => {
  const visit = (on: string, items: string[], more: object = { 'sledai.notAttributed': ['none'] }): Told => told(on, 'sle-activity', { 'sledai.date': on, 'sledai.items': items, ...more });
  const upcr = (value: unknown): Told => told('2024-04-01', 'lab', { 'lab.upcr': value });
  it.each([
    ['the descriptor of a visit a year before', [visit('2023-04-01', ['proteinuria']), visit('2024-04-01', ['rash']), upcr(501)], 1],
    ['in mg/mmol, above the 50 that is printed', [visit('2024-04-01', ['rash']), upcr([51, 'mg/mmol'])], 1],
  ])('R090 fires: %s', (_, story, times) => expect(verdict('R090', 'SLE', story)).toHaveLength(times));
  it.each([
    ['the descriptor of this visit', [visit('2024-04-01', ['proteinuria']), upcr(501)]],
    ['not attributed', [visit('2024-04-01', ['rash'], { 'sledai.notAttributed': ['proteinuria'] }), upcr(501)]],
    ['at the limit in mg/mmol', [visit('2024-04-01', ['rash']), upcr([50, 'mg/mmol'])]],
  ])('R090 is kept: %s', (_, story) => expect(verdict('R090', 'SLE', story)).toBe('kept'));
  const given = told('2024-04-01', 'support', { 'supp.kind': 'ivig', 'supp.start': '2024-04-01' });
  const igg = (on: string, value: number): Told => told(on, 'lab', { 'lab.igg': value });
  it('R111: the IgG after immunoglobulins is what they did', () => {
    expect(verdict('R111', 'LBCL', [given, igg('2024-03-25', 300), igg('2024-04-05', 900)])).toBe('kept');
    expect(verdict('R111', 'LBCL', [given, igg('2024-03-25', 500), igg('2024-04-05', 300)])).toHaveLength(1);
    expect(verdict('R111', 'LBCL', [given, igg('2024-04-05', 900)])).toBe('open');
  });
}); // biome-ignore format: stories

describe('a message names the unit in which its number stands', () => {
  it('R075: a mass recorded in mm', () =>
    expect(verdict('R075', 'LBCL', [told('2024-01-03', 'staging', { 'stg.bulkCm': [120, 'mm'], 'stg.mtv': 10 })])).toEqual([{ en: 'A mass of 12 cm with a very small MTV: check units.', it: 'Massa di 12 cm con MTV molto piccolo: verificare le unità.' }])); // biome-ignore format: a row
  it('R112: CD19 recorded in 10*9/L, and above a limit', () => {
    const cells = (value: unknown) => [told('2024-06-03', 'immune', { 'imm.bAplasia': 'yes', 'imm.cd19': value })];
    expect(verdict('R112', 'LBCL', cells([0.02, '10*9/L']))).toMatchObject([{ en: 'B-cell aplasia reported with CD19 20 per microlitre.' }]);
    expect(verdict('R112', 'LBCL', cells([20, '/uL', { comparator: '>' }]))).toMatchObject([{ it: 'Aplasia B riportata con CD19 > 20 per microlitro.' }]);
  }); // biome-ignore format: two rows
});
