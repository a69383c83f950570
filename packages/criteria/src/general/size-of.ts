import { convert, type Fact, normaliseUnit, unitOf } from '@linea/facts';

/** The number of a result in the unit of the dictionary, for laying results beside each other; NaN where it has none. */
export function sizeOf(fact: Fact | undefined): number {
  const value = fact?.value;
  if (!fact || (value?.kind !== 'number' && value?.kind !== 'interval')) return Number.NaN;
  const number = value.kind === 'number' ? value.number : value.high;
  const unit = unitOf(fact.code);
  return unit === null || value.unit === null
    ? number
    : (convert(number, normaliseUnit(value.unit), unit) ?? Number.NaN);
}

/** The same, undefined where it has none. */
export function knownSize(fact: Fact | undefined): number | undefined {
  const size = sizeOf(fact);
  return Number.isNaN(size) ? undefined : size;
}
