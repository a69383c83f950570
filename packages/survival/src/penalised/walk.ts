import type { Penalty, QuadraticForm } from './quadratic.ts';

/** Events in a walk, as a multiple of the coordinates: more is going round in circles. */
const MOST_EVENTS = 4;
const MOST_WALKS = 6;
/** How nearly a direction is to be solved for, as a share of what is to be solved. */
const NEARLY = 1e-7;

/**
 * Minimises by walking: where it starts is the minimum for some other slopes, and as those turn into the true ones the
 * minimum moves along straight pieces, on each of which the coordinates that are not zero stay the same. For a start not
 * far from the minimum, and coordinates that go together, for which coordinate descent takes very many passes.
 *
 * @param b  where to start, the minimiser on return
 * @returns false where it lost its way (coordinates that determine each other): b is then somewhere between
 * @source Osborne MR, Presnell B, Turlach BA. IMA J Numer Anal 2000;20:389-403; Efron B et al. Ann Stat 2004;32:407-499
 */
export function walkToMinimum(
  form: QuadraticForm,
  coordinates: Int32Array,
  b: Float64Array,
  penalty: Penalty,
  enough: number,
): boolean {
  for (let walk = 0; walk < MOST_WALKS; walk++) {
    const slopes = form.slopes(coordinates);
    const off = offsets(slopes, coordinates, b, penalty);
    if (worst(slopes, coordinates, b, penalty) <= enough) return true;
    if (!along(form, coordinates, b, penalty, slopes, off)) return false;
  }
  return false;
}

/**
 * What the slopes lack where `b` would be the minimum. Those of coordinates at zero shrink alike, so that they do not all
 * come to their edge at once.
 */
function offsets(
  slopes: Float64Array,
  coordinates: Int32Array,
  b: Float64Array,
  { lasso, ridge }: Penalty,
): Float64Array {
  let most = lasso;
  for (let k = 0; k < slopes.length; k++) if (b[coordinates[k]!] === 0) most = Math.max(most, Math.abs(slopes[k]!));
  return slopes.map((slope, k) => {
    const own = b[coordinates[k]!]!;
    return own === 0 ? slope * (lasso / most - 1) : (own > 0 ? lasso : -lasso) + ridge * own - slope;
  });
}

function worst(slopes: Float64Array, coordinates: Int32Array, b: Float64Array, { lasso, ridge }: Penalty): number {
  let most = 0;
  for (let k = 0; k < slopes.length; k++) {
    const own = b[coordinates[k]!]!;
    const g = slopes[k]! - ridge * own;
    most = Math.max(most, own === 0 ? Math.abs(g) - lasso : Math.abs(g - (own > 0 ? lasso : -lasso)));
  }
  return most;
}

/** Coordinates by place in the list given. */
function along(
  form: QuadraticForm,
  coordinates: Int32Array,
  b: Float64Array,
  { lasso, ridge }: Penalty,
  slopes: Float64Array,
  off: Float64Array,
): boolean {
  const q = coordinates.length;
  const most = off.reduce((a, e) => Math.max(a, Math.abs(e)), 0);
  const active: number[] = [];
  const idle: number[] = [];
  for (let k = 0; k < q; k++) (b[coordinates[k]!] === 0 ? idle : active).push(k);
  const level = slopes.map((slope, k) => slope + off[k]!);
  let left = 1;
  /** The last to come to zero, the last to leave it, and the side on which. */
  let gone = -1;
  let came = -1;
  for (let event = 0; event < MOST_EVENTS * q + 100; event++) {
    const own = Int32Array.from(active, (k) => coordinates[k]!);
    const pull = Float64Array.from(active, (k) => off[k]!);
    const d = own.length === 0 ? pull : form.solve(own, pull, ridge, NEARLY * most);
    const image = form.image(own, d);
    const others = form.along(
      Int32Array.from(idle, (k) => coordinates[k]!),
      image,
    );
    let size = left;
    let at = -1;
    let arriving = false;
    for (let a = 0; a < active.length; a++) {
      const value = b[own[a]!]!;
      const side = level[active[a]!]!;
      // At zero: it goes to the side that its slope is on, or leaves at once.
      if (value === 0 && d[a]! * side <= 0) continue;
      if (active[a] === came) return false;
      const zero = value / d[a]!;
      if (zero >= 0 && zero < size) [size, at, arriving] = [zero, active[a]!, false];
    }
    for (let i = 0; i < idle.length; i++) {
      const k = idle[i]!;
      const rise = others[i]! - off[k]!;
      others[i] = rise;
      if (rise === 0) continue;
      if (k === gone && rise * level[k]! > 0) return false;
      if (k === gone) continue;
      const edge = Math.max(0, ((rise > 0 ? lasso : -lasso) - level[k]!) / rise);
      if (edge < size) [size, at, arriving] = [edge, k, true];
    }
    for (let a = 0; a < active.length; a++) b[own[a]!]! -= size * d[a]!;
    form.shift(image, -size);
    for (let i = 0; i < idle.length; i++) level[idle[i]!]! += size * others[i]!;
    left -= size;
    gone = -1;
    came = -1;
    if (at < 0) return true;
    if (arriving) {
      idle.splice(idle.indexOf(at), 1);
      active.push(at);
      level[at] = level[at]! > 0 ? lasso : -lasso;
      came = at;
      form.ready(Int32Array.of(coordinates[at]!));
    } else {
      active.splice(active.indexOf(at), 1);
      idle.push(at);
      level[at] = level[at]! > 0 ? lasso : -lasso;
      b[coordinates[at]!] = 0;
      gone = at;
    }
  }
  return false;
}
