import type { Tally } from './tally.ts';

/** How survival and cumulative hazard are made from the counts. */
export interface EstimateKind {
  /** Survival by the product limit (Kaplan-Meier) or as exp(-H). */
  readonly survival: 'product-limit' | 'exponential';
  /** Cumulative hazard: Nelson-Aalen, or Fleming-Harrington, where tied events leave the risk set one by one. */
  readonly hazard: 'nelson-aalen' | 'fleming-harrington';
}

export interface Estimate {
  readonly survival: Float64Array;
  readonly cumulativeHazard: Float64Array;
  /** Standard error of log S(t) (Greenwood, or that of H when S = exp(-H)). */
  readonly seLogSurvival: Float64Array;
  readonly seCumulativeHazard: Float64Array;
}

/** Hazard increment and its variance for `deaths` events of total weight `events` among `risk`. */
function flemingHarrington(risk: number, events: number, deaths: number): [number, number] {
  let hazard = 0;
  let variance = 0;
  for (let j = 0; j < deaths; j++) {
    const left = risk - (j * events) / deaths;
    hazard += events / (deaths * left);
    variance += events / (deaths * left * left);
  }
  return [hazard, variance];
}

/**
 * Survival and cumulative hazard just after each time of a tally.
 * Where everybody at risk has the event, S is 0 and its error is not defined (infinite on the log scale).
 *
 * @source Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-481; Greenwood M, 1926; Aalen O. Ann Stat 1978;6:701-726;
 *   Fleming TR, Harrington DP. Commun Stat 1984;13:2469-2486
 * @oracle R survival::survfit
 */
export function estimate({ risk, events, deaths }: Tally, kind: EstimateKind): Estimate {
  const m = risk.length;
  const survival = new Float64Array(m);
  const cumulativeHazard = new Float64Array(m);
  const seLogSurvival = new Float64Array(m);
  const seCumulativeHazard = new Float64Array(m);
  const oneByOne = kind.hazard === 'fleming-harrington';
  const productLimit = kind.survival === 'product-limit';
  let s = 1;
  let h = 0;
  let varianceLog = 0;
  let varianceHazard = 0;
  let seLog = 0;
  let seHazard = 0;
  for (let k = 0; k < m; k++) {
    const d = events[k]!;
    if (d > 0) {
      const n = risk[k]!;
      if (oneByOne) {
        const [hazard, variance] = flemingHarrington(n, d, deaths[k]!);
        h += hazard;
        varianceHazard += variance;
      } else {
        h += d / n;
        varianceHazard += d / (n * n);
      }
      if (productLimit) {
        s *= (n - d) / n;
        varianceLog += d / (n * (n - d));
      } else s = Math.exp(-h);
      seHazard = Math.sqrt(varianceHazard);
      seLog = productLimit ? Math.sqrt(varianceLog) : seHazard;
    }
    survival[k] = s;
    cumulativeHazard[k] = h;
    seCumulativeHazard[k] = seHazard;
    seLogSurvival[k] = seLog;
  }
  return { survival, cumulativeHazard, seLogSurvival, seCumulativeHazard };
}
