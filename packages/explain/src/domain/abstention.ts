import { type Domain, distanceTo, percentileOf, standardised } from './domain.ts';
import { type MissingInput, missingInputs } from './missing-inputs.ts';

/** Why there is no answer, and what would lift it. */
export type Abstention =
  | {
      readonly code: 'abstain.outsideDomain';
      /** Share of the patients it learnt from that are nearer to their like. */
      readonly percentile: number;
      /** Columns that are farthest out, the farthest first. */
      readonly columns: readonly string[];
    }
  | ({ readonly code: 'abstain.missingDecisive' } & MissingInput)
  | {
      readonly code: 'abstain.fewComparable';
      /** About how many patients it learnt from had a risk like this one. */
      readonly comparable: number;
      readonly least: number;
    };

export interface AbstentionRules {
  /** Farther out than this share of the training rows. */
  readonly percentile: number;
  /** A missing input that moves the estimate over a range wider than this is decisive. */
  readonly range: number;
  /** At least this many patients of like risk. */
  readonly comparable: number;
  /** Like: within this much. */
  readonly width: number;
}

/** When a model does not answer, unless it is told otherwise. */
export const ABSTENTION_RULES: AbstentionRules = { percentile: 0.99, range: 0.15, comparable: 20, width: 0.05 };

/**
 * Whether a model should answer for a patient, by what it knows of its own limits.
 *
 * @param row       p features, NaN = missing
 * @param estimate  risk of rows, n x p, in [0, 1]
 * @param risks     risks out of fold of the training rows at 0, 1, … 100 percent; null = not known
 * @returns all reasons not to; none = it answers
 */
export function abstentionsOf(
  domain: Domain,
  row: Float64Array,
  estimate: (rows: Float64Array, n: number) => Float64Array,
  risks: readonly number[] | null,
  rules: AbstentionRules = ABSTENTION_RULES,
): Abstention[] {
  const out = outsideOf(domain, row, rules.percentile);
  const outside: Abstention[] = out ? [{ code: 'abstain.outsideDomain', ...out }] : [];
  const missing = missingInputs(domain, row, estimate)
    .filter(({ low, high }) => high - low > rules.range)
    .map((one): Abstention => ({ code: 'abstain.missingDecisive', ...one }));
  const comparable = risks ? comparableTo(risks, estimate(row, 1)[0]!, domain.n, rules.width) : null;
  const few: Abstention[] =
    comparable !== null && comparable < rules.comparable
      ? [{ code: 'abstain.fewComparable', comparable, least: rules.comparable }]
      : [];
  return [...outside, ...missing, ...few];
}

/**
 * Whether a patient is farther out than a share of those a model learnt from; null where not.
 *
 * @param row  p features, NaN = missing
 */
export function outsideOf(domain: Domain, row: Float64Array, share = ABSTENTION_RULES.percentile) {
  const percentile = percentileOf(domain, distanceTo(domain, row));
  return percentile > share ? { percentile, columns: farthest(domain, row) } : null;
}

const MOST = 3;

/** Columns whose value is more than two standard deviations out, or else the farthest. */
function farthest({ features }: Domain, row: Float64Array): string[] {
  const away = features
    .map((feature, j) => ({ column: feature.column, z: Math.abs(standardised(feature, row[j]!)) }))
    .filter(({ z }) => !Number.isNaN(z))
    .sort((a, b) => b.z - a.z);
  const out = away.filter(({ z }) => z > 2);
  return [...new Set((out.length > 0 ? out : away.slice(0, 1)).map(({ column }) => column))].slice(0, MOST);
}

/** About how many of n patients have a risk within `width` of this one. */
function comparableTo(risks: readonly number[], risk: number, n: number, width: number): number {
  const share = (value: number): number => {
    const k = risks.findIndex((r) => r > value);
    return k < 0 ? 1 : k === 0 ? 0 : (k - 1 + (value - risks[k - 1]!) / (risks[k]! - risks[k - 1]!)) / 100;
  };
  return Math.round(n * (share(risk + width) - share(risk - width)));
}
