import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCases } from '../cases/cases.ts';
import { anyFacts } from '../timeline/facts.testing.ts';
import type { Fact } from './fact.ts';
import type { LineaJsonReading, ReadOptions } from './fact-reader.ts';
import { readLineaJson, writeLineaJson } from './linea-json.ts';
import { openLineaJson } from './linea-json-parts.ts';

const now: ReadOptions = { recorded: '2026-11-22T10:00:00Z', by: 'u1', file: 'facts.json' };

function inParts(text: string, options: ReadOptions = now): LineaJsonReading & { readonly parts: number } {
  const facts: Fact[] = [];
  const parts = openLineaJson(text).read(options);
  for (let count = 0; ; count++) {
    const next = parts.next();
    if (next.done) return { ...next.value, facts, parts: count };
    facts.push(...next.value);
  }
}
const byText = <T>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
const sorted = ({ facts, issues, warnings, ...rest }: LineaJsonReading) => ({
  ...rest,
  facts: byText(facts),
  issues: byText(issues),
  warnings: byText(warnings),
});

describe('a file in parts', () => {
  it('says the same as the whole', () => {
    const text = writeLineaJson(publishedCases().flatMap(({ facts }) => facts));
    const { parts, ...reading } = inParts(text);
    expect(parts).toBe(1);
    expect(sorted(reading)).toEqual(sorted(readLineaJson(text, now)));
  });
  it('whatever patients are mixed in it', () =>
    fc.assert(
      fc.property(anyFacts('a'), anyFacts('b'), fc.array(fc.nat(20)), (one, other, cut) => {
        const facts = [...one, ...other.map((fact) => ({ ...fact, patient: 'p2' }))];
        for (const place of cut) facts.push(...facts.splice(place % facts.length, 1));
        const text = writeLineaJson(facts);
        const { parts: _, ...reading } = inParts(text);
        expect(sorted(reading)).toEqual(sorted(readLineaJson(text, now)));
      }),
    ));
  it('is larger than a part: whole patients come together', () => {
    const fact = { centre: 'c', code: 'lab.hb', effective: '2024-03-01', value: 9, unit: 'g/dL' };
    const facts = Array.from({ length: 9_000 }, (_, n) => ({
      ...fact,
      id: `f${n}`,
      patient: `p${n % 7}`,
      event: `lab:${n}`,
    }));
    const opened = openLineaJson(JSON.stringify({ format: 'linea', version: 1, facts }));
    expect([...opened.patients]).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => [`p${n}`, 'c']));
    const seen = [...opened.read(now)].map((part) => new Set(part.map(({ patient }) => patient)));
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.flatMap((patients) => [...patients]).sort()).toEqual([...opened.patients.keys()]);
  });
  it('names issues in the order of the file and gives no facts after the first', () => {
    const fact = { centre: 'c', code: 'lab.hb', effective: '2024-03-01', value: 9, unit: 'g/dL' };
    const facts = Array.from({ length: 5_000 }, (_, n) => ({ ...fact, patient: `p${n}` }));
    const text = JSON.stringify({
      format: 'linea',
      version: 1,
      facts: [{ ...facts[0], value: 'x', patient: 'p4999' }, ...facts, 7],
    });
    const reading = inParts(text);
    expect(reading).toMatchObject({
      ok: false,
      facts: expect.any(Array),
      duplicates: 0,
      refused: 2,
      issues: [
        { code: 'number.malformed', at: 'facts[0].value' },
        { code: 'fact.notObject', at: 'facts[5001]' },
      ],
    });
  });
  it.each(['p\u0000', 'p\u0007', '\ud800', 'p'.repeat(201), ' '])('names no patient and no centre that no store can keep: %j', (name) => {
    const fact = { patient: 'p1', centre: 'c', code: 'lab.hb', effective: '2024-03', value: 9, unit: 'g/dL' };
    const opened = (one: object) => openLineaJson(JSON.stringify({ format: 'linea', version: 1, facts: [one] }));
    expect([...opened({ ...fact, patient: name }).patients]).toEqual([]);
    expect([...opened({ ...fact, centre: name }).patients]).toEqual([['p1', '']]);
    for (const member of ['patient', 'centre'])
      expect(inParts(JSON.stringify({ format: 'linea', version: 1, facts: [{ ...fact, [member]: name }] }))).toMatchObject({ ok: false, refused: 1, issues: [{ at: `facts[0].${member}` }] });
  }); // biome-ignore format: a table
  it.each(['{', '[]', '{"format":"x"}', '{"format":"linea","version":9}', '{"format":"linea","version":1}'])('%s is refused as the whole is', (text) => {
    const { parts: _, ...reading } = inParts(text);
    expect(reading).toEqual(readLineaJson(text, now));
  }); // biome-ignore format: a table
});
