/**
 * The log-rank statistic of every cut of one node, as rows move to the left side one after another.
 *
 * With f_t = d (Y - d) / (Y - 1) at each death time t of the node, the statistic of a left side L is U^2 / V with
 *
 *   U = sum over L of w (delta - Lambda(last) + Lambda(first))       its martingale residuals
 *   V = sum over t of f_t Y_L / Y  -  sum over t of f_t (Y_L / Y)^2
 *
 * The first sum of V grows by a prefix sum of f / Y for each row that joins; the second needs how many of L are at risk at
 * each time, which two Fenwick trees keep: a row costs O(log deaths), all cuts of a feature O(m log m), and nothing is
 * approximated.
 *
 * @source Mantel N. Cancer Chemother Rep 1966;50:163-170; Ishwaran H et al. Ann Appl Stat 2008;2:841-860
 */
export class LogRankScan {
  /** Deaths in the node; local death times are 1..deaths. */
  deaths = 0;
  /** Weight at risk, and weight of deaths, at each local death time. */
  readonly atRisk: Float64Array;
  readonly dead: Float64Array;
  /** Prefix sums of d / Y, f / Y and f / Y^2. */
  private readonly hazard: Float64Array;
  private readonly linear: Float64Array;
  private readonly square: Float64Array;
  /** By local time: weight, and weight times prefix sum, of left rows that leave (enter) there. Fenwick trees. */
  private readonly weightTree: Float64Array;
  private readonly sumTree: Float64Array;
  private score = 0;
  private straight = 0;
  private squared = 0;
  private total = 0;

  constructor(most: number) {
    const make = (): Float64Array => new Float64Array(most + 2);
    this.atRisk = make();
    this.dead = make();
    this.hazard = make();
    this.linear = make();
    this.square = make();
    this.weightTree = make();
    this.sumTree = make();
  }

  /** Call once `deaths`, `atRisk` and `dead` are those of the node. */
  prepare(): void {
    const { deaths, atRisk, dead, hazard, linear, square } = this;
    let [h, e, c] = [0, 0, 0];
    for (let k = 1; k <= deaths; k++) {
      const y = atRisk[k]!;
      const d = dead[k]!;
      h += d / y;
      if (y > 1) {
        const f = (d * (y - d)) / (y - 1) / y;
        e += f;
        c += f / y;
      }
      hazard[k] = h;
      linear[k] = e;
      square[k] = c;
    }
  }

  /** Empties the left side. */
  clear(): void {
    this.weightTree.fill(0, 0, this.deaths + 1);
    this.sumTree.fill(0, 0, this.deaths + 1);
    this.score = 0;
    this.straight = 0;
    this.squared = 0;
    this.total = 0;
  }

  /** A row at risk at local deaths 1..last joins the left side. */
  join(weight: number, died: number, last: number): void {
    this.score += weight * (died - this.hazard[last]!);
    this.straight += weight * this.linear[last]!;
    if (last === 0) return;
    const { weightTree, sumTree, deaths } = this;
    const own = this.square[last]!;
    let [sum, before] = [0, 0];
    for (let z = last; z > 0; z -= z & -z) {
      sum += sumTree[z]!;
      before += weightTree[z]!;
    }
    this.squared += weight * (weight * own + 2 * (sum + own * (this.total - before)));
    const add = weight * own;
    for (let z = last; z <= deaths; z += z & -z) {
      sumTree[z]! += add;
      weightTree[z]! += weight;
    }
    this.total += weight;
  }

  /** A row at risk at local deaths first + 1..last joins the left side. */
  joinLate(weight: number, died: number, first: number, last: number): void {
    this.score += weight * (died - this.hazard[last]! + this.hazard[first]!);
    this.straight += weight * (this.linear[last]! - this.linear[first]!);
    if (last <= first) return;
    const { square } = this;
    const span = square[last]! - square[first]!;
    this.squared += weight * (weight * span + 2 * (this.mass(last) - this.mass(first)));
    this.mark(first + 1, weight, weight * square[first]!);
    this.mark(last + 1, -weight, -weight * square[last]!);
  }

  /** Sum over times up to k of square increments times left weight at risk, for late entry. */
  private mass(k: number): number {
    let [sum, weight] = [0, 0];
    for (let z = k; z > 0; z -= z & -z) {
      sum += this.sumTree[z]!;
      weight += this.weightTree[z]!;
    }
    return this.square[k]! * weight - sum;
  }

  private mark(from: number, weight: number, sum: number): void {
    for (let z = from; z <= this.deaths; z += z & -z) {
      this.weightTree[z]! += weight;
      this.sumTree[z]! += sum;
    }
  }

  /** U^2 / V of the present left side; 0 where it has no variance. */
  statistic(): number {
    const variance = this.straight - this.squared;
    return variance > 1e-10 * this.straight ? (this.score * this.score) / variance : 0;
  }
}
