/** One time with events, in one stratum. Everything is by group; what is `before` is as of just before the time. */
interface Moment {
  readonly atRisk: Float64Array;
  readonly own: Float64Array;
  readonly other: Float64Array;
  readonly survivalBefore: Float64Array;
  readonly survival: Float64Array;
  readonly incidenceBefore: Float64Array;
}

/** Counts and curves of each group at the times with events, ascending. */
function momentsOf(
  rows: readonly number[],
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  group: ArrayLike<number>,
  groups: number,
): Moment[] {
  const moments: Moment[] = [];
  const atRisk = new Float64Array(groups);
  for (const i of rows) atRisk[group[i]!]!++;
  let survivalBefore = new Float64Array(groups).fill(1);
  let incidenceBefore = new Float64Array(groups);
  for (let r = 0; r < rows.length; ) {
    const now = time[rows[r]!]!;
    const [own, other, leaving] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)];
    let happened = false;
    for (; r < rows.length && time[rows[r]!]! === now; r++) {
      const i = rows[r]!;
      leaving[group[i]!]!++;
      if (status[i] === 0) continue;
      (status[i] === 1 ? own : other)[group[i]!]!++;
      happened = true;
    }
    if (happened) {
      const survival = survivalBefore.map((s, g) =>
        atRisk[g] === 0 ? s : s * (1 - (own[g]! + other[g]!) / atRisk[g]!),
      );
      const incidence = incidenceBefore.map((f, g) =>
        own[g] === 0 ? f : f + (survivalBefore[g]! * own[g]!) / atRisk[g]!,
      );
      moments.push({ atRisk: Float64Array.from(atRisk), own, other, survivalBefore, survival, incidenceBefore });
      survivalBefore = survival.map((s, g) => (own[g]! + other[g]! === atRisk[g] ? 0 : s));
      incidenceBefore = incidence;
    }
    for (let g = 0; g < groups; g++) atRisk[g]! -= leaving[g]!;
  }
  return moments;
}

/** Multinomial factor of d events among y: one less than independent. */
const tieFactor = (d: number, y: number): number => (d > 1 ? 1 - (d - 1) / (y - 1) : 1);

const sum = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);

/**
 * Adds one stratum's score and its covariance (Gray 1988, section 3).
 *
 * With h_g = Y_g / S_g(t-), h their sum, F the pooled incidence (dF = d / h) and W = (1 - F(t-))^rho, the score of group
 * i weighs its events against those expected. As a sum of martingale increments of the groups k it has integrand
 *
 *   own events of k:    a_ik(t) + (1 - (1 - F) / S_k) [C_ik(end) - C_ik(t)]
 *   other events of k:            (1 - F) / S_k       [C_ik(end) - C_ik(t)]
 *
 * where a_ik = W h_i (1{i = k} - h_k / h) and C_ik gathers a_ik dF / (1 - F(t-)). The first pass gathers C, the second
 * the squares. O(moments groups^3).
 */
export function addStratum(
  rows: readonly number[],
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  group: ArrayLike<number>,
  groups: number,
  rho: number,
  score: Float64Array,
  variance: Float64Array,
): void {
  const df = groups - 1;
  const moments = momentsOf(rows, time, status, group, groups);
  const remaining = new Float64Array(groups * groups); // C(end) - C(t); after the first pass C(end)
  const steps = moments.map(() => ({ a: new Float64Array(groups * groups), total: 0, dF: 0, before: 0 }));
  let pooled = 0;
  moments.forEach(({ atRisk, own, survivalBefore, incidenceBefore }, k) => {
    const h = atRisk.map((y, g) => (y === 0 ? 0 : y / survivalBefore[g]!));
    const total = sum(h);
    const d = sum(own);
    const { a } = Object.assign(steps[k]!, { total, dF: d / total, before: pooled });
    const weight = (1 - pooled) ** rho;
    const subdistribution = sum(h.map((v, g) => v * (1 - incidenceBefore[g]!)));
    for (let i = 0; i < groups; i++) {
      if (h[i] === 0) continue;
      for (let j = 0; j < groups; j++) {
        const value = weight * h[i]! * ((i === j ? 1 : 0) - h[j]! / total);
        a[i * groups + j] = value;
        if (value !== 0 && d > 0) remaining[i * groups + j]! += (value * d) / (total * (1 - pooled));
      }
      if (i < df) score[i]! += weight * (own[i]! - (d * h[i]! * (1 - incidenceBefore[i]!)) / subdistribution);
    }
    pooled += d / total;
  });

  const integrand = new Float64Array(df);
  const addSquares = (size: number): void => {
    for (let i = 0; i < df; i++)
      for (let j = 0; j < df; j++) variance[i * df + j]! += size * integrand[i]! * integrand[j]!;
  };
  moments.forEach(({ atRisk, own, other, survivalBefore, survival }, m) => {
    const { a, total, dF, before } = steps[m]!;
    const d = sum(own);
    const eventFree = 1 - before - dF;
    if (d > 0) {
      for (let at = 0; at < a.length; at++) if (a[at] !== 0) remaining[at]! -= (a[at]! * dF) / (1 - before);
    }
    for (let k = 0; k < groups; k++) {
      if (atRisk[k] === 0) continue;
      const ratio = survival[k]! > 0 ? eventFree / survival[k]! : 0;
      if (d > 0) {
        for (let i = 0; i < df; i++) integrand[i] = a[i * groups + k]! + (1 - ratio) * remaining[i * groups + k]!;
        addSquares((tieFactor(d, total * survivalBefore[k]!) * survivalBefore[k]! * dF) / atRisk[k]!);
      }
      if (other[k]! > 0 && survival[k]! > 0) {
        for (let i = 0; i < df; i++) integrand[i] = ratio * remaining[i * groups + k]!;
        addSquares(tieFactor(other[k]!, atRisk[k]!) * other[k]! * (survivalBefore[k]! / atRisk[k]!) ** 2);
      }
    }
  });
}
