import { chiSquareUpper, cox } from '@linea/survival';
import { type DisclosureLimit, type ShownCount, shownCounts } from './disclosure.ts';
import { quietLevels } from './groups.ts';
import { type Arm, type HazardRatio, hazardRatio, LEAST_EVENTS } from './hazard-ratio.ts';
import { type CohortEndpoint, NOT_APPLICABLE, UNKNOWN } from './row.ts';
import type { CohortTable } from './table.ts';

/** Two levels of a dimension, compared. */
export interface Contrast {
  readonly dimension: string;
  /** The hazard ratio is that of `other` over `reference`. */
  readonly reference: string;
  readonly other: string;
}

interface ForestLine {
  /** Null: the whole cohort. */
  readonly dimension: string | null;
  readonly level: string | null;
  /** Patients with a time under the reference and under the other. */
  readonly n: readonly [ShownCount, ShownCount];
  readonly events: ShownCount;
  /** Hazard ratio with its 95 % limits and Wald's p; null where few are compared or few had the event. */
  readonly ratio: HazardRatio | null;
}

export interface SubgroupForest extends Contrast {
  readonly lines: readonly ForestLine[];
  /** Likelihood-ratio test of a difference between the levels of a dimension; by dimension. */
  readonly interactions: Readonly<Record<string, number>>;
}

interface Rows extends Arm {
  readonly rows: Int32Array;
}

/**
 * The hazard of one level over another in a cohort and in its subgroups: Cox models of one term, cause-specific where another
 * event competes.
 *
 * @param by  dimensions whose levels are the subgroups
 */
export function cohortForest(
  table: CohortTable,
  rows: Int32Array,
  endpoint: CohortEndpoint,
  contrast: Contrast,
  by: readonly string[],
  limit: DisclosureLimit,
): SubgroupForest {
  const whole = armOf(table, rows, endpoint, contrast);
  const interactions: Record<string, number> = {};
  const lines: ForestLine[] = [{ dimension: null, level: null, ...lineOf(whole, limit, null) }];
  for (const id of by) {
    const column = table.dimensions.get(id);
    if (!column || id === contrast.dimension) continue;
    const codes = Int32Array.from(whole.rows, (row) => column.codes[row] as number);
    const count = (other: 0 | 1): readonly ShownCount[] => {
      const counts = new Int32Array(column.levels.length);
      codes.forEach((code, i) => {
        if (whole.other[i] === other) counts[code] = (counts[code] as number) + 1;
      });
      return shownCounts(counts, limit.leastShown, quietLevels(column.levels));
    };
    const [references, others] = [count(0), count(1)];
    const named = column.levels.flatMap((level, code) =>
      level === UNKNOWN || level === NOT_APPLICABLE ? [] : [{ level, code }],
    );
    const shown = named.flatMap(({ level, code }) => {
      const part = pick(whole, (i) => codes[i] === code);
      if (part.rows.length === 0) return [];
      return [
        {
          code,
          line: { dimension: id, level, ...lineOf(part, limit, [references[code] ?? null, others[code] ?? null]) },
        },
      ];
    });
    if (shown.length < 2) continue;
    lines.push(...shown.map(({ line }) => line));
    const p = interactionOf(
      whole,
      codes,
      shown.filter(({ line }) => line.ratio !== null).map(({ code }) => code),
    );
    if (p !== null) interactions[id] = p;
  }
  return { ...contrast, lines, interactions };
}

function armOf(
  { dimensions, times }: CohortTable,
  rows: Int32Array,
  endpoint: CohortEndpoint,
  { dimension, reference, other }: Contrast,
): Rows {
  const column = dimensions.get(dimension);
  if (!column) throw new RangeError(`cohortForest: no dimension ${dimension}`);
  const [a, b] = [column.levels.indexOf(reference), column.levels.indexOf(other)];
  const { days, event } = times[endpoint];
  const used = rows.filter(
    (row) => (event[row] as number) >= 0 && (column.codes[row] === a || column.codes[row] === b),
  );
  return {
    rows: used,
    time: Float64Array.from(used, (row) => days[row] as number),
    event: Float64Array.from(used, (row) => (event[row] === 1 ? 1 : 0)),
    other: Float64Array.from(used, (row) => (column.codes[row] === b ? 1 : 0)),
  };
}

function pick(arm: Rows, test: (i: number) => boolean): Rows {
  const found = new Int32Array(arm.rows.length);
  let n = 0;
  for (let i = 0; i < arm.rows.length; i++) if (test(i)) found[n++] = i;
  const at = found.subarray(0, n);
  const take = (values: Float64Array): Float64Array => Float64Array.from(at, (i) => values[i] as number);
  return {
    rows: at.map((i) => arm.rows[i] as number),
    time: take(arm.time),
    event: take(arm.event),
    other: take(arm.other),
  };
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** @param told  how many of each may be told; null: decided by the numbers alone */
function lineOf(
  arm: Rows,
  { leastShown }: DisclosureLimit,
  told: readonly [ShownCount, ShownCount] | null,
): Pick<ForestLine, 'n' | 'events' | 'ratio'> {
  const others = sum(arm.other);
  const counts = [arm.rows.length - others, others] as const;
  const events = sum(arm.event);
  const enough = counts.every((count) => count >= leastShown) && events >= Math.max(LEAST_EVENTS, leastShown);
  const few = (count: number): ShownCount => (count > 0 && count < leastShown ? null : count);
  const n = told ?? ([few(counts[0]), few(counts[1])] as const);
  return { n, events: n.includes(null) ? null : few(events), ratio: enough ? hazardRatio(arm) : null };
}

/** Whether the ratio differs between levels: with a term for each level, against one ratio for all. */
function interactionOf(whole: Rows, codes: Int32Array, levels: readonly number[]): number | null {
  if (levels.length < 2) return null;
  const level = Int32Array.from(codes, (code) => levels.indexOf(code));
  const kept = Int32Array.from([...level.keys()].filter((i) => (level[i] as number) >= 0));
  const take = (values: Float64Array): Float64Array => Float64Array.from(kept, (i) => values[i] as number);
  const [time, event, other] = [take(whole.time), take(whole.event), take(whole.other)];
  const strata = Int32Array.from(kept, (i) => level[i] as number);
  const p = levels.length;
  const terms = new Float64Array(kept.length * p);
  other.forEach((value, k) => {
    terms[k * p + (strata[k] as number)] = value;
  });
  const one = cox(time, event, { rows: kept.length, columns: 1, values: other }, { strata });
  const each = cox(time, event, { rows: kept.length, columns: p, values: terms }, { strata });
  if (!one.converged || !each.converged) return null;
  return chiSquareUpper(Math.max(0, 2 * (each.logLikelihood - one.logLikelihood)), p - 1);
}
