/** Sums of gradient and curvature by bin, the last bin for missing values. */
export interface BinSums {
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
}

/** How a step is held back. */
export interface StepOptions {
  readonly rate: number;
  /** Added to the curvature of each stretch of bins. */
  readonly lambda: number;
  /** Curvature that each stretch must keep. */
  readonly minimumCurvature: number;
}

const gainOf = (g: number, h: number, lambda: number): number => (g * g) / (h + lambda);

/** The best cut of bins from..to-1 in two, or -1; by how much the loss falls. */
function bestCut(
  sums: BinSums,
  from: number,
  to: number,
  { lambda, minimumCurvature }: StepOptions,
): { cut: number; gain: number } {
  const { gradient, curvature } = sums;
  let [g, h] = [0, 0];
  for (let k = from; k < to; k++) {
    g += gradient[k]!;
    h += curvature[k]!;
  }
  let [leftG, leftH] = [0, 0];
  let best = { cut: -1, gain: 0 };
  const whole = gainOf(g, h, lambda);
  for (let k = from; k + 1 < to; k++) {
    leftG += gradient[k]!;
    leftH += curvature[k]!;
    if (leftH < minimumCurvature || h - leftH < minimumCurvature) continue;
    const gain = gainOf(leftG, leftH, lambda) + gainOf(g - leftG, h - leftH, lambda) - whole;
    if (gain > best.gain) best = { cut: k + 1, gain };
  }
  return best;
}

/**
 * One step of boosting of a function of one feature: its bins are cut into up to three stretches, each moved by a Newton
 * step times the rate; the bin of missing values moves alone.
 *
 * @param step  filled: what is added to each bin
 */
export function stepOfOne(sums: BinSums, options: StepOptions, step: Float64Array): void {
  const bins = sums.gradient.length - 1;
  const first = bestCut(sums, 0, bins, options);
  const cuts = first.cut < 0 ? [] : [first.cut];
  if (first.cut >= 0) {
    const [left, right] = [bestCut(sums, 0, first.cut, options), bestCut(sums, first.cut, bins, options)];
    const second = left.gain > right.gain ? left : right;
    if (second.cut >= 0) cuts.push(second.cut);
  }
  const edges = [0, ...cuts.sort((a, b) => a - b), bins, bins + 1];
  for (let e = 0; e + 1 < edges.length; e++) moveTogether(sums, edges[e]!, edges[e + 1]!, options, step);
}

function moveTogether(
  { gradient, curvature }: BinSums,
  from: number,
  to: number,
  { rate, lambda }: StepOptions,
  step: Float64Array,
): void {
  let [g, h] = [0, 0];
  for (let k = from; k < to; k++) {
    g += gradient[k]!;
    h += curvature[k]!;
  }
  const move = h > 0 ? (-rate * g) / (h + lambda) : 0;
  for (let k = from; k < to; k++) step[k] = move;
}

/** The best way to cut a grid in four by one cut of each feature: where, and by how much the loss falls. */
export interface Quadrants {
  /** Rows below `first` and columns below `second` are the low sides. */
  readonly first: number;
  readonly second: number;
  readonly gain: number;
}

/**
 * Looks at all cuts of a grid in four quadrants, over running sums. Missing values (the last row and column) stay out.
 *
 * @param rows, columns  bins of the two features, those of missing values included
 * @source Lou Y, Caruana R, Gehrke J, Hooker G. KDD 2013:623-631 (FAST)
 */
export function bestQuadrants(
  sums: BinSums,
  rows: number,
  columns: number,
  { lambda, minimumCurvature }: StepOptions,
): Quadrants {
  const [r, c] = [rows - 1, columns - 1];
  const g = new Float64Array((r + 1) * (c + 1));
  const h = new Float64Array((r + 1) * (c + 1));
  for (let a = 0; a < r; a++) {
    for (let b = 0; b < c; b++) {
      const [at, up, left, corner] = [
        (a + 1) * (c + 1) + b + 1,
        a * (c + 1) + b + 1,
        (a + 1) * (c + 1) + b,
        a * (c + 1) + b,
      ];
      g[at] = sums.gradient[a * columns + b]! + g[up]! + g[left]! - g[corner]!;
      h[at] = sums.curvature[a * columns + b]! + h[up]! + h[left]! - h[corner]!;
    }
  }
  const at = (v: Float64Array, a: number, b: number): number => v[a * (c + 1) + b]!;
  const whole = gainOf(at(g, r, c), at(h, r, c), lambda);
  let best: Quadrants = { first: -1, second: -1, gain: 0 };
  for (let a = 1; a < r; a++) {
    for (let b = 1; b < c; b++) {
      const [g1, h1] = [at(g, a, b), at(h, a, b)];
      const [g2, h2] = [at(g, a, c) - g1, at(h, a, c) - h1];
      const [g3, h3] = [at(g, r, b) - g1, at(h, r, b) - h1];
      const [g4, h4] = [at(g, r, c) - g1 - g2 - g3, at(h, r, c) - h1 - h2 - h3];
      if (Math.min(h1, h2, h3, h4) < minimumCurvature) continue;
      const gain =
        gainOf(g1, h1, lambda) + gainOf(g2, h2, lambda) + gainOf(g3, h3, lambda) + gainOf(g4, h4, lambda) - whole;
      if (gain > best.gain) best = { first: a, second: b, gain };
    }
  }
  return best;
}

/** One step of boosting of a function of two features: four quadrants, each moved by a Newton step times the rate. */
export function stepOfTwo(
  sums: BinSums,
  rows: number,
  columns: number,
  options: StepOptions,
  step: Float64Array,
): void {
  step.fill(0);
  const { first, second } = bestQuadrants(sums, rows, columns, options);
  if (first < 0) return;
  const ranges = (cut: number, end: number): [number, number][] => [
    [0, cut],
    [cut, end - 1],
  ];
  for (const [a, b] of ranges(first, rows)) {
    for (const [c, d] of ranges(second, columns)) {
      let [g, h] = [0, 0];
      for (let i = a; i < b; i++) {
        for (let j = c; j < d; j++) {
          g += sums.gradient[i * columns + j]!;
          h += sums.curvature[i * columns + j]!;
        }
      }
      const move = (-options.rate * g) / (h + options.lambda);
      for (let i = a; i < b; i++) for (let j = c; j < d; j++) step[i * columns + j] = move;
    }
  }
}
