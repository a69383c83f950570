import type { Descent } from './kernels.ts';

function dot(x: Float64Array, from: number, v: Float64Array): number {
  let [a, b] = [0, 0];
  for (let i = 0, at = from; i < v.length; i += 2, at += 2) {
    a += x[at]! * v[i]!;
    b += x[at + 1]! * v[i + 1]!;
  }
  return a + b;
}

/** v += r x, x from a place on. */
function addScaled(v: Float64Array, x: Float64Array, from: number, r: number): void {
  for (let i = 0, at = from; i < v.length; i++, at++) v[i]! += r * x[at]!;
}

/** Of some columns, named by a list: their inner products with v. */
export function dotsOf(out: Float64Array, x: Float64Array, v: Float64Array, list: Int32Array, count: number): void {
  for (let k = 0; k < count; k++) out[k] = dot(x, list[k]! * v.length, v);
}

/** v += sum of d_k times column list_k. */
export function sumOf(v: Float64Array, x: Float64Array, d: Float64Array, list: Int32Array, count: number): void {
  for (let k = 0; k < count; k++) if (d[k] !== 0) addScaled(v, x, list[k]! * v.length, d[k]!);
}

/** a += r v v', of its first `size` rows and columns. */
export function addSquare(a: Float64Array, v: Float64Array, r: number, size: number, width: number): void {
  for (let i = 0; i < size; i++) {
    const own = r * v[i]!;
    for (let c = 0, at = i * width; c < size; c++, at++) a[at]! += own * v[c]!;
  }
}

/** out = a v, of its first `size` rows and columns. */
export function square(out: Float64Array, a: Float64Array, v: Float64Array, size: number, width: number): void {
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let c = 0, at = i * width; c < size; c++, at++) sum += a[at]! * v[c]!;
    out[i] = sum;
  }
}

/** One pass of coordinate descent; see `Descent`. */
export function descend(
  { x, wx, rest, b, curvature }: Descent,
  list: Int32Array,
  count: number,
  lasso: number,
  ridge: number,
): number {
  let worst = 0;
  for (let k = 0; k < count; k++) {
    const j = list[k]!;
    const own = b[j]!;
    const slope = dot(x, j * rest.length, rest);
    const g = slope - ridge * own;
    const off = own === 0 ? Math.abs(g) - lasso : Math.abs(g - (own > 0 ? lasso : -lasso));
    if (off > worst) worst = off;
    const curved = curvature[j]!;
    const pull = slope + curved * own;
    const size = Math.abs(pull) - lasso;
    const next = size <= 0 || curved + ridge <= 0 ? 0 : (pull > 0 ? size : -size) / (curved + ridge);
    const move = next - own;
    if (move === 0) continue;
    b[j] = next;
    addScaled(rest, wx, j * rest.length, -move);
  }
  return worst;
}
