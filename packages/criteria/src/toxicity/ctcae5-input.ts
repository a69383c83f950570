import { convert, normaliseUnit, withMembers } from '@linea/facts';
import type { Term } from './ctcae5-terms.ts';

/** Half-way names of inputs that mean one of ours. */
const ALIAS = { bleeding: 'symptoms', symptomatic: 'symptoms', corrected: 'calciumCorrected' } as const;

export const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/**
 * The unit in which a limit without one was written: that of the result; where no laboratory would put its limit there,
 * that of the table ("103000/mmc, LLN 150" means 150 x 10*9/L).
 */
function unitOfLimit(limit: number, written: string, term: Term): string {
  const found = normaliseUnit(written, term.count ? 'count' : 'mass');
  const factor = term.factors?.[found];
  const usual = (value: number | null): boolean =>
    value !== null && value >= term.usualLimit[0] && value <= term.usualLimit[1];
  const asResult = factor === undefined ? convert(limit, found, term.unit) : limit * factor;
  return !usual(asResult) && usual(limit) ? term.unit : written;
}

const DIMENSIONLESS = /^\{?(inr|ratio)\}?$/i;

/** Limits that travel inside the result are taken out of it, and limits and baseline without unit get one. */
export function completed(raw: Readonly<Record<string, unknown>>, term: Term): Record<string, unknown> {
  const value = raw.value;
  const inside = isRecord(value) ? value : {};
  const written = typeof inside.unit === 'string' ? inside.unit : term.unit;
  const unitFor = (limit: number, key: string): string =>
    key === 'baseline' ? written : unitOfLimit(limit, written, term);
  const withUnit = (key: 'lln' | 'uln' | 'baseline'): unknown => {
    const given = raw[key] ?? (key === 'baseline' ? undefined : inside[key]);
    if (typeof given === 'number') return { value: given, unit: unitFor(given, key) };
    return isRecord(given) && typeof given.value === 'number' && !given.unit
      ? withMembers(given, { unit: unitFor(given.value, key) })
      : given;
  };
  const plain = (given: unknown): unknown =>
    isRecord(given) && typeof given.unit === 'string' && DIMENSIONLESS.test(given.unit)
      ? withMembers(given, { unit: '1' })
      : given;
  const result = isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'lln' && key !== 'uln'))
    : value;
  const all = withMembers(raw, {
    value: result,
    lln: withUnit('lln'),
    uln: withUnit('uln'),
    baseline: withUnit('baseline'),
  });
  const named = Object.fromEntries(
    Object.entries(all).map(([key, given]) => [ALIAS[key as keyof typeof ALIAS] ?? key, given]),
  );
  return term.unit === '1'
    ? Object.fromEntries(Object.entries(named).map(([key, given]) => [key, plain(given)]))
    : named;
}
