import { fromIso } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { messages } from '../messages.generated.ts';
import { answerWord, compact } from './answer.ts';
import { daysText } from './dates.ts';
import type { Say } from './say.ts';

function sayIn(language: 'it' | 'en'): Say {
  const texts: Readonly<Record<string, string>> = messages[language];
  const say = (key: string, given: Readonly<Record<string, string | number>> = {}): string =>
    (texts[key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given[name]));
  const has = (key: string): boolean => key in texts;
  return Object.assign(say, {
    language,
    has,
    or: (key: string, otherwise: string) => (has(key) ? say(key) : otherwise),
  });
}
const [en, italian] = [sayIn('en'), sayIn('it')];

describe('days in words', () => {
  it.each([
    ['one day', '2024-08-05', '2024-08-05', '5 Aug 2024', '5 ago 2024'],
    ['a month', '2024-02-01', '2024-02-29', 'Feb 2024', 'feb 2024'],
    ['a year', '2024-01-01', '2024-12-31', '2024', '2024'],
    ['two whole months', '2024-02-01', '2024-03-31', '1 Feb – 31 Mar 2024', '1 feb – 31 mar 2024'],
    ['days of one month', '2024-06-14', '2024-06-21', '14–21 Jun 2024', '14–21 giu 2024'],
    ['across a year', '2024-12-30', '2025-01-02', '30 Dec 2024 – 2 Jan 2025', '30 dic 2024 – 2 gen 2025'],
  ])('%s', (_, from, to, english, words) => {
    const days = { start: fromIso(from), end: fromIso(to) };
    expect([daysText(days, en), daysText(days, italian)]).toEqual([english, words]);
  });

  it('an open side is said, never a day that nobody knows', () => {
    const day = fromIso('2024-04-04');
    expect(daysText({ start: -Infinity, end: day }, en)).toBe('until 4 Apr 2024');
    expect(daysText({ start: day, end: Infinity }, italian)).toBe('dal 4 apr 2024');
    expect(daysText({ start: -Infinity, end: Infinity }, italian)).toBe('data ignota');
  });
});

describe('values of an answer in words', () => {
  it.each([
    ['an interval of days as a record', { start: '2024-08-05', end: '2024-10-30' }, '5 Aug – 30 Oct 2024'],
    ['with what goes with it', { start: '2024-08-01', end: '2024-08-31', precision: 'month' }, 'Aug 2024'],
    ['as text', '2024-08-05/2024-10-30', '5 Aug – 30 Oct 2024'],
    ['an open end', { start: '2024-08-05', end: null }, 'from 5 Aug 2024'],
    ['a day', '2024-08-05', '5 Aug 2024'],
    ['a year may be a code', '2016', '2016'],
    ['no date at all', '2024-13-45', '2024-13-45'],
    ['a number of days', { minDays: 7, maxDays: 12 }, '7–12 days'],
    ['exactly so many', { minDays: 7, maxDays: 7 }, '7 days'],
    ['a quantity', { value: 0.2, unit: 'g/dL', comparator: '<' }, '< 0.2 g/dL'],
    ['an outcome inside', { status: 'indeterminate', possible: ['PR', 'VGPR'] }, 'not decided: PR | VGPR'],
    ['a range of bare numbers', { low: 283, high: 395 }, '283–395'],
    ['true', true, 'yes'],
    ['nothing', null, '–'],
  ])('%s', (_, value, text) => expect(compact(value, en)).toBe(text));

  it('a page may have its own manner', () => {
    const manner = { fractionDigits: 2, isOpen: true, condition: (name: string) => `✔ ${name}` };
    expect(compact({ a: 0.123456, b: 1 }, en, manner)).toBe('a 0.12; b 1');
    expect(compact({ a: 0.123456, b: 1 }, en)).toBe('(a 0.123456; b 1)');
    expect(compact([{ condition: 'x', status: 'met' }], en, manner)).toBe('✔ x');
  });

  it('what a guideline sets is said as reached or not, never as a yes that reads as an order', () => {
    expect(answerWord('all.prophylaxis', true, en)).toBe('guideline milestone reached');
    expect(answerWord('all.prophylaxis', false, italian)).toBe('traguardo della linea guida non raggiunto');
    expect(answerWord('carT.intervals', true, en)).toBe('yes');
  });

  it('a criterion has its own words at any depth only where it is asked to', () => {
    const key = Object.keys(messages.en).find((name) => /^answer\.[^.]+(?:\.[^.]+)?\.\w+$/.test(name)) as string;
    const [criterion, code] = [key.slice('answer.'.length, key.lastIndexOf('.')), key.slice(key.lastIndexOf('.') + 1)];
    const own = (messages.en as Readonly<Record<string, string>>)[key];
    expect(answerWord(criterion, code, en)).toBe(own);
    expect(answerWord(criterion, [code], en, { criterion })).toBe(own);
  });
});
