import { ascending } from '../order/ascending.ts';
import type { Survival } from '../response/survival.ts';
import type { EstimateKind } from './estimate.ts';
import type { Tally } from './tally.ts';

export interface RobustErrors {
  /** Standard error of log S(t); 0 where S is 0. */
  readonly seLogSurvival: Float64Array;
  readonly seCumulativeHazard: Float64Array;
}

/**
 * Sum over clusters of (a_c - g_c A)^2 as clusters change one by one: g_c is the weight at risk, a_c what its members
 * have collected. Each change is O(1), so a whole curve is O(n).
 */
class SquaredInfluence {
  private readonly a: Float64Array;
  private readonly g: Float64Array;
  private readonly count: Int32Array;
  private aa = 0;
  private ag = 0;
  private gg = 0;

  constructor(clusters: number) {
    this.a = new Float64Array(clusters);
    this.g = new Float64Array(clusters);
    this.count = new Int32Array(clusters);
  }

  change(cluster: number, da: number, dg: number, members: number): void {
    const a = this.a[cluster]!;
    const g = this.g[cluster]!;
    this.count[cluster]! += members;
    const nextA = a + da;
    const nextG = this.count[cluster] === 0 ? 0 : g + dg;
    this.aa += nextA * nextA - a * a;
    this.ag += nextA * nextG - a * g;
    this.gg += nextG * nextG - g * g;
    this.a[cluster] = nextA;
    this.g[cluster] = nextG;
  }

  standardError(level: number): number {
    return Math.sqrt(Math.max(0, this.aa - 2 * level * this.ag + level * level * this.gg));
  }
}

/** At one time: everybody at risk loses `share` per unit of weight, everybody with the event gains `gain`. */
interface Step {
  readonly share: number;
  readonly gain: number;
}

function hazardStep(risk: number, events: number, deaths: number, kind: EstimateKind['hazard']): Step {
  if (kind === 'nelson-aalen') return { share: events / risk / risk, gain: 1 / risk };
  let mean = 0;
  let forDeaths = 0;
  let forAll = 0;
  for (let k = deaths; k > 0; k--) {
    const left = 1 / (risk - events + (k / deaths) * events);
    mean += left / deaths;
    forDeaths += (left * left * k) / deaths;
    forAll += left * left;
  }
  const perDeath = events / deaths;
  return { share: forAll * perDeath, gain: mean + (forAll - forDeaths) * perDeath };
}

/**
 * Infinitesimal-jackknife errors: the influence of each cluster (each row, unless `cluster` is given) squared and summed.
 * The right ones when weights are not counts, or when rows belong together.
 *
 * @param cluster  0-based group of each row
 * @source Therneau T, Grambsch P. Modeling Survival Data, 2000, section 7.2
 * @oracle R survival::survfit with weights or cluster
 */
export function robustErrors(
  survival: Survival,
  counts: Tally,
  kind: EstimateKind,
  weights: Float64Array | undefined,
  cluster?: Int32Array,
): RobustErrors {
  const { start, time, status } = survival;
  const n = time.length;
  const clusters = cluster ? cluster.reduce((a, b) => Math.max(a, b), -1) + 1 : n;
  const forHazard = new SquaredInfluence(clusters);
  const forSurvival = new SquaredInfluence(clusters);
  const leaving = survival.order ?? ascending(time);
  const entering = start && ascending(start);
  const seLogSurvival = new Float64Array(counts.time.length);
  const seCumulativeHazard = new Float64Array(counts.time.length);
  let hazardLevel = 0;
  let survivalLevel = 0;
  const enter = (i: number): void => {
    const w = weights?.[i] ?? 1;
    const c = cluster?.[i] ?? i;
    forHazard.change(c, w * hazardLevel, w, 1);
    forSurvival.change(c, w * survivalLevel, w, 1);
  };
  let next = 0;
  if (!entering) for (let i = 0; i < n; i++) enter(i);
  let out = 0;
  let over = false;
  counts.time.forEach((t, k) => {
    if (entering && start) for (; next < n && start[entering[next]!]! < t; next++) enter(entering[next]!);
    const risk = counts.risk[k]!;
    const events = counts.events[k]!;
    let hazard: Step = { share: 0, gain: 0 };
    let product: Step = hazard;
    if (events > 0) {
      hazard = hazardStep(risk, events, counts.deaths[k]!, kind.hazard);
      const left = risk - events;
      if (left <= 0) over = true;
      else product = { share: events / risk / left, gain: 1 / left };
      hazardLevel += hazard.share;
      survivalLevel += product.share;
    }
    for (; out < n && time[leaving[out]!]! <= t; out++) {
      const i = leaving[out]!;
      const w = weights?.[i] ?? 1;
      const c = cluster?.[i] ?? i;
      const died = status[i]! > 0 ? w : 0;
      forHazard.change(c, died * hazard.gain - w * hazardLevel, -w, -1);
      forSurvival.change(c, died * product.gain - w * survivalLevel, -w, -1);
    }
    // Nothing happened: the errors stay what they were, to the last bit.
    if (events === 0) {
      seCumulativeHazard[k] = k === 0 ? 0 : seCumulativeHazard[k - 1]!;
      seLogSurvival[k] = k === 0 ? 0 : seLogSurvival[k - 1]!;
      return;
    }
    seCumulativeHazard[k] = forHazard.standardError(hazardLevel);
    seLogSurvival[k] =
      kind.survival !== 'product-limit' ? seCumulativeHazard[k]! : over ? 0 : forSurvival.standardError(survivalLevel);
  });
  return { seLogSurvival, seCumulativeHazard };
}
