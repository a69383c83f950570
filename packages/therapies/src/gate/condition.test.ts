import { fromIso } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { type Told, told } from '../story.testing.ts';
import { type Condition, judge } from './condition.ts';

const ON = '2024-06-01';
const line = (n: number, start: string, more: Readonly<Record<string, unknown>> = { 'line.regimen': 'DRd' }): Told => [
  start,
  `line:L${n}`,
  { 'line.number': n, 'line.start': start, ...more },
];
const remission = (word: string, on = '2024-05-01'): Told => [on, `response:${on}`, { 'resp.all': word }];
const residue = (word: string): Told => ['2024-05-01', 'mrd:m', { 'mrd.result': word }];

type Row = readonly [sentence: string, condition: Condition, story: readonly Told[], answer: string];
const ROWS: readonly Row[] = [
  ['remission with residue: both recorded', 'remission-with-mrd', [remission('CR'), residue('positive')], 'met'],
  ['below the range of quantification it is found all the same', 'remission-with-mrd', [remission('CRi'), residue('pnq')], 'met'],
  ['a residue alone says nothing of a remission', 'remission-with-mrd', [residue('positive')], 'unknown'],
  ['a response that could not be evaluated neither', 'remission-with-mrd', [remission('NE'), residue('positive')], 'unknown'],
  ['a relapse since then is none', 'remission-with-mrd', [remission('CR', '2024-01-01'), remission('relapse'), residue('positive')], 'not-met'],
  ['nothing found is no residue', 'remission-with-mrd', [residue('negative')], 'not-met'],
  ['a line numbered 2 is the second, though the first is not recorded', 'at-least-2-prior-lines', [line(2, '2024-01-10')], 'met'],
  ['… and leaves open what the first held', 'prior-pi', [line(2, '2024-01-10')], 'unknown'],
  ['a line whose drugs nobody recorded leaves them open', 'prior-pi', [line(1, '2023-01-10'), line(2, '2024-01-10', {})], 'unknown'],
  ['all drugs known: it was not given', 'prior-pi', [line(1, '2023-01-10')], 'not-met'],
  ['one dose is enough: a regimen broken off was given', 'prior-pi', [line(1, '2023-01-10'), line(2, '2024-01-10', { 'line.regimen': 'Kd', 'line.cycles': 0 })], 'met'],
  ['… and is no line', 'at-least-2-prior-lines', [line(1, '2023-01-10'), line(2, '2024-01-10', { 'line.regimen': 'Kd', 'line.cycles': 0 })], 'not-met'],
]; // biome-ignore format: a table

describe('what a printed indication asks', () => {
  it.each(ROWS)('%s', (_, condition, story, answer) =>
    expect(judge(condition, told(story, ON), fromIso(ON)).answer).toBe(answer),
  );
});
