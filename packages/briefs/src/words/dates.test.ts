import { describe, expect, it } from 'vitest';
import { sayFor } from '../testing/say.testing.ts';
import { momentText } from './dates.ts';

describe('a moment in words', () => {
  it.each([
    ['2026-11-24T21:00', '24 Nov 2026, 21:00', '24 nov 2026, 21:00'],
    ['2026-11-24T21:00:30', '24 Nov 2026, 21:00', '24 nov 2026, 21:00'],
    ['2026-11-24', '24 Nov 2026', '24 nov 2026'],
    ['2026-11', 'Nov 2026', 'nov 2026'],
    ['2026-11-03/2026-11-12', '3–12 Nov 2026', '3–12 nov 2026'],
    ['../2026-11-12', 'until 12 Nov 2026', 'fino al 12 nov 2026'],
  ])('%s', (at, en, it) => expect([momentText(at, sayFor('en')), momentText(at, sayFor('it'))]).toEqual([en, it]));
});
