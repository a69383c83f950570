import { convert, type Fact, normaliseUnit } from '@linea/facts';

/** The number of a result in a unit, undefined where it has none; without a unit, as it is recorded. */
export function sizeIn(fact: Fact | undefined, unit: string | null): number | undefined {
  const value = fact?.value;
  if (value?.kind !== 'number' && value?.kind !== 'interval') return undefined;
  const number = value.kind === 'number' ? value.number : value.high;
  return unit === null || value.unit === null
    ? number
    : (convert(number, normaliseUnit(value.unit), unit) ?? undefined);
}
