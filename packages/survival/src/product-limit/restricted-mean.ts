export interface RestrictedMean {
  readonly mean: number;
  /** Greenwood's; see `restrictedMean`. */
  readonly se: number;
}

/**
 * Area under a survival curve from `origin` to `until`; beyond its last time the curve is carried on flat.
 * The variance is the sum over events of (area to the right)^2 d / (n (n - d)).
 *
 * @source Irwin JO. J Hyg 1949;47:188-189; Miller RG. Survival Analysis, 1981
 * @oracle R survival::survmean
 */
export function restrictedMean(
  curve: { time: Float64Array; survival: Float64Array; risk: Float64Array; events: Float64Array },
  until: number,
  origin = 0,
): RestrictedMean {
  const { time, survival, risk, events } = curve;
  let within = time.length;
  while (within > 0 && time[within - 1]! > until) within--;
  let area = 0;
  let variance = 0;
  let right = until;
  for (let k = within - 1; k >= 0; k--) {
    area += survival[k]! * (right - time[k]!);
    right = time[k]!;
    const left = risk[k]! - events[k]!;
    if (left > 0) variance += (area * area * events[k]!) / (risk[k]! * left);
  }
  return { mean: area + (right - origin), se: Math.sqrt(variance) };
}
