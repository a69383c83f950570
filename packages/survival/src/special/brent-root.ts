/**
 * Root of f in [a, b] by Brent's method: bisection, secant and inverse quadratic steps.
 *
 * @param f          continuous, of opposite signs (or zero) at a and b
 * @param tolerance  half-width at which to stop; the default is that of R's uniroot, so that the same digits come out
 * @throws {RangeError} f has the same sign at both ends
 * @source Brent RP. Algorithms for Minimization without Derivatives, 1973, chapter 4
 * @oracle R uniroot
 */
export function brentRoot(
  f: (x: number) => number,
  a: number,
  b: number,
  tolerance = Number.EPSILON ** 0.25,
  iterations = 1000,
): number {
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0) throw new RangeError(`brentRoot: no change of sign in [${a}, ${b}]`);
  // b: best so far; a: the one before; c: on the other side of the root.
  let previous = a;
  let best = b;
  let c = a;
  let fc = fa;
  for (let k = 0; k <= iterations; k++) {
    const lastStep = best - previous;
    if (Math.abs(fc) < Math.abs(fb)) {
      previous = best;
      best = c;
      c = previous;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const enough = 2 * Number.EPSILON * Math.abs(best) + tolerance / 2;
    const half = (c - best) / 2;
    if (Math.abs(half) <= enough || fb === 0) return best;
    let step = half;
    if (Math.abs(lastStep) >= enough && Math.abs(fa) > Math.abs(fb)) {
      const cb = c - best;
      let p: number;
      let q: number;
      if (previous === c) {
        const s = fb / fa;
        p = cb * s;
        q = 1 - s;
      } else {
        const r = fa / fc;
        const s = fb / fc;
        const t = fb / fa;
        p = t * (cb * r * (r - s) - (best - previous) * (s - 1));
        q = (r - 1) * (s - 1) * (t - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (p < 0.75 * cb * q - Math.abs(enough * q) / 2 && p < Math.abs((lastStep * q) / 2)) step = p / q;
    }
    if (Math.abs(step) < enough) step = step > 0 ? enough : -enough;
    previous = best;
    fa = fb;
    best += step;
    fb = f(best);
    if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0)) {
      c = previous;
      fc = fa;
    }
  }
  return best;
}
