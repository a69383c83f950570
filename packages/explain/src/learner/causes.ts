import type { SurvivalModel } from '../model/survival-model.ts';

/** A model for each cause of the event: the others' events end the follow-up, and the hazards are put together. */
export interface CausesModel {
  readonly kind: 'causes';
  readonly features: readonly string[];
  /** The cause whose risk is predicted and explained, from 1. */
  readonly interest: number;
  /** All times of events: where incidences are added up. */
  readonly times: readonly number[];
  /** By cause. */
  readonly models: readonly SurvivalModel[];
}

/** Probability of no event at all: the product over causes. */
export function withoutAny(byCause: readonly Float64Array[]): Float64Array {
  const alive = byCause[0]!.slice();
  for (const own of byCause.slice(1)) for (let k = 0; k < alive.length; k++) alive[k]! *= own[k]!;
  return alive;
}

/**
 * Cumulative incidence of one cause: its cause-specific hazard, among those without any event so far.
 *
 * @param at     times of events, ascending, length K
 * @param own    exp(-cumulative hazard of the cause) there, n x K
 * @param alive  probability of no event there, n x K
 * @returns n x times
 * @source Prentice RL et al. Biometrics 1978;34:541-554; Benichou J, Gail MH. Biometrics 1990;46:813-826
 */
export function incidenceOf(
  at: readonly number[],
  own: Float64Array,
  alive: Float64Array,
  times: readonly number[],
): Float64Array {
  const K = at.length;
  const n = own.length / K;
  const incidence = new Float64Array(n * times.length);
  const order = times.map((_, q) => q).sort((a, b) => times[a]! - times[b]!);
  for (let i = 0; i < n; i++) {
    let [sum, k, before, free] = [0, 0, 1, 1];
    for (const q of order) {
      for (; k < K && at[k]! <= times[q]!; k++) {
        const here = own[i * K + k]!;
        if (here < before) sum += free * Math.min(1, Math.log(before / Math.max(here, 1e-300)));
        before = here;
        free = alive[i * K + k]!;
      }
      incidence[i * times.length + q] = Math.min(1, sum);
    }
  }
  return incidence;
}
