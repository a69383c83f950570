import { describe, expect, it } from 'vitest';
import { FactReader, type LineaJsonReading, type ReadOptions } from './fact-reader.ts';

const now: ReadOptions = { recorded: '2026-11-22T10:00:00Z', by: 'u1', centre: 'bg' };
const crp = { patient: 'p1', code: 'lab.crp', effective: '2024-03-13', value: 12, unit: 'mg/L' };
const infusion = { id: 'inf', patient: 'p1', code: 'inf.date', effective: '2024-03' };
const day3 = { ...crp, effective: { anchor: { ref: 'inf', offsetDays: [3, 3] } } };

function read(facts: readonly object[], options: Partial<ReadOptions> = {}): LineaJsonReading {
  const reader = new FactReader({ ...now, ...options });
  for (const [index, fact] of facts.entries()) reader.add(fact, `row ${index + 2}`);
  return reader.finish();
}

describe('facts from any file', () => {
  it('come with the places that they were given', () => {
    expect(read([crp, { ...crp, unit: 'mg' }, day3])).toMatchObject({
      ok: false,
      facts: [],
      refused: 2,
      issues: [
        { code: 'unit.unknown', at: 'row 3.value', got: 'mg', allowed: 'mg/L' },
        { code: 'anchor.unknown', at: 'row 4.effective.anchor.ref', got: 'inf' },
      ],
    });
  });

  it('say at once whether one is refused by itself', () => {
    const reader = new FactReader(now);
    expect([reader.add(crp, 'row 2'), reader.add({ ...crp, value: 'high' }, 'row 3')]).toEqual([true, false]);
  });

  it('are all or nothing, unless only the valid ones are asked for', () => {
    const facts = [crp, { ...crp, value: 5000 }, infusion, day3];
    expect(read(facts)).toMatchObject({ ok: false, facts: [], refused: 1 });
    const valid = read(facts, { acceptValid: true });
    expect(valid).toMatchObject({ ok: false, refused: 1, issues: [{ code: 'value.impossible', at: 'row 3.value' }] });
    expect(valid.facts.map(({ code }) => code)).toEqual(['lab.crp', 'inf.date', 'lab.crp']);
  });

  it('that hang on a refused one are refused with it', () => {
    const facts = [crp, { ...infusion, effective: '2024-13' }, day3, { ...crp, supersedes: 'inf', kind: 'withdrawn' }];
    const valid = read(facts, { acceptValid: true });
    expect(valid.facts).toHaveLength(1);
    expect(valid).toMatchObject({ refused: 3, duplicates: 0 });
    expect(valid.issues.map(({ code, at }) => `${at}: ${code}`)).toEqual([
      'row 3.effective: date.impossible',
      'row 4.effective.anchor.ref: anchor.unknown',
      'row 5.supersedes: supersedes.unknown',
    ]);
  });

  it('and in turn those that hang on these', () => {
    const chain = [
      { ...infusion, value: 'x' },
      { ...day3, id: 'a' },
      { ...crp, id: 'b', effective: { anchor: { ref: 'a', offsetDays: 1 } } },
      { ...crp, id: 'c', effective: { anchor: { ref: 'b', offsetDays: 1 } } },
      crp,
    ];
    expect(read(chain, { acceptValid: true })).toMatchObject({ refused: 4, facts: [{ code: 'lab.crp' }] });
  });

  it('of a chain too long to follow, none is kept', () => {
    const chain = Array.from({ length: 100 }, (_, n) => ({
      ...crp,
      id: `f${n}`,
      effective: { anchor: { ref: `f${n + 1}`, offsetDays: 1 } },
    }));
    expect(read(chain, { acceptValid: true })).toMatchObject({ facts: [], refused: 100 });
  });

  it('need an instant', () => expect(() => new FactReader({ ...now, recorded: 'now' })).toThrow(RangeError));
});
