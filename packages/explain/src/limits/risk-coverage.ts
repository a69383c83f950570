import { concordance } from '@linea/survival';
import { censoringCurve, type Observed } from '../validation/scoring.ts';

/** How a model does on the patients it answers for, when it keeps silent on the least certain ones. */
export interface RiskCoveragePoint {
  /** Share of patients it answers for. */
  readonly coverage: number;
  readonly n: number;
  /** Brier score at the time looked at, of those; null without anyone to judge, and with late entry. */
  readonly brier: number | null;
  readonly harrell: number | null;
}

const COVERAGES = [1, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5];

/**
 * Risk against coverage: patients are left out by falling doubt, and the rest is judged.
 *
 * @param doubt     higher = less certain, length n
 * @param survival  probability of no event by `at`, out of fold, length n
 * @param risk      out of fold; pairs are formed within a part only
 * @source El-Yaniv R, Wiener Y. J Mach Learn Res 2010;11:1605-1641
 */
export function riskCoverage(
  observed: Observed,
  doubt: ArrayLike<number>,
  survival: ArrayLike<number>,
  { risk, part }: { readonly risk: Float64Array; readonly part: Int32Array },
  at: number,
): RiskCoveragePoint[] {
  const { time, event, start } = observed;
  const n = time.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => doubt[a]! - doubt[b]! || a - b);
  const censoring = censoringCurve(observed);
  const later = 1 / censoring.at(at);
  return COVERAGES.map((coverage) => {
    const kept = order.subarray(0, Math.max(1, Math.round(coverage * n)));
    let [sum, weight] = [0, 0];
    for (const i of kept) {
      const s = survival[i]!;
      if (time[i]! > at) {
        sum += later * (1 - s) ** 2;
        weight += later;
      } else if (event[i]! > 0) {
        const w = 1 / Math.max(1e-8, censoring.before(time[i]!));
        sum += w * s * s;
        weight += w;
      }
    }
    const c = concordance(
      Float64Array.from(kept, (i) => time[i]!),
      Float64Array.from(kept, (i) => Number(event[i]! > 0)),
      Float64Array.from(kept, (i) => risk[i]!),
      {
        reverse: true,
        strata: Int32Array.from(kept, (i) => part[i]!),
        ...(start && { start: Float64Array.from(kept, (i) => start[i]!) }),
      },
    ).concordance;
    return {
      coverage,
      n: kept.length,
      brier: weight > 0 && !start ? sum / weight : null,
      harrell: Number.isNaN(c) ? null : c,
    };
  });
}
