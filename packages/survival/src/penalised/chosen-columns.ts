import type { CoxData } from '../cox/fit.ts';
import { emptyHazard, fillExpected, fillHazard } from '../cox/hazard.ts';
import type { RiskSets } from '../cox/risk-sets.ts';
import { type Kernels, kernelsFor, type SweepSpace, sweepSpace, sweepSpaceBytes } from '../kernels/kernels.ts';
import type { ColumnScales } from './column-scales.ts';
import { denseForm } from './dense-form.ts';
import { minimiseQuadratic } from './quadratic.ts';
import type { WorkingSet } from './working-set.ts';

/** Slots there is room for at first; an eighth more when they are full, for every slot costs, taken or not. */
const ROOM = 64;

/** Rows of the columns in play, and the curvature along them. */
interface Room {
  readonly kernels: Kernels;
  readonly width: number;
  /**
   * m rows of covariates, then K of sums of risk x over those at risk at each death; (m + K) x width. Their cross-product by
   * `frozen` (events expected of each row, then minus the deaths over the squared risk) is the information.
   */
  readonly rows: Float64Array;
  readonly beta: Float64Array;
  readonly sum: Float64Array;
  readonly eta: Float64Array;
  readonly lived: Float64Array;
  readonly frozen: Float64Array;
  readonly h: Float64Array;
  readonly space: SweepSpace;
  readonly curvature: Float64Array;
}

function makeRoom(m: number, deaths: number, width: number): Room {
  const bytes = 8 * ((m + deaths) * (width + 3) + width * (width + 2)) + sweepSpaceBytes(width) + 4096;
  const kernels = kernelsFor(bytes, 'simd');
  return {
    kernels,
    width,
    rows: kernels.doubles((m + deaths) * width).fill(0),
    beta: kernels.doubles(width).fill(0),
    sum: kernels.doubles(width),
    eta: kernels.doubles(m),
    lived: kernels.doubles(m),
    frozen: kernels.doubles(m + deaths),
    h: kernels.doubles(width * width).fill(0),
    space: sweepSpace(kernels, width),
    curvature: new Float64Array(width * width),
  };
}

/**
 * Columns come into play as they are called for: for tables with many of them.
 *
 * The curvature is the information as it was when last renewed, to which a joining column adds a row and a column.
 */
