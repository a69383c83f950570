import { type AsOf, asOfDay, convert, type Fact, readLineaJson, view } from '@linea/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivePatient } from '../patient/derive-patient.ts';
import { criteria } from '../registry.ts';
import { densePatient, type RawFact } from './dense.testing.ts';

const read = (facts: readonly RawFact[]): readonly Fact[] => {
  const text = JSON.stringify({ format: 'linea', version: 1, facts });
  const found = readLineaJson(text, { recorded: '2030-01-01T00:00:00Z', by: 'test', patient: 'p1', centre: 'c1', file: 'dense' }); // biome-ignore format: one thought
  if (!found.ok) throw new Error(JSON.stringify(found.issues[0]));
  return found.facts;
};
const derived = (facts: readonly Fact[], asOf: AsOf = {}) => derivePatient(criteria, view(facts, asOf));
const answers = (facts: readonly Fact[], asOf: AsOf = {}) => derived(facts, asOf).map(({ answer }) => answer);

/** What an answer says, without the days it names and the last digits of a conversion. */
const said = (facts: readonly Fact[]): readonly string[] =>
  answers(facts).map((answer) =>
    JSON.stringify(answer)
      .replace(/\d{4}-\d\d(-\d\d)?/g, 'D')
      .replace(/(\.\d{9})\d+/g, '$1'),
  );

/** Four years on the calendar is the same, leap day and all. */
const later = (text: string): string => text.replace(/\d{4}(?=-\d\d)/g, (year) => String(Number(year) + 4));
const shifted = (fact: RawFact): RawFact => ({
  ...fact,
  effective: later(fact.effective),
  known: later(fact.known),
  ...(typeof fact.value === 'string' ? { value: later(fact.value) } : {}),
  ...(fact.code === 'demo.birthYear' && typeof fact.value === 'number' ? { value: fact.value + 4 } : {}),
});

const OTHER: Readonly<Record<string, string>> = { '10*9/L': '/uL', 'g/dL': 'g/L', 'mg/L': 'mg/dL', cm: 'mm', 'ug/L': 'ng/mL', kg: 'g', 'L/min': 'mL/min', '/uL': '10*9/L' }; // biome-ignore format: a table
function inOtherUnit(fact: RawFact): RawFact {
  const unit = fact.unit === undefined ? undefined : OTHER[fact.unit];
  const factor = unit === undefined ? null : convert(1, fact.unit as string, unit);
  if (unit === undefined || factor === null || typeof fact.value !== 'number') return fact;
  const to = (number: unknown) => (typeof number === 'number' ? Number((number * factor).toPrecision(12)) : number);
  const qualifiers = Object.fromEntries(Object.entries(fact.qualifiers ?? {}).map(([name, one]) => [name, to(one)]));
  return { ...fact, unit, value: to(fact.value), ...(fact.qualifiers ? { qualifiers } : {}) };
}

/** Of everything that can be asked of such records: what they say does not hang on how they were written down. */
describe.each(['LBCL', 'ALL', 'SLE'] as const)('a dense record of %s', (disease) => {
  const holds = (property: (raw: readonly RawFact[]) => void, numRuns = 8) =>
    fc.assert(
      fc.property(densePatient(disease), (raw) => {
        property(raw);
      }),
      { numRuns },
    );

  it('the order of entry changes nothing', () =>
    holds((raw) => expect(answers([...read(raw)].reverse())).toEqual(answers(read(raw)))));

  it('a shift of four years shifts only dates', () =>
    holds((raw) => expect(said(read(raw.map(shifted)))).toEqual(said(read(raw)))));

  it('what is recorded in another unit of its kind gives the same answers', () =>
    holds((raw) => {
      const outcome = (facts: readonly RawFact[]) => answers(read(facts)).map(({ status, value, possible, missing, score, grade, timeDays }) => JSON.stringify([status, value, possible, missing, score, grade, timeDays]).replace(/(\.\d{8})\d+/g, '$1')); // biome-ignore format: one thought
      expect(outcome(raw.map(inOtherUnit))).toEqual(outcome(raw));
    }));

  it('what no criterion asks changes nothing', () =>
    holds((raw) => {
      const asked = raw[0] as RawFact;
      const extra = { ...asked, id: 'zz', code: 'demo.regionResidence', event: 'demographics:zz', value: '01' };
      expect(answers(read([...raw, extra]))).toEqual(answers(read(raw)));
    }));

  it('what was withdrawn was never there', () =>
    holds((raw) => {
      const wrong = { ...(raw[raw.length >> 1] as RawFact), id: 'ww' };
      const extra = { ...wrong, event: `${wrong.event}w` };
      const gone = { ...extra, id: 'wx', supersedes: 'ww', kind: 'withdrawn', because: 'of another patient', known: '2026-12-01T00:00:00Z' }; // biome-ignore format: one fact
      expect(answers(read([...raw, extra, gone]))).toEqual(answers(read(raw)));
    }));

  it('what was not yet known is not seen', () =>
    holds((raw) => {
      const facts = read(raw);
      for (const day of ['2024-04-25', '2024-08-01']) {
        const question = asOfDay(day);
        const known = facts.filter((fact) => fact.known <= (question.known as string));
        expect(answers(facts, question)).toEqual(answers(known, question));
      }
    }));
});
