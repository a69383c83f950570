/** Cluster sums of weighted n x p rows, squared: D' D, the middle of a robust variance. */
export function sandwich(rows: Float64Array, p: number, weights?: Float64Array, cluster?: Int32Array): Float64Array {
  const n = p === 0 ? 0 : rows.length / p;
  const clusters = cluster ? cluster.reduce((a, b) => Math.max(a, b), -1) + 1 : n;
  const sums = new Float64Array(clusters * p);
  for (let i = 0; i < n; i++) {
    const c = cluster ? cluster[i]! : i;
    const w = weights ? weights[i]! : 1;
    for (let j = 0; j < p; j++) sums[c * p + j]! += w * rows[i * p + j]!;
  }
  const v = new Float64Array(p * p);
  for (let c = 0; c < clusters; c++) {
    for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) v[a * p + b]! += sums[c * p + a]! * sums[c * p + b]!;
  }
  return v;
}
