import type { Frame } from '@linea/survival';
import { ABSTENTION_RULES, type Abstention, type AbstentionRules, abstentionsOf } from '../domain/abstention.ts';
import { distanceTo, percentileOf } from '../domain/domain.ts';
import { type MissingInput, missingInputs } from '../domain/missing-inputs.ts';
import type { ModelFile } from '../model/model-file.ts';
import { predictSurvival } from '../model/survival-model.ts';
import { encode } from '../table/encoding.ts';
import { boundsOf, type ConformalBounds } from '../uncertainty/conformal.ts';
import { curvesOf } from '../uncertainty/predicted-times.ts';
import type { ModelLimits } from './model-limits.ts';

/** What a model knows of its limits for one patient. */
export interface PatientLimits {
  /** Reasons not to answer; none = it answers. */
  readonly abstentions: readonly Abstention[];
  /** Every input that is missing, decisive or not, and how far it could move the risk. */
  readonly missing: readonly MissingInput[];
  /** Share of the patients it learnt from that are nearer to their like; null where nothing is known of this one. */
  readonly percentile: number | null;
  /** Bounds on the time, one for each promise. */
  readonly bounds: readonly (ConformalBounds & { readonly coverage: number })[];
}

/**
 * The limits of a model for the patients of a table.
 *
 * @param limits  those of the file
 * @throws {InputError} `column.unknown`, `level.unknown`
 */
export function withinLimits(
  { model, encoding }: Pick<ModelFile, 'model' | 'encoding'>,
  limits: ModelLimits,
  frame: Frame,
  rules: AbstentionRules = ABSTENTION_RULES,
): PatientLimits[] {
  const rows = encode(encoding, frame);
  const { p } = rows;
  const curves = curvesOf(model, rows, limits.times);
  const estimate = (x: Float64Array, n: number): Float64Array =>
    predictSurvival(model, { n, p, x }, [limits.at]).map((s) => 1 - s);
  return Array.from({ length: rows.n }, (_, i) => {
    const row = rows.x.slice(i * p, (i + 1) * p);
    const percentile = percentileOf(limits.domain, distanceTo(limits.domain, row));
    return {
      abstentions: abstentionsOf(limits.domain, row, estimate, limits.outOfFold.risks, rules),
      missing: missingInputs(limits.domain, row, estimate),
      percentile: Number.isNaN(percentile) ? null : percentile,
      bounds: limits.conformal.map((one) => ({ coverage: one.coverage, ...boundsOf(one, curves, i) })),
    };
  });
}
