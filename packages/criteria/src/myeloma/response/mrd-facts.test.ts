import { describe, expect, it } from 'vitest';
import { answersTo, type Told } from '../../patient/story.testing.ts';

const FIRST = '2020-06-01';
const story: readonly Told[] = [
  ['2020-01-01', 'registration:r', { 'reg.indication': 'MM' }],
  ['2020-02-20', 'lab:b', { 'lab.mSerum': [4, 'g/dL'] }],
  ['2020-03-01', 'line:L1', { 'line.number': 1, 'line.start': '2020-03-01', 'line.regimen': 'DRd' }],
];
const NEGATIVE = { 'mrd.method': 'ngf', 'mrd.result': 'negative', 'mrd.sensitivity': 1e-5 };
const sample = (items: Told[2] = {}, on = FIRST): Told => [
  on,
  `mrd:${on}`,
  { 'mrd.date': on, 'mrd.specimen': 'marrow', ...NEGATIVE, ...items },
];
const scan = (items: Told[2], on = FIRST): Told => [on, `response:${on}`, { 'resp.date': on, 'resp.imaging': 'petct', ...items }]; // biome-ignore format: one event
const clean = (on: string): readonly Told[] => [sample({}, on), scan({ 'resp.deauville': '1' }, on)];
const last = (...facts: readonly Told[]) => answersTo('mm.mrd', [...story, ...facts]).at(-1)?.value;

describe('the result of a marrow sample', () => {
  it.each<[string, Told[2], string]>([
    ['flow at 10^-5', {}, 'flow-neg'],
    ['conventional flow', { 'mrd.method': 'flow' }, 'flow-neg'],
    ['sequencing at 10^-6', { 'mrd.method': 'ngs', 'mrd.sensitivity': 1e-6 }, 'seq-neg'],
    ['less sensitive', { 'mrd.sensitivity': 2e-5 }, 'not-assessable-at-1e-5'],
    ['sensitivity not given', { 'mrd.sensitivity': null }, 'not-assessable-at-1e-5'],
    ['found', { 'mrd.result': 'positive' }, 'positive'],
    ['found, no level', { 'mrd.result': 'detectedUnquantified' }, 'positive'],
    ['found below the range', { 'mrd.result': 'pnq' }, 'positive'],
  ])('%s', (_, items, category) => expect(last(sample(items))).toBe(category));
  it('that could not be read is open', () =>
    expect(answersTo('mm.mrd', [...story, sample({ 'mrd.result': 'notEvaluable' })])).toMatchObject([
      { status: 'indeterminate' },
    ]));
  it('of blood says nothing', () =>
    expect(answersTo('mm.mrd', [...story, sample({ 'mrd.specimen': 'blood' })])).toEqual([]));
});

describe('the PET/CT beside it', () => {
  it.each<[string, Told[2], string]>([
    ['score 1', { 'resp.deauville': '1' }, 'imaging-neg'],
    ['2', { 'resp.deauville': '2' }, 'imaging-neg'],
    ['3 is above the blood pool', { 'resp.deauville': '3' }, 'flow-neg'],
    ['4', { 'resp.deauville': '4' }, 'flow-neg'],
    ['5', { 'resp.deauville': '5' }, 'flow-neg'],
    ['X says nothing', { 'resp.deauville': 'X' }, 'flow-neg'],
    ['normal uptake of the marrow', { 'resp.marrowUptake': 'normal' }, 'imaging-neg'],
    ['reduced is above normal', { 'resp.deauville': '1', 'resp.marrowUptake': 'reduced' }, 'flow-neg'],
    ['unchanged', { 'resp.deauville': '1', 'resp.marrowUptake': 'unchanged' }, 'flow-neg'],
    ['new', { 'resp.deauville': '1', 'resp.marrowUptake': 'new' }, 'flow-neg'],
    ['not assessed', { 'resp.marrowUptake': 'notAssessed' }, 'flow-neg'],
    ['a new lesion', { 'resp.deauville': '1', 'resp.newLesion': 'yes' }, 'flow-neg'],
    ['of disease', { 'resp.deauville': '1', 'resp.newLesion': 'lymphoma' }, 'flow-neg'],
    ['unclear', { 'resp.deauville': '1', 'resp.newLesion': 'indeterminate' }, 'flow-neg'],
    ['unlikely to be disease', { 'resp.deauville': '1', 'resp.newLesion': 'unlikelyLymphoma' }, 'imaging-neg'],
    ['none', { 'resp.deauville': '1', 'resp.newLesion': 'no' }, 'imaging-neg'],
    ['another imaging', { 'resp.imaging': 'ct', 'resp.deauville': '1' }, 'flow-neg'],
  ])('%s', (_, items, category) => expect(last(sample(), scan(items))).toBe(category));
  it.each([
    ['90 days after', '2020-08-30', 'imaging-neg'],
    ['91 days after', '2020-08-31', 'flow-neg'],
    ['90 days before', '2020-03-03', 'imaging-neg'],
    ['91 days before', '2020-03-02', 'flow-neg'],
  ])('%s', (_, on, category) => expect(last(sample(), scan({ 'resp.deauville': '1' }, on))).toBe(category));
  it('of two the nearer', () =>
    expect(last(sample(), scan({ 'resp.deauville': '1' }, '2020-06-20'), scan({ 'resp.deauville': '5' }, '2020-06-05'))).toBe('flow-neg')); // biome-ignore format: one answer
});

describe('negative twice, a year apart', () => {
  const ON = '2021-06-01';
  it.each<[string, readonly Told[], string]>([
    ['to the day', clean(FIRST), 'sustained'],
    ['a day short', clean('2020-06-02'), 'imaging-neg'],
    ['the first of the run counts', [...clean(FIRST), ...clean('2021-03-01')], 'sustained'],
    ['found again between', [...clean(FIRST), sample({ 'mrd.result': 'positive' }, '2020-12-01')], 'imaging-neg'],
    ['found below the range between', [...clean(FIRST), sample({ 'mrd.result': 'pnq' }, '2020-12-01')], 'imaging-neg'],
    ['not evaluable between', [...clean(FIRST), sample({ 'mrd.result': 'notEvaluable' }, '2020-12-01')], 'sustained'],
    ['found before both', [sample({ 'mrd.result': 'positive' }, '2020-05-01'), ...clean(FIRST)], 'sustained'],
    ['the first less sensitive', [sample({ 'mrd.sensitivity': 1e-4 }), scan({ 'resp.deauville': '1' })], 'imaging-neg'],
    ['its sensitivity not given', [sample({ 'mrd.sensitivity': null }), scan({ 'resp.deauville': '1' })], 'imaging-neg'],
    ['its PET/CT positive', [sample(), scan({ 'resp.deauville': '4' })], 'imaging-neg'],
  ])('%s', (_, facts, category) => expect(last(...facts, ...clean(ON))).toBe(category)); // biome-ignore format: a table
});
