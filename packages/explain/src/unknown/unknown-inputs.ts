import type { UnknownInput } from '../attribution/explanation.ts';
import { missingInputs } from '../domain/missing-inputs.ts';
import type { ModelFile } from '../model/model-file.ts';
import { predictRisk } from '../model/survival-model.ts';
import type { Rows } from '../tree/tree.ts';

/** Steps from the lowest to the highest value of training. */
const STEPS = 8;

/**
 * What of each row is not known, widest range first: over what the value may be given the rest of the row, where the model
 * knows its limits; else over all that training patients had.
 *
 * @returns undefined where everything is known
 */
export function unknownInputs(file: ModelFile, rows: Rows): (readonly UnknownInput[])[] | undefined {
  const { n, p, x } = rows;
  if (!x.some(Number.isNaN)) return undefined;
  const risk = (own: Float64Array, count: number): Float64Array => predictRisk(file.model, { n: count, p, x: own });
  return Array.from({ length: n }, (_, i) => {
    const row = x.slice(i * p, i * p + p);
    if (!row.some(Number.isNaN)) return [];
    if (file.limits) {
      const found = missingInputs(file.limits.domain, row, risk);
      return found.map(({ column, low, high }) => ({ column, low, high }));
    }
    return [...columnsOf(file)]
      .flatMap(([column, own]): UnknownInput[] => {
        const made = own.every((j) => Number.isNaN(row[j]!)) ? completed(file, row, own) : [];
        if (made.length === 0) return [];
        const risks = made.map((one) => risk(one, 1)[0]!);
        return [{ column, low: Math.min(...risks), high: Math.max(...risks) }];
      })
      .sort((a, b) => b.high - b.low - (a.high - a.low));
  });
}

/** Positions of the features that are made of each column, and of no other. */
function columnsOf({ encoding: { features, origin } }: ModelFile): Map<string, number[]> {
  const columns = new Map<string, number[]>();
  features.forEach((name, j) => {
    const [column = name, ...others] = origin?.[name] ?? [name];
    if (others.length === 0) columns.set(column, [...(columns.get(column) ?? []), j]);
  });
  return columns;
}

/** The row with each value that the features may take; the columns of a factor are 1 one at a time, or none of them. */
function completed({ trainedOn, encoding }: ModelFile, row: Float64Array, own: readonly number[]): Float64Array[] {
  const ranges = own.map((j) => trainedOn.features[j]!);
  const isFactor = Object.keys(encoding.memory).some(
    (key) => key === `levels variable ${encoding.origin?.[encoding.features[own[0]!]!]?.[0]}`,
  );
  const made = (values: readonly number[]): Float64Array => {
    const one = row.slice();
    own.forEach((j, k) => {
      one[j] = values[k]!;
    });
    return one;
  };
  if (isFactor) return [made(own.map(() => 0)), ...own.map((_, k) => made(own.map((__, l) => (k === l ? 1 : 0))))];
  const [{ lowest, highest } = { lowest: null, highest: null }, ...others] = ranges;
  // Of a spline or another transformation of several columns no value can be told from ranges alone.
  if (others.length > 0 || lowest === null || highest === null) return [];
  return Array.from({ length: STEPS + 1 }, (_, k) => made([lowest + (k * (highest - lowest)) / STEPS]));
}
