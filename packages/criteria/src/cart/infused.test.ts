import { expect, it } from 'vitest';
import { answersTo, type Told } from '../patient/story.testing.ts';

const of = (disease: string): Told => ['2024-01-10', 'registration:r', { 'reg.indication': disease }];
const LEUK: Told = ['2024-02-01', 'leukapheresis:l', { 'leuk.date': '2024-02-01' }];
const planned = (date: unknown): Told => ['2024-02-20', 'infusion:i', { 'inf.date': date, 'inf.product': 'axi-cel' }];
const DIED: Told = ['2024-02-21', 'death:d', { 'death.date': '2024-02-21' }];
const FEVER: Told = ['2024-02-22', 'daily:d', { 'day.date': '2024-02-22', 'day.tempMax': 39 }];

// lymphoma.md 5: "includes patients never infused".
it.each([['not done', null], ['refused', { absent: 'refused' }], ['still to come', { absent: 'pending' }]])('a product whose infusion is %s starts no clock', (_, date) => {
  expect(answersTo('outcome.os', [of('LBCL'), LEUK, planned(date), DIED])).toMatchObject([{ of: { anchor: 'leukapheresis' }, timeDays: 20, event: 1 }]);
  expect(answersTo('crs.astct2019.course', [of('LBCL'), LEUK, planned(date), FEVER])).toEqual([]);
  expect(answersTo('all.endpoint', [of('ALL'), LEUK, planned(date), DIED])).toEqual([]);
}); // biome-ignore format: rows
it('one infused on a day nobody knows does', () =>
  expect(answersTo('longTermFollowUp', [of('LBCL'), planned({ absent: 'unknown' })])).toHaveLength(1));
