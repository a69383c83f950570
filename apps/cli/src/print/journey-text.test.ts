import { type Fact, readLineaJson } from '@linea/facts';
import { journey, seenAs } from '@linea/registry/journey';
import { describe, expect, it } from 'vitest';
import { terminalSpeaker } from '../language.ts';
import { journeyText } from './journey-text.ts';

const day = (number: number): string => `2025-03-0${number}`;
/** A grade written by hand on each of so many days after an infusion, and a temperature of one of them. */
function graded(days: number): readonly Fact[] {
  const facts = [
    { code: 'reg.indication', event: 'registration:r', effective: day(1), value: 'LBCL' },
    ...Array.from({ length: days }, (_, index) => ({
      code: 'day.icansMeanReported',
      event: `daily:${index}`,
      effective: day(index + 1),
      value: 0,
      stated: true,
    })),
    { code: 'day.tempMax', event: 'daily:1', effective: day(2), value: 37.1, unit: 'Cel' },
  ];
  const given = { patient: 'SYN-DAYS', centre: 'c', by: 'test', recorded: '2025-04-01T00:00:00Z' };
  const read = readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts }), given);
  expect(read.issues).toEqual([]);
  return read.facts;
}

function printed(days: number, unfolded?: boolean): string {
  const facts = graded(days);
  const known = { id: 'SYN-DAYS', centre: 'c', disease: 'LBCL', facts, synthetic: true } as const;
  const seen = seenAs(facts, { asOf: '2025-04-01' }, new Date(0), { asOf: 'asOf', knownAt: 'knownAt' });
  if (!seen.ok) throw new Error('no such day');
  return journeyText(
    journey({ ...known, titleEn: '', titleIt: '' } as Parameters<typeof journey>[0], seen.value),
    terminalSpeaker('en'),
    unfolded,
  );
}
const times = (text: string, words: string): number => text.split(words).length - 1;

describe('what is stated day after day', () => {
  it('is printed once, with how often and from when to when', () => {
    const text = printed(5);
    expect(text).toContain('2025-03-01 – 2025-03-05  Mean ICANS grade of the day, as reported 0 (stated) (5 times)');
    expect(text).toContain('(day.icansMeanReported, 5 statements)');
    expect(times(text, 'Mean ICANS grade of the day, as reported 0')).toBe(1);
    expect(text).toContain('2025-03-02  Highest temperature 37.1 °C');
    expect(text).toContain('--all prints every statement');
  });
  it('is printed every time where that is asked for', () => {
    const text = printed(5, true);
    expect(times(text, 'Mean ICANS grade of the day, as reported 0 (stated)')).toBe(5);
    expect(times(text, 'Stated only')).toBe(5);
    expect(text).not.toContain('--all');
  });
  it('is printed every time where it came on fewer than four days', () => {
    expect(times(printed(3), 'Mean ICANS grade of the day, as reported 0 (stated)')).toBe(3);
    expect(times(printed(4), 'Mean ICANS grade of the day, as reported 0 (stated)')).toBe(1);
  });
});
