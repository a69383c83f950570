import { byStratumAndTime, type TrainingTable } from '../table/training-table.ts';

/**
 * The Cox partial likelihood (Breslow ties) as a function of the rows' log hazard ratios: its gradient and curvature are
 * what boosting fits trees to. One sort at the start, then O(n) a call and nothing allocated.
 *
 * Deaths are numbered from 1 within and across strata; a row is at risk at deaths (lower, upper].
 */
export class CoxLoss {
  readonly n: number;
  /** Number of distinct death times, over strata. */
  readonly deaths: number;
  readonly deathTime: Float64Array;
  /** First and one past the last death of each stratum, 1-based. */
  readonly firstDeath: Int32Array;
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  /** Weight of the row's event, 0 where censored. */
  readonly died: Float64Array;
  private readonly weights: Float64Array | undefined;
  /** Rows at risk at some death by falling `upper`, and of these the late entries by falling `lower`. */
  private readonly leaving: Int32Array;
  private readonly late: Int32Array;
  /** By death k, for a walk from the last to the first: those with `upper` (`lower`) >= k are before this place. */
  private readonly leftBy: Int32Array;
  private readonly lateBy: Int32Array;
  /** 1 at the last death of each stratum, where the walk begins anew. */
  private readonly isLast: Uint8Array;
  private readonly weightOfDeath: Float64Array;
  private readonly risk: Float64Array;
  /** Sum of risk over those at risk at each death. */
  private readonly total: Float64Array;
  private readonly first: Float64Array;
  private readonly second: Float64Array;

  /** @param cause  the event that counts; others censor. Default: any */
  constructor(table: Pick<TrainingTable, 'time' | 'event' | 'start' | 'weights' | 'strata'>, cause?: number) {
    const { time, event, start, weights, strata } = table;
    const n = time.length;
    const order = byStratumAndTime(table);
    const counts = (i: number): boolean => (cause === undefined ? event[i]! > 0 : event[i] === cause);
    const strataCount = strata ? strata.reduce((a, b) => Math.max(a, b), 0) + 1 : 1;
    const deathTime: number[] = [Number.NaN];
    const weightOfDeath: number[] = [0];
    this.firstDeath = new Int32Array(strataCount + 1);
    this.upper = new Int32Array(n);
    this.lower = new Int32Array(n);
    this.died = new Float64Array(n);
    let stratum = 0;
    this.firstDeath[0] = 1;
    for (let r = 0; r < n; ) {
      const i = order[r]!;
      const s = strata ? strata[i]! : 0;
      while (stratum < s) this.firstDeath[++stratum] = deathTime.length;
      let end = r;
      let weight = 0;
      let any = false;
      for (; end < n && time[order[end]!] === time[i] && (strata ? strata[order[end]!] : 0) === s; end++) {
        const row = order[end]!;
        if (!counts(row)) continue;
        any = true;
        this.died[row] = weights ? weights[row]! : 1;
        weight += this.died[row]!;
      }
      if (any) {
        deathTime.push(time[i]!);
        weightOfDeath.push(weight);
      }
      for (; r < end; r++) this.upper[order[r]!] = deathTime.length - 1;
    }
    while (stratum < strataCount) this.firstDeath[++stratum] = deathTime.length;
    this.n = n;
    this.weights = weights;
    this.deathTime = Float64Array.from(deathTime);
    this.weightOfDeath = Float64Array.from(weightOfDeath);
    this.deaths = deathTime.length - 1;
    for (let i = 0; i < n; i++) {
      const s = strata ? strata[i]! : 0;
      const from = this.firstDeath[s]!;
      this.lower[i] = start ? countUpTo(this.deathTime, start[i]!, from, this.firstDeath[s + 1]!) - 1 : from - 1;
    }
    const { lower, upper } = this;
    const falling = (key: Int32Array) => (a: number, b: number) => key[b]! - key[a]! || a - b;
    this.leaving = order.filter((i) => lower[i]! < upper[i]!).sort(falling(upper));
    this.late = start
      ? this.leaving.filter((i) => lower[i]! >= this.firstDeath[strata ? strata[i]! : 0]!).sort(falling(lower))
      : new Int32Array(0);
    this.leftBy = placesBy(this.leaving, upper, this.deaths);
    this.lateBy = placesBy(this.late, lower, this.deaths);
    this.isLast = new Uint8Array(this.deaths + 1);
    for (const end of this.firstDeath.subarray(1)) this.isLast[end - 1] = 1;
    this.total = new Float64Array(this.deaths + 1);
    this.risk = new Float64Array(n);
    this.first = new Float64Array(this.deaths + 1);
    this.second = new Float64Array(this.deaths + 1);
  }