export function chosenColumns(
  { x, p, weights }: CoxData,
  sets: RiskSets,
  { means, deviations }: ColumnScales,
  n: number,
): WorkingSet {
  const { order, firstRow, survivor, late, lower, stratumOfDeath } = sets;
  const m = order.length;
  const deaths = survivor.length;
  // Every column contiguous, for the gradients of all.
  const store = kernelsFor(8 * (m * (p + 1) + p) + 4096, 'simd');
  const all = store.doubles(m * p);
  for (let r = 0; r < m; r++) {
    for (let j = 0, from = order[r]! * p; j < p; j++, from++) all[j * m + r] = (x[from]! - means[j]!) / deviations[j]!;
  }
  const residual = store.doubles(m);
  const gradients = store.doubles(p);
  const own = weights && Float64Array.from(order, (i) => weights[i]!);
  const hazard = emptyHazard(sets.deathTime.length);
  const risk = new Float64Array(m);
  const frozenRisk = new Float64Array(m);
  let room = makeRoom(m, deaths, ROOM);
  let measured = 0; // slots whose curvature is known
  const columns: number[] = [];
  let gradient = new Float64Array(ROOM);

  const place = (slot: number): void => {
    const { rows, width } = room;
    const from = columns[slot]! * m;
    for (let r = 0, at = slot; r < m; r++, at += width) rows[at] = all[from + r]!;
    let sum = 0;
    let entering = late.length - 1;
    for (let k = deaths - 1; k >= 0; k--) {
      if (k === deaths - 1 || stratumOfDeath[k] !== stratumOfDeath[k + 1]) sum = 0;
      for (let r = firstRow[k]!; r < firstRow[k + 1]!; r++) sum += frozenRisk[r]! * all[from + r]!;
      for (; entering >= 0 && lower[late[entering]!]! > k; entering--) {
        sum -= frozenRisk[late[entering]!]! * all[from + late[entering]!]!;
      }
      rows[(m + k) * width + slot] = sum;
    }
  };
  const grow = (): void => {
    const old = room;
    room = makeRoom(m, deaths, 16 * Math.ceil((1.125 * old.width) / 16));
    room.frozen.set(old.frozen);
    room.lived.set(old.lived);
    columns.forEach((_, slot) => {
      place(slot);
    });
    for (let a = 0; a < measured; a++) {
      room.h.set(old.h.subarray(a * old.width, a * old.width + measured), a * room.width);
      room.curvature.set(old.curvature.subarray(a * old.width, a * old.width + measured), a * room.width);
    }
    const wider = new Float64Array(room.width);
    wider.set(gradient);
    gradient = wider;
    old.kernels.release();
  };
  /** Rows of the curvature from a slot on. */
  const measure = (from: number): void => {
    const { h, width, curvature, kernels, rows, frozen, space } = room;
    const first = from & ~3;
    for (let a = first; a < columns.length; a++) h.fill(0, a * width, a * width + width);
    // Tiles reach beyond the last column; the rest of the row is zero.
    const tiles = (columns.length + 3) & ~3;
    for (let a = columns.length; a < Math.min(tiles, width); a++) h.fill(0, a * width, a * width + width);
    kernels.cross(h, rows, frozen, m + deaths, width, first, space);
    for (let a = first; a < columns.length; a++) {
      for (let b = 0; b <= a; b++) {
        const value = h[a * width + b]! / n;
        curvature[a * width + b] = value;
        curvature[b * width + a] = value;
      }
    }
    measured = columns.length;
  };

  return {
    columns,
    get gradient() {
      return gradient;
    },
    admit(joining) {
      const from = columns.length;
      for (const j of joining) {
        if (columns.length === room.width) grow();
        columns.push(j);
        place(columns.length - 1);
        gradient[columns.length - 1] = gradients[j]! / n;
      }
      if (measured > 0) measure(from);
    },
    move(beta) {
      const { kernels, rows, eta, lived, width, sum } = room;
      room.beta.set(beta);
      eta.fill(0);
      kernels.linear(eta, rows, room.beta, m, width);
      for (let r = 0; r < m; r++) risk[r] = (own === undefined ? 1 : own[r]!) * Math.exp(eta[r]!);
      fillHazard(hazard, sets, risk, 'breslow');
      fillExpected(lived, risk, sets, hazard);
      let value = -hazard.logDenominator;
      for (let r = 0; r < m; r++) residual[r] = -lived[r]!;
      for (let k = 0; k < survivor.length; k++) {
        for (let r = firstRow[k]!; r < survivor[k]!; r++) {
          const w = own === undefined ? 1 : own[r]!;
          value += w * eta[r]!;
          residual[r]! += w;
        }
      }
      // The residuals pass through `eta`'s memory, which is not needed any more.
      eta.set(residual);
      sum.fill(0);
      kernels.combine(sum, rows, eta, m, width);
      for (let slot = 0; slot < columns.length; slot++) gradient[slot] = sum[slot]! / n;
      return value / n;
    },
    renew() {
      const { frozen, lived } = room;
      frozen.set(lived);
      frozenRisk.set(risk);
      for (let k = 0; k < deaths; k++) frozen[m + k] = -hazard.c0[k]!;
      columns.forEach((_, slot) => {
        place(slot);
      });
      measure(0);
    },
    minimise(beta, penalty, enough) {
      const q = columns.length;
      const form = denseForm(room.curvature, room.width, q, gradient.slice(0, q));
      minimiseQuadratic(
        form,
        Int32Array.from({ length: q }, (_, slot) => slot),
        beta,
        penalty,
        enough,
      );
    },
    fullGradient(target) {
      store.dots(gradients, all, residual, p);
      for (let j = 0; j < p; j++) target[j] = gradients[j]! / n;
    },
    release() {
      room.kernels.release();
      store.release();
    },
  };
}
