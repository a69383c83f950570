import { expect, it } from 'vitest';
import { fitting, textWidth, wrapText } from './width.ts';

it('adds the advance widths of the font', () => {
  expect(textWidth('I', 1000)).toBe(263);
  expect(textWidth('DRd', 10)).toBeCloseTo((615 + 569 + 555) / 100, 10);
  expect(textWidth('DRd', 10, 600)).toBeCloseTo((625 + 592 + 564) / 100, 10);
});
it('gives a letter with an accent the width of the letter', () =>
  expect(textWidth('è', 100)).toBe(textWidth('e', 100)));
it('takes the longest wording that fits, or none', () => {
  const wordings = ['refractory to daratumumab', 'refractory', 'R'];
  expect(fitting(wordings, 60, 11)).toBe('refractory');
  expect(fitting(wordings, 3, 11)).toBeUndefined();
});
it('breaks lines at spaces, and keeps a word that is longer than the line', () =>
  expect(wrapText('a linfodeplezione b c', 30, 11)).toEqual(['a', 'linfodeplezione', 'b c']));
