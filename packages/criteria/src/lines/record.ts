import { withMembers } from '@linea/facts';
import type { Decision } from '../engine/index.ts';
import { decisiveInputs, everyWay, TooManyUnknowns, type Way } from '../engine/path.ts';

type Plain = Readonly<Record<string, unknown>>;
type Ways = readonly { readonly way: Way<unknown>; readonly value: unknown }[];

const keyOf = (value: unknown): string => JSON.stringify(value) ?? 'undefined';
const isRecord = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Ascending: by the given order of codes, else numbers and dates upwards, false before true; null and the shorter list come first. */
function ascending(values: readonly unknown[], order: readonly unknown[]): readonly unknown[] {
  const rank = (value: unknown): number => (value === null ? -1 : order.indexOf(value));
  const compare = (a: unknown, b: unknown): number => {
    const ranks = rank(a) - rank(b);
    if (ranks !== 0) return ranks;
    if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return a.length - b.length;
    return typeof a === 'number' && typeof b === 'number' ? a - b : keyOf(a) < keyOf(b) ? -1 : 1;
  };
  return [...values].sort(compare);
}

/** One value, a record or list of such, or the values still possible with the inputs that decide between them. */
function joined(ways: Ways, order: readonly unknown[], missing: Set<string>): unknown {
  const first = ways[0]?.value;
  const values = new Map(ways.map(({ value }) => [keyOf(value), value]));
  if (values.size <= 1) return first;
  if (
    Array.isArray(first) &&
    first.every(isRecord) &&
    ways.every(({ value }) => Array.isArray(value) && value.length === first.length)
  ) {
    return first.map((_, index) =>
      joined(
        ways.map(({ way, value }) => ({ way, value: (value as unknown[])[index] })),
        order,
        missing,
      ),
    );
  }
  if (isRecord(first) && ways.every(({ value }) => isRecord(value))) {
    const names = [...new Set(ways.flatMap(({ value }) => Object.keys(value as Plain)))];
    return Object.fromEntries(
      names.map((name) => [
        name,
        joined(
          ways.map(({ way, value }) => ({ way, value: (value as Plain)[name] })),
          order,
          missing,
        ),
      ]),
    );
  }
  const decisive = decisiveInputs(
    ways.map(({ way, value }) => withMembers(way, { answer: keyOf(value) })),
    (key) => key,
  );
  for (const input of decisive) missing.add(input);
  return { status: 'indeterminate', possible: ascending([...values.values()], order), missing: [...decisive] };
}

export interface JoinedRecord<T> {
  readonly status: 'determined' | 'indeterminate';
  /** Where every way agrees the value, elsewhere an outcome `{ status, possible, missing }`. */
  readonly fields: { readonly [K in keyof T]: unknown };
  /** The decisive inputs of all undecided fields. */
  readonly missing: readonly string[];
}

const FEW_WAYS = 256;

/** The ways, as long as they are few. */
function fewWays<T>(decision: Decision<T>): readonly Way<T>[] | null {
  let count = 0;
  try {
    return everyWay((path) => {
      count += 1;
      if (count > FEW_WAYS) throw new TooManyUnknowns(new Set());
      return decision(path);
    });
  } catch (error) {
    if (error instanceof TooManyUnknowns) return null;
    throw error;
  }
}

/**
 * Works a record out over everything its unknowns may be (myeloma.md 0.1): a field on which all ways agree is printed
 * plainly, one on which they do not becomes an outcome of its own.
 *
 * @param order   codes in ascending clinical order, for the lists of what is possible
 * @param coarse  a simpler decision for when there are too many ways; without it they are all walked
 */
export function settleRecord<T extends object>(
  decision: Decision<T>,
  order: readonly unknown[] = [],
  coarse?: () => Decision<T>,
): JoinedRecord<T> {
  const ways = coarse ? (fewWays(decision) ?? everyWay(coarse())) : everyWay(decision);
  if (ways.length === 1) return { status: 'determined', fields: (ways[0] as Way<T>).answer, missing: [] };
  const missing = new Set<string>();
  const fields = joined(
    ways.map((way) => ({ way, value: way.answer })),
    order,
    missing,
  ) as JoinedRecord<T>['fields'];
  return { status: missing.size > 0 ? 'indeterminate' : 'determined', fields, missing: [...missing] };
}

/** The fields of a record as a calculation prints them: beside `status`, with `missing` only where something is. */
export const printed = ({ status, fields, missing }: JoinedRecord<object>): Plain => ({
  status,
  ...fields,
  ...(missing.length > 0 ? { missing } : {}),
});
