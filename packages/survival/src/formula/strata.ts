import { asFactor, type Column, type FactorColumn } from '../frame/column.ts';

/**
 * One factor from several columns, labelled as R's strata(): `sex=1, rx=Obs`; only the values when `short`.
 * Combinations that do not occur are left out; a row with a missing part is missing. Labels after the first are padded
 * to a common width, as R's are.
 */
export function crossFactors(columns: readonly Column[], names: readonly string[], short: boolean): FactorColumn {
  const n = columns[0]!.kind === 'number' ? columns[0]!.values.length : columns[0]!.codes.length;
  let codes = new Float64Array(n);
  let labels = [''];
  columns.forEach((column, j) => {
    const factor = asFactor(column);
    const own = factor.levels.map((level) => (short ? level : `${names[j]}=${level}`));
    const width = j === 0 || short ? 0 : Math.max(...own.map((label) => label.length));
    const next = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const code = factor.codes[i]!;
      next[i] = code < 0 || codes[i]! < 0 ? -1 : codes[i]! * own.length + code;
    }
    codes = next;
    labels = labels.flatMap((before) => own.map((label) => (j === 0 ? label : `${before}, ${label.padEnd(width)}`)));
  });
  const used = Float64Array.from(new Set(codes.filter((code) => code >= 0))).sort();
  const position = new Map(Array.from(used, (code, index) => [code, index]));
  return {
    kind: 'factor',
    levels: Array.from(used, (code) => labels[code]!),
    codes: Int32Array.from(codes, (code) => position.get(code) ?? -1),
    origin: 'factor',
  };
}
