import { kernelsFor } from '../kernels/kernels.ts';
import { cholesky, choleskySolve } from '../linear-algebra/cholesky.ts';
import { conjugateGradients } from './conjugate-gradients.ts';
import type { QuadraticForm } from './quadratic.ts';

/** With more coordinates than this a direct solution costs more than an iterative one. */
const DIRECT = 200;

/**
 * A quadratic whose H is at hand, entry (a, b) at `a * stride + b`, both below q.
 *
 * @param slope  g; kept up to date
 */
export function denseForm(h: Float64Array, stride: number, q: number, slope: Float64Array): QuadraticForm {
  return {
    ready: () => {},
    slopes: (coordinates) => Float64Array.from(coordinates, (j) => slope[j]!),
    sweep(coordinates, b, { lasso, ridge }) {
      let worst = 0;
      for (let c = 0; c < coordinates.length; c++) {
        const j = coordinates[c]!;
        const row = j * stride;
        const curvature = h[row + j]!;
        const old = b[j]!;
        const g = slope[j]! - ridge * old;
        const off = old === 0 ? Math.abs(g) - lasso : Math.abs(g - (old > 0 ? lasso : -lasso));
        if (off > worst) worst = off;
        const pull = slope[j]! + curvature * old;
        const size = Math.abs(pull) - lasso;
        const next = size <= 0 || curvature + ridge <= 0 ? 0 : (pull > 0 ? size : -size) / (curvature + ridge);
        const move = next - old;
        if (move === 0) continue;
        b[j] = next;
        for (let k = 0, at = row; k < q; k++, at++) slope[k]! -= move * h[at]!;
      }
      return worst;
    },
    solve(coordinates, pull, ridge, enough) {
      const s = coordinates.length;
      const kernels = kernelsFor(8 * (s * s + 2 * s) + 1024, s > DIRECT ? 'simd' : 'plain');
      const own = kernels.doubles(s * s);
      for (let r = 0; r < s; r++) {
        for (let c = 0, row = coordinates[r]! * stride; c < s; c++) own[r * s + c] = h[row + coordinates[c]!]!;
        own[r * s + r]! += ridge;
      }
      if (s <= DIRECT) {
        cholesky(own, s);
        return choleskySolve(own, s, pull);
      }
      const [from, to] = [kernels.doubles(s), kernels.doubles(s)];
      const times = (v: Float64Array, image: Float64Array): void => {
        from.set(v);
        kernels.dots(to, own, from, s);
        image.set(to);
      };
      const byDiagonal = (r: Float64Array, v: Float64Array): void => {
        for (let k = 0; k < s; k++) v[k] = r[k]! / own[k * s + k]!;
      };
      const { d } = conjugateGradients(times, byDiagonal, pull, enough);
      kernels.release();
      return d;
    },
    image(coordinates, d) {
      const image = new Float64Array(q);
      for (let r = 0; r < coordinates.length; r++) {
        const move = d[r]!;
        if (move === 0) continue;
        for (let k = 0, at = coordinates[r]! * stride; k < q; k++, at++) image[k]! += move * h[at]!;
      }
      return image;
    },
    along: (coordinates, image) => Float64Array.from(coordinates, (j) => image[j]!),
    shift(image, size) {
      for (let k = 0; k < q; k++) slope[k]! -= size * image[k]!;
    },
  };
}