  /** Fills `risk` = w exp(F), its sums over those at risk, and hazard = d / S0 at each death. */
  private hazards(margin: Float64Array): void {
    const { n, risk, weights, leaving, late, leftBy, lateBy, isLast, total, first, weightOfDeath } = this;
    if (weights) for (let i = 0; i < n; i++) risk[i] = weights[i]! * Math.exp(margin[i]!);
    else for (let i = 0; i < n; i++) risk[i] = Math.exp(margin[i]!);
    let at = 0;
    let entering = 0;
    let sum = 0;
    for (let k = this.deaths; k > 0; k--) {
      if (isLast[k] === 1) sum = 0;
      for (const end = leftBy[k]!; at < end; at++) sum += risk[leaving[at]!]!;
      for (const end = lateBy[k]!; entering < end; entering++) sum -= risk[late[entering]!]!;
      total[k] = sum;
      first[k] = weightOfDeath[k]! / sum;
    }
  }

  /** Log partial likelihood at these log hazard ratios. */
  logLikelihood(margin: Float64Array): number {
    this.hazards(margin);
    return this.likelihoodOf(margin);
  }

  /** The log partial likelihood, once the hazards are filled. */
  private likelihoodOf(margin: Float64Array): number {
    const { died, weightOfDeath, total } = this;
    let sum = 0;
    for (let i = 0; i < this.n; i++) if (died[i] !== 0) sum += died[i]! * margin[i]!;
    for (let k = this.deaths; k > 0; k--) if (weightOfDeath[k] !== 0) sum -= weightOfDeath[k]! * Math.log(total[k]!);
    return sum;
  }

  /**
   * Gradient and diagonal curvature of minus the log partial likelihood in each row's margin.
   *
   * @returns the log partial likelihood
   */
  derivatives(margin: Float64Array, gradient: Float64Array, curvature: Float64Array): number {
    this.slopes(margin, gradient, curvature);
    return this.likelihoodOf(margin);
  }

  /** The same without the likelihood and its logarithms. */
  slopes(margin: Float64Array, gradient: Float64Array, curvature: Float64Array): void {
    this.hazards(margin);
    const { n, risk, first, second, upper, lower, died, weightOfDeath } = this;
    first[0] = 0;
    second[0] = 0;
    for (let k = 1; k <= this.deaths; k++) {
      const step = first[k]!;
      second[k] = weightOfDeath[k] === 0 ? second[k - 1]! : second[k - 1]! + (step * step) / weightOfDeath[k]!;
      first[k] = first[k - 1]! + step;
    }
    for (let i = 0; i < n; i++) {
      const r = risk[i]!;
      const [from, to] = [lower[i]!, upper[i]!];
      const a = r * (first[to]! - first[from]!);
      gradient[i] = a - died[i]!;
      curvature[i] = a - r * r * (second[to]! - second[from]!);
    }
  }

  /** Breslow's cumulative baseline hazard of each stratum at its death times, for margin 0. */
  baseline(margin: Float64Array): { time: Float64Array; hazard: Float64Array }[] {
    this.hazards(margin);
    return Array.from({ length: this.firstDeath.length - 1 }, (_, s) => {
      const [from, to] = [this.firstDeath[s]!, this.firstDeath[s + 1]!];
      let sum = 0;
      return {
        time: this.deathTime.slice(from, to),
        hazard: this.first.slice(from, to).map((step) => {
          sum += step;
          return sum;
        }),
      };
    });
  }
}

/** By k: how many of the rows, by falling key, have a key of k or more. */
function placesBy(rows: Int32Array, key: Int32Array, most: number): Int32Array {
  const places = new Int32Array(most + 1);
  for (let k = most, at = 0; k >= 0; k--) {
    while (at < rows.length && key[rows[at]!]! >= k) at++;
    places[k] = at;
  }
  return places;
}

/** The first position of `sorted` within [from, to) whose value is above the limit. */
export function countUpTo(sorted: Float64Array, limit: number, from = 0, to = sorted.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
