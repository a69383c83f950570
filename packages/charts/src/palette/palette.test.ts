import { describe, expect, it } from 'vitest';
import { contrast, luminance } from './contrast.ts';
import { INK, TONES } from './palette.ts';

it('contrast is 21 between black and white, 1 with itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#3d4757', '#3d4757')).toBe(1);
});

describe.each(Object.entries(TONES))('%s', (_, { fill, stroke, text }) => {
  it('words read on white and on the fill (WCAG 2.2 AA, 4.5)', () => {
    expect(contrast(text, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(text, fill)).toBeGreaterThanOrEqual(4.5);
  });
  it('edges and marks stand out from white (3)', () => expect(contrast(stroke, '#ffffff')).toBeGreaterThanOrEqual(3));
});

it('quiet words read on white', () => expect(contrast(INK.quiet, INK.paper)).toBeGreaterThanOrEqual(4.5));
it('a dose in grey stands out from its line', () =>
  expect(luminance(TONES.therapy.fill) - luminance(TONES.therapyDeep.fill)).toBeGreaterThan(0.2));
