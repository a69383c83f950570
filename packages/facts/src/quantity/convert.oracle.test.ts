import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { convert } from './quantity.ts';
import { unitTable } from './units.generated.ts';

interface Ucum {
  convertUnitTo(from: string, value: number, to: string): { readonly status: string; readonly toVal: number | null };
}

const ucum: Ucum = createRequire(import.meta.url)('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();

/** UCUM converts no international units, because each substance has its own; of one analyte they convert like any other. */
const judged = Object.entries(unitTable).filter(([unit]) => !unit.includes('[IU]'));
const pairs = judged.flatMap(([from, { dimension }]) =>
  judged.flatMap(([to, other]) => (from !== to && dimension === other.dimension ? [[from, to] as const] : [])),
);

describe('agrees with @lhncbc/ucum-lhc (UCUM 2.2)', () => {
  it(`on all ${pairs.length} pairs of units of the same dimension`, () => {
    for (const [from, to] of pairs) {
      for (const value of [1, 7.1, 38.5]) {
        const { status, toVal } = ucum.convertUnitTo(from, value, to);
        expect(`${from} to ${to}: ${status}`).toBe(`${from} to ${to}: succeeded`);
        const ours = convert(value, from, to) as number;
        // We keep 12 significant digits; UCUM's own arithmetic is binary floating point.
        expect(Math.abs(ours - (toVal as number)), `${value} ${from} in ${to}`).toBeLessThanOrEqual(
          Math.abs(ours) * 1e-11,
        );
      }
    }
  });

  it('on which units do not convert, but for annotations, equivalents and activities, where we are stricter', () => {
    const strict = /\{|eq|mol|U\/|kat|10\*|%|^1$|\[IU\]|\[HPF\]/;
    for (const [from, { dimension }] of Object.entries(unitTable)) {
      for (const [to, other] of Object.entries(unitTable)) {
        if (dimension === other.dimension || strict.test(from) || strict.test(to)) continue;
        expect(`${from} to ${to}: ${ucum.convertUnitTo(from, 1, to).status}`).toBe(`${from} to ${to}: failed`);
      }
    }
  });
});
