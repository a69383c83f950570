/** A natural cubic spline basis without intercept: R's `splines::ns`. */
export interface NaturalSpline {
  /** Interior knots, ascending. */
  readonly knots: readonly number[];
  readonly boundary: readonly [number, number];
  /** Householder vectors that take out what bends at the boundary, as R's QR makes them. */
  readonly reflections: readonly Float64Array[];
}

/** Quantile of sorted values, R's type 7. */
function quantile7(sorted: Float64Array, p: number): number {
  const h = (sorted.length - 1) * p;
  const low = Math.floor(h + 4 * Number.EPSILON);
  const rest = h - low;
  const value = sorted[low]!;
  return Math.abs(rest) < 1e-14 || low + 1 >= sorted.length ? value : value + rest * (sorted[low + 1]! - value);
}

/**
 * The spline of `df` columns for x: `df - 1` interior knots at equal quantiles of the values present.
 *
 * @param knots  interior knots, instead of df
 */
export function naturalSpline(x: Float64Array, df: number, knots?: readonly number[]): NaturalSpline {
  const sorted = x.filter((v) => !Number.isNaN(v)).sort();
  if (sorted.length === 0) throw new RangeError('naturalSpline: no values');
  const boundary: [number, number] = [sorted[0]!, sorted.at(-1)!];
  const count = Math.max(0, Math.floor(df) - 1);
  const interior = knots ?? Array.from({ length: count }, (_, k) => quantile7(sorted, (k + 1) / (count + 1)));
  const all = extended(interior, boundary);
  const size = all.length - 4;
  const bend = boundary.map((edge) => basisDerivative(all, edge, 2).subarray(1, size));
  return { knots: interior, boundary, reflections: householder(bend as Float64Array[]) };
}

const extended = (knots: readonly number[], [low, high]: readonly [number, number]): number[] => [
  ...[low, low, low, low],
  ...[...knots].sort((a, b) => a - b),
  ...[high, high, high, high],
];

/** All B-splines of an order at x, on the given knots (Cox - de Boor); the right end belongs to the last interval. */
function bSplines(knots: readonly number[], x: number, order: number): Float64Array {
  const n = knots.length;
  let values = new Float64Array(n - 1);
  let interval = 0;
  const last = knots[n - 1]!;
  for (let i = 0; i < n - 1; i++) {
    if (knots[i]! < knots[i + 1]! && x >= knots[i]! && (x < knots[i + 1]! || (x === last && knots[i + 1] === last)))
      interval = i;
  }
  values[interval] = 1;
  for (let k = 2; k <= order; k++) {
    const next = new Float64Array(n - k);
    for (let i = 0; i < n - k; i++) {
      const left = knots[i + k - 1]! - knots[i]!;
      const right = knots[i + k]! - knots[i + 1]!;
      next[i] =
        (left > 0 ? ((x - knots[i]!) / left) * values[i]! : 0) +
        (right > 0 ? ((knots[i + k]! - x) / right) * values[i + 1]! : 0);
    }
    values = next;
  }
  return values;
}

/** Derivatives of the cubic B-splines at x. */
function basisDerivative(knots: readonly number[], x: number, derivative: number): Float64Array {
  let values = bSplines(knots, x, 4 - derivative);
  for (let k = 5 - derivative; k <= 4; k++) {
    const next = new Float64Array(knots.length - k);
    for (let i = 0; i < next.length; i++) {
      const left = knots[i + k - 1]! - knots[i]!;
      const right = knots[i + k]! - knots[i + 1]!;
      next[i] = (k - 1) * ((left > 0 ? values[i]! / left : 0) - (right > 0 ? values[i + 1]! / right : 0));
    }
    values = next;
  }
  return values;
}

/** QR of the two columns by reflections, with LINPACK's signs, so that the columns left over are R's. */
function householder(columns: Float64Array[]): Float64Array[] {
  const work = columns.map((column) => Float64Array.from(column));
  const reflections: Float64Array[] = [];
  work.forEach((column, l) => {
    let norm = 0;
    for (let i = l; i < column.length; i++) norm += column[i]! ** 2;
    norm = Math.sqrt(norm);
    const u = new Float64Array(column.length);
    reflections.push(u);
    if (norm === 0) return;
    if (column[l]! < 0) norm = -norm;
    for (let i = l; i < column.length; i++) u[i] = column[i]! / norm;
    u[l]! += 1;
    for (let j = l + 1; j < work.length; j++) reflect(u, l, work[j]!);
  });
  return reflections;
}

function reflect(u: Float64Array, l: number, column: Float64Array): void {
  if (u[l] === 0) return;
  let dot = 0;
  for (let i = l; i < u.length; i++) dot += u[i]! * column[i]!;
  const factor = -dot / u[l]!;
  for (let i = l; i < u.length; i++) column[i]! += factor * u[i]!;
}

/** The basis at x, a column per degree of freedom; beyond the boundary it is a straight line. Missing stays missing. */
export function naturalSplineBasis(spline: NaturalSpline, x: Float64Array): Float64Array[] {
  const all = extended(spline.knots, spline.boundary);
  const size = all.length - 4;
  const columns = Array.from({ length: size - 3 }, () => new Float64Array(x.length));
  const edges = spline.boundary.map((edge) => [bSplines(all, edge, 4), basisDerivative(all, edge, 1)] as const);
  for (let i = 0; i < x.length; i++) {
    const v = x[i]!;
    const outside = v < spline.boundary[0] ? 0 : v > spline.boundary[1] ? 1 : undefined;
    let row: Float64Array;
    if (outside === undefined) row = bSplines(all, v, 4);
    else {
      const [value, slope] = edges[outside]!;
      const beyond = v - spline.boundary[outside];
      row = value.map((b, j) => b + slope[j]! * beyond);
    }
    const rest = row.slice(1, size);
    spline.reflections.forEach((u, l) => {
      reflect(u, l, rest);
    });
    columns.forEach((column, j) => {
      column[i] = Number.isNaN(v) ? Number.NaN : rest[j + 2]!;
    });
  }
  return columns;
}
