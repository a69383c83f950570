import { baselineHazard, cox, type ScoreContrast, score } from '@linea/survival';
import type { TrainingTable } from '../table/training-table.ts';
import { dealtParts, splitBy } from '../validation/folds.ts';
import type { Interval } from '../validation/paired.ts';
import { around, type Said } from './agreement.ts';

const VERSIONS = ['asIs', 'intercept', 'slope', 'baseline'] as const;
type Version = (typeof VERSIONS)[number];

/** How a version changes the cumulative hazard H and the line of the model. */
export interface Recalibration {
  readonly version: Version;
  /**
   * `intercept`: H times exp(a). `slope`: H times exp(a + (b - 1) line). `baseline`: a new baseline hazard times exp(b line).
   * `line` is log(-log S) at the time looked at less `centre`.
   */
  readonly a: number | null;
  readonly b: number | null;
  readonly centre: number;
  /** New cumulative baseline hazard, where there is one. */
  readonly baseline: { readonly time: readonly number[]; readonly hazard: readonly number[] } | null;
  /** Brier score at the time looked at, on patients that the version was not fitted on, and less that of the model as it is. */
  readonly brier: Interval;
  readonly brierDifference: (Interval & { readonly p: number }) | null;
  /** Observed over expected risk at that time, on the same patients. */
  readonly ratio: number;
}

type Outcome = Pick<TrainingTable, 'time' | 'event'>;

interface Parameters {
  readonly a: number | null;
  readonly b: number | null;
  readonly baseline: Recalibration['baseline'];
}

const NONE: Parameters = { a: null, b: null, baseline: null };

/** a and b with events ~ Poisson(expected exp(a + (b - 1) line)), by Newton's method. */
function poisson(event: Uint8Array, expected: Float64Array, line: Float64Array, rows: Int32Array): Parameters {
  let [a, c] = [0, 0];
  for (let round = 0; round < 50; round++) {
    let [ga, gc, haa, hac, hcc] = [0, 0, 0, 0, 0];
    for (const i of rows) {
      const mu = expected[i]! * Math.exp(a + c * line[i]!);
      const away = event[i]! - mu;
      ga += away;
      gc += away * line[i]!;
      haa += mu;
      hac += mu * line[i]!;
      hcc += mu * line[i]! * line[i]!;
    }
    const determinant = haa * hcc - hac * hac;
    if (!(determinant > 0)) break;
    const [da, dc] = [(hcc * ga - hac * gc) / determinant, (haa * gc - hac * ga) / determinant];
    a += Math.max(-2, Math.min(2, da));
    c += Math.max(-2, Math.min(2, dc));
    if (Math.abs(da) + Math.abs(dc) < 1e-9) break;
  }
  return { a, b: 1 + c, baseline: null };
}

function fitVersion(version: Version, { time, event }: Outcome, said: Said, rows: Int32Array): Parameters {
  if (version === 'asIs') return NONE;
  if (version === 'intercept') {
    let [seen, expected] = [0, 0];
    for (const i of rows) {
      seen += event[i]!;
      expected += said.expected[i]!;
    }
    return { ...NONE, a: Math.log(seen / expected) };
  }
  if (version === 'slope') return poisson(event, said.expected, said.line, rows);
  const take = (values: ArrayLike<number>): Float64Array => Float64Array.from(rows, (i) => values[i]!);
  const fit = cox(
    take(time),
    take(event),
    Array.from(rows, (i) => [said.line[i]!]),
    { ties: 'breslow' },
  );
  const curve = baselineHazard(fit)[0]!;
  const b = fit.coefficients[0]!;
  return {
    a: null,
    // Risks that are all alike have no slope.
    b: Number.isFinite(b) ? b : 1,
    baseline: { time: Array.from(curve.time), hazard: Array.from(curve.cumulativeHazard) },
  };
}

/** Risk by the time looked at under a version. */
function riskUnder({ a, b, baseline }: Parameters, said: Said, i: number, at: number): number {
  if (baseline) {
    const k = baseline.time.findLastIndex((t) => t <= at);
    return k < 0 ? 0 : 1 - Math.exp(-baseline.hazard[k]! * Math.exp((b ?? 1) * said.line[i]!));
  }
  const hazard = Math.exp(said.centre + said.line[i]!);
  return 1 - Math.exp(-hazard * Math.exp((a ?? 0) + ((b ?? 1) - 1) * said.line[i]!));
}

/**
 * The model as it is and three versions adapted to the new population, each judged on patients it was not adapted to
 * (five parts).
 *
 * @source van Houwelingen HC. Stat Med 2000;19:3401-3415; Steyerberg EW et al. Stat Med 2004;23:2567-2586 (updating)
 */
export function recalibrations(table: Outcome, said: Said, at: number, seed: number): readonly Recalibration[] {
  const n = table.time.length;
  const all = Int32Array.from({ length: n }, (_, i) => i);
  const part = dealtParts(table, PARTS, seed);
  const unseen = VERSIONS.map((version) => {
    const risk = new Float64Array(n);
    for (let own = 0; own < PARTS; own++) {
      const { train, test } = splitBy(part, own);
      const fitted = fitVersion(version, table, said, train);
      for (const i of test) risk[i] = riskUnder(fitted, said, i, at);
    }
    return risk;
  });
  const scored = score(
    table.time,
    table.event,
    VERSIONS.map((name, v) => ({ name, risk: [unseen[v]!] })),
    [at],
  );
  const observed = 1 - survivalAt(table, at);
  return VERSIONS.map((version, v) => {
    const { value, se, lower, upper } = scored.brier[v + 1]!;
    const contrast = scored.brierContrasts.find((c) => c.model === version && c.reference === 'asIs');
    return {
      version,
      ...fitVersion(version, table, said, all),
      centre: said.centre,
      brier: { estimate: value, se, lower, upper },
      brierDifference: contrast ? differenceOf(contrast) : null,
      ratio: observed / (unseen[v]!.reduce((sum, r) => sum + r, 0) / n),
    };
  });
}

const PARTS = 5;

const differenceOf = ({ delta, se, p }: ScoreContrast): Interval & { p: number } => ({ ...around(delta, se), p });

/** Kaplan-Meier at t. */
function survivalAt({ time, event }: Outcome, t: number): number {
  const order = Int32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]! || event[b]! - event[a]!);
  let alive = 1;
  order.forEach((i, r) => {
    if (time[i]! <= t && event[i]! > 0) alive *= 1 - 1 / (order.length - r);
  });
  return alive;
}
