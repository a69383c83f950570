import { normalQuantile } from '@linea/survival';
import { asMeasured, conditionalOn, type Domain } from './domain.ts';

/** A missing input, and how far it could move the estimate. */
export interface MissingInput {
  /** Column of the table. */
  readonly column: string;
  /** Estimate as it stands, and at the 5th and 95th percentile over what the input may be, given the rest. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** 5 to 95 percent. */
const LEVELS = [0.05, 0.15, 0.25, 0.35, 0.5, 0.65, 0.75, 0.85, 0.95];
/** A category less likely than this, given the rest, is not tried. */
const UNLIKELY = 0.02;

/** Rows in which the features of one column take what they may be. */
function completions(domain: Domain, row: Float64Array, own: readonly number[]): Float64Array[] {
  const with_ = (values: readonly number[]): Float64Array => {
    const made = row.slice();
    own.forEach((j, k) => {
      made[j] = values[k]!;
    });
    return made;
  };
  const [j = 0] = own;
  const feature = domain.features[j]!;
  if (own.length > 1) {
    // Levels of a factor: each in turn, and the first, which has no column.
    const one = own.map((_, k) => own.map((__, l) => (k === l ? 1 : 0)));
    const likely = own.map((l) => domain.features[l]!.mean > UNLIKELY);
    return [own.map(() => 0), ...one.filter((_, k) => likely[k])].map(with_);
  }
  const [conditional] = conditionalOn(domain, row, own);
  if (!conditional || feature.sd === 0) return [];
  if (feature.values) {
    const [low, high] = feature.values;
    const share = (feature.mean + feature.sd * conditional.mean - low) / (high - low);
    return [...(share < 1 - UNLIKELY ? [with_([low])] : []), ...(share > UNLIKELY ? [with_([high])] : [])];
  }
  return LEVELS.map((level) => with_([asMeasured(feature, conditional.mean + conditional.sd * normalQuantile(level))]));
}

/**
 * Which inputs of a patient are missing, and how far each could move the estimate: predictions over what the input may be,
 * given the rest (normal, on the scale of the domain; a category as it occurs).
 *
 * @param row       p features, NaN = missing
 * @param estimate  of rows, n x p, such as the risk by a time
 * @returns widest range first
 */
export function missingInputs(
  domain: Domain,
  row: Float64Array,
  estimate: (rows: Float64Array, n: number) => Float64Array,
): MissingInput[] {
  const [asItStands = Number.NaN] = estimate(row, 1);
  const columns = [...new Set(domain.features.map(({ column }) => column))];
  return columns
    .flatMap((column): MissingInput[] => {
      const own = [...domain.features.keys()].filter((j) => domain.features[j]!.column === column);
      if (!own.every((j) => Number.isNaN(row[j]!))) return [];
      const made = completions(domain, row, own);
      if (made.length === 0) return [];
      const all = new Float64Array(made.length * row.length);
      made.forEach((one, k) => {
        all.set(one, k * row.length);
      });
      const values = estimate(all, made.length);
      return [
        {
          column,
          estimate: asItStands,
          low: values.reduce((a, b) => Math.min(a, b)),
          high: values.reduce((a, b) => Math.max(a, b)),
        },
      ];
    })
    .sort((a, b) => b.high - b.low - (a.high - a.low));
}
