import type { CoxData } from '../cox/fit.ts';
import { emptyHazard, fillExpected, fillHazard } from '../cox/hazard.ts';
import type { RiskSets } from '../cox/risk-sets.ts';
import { kernelsFor } from '../kernels/kernels.ts';
import type { ColumnScales } from './column-scales.ts';
import { conjugateGradients } from './conjugate-gradients.ts';
import { InformationTimes } from './information-times.ts';
import { KeptInverse } from './kept-inverse.ts';
import { minimiseQuadratic, type QuadraticForm } from './quadratic.ts';
import { walkToMinimum } from './walk.ts';
import type { WorkingSet } from './working-set.ts';

/** With more coordinates than this no inverse is kept. */
const MOST_KEPT = 3000;
/** Steps of conjugate gradients from which on a new inverse is worth its price. */
const STALE = 5;

/**
 * For tables with more columns than rows: what is kept is not the information X'WX but W x for the columns that move, so that
 * a step along a column costs n, however many columns are in play.
 */
export function residualColumns(
  { x, p, weights }: CoxData,
  sets: RiskSets,
  { means, deviations }: ColumnScales,
  n: number,
): WorkingSet {
  const { order, firstRow, survivor } = sets;
  const m = order.length;
  // Columns are taken two doubles at a time.
  const even = m + (m & 1);
  const kernels = kernelsFor(8 * (2 * even * p + 6 * even + 4 * p) + 4 * p + 4096, 'simd');
  const all = kernels.doubles(even * p);
  const weighed = kernels.doubles(even * p);
  if (even > m) for (let j = 0; j < p; j++) all[j * even + m] = 0;
  for (let r = 0; r < m; r++) {
    for (let j = 0, from = order[r]! * p; j < p; j++, from++) {
      all[j * even + r] = (x[from]! - means[j]!) / deviations[j]!;
    }
  }
  const residual = kernels.doubles(even).fill(0);
  const rest = kernels.doubles(even).fill(0);
  const along = kernels.doubles(even).fill(0);
  const across = kernels.doubles(even).fill(0);
  const b = kernels.doubles(p).fill(0);
  const curvature = kernels.doubles(p).fill(0);
  const numbers = kernels.doubles(p);
  const list = kernels.ints(new Int32Array(p));
  /** Columns whose W x is that of the curvature as last renewed. */
  const known = new Uint8Array(p);
  const own = weights && Float64Array.from(order, (i) => weights[i]!);
  const hazard = emptyHazard(sets.deathTime.length);
  const eta = new Float64Array(m);
  const risk = new Float64Array(m);
  const lived = new Float64Array(m);
  const information = new InformationTimes(sets, n);
  /** As `information` once was: its inverse on some columns serves while the information is not far from it. */
  const once = new InformationTimes(sets, n);
  let ridgeOnce = 0;
  let stale = true;
  let renewed = true;
  const columns: number[] = [];
  let gradient = new Float64Array(64);

  const dotsOf = (coordinates: ArrayLike<number>, v: Float64Array): Float64Array => {
    list.set(coordinates);
    kernels.dotsOf(numbers, all, v, list, coordinates.length);
    return numbers.slice(0, coordinates.length);
  };
  /** v = X d for some columns. */
  const sumOf = (v: Float64Array, coordinates: ArrayLike<number>, d: Float64Array): void => {
    list.set(coordinates);
    numbers.set(d);
    v.fill(0);
    kernels.sumOf(v, all, numbers, list, coordinates.length);
  };

  const kept = new KeptInverse(
    (j, others) => {
      once.times(across, 0, all, j * even);
      return dotsOf(others, across);
    },
    (j) => once.times(across, 0, all, j * even) + ridgeOnce,
  );
  const form: QuadraticForm = {
    ready(coordinates) {
      for (const j of coordinates) {
        if (known[j] === 1) continue;
        known[j] = 1;
        const from = j * even;
        curvature[j] = information.times(weighed, from, all, from);
        if (even > m) weighed[from + m] = 0;
      }
    },
    sweep(coordinates, _, { lasso, ridge }) {
      list.set(coordinates);
      return kernels.descend({ x: all, wx: weighed, rest, b, curvature }, list, coordinates.length, lasso, ridge);
    },
    slopes: (coordinates) => dotsOf(coordinates, rest),
    solve(coordinates, pull, ridge, enough) {
      const times = (v: Float64Array, image: Float64Array): void => {
        sumOf(along, coordinates, v);
        information.times(across, 0, along, 0);
        kernels.dotsOf(numbers, all, across, list, coordinates.length);
        for (let r = 0; r < coordinates.length; r++) image[r] = numbers[r]! + ridge * v[r]!;
      };
      if (coordinates.length > m || coordinates.length > MOST_KEPT) {
        const byDiagonal = (r: Float64Array, v: Float64Array): void => {
          for (let k = 0; k < r.length; k++) v[k] = r[k]! / (curvature[coordinates[k]!]! + ridge);
        };
        return conjugateGradients(times, byDiagonal, pull, enough).d;
      }
      if (stale) {
        kept.clear();
        once.setAs(information);
        ridgeOnce = ridge;
        stale = false;
        renewed = false;
      }
      kept.follow(coordinates);
      const { d, steps } = conjugateGradients(times, (r, v) => kept.times(coordinates, r, v), pull, enough);
      stale = steps > STALE && renewed;
      return d;
    },
    image(coordinates, d) {
      sumOf(along, coordinates, d);
      information.times(across, 0, along, 0);
      return across.slice();
    },
    along(coordinates, image) {
      across.set(image);
      return dotsOf(coordinates, across);
    },
    shift(image, size) {
      for (let r = 0; r < m; r++) rest[r]! -= size * image[r]!;
    },
  };

  return {
    columns,
    get gradient() {
      return gradient;
    },
    admit(joining) {
      const from = columns.length;
      columns.push(...joining);
      if (columns.length > gradient.length) {
        const wider = new Float64Array(2 * columns.length);
        wider.set(gradient);
        gradient = wider;
      }
      gradient.set(dotsOf(joining, residual), from);
    },
    move(beta) {
      const moving = columns.flatMap((j, slot) => (beta[slot] === 0 ? [] : [j]));
      sumOf(
        along,
        moving,
        beta.filter((value) => value !== 0),
      );
      eta.set(along.subarray(0, m));
      for (let r = 0; r < m; r++) risk[r] = (own === undefined ? 1 : own[r]!) * Math.exp(eta[r]!);
      fillHazard(hazard, sets, risk, 'breslow');
      fillExpected(lived, risk, sets, hazard);
      let value = -hazard.logDenominator;
      for (let r = 0; r < m; r++) residual[r] = -lived[r]! / n;
      for (let k = 0; k < survivor.length; k++) {
        for (let r = firstRow[k]!; r < survivor[k]!; r++) {
          const w = own === undefined ? 1 : own[r]!;
          value += w * eta[r]!;
          residual[r]! += w / n;
        }
      }
      gradient.set(dotsOf(columns, residual));
      return value / n;
    },
    renew() {
      information.set(risk, lived, hazard);
      renewed = true;
      known.fill(0);
    },
    minimise(beta, penalty, enough) {
      rest.set(residual);
      columns.forEach((j, slot) => {
        b[j] = beta[slot]!;
      });
      const all = Int32Array.from(columns);
      if (!walkToMinimum(form, all, b, penalty, enough)) minimiseQuadratic(form, all, b, penalty, enough);
      columns.forEach((j, slot) => {
        beta[slot] = b[j]!;
      });
    },
    fullGradient(target) {
      kernels.dots(numbers, all, residual, p);
      target.set(numbers);
    },
    release() {
      kept.release();
      kernels.release();
    },
  };
}
