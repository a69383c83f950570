import { convert, dictionary } from '@linea/facts';
import fc from 'fast-check';
import type { Criterion, Shape } from '../engine/index.ts';

/** Units of one dimension that a laboratory may report instead. */
const alternatives = (unit: string): readonly string[] =>
  [
    ...new Set(
      [...dictionary().values()]
        .flatMap((item) => (item.unit ? [item.unit] : []))
        .concat('g/L', 'mg/dL', 'ug/mL', '/uL', '10*9/L', '10*3/uL', 'mm', 'cm', '%', '1'),
    ),
  ].filter((other) => other !== unit && convert(1, unit, other) !== null);

/** A plausible value: thresholds of medicine are round, so round numbers and their neighbours are drawn often. */
function value([low, high]: readonly [number, number], whole: boolean): fc.Arbitrary<number> {
  const top = Number.isFinite(high) ? high : 1000;
  if (whole) return fc.integer({ min: Math.ceil(low), max: Math.floor(Math.min(top, 150)) });
  const scales = [1, 10, 100, top].filter((scale) => scale <= top && scale > low);
  return fc.oneof(
    ...scales.map((scale) =>
      fc.integer({ min: 0, max: 200 }).map((step) => Math.max(low, Number(((step / 200) * scale).toPrecision(6)))),
    ),
  );
}

/** Inputs of a shape, complete; undefined shapes are left out. */
function arbitrary(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'quantity':
      return value(shape.plausible, shape.whole).map((drawn) =>
        shape.bare ? drawn : { value: drawn, unit: shape.unit },
      );
    case 'choice':
      return fc.constantFrom(...shape.answers);
    case 'date':
      return fc
        .date({ min: new Date('2022-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10));
    case 'text':
      return fc.constant('text');
    case 'record':
      return recordOf(shape.members);
    case 'list':
      return shape.member ? fc.array(arbitrary(shape.member), { maxLength: 4 }) : fc.constant([]);
  }
}

const recordOf = (members: Readonly<Record<string, Shape | undefined>>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(Object.entries(members).flatMap(([name, shape]) => (shape ? [[name, arbitrary(shape)]] : []))),
  );

/** A complete input of a criterion. */
export const inputOf = (criterion: Criterion): fc.Arbitrary<Record<string, unknown>> => recordOf(criterion.shapes);

/** The same input with some members left out, at every depth; lists stay as they are. (`null` may mean "did not happen".) */
export function forgetting(input: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  const members = Object.entries(input).map(([name, member]) => {
    const isRecord = typeof member === 'object' && member !== null && !Array.isArray(member) && !('value' in member);
    return [name, isRecord ? forgetting(member as Record<string, unknown>) : fc.constant(member)] as const;
  });
  return fc.record(Object.fromEntries(members), { requiredKeys: [] });
}

/** The same input with each quantity in another unit of its dimension, where there is one. */
export function inOtherUnits(raw: unknown, shape: Shape | undefined, pick: number): unknown {
  if (shape?.kind === 'record' && typeof raw === 'object' && raw !== null) {
    return Object.fromEntries(
      Object.entries(raw).map(([name, member]) => [name, inOtherUnits(member, shape.members[name], pick)]),
    );
  }
  if (shape?.kind !== 'quantity' || shape.bare || typeof raw !== 'object' || raw === null || !('value' in raw))
    return raw;
  const others = alternatives(shape.unit);
  const unit = others[pick % Math.max(1, others.length)];
  const converted = unit === undefined ? null : convert(raw.value as number, shape.unit, unit);
  return converted === null ? raw : { ...raw, value: converted, unit };
}
