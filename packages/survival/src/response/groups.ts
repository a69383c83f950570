import { refuse } from '../errors/input-error.ts';
import type { ModelFrame } from '../formula/model-frame.ts';
import { crossFactors } from '../formula/strata.ts';
import type { FactorColumn } from '../frame/column.ts';
import type { Survival } from './survival.ts';

/**
 * The right side as groups: each combination of its variables, labelled `sex=1, rx=Obs`; undefined when it is `1`.
 *
 * @param withStrata  strata() terms count as groups, too (curves); otherwise they are left to the caller (tests)
 */
export function groupsOf(mf: ModelFrame, withStrata: boolean): FactorColumn | undefined {
  const wanted = mf.terms.terms.flatMap((term) => term.variables);
  const variables = mf.terms.variables.flatMap((e, v) =>
    wanted.includes(v) || (withStrata && e.type === 'call' && e.name === 'strata') ? [v] : [],
  );
  if (variables.length === 0) return undefined;
  const columns = variables.map((v) => {
    const value = mf.values[v]!;
    return value.kind === 'basis' ? refuse('formula.type', mf.names[v]!, undefined, 'groups') : value;
  });
  const names = variables.map((v) => mf.names[v]!);
  return crossFactors(columns, names, false);
}

/** The rows of each code 0.., ascending; negative codes are left out. */
export function rowsByCode(codes: Int32Array, count = codes.reduce((a, b) => Math.max(a, b), -1) + 1): Int32Array[] {
  const counts = new Int32Array(count);
  for (const code of codes) if (code >= 0) counts[code]!++;
  const rows = Array.from(counts, (size) => new Int32Array(size));
  counts.fill(0);
  codes.forEach((code, i) => {
    if (code < 0) return;
    rows[code]![counts[code]!] = i;
    counts[code]!++;
  });
  return rows;
}

/** The rows of each level, ascending. */
export const rowsByLevel = (factor: FactorColumn): Int32Array[] => rowsByCode(factor.codes, factor.levels.length);

export const take = (values: Float64Array, rows: Int32Array): Float64Array => {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]!]!;
  return taken;
};

/** Some rows of a response. */
export const takeSurvival = ({ start, time, status }: Survival, rows: Int32Array): Survival => ({
  start: start && take(start, rows),
  time: take(time, rows),
  status: take(status, rows),
});
