import { type Column, type Frame, rowsOf, withColumn } from '@linea/survival';
import { refuse } from '../errors/refused-input.ts';
import type { ModelFile } from '../model/model-file.ts';
import { predictSurvival } from '../model/survival-model.ts';
import { encode } from '../table/encoding.ts';

/** A change of named columns at which the model's answer crosses a threshold. It says what the model looks at, not what helps. */
interface Crossing {
  readonly changes: readonly {
    readonly column: string;
    readonly from: number | string | null;
    readonly to: number | string;
  }[];
  /** In standard deviations (a category counts 1), all columns together. */
  readonly size: number;
  readonly risk: number;
}

export interface Sensitivity {
  readonly risk: number;
  readonly threshold: number;
  readonly at: number;
  /** By column alone: the nearest value that crosses; null = none within what the model learnt from. */
  readonly alone: readonly { readonly column: string; readonly crossing: Crossing | null }[];
  /** All named columns together, where that is smaller; null = none. */
  readonly together: Crossing | null;
}

export interface SensitivityOptions {
  /** Columns that may change. None may unless named. */
  readonly change: readonly string[];
  /** Risk of the event by `at`, in (0, 1). */
  readonly threshold: number;
  readonly at: number;
}

/** Steps over the range of a column: alone, and together with others. */
const [ALONE, TOGETHER] = [200, 15];
/** More columns than this are not searched together. */
const MOST = 3;

interface Changeable {
  readonly name: string;
  readonly values: readonly (number | string)[];
  readonly coarse: readonly (number | string)[];
  readonly from: number | string | null;
  /** How far a value is from the patient's own, in standard deviations. */
  readonly size: (value: number | string) => number;
}

/**
 * The smallest change of named columns that moves a patient's risk across a threshold, within the values the model learnt from.
 *
 * @returns by row of the table
 * @throws {RefusedInput} `sensitivity.none` (no column named), `column.unknown`, `option.value` of the threshold
 * @source Wachter S et al. Harv J Law Technol 2018;31:841-887 (smallest change; here it is no advice)
 */
export function sensitivityOf(file: ModelFile, frame: Frame, options: SensitivityOptions): Sensitivity[] {
  const { change, threshold, at } = options;
  if (change.length === 0) refuse('sensitivity.none', 'change', undefined, [...frame.columns.keys()].join(', '));
  if (!(threshold > 0 && threshold < 1)) refuse('option.value', 'threshold', `${threshold}`, '0 … 1');
  return Array.from({ length: frame.rows }, (_, i) => {
    const own = rowsOf(frame, Int32Array.of(i));
    const columns = change.map((name) => changeable(file, own, name));
    const risksOf = (sets: readonly (readonly (number | string)[])[], names: readonly Changeable[]): Float64Array =>
      riskOf(file, variants(own, names, sets), at);
    const risk = riskOf(file, own, at)[0]!;
    const crosses = (value: number): boolean => (risk >= threshold ? value < threshold : value >= threshold);
    const alone = columns.map((column) => {
      const risks = risksOf(
        column.values.map((value) => [value]),
        [column],
      );
      return {
        column: column.name,
        crossing: nearest(
          [column],
          column.values.map((v) => [v]),
          risks,
          crosses,
        ),
      };
    });
    const sets = columns.length > 1 && columns.length <= MOST ? product(columns.map(({ coarse }) => coarse)) : [];
    const joint = sets.length > 0 ? nearest(columns, sets, risksOf(sets, columns), crosses) : null;
    const best = Math.min(...alone.map(({ crossing }) => crossing?.size ?? Number.POSITIVE_INFINITY));
    return { risk, threshold, at, alone, together: joint && joint.size < best ? joint : null };
  });
}

function nearest(
  columns: readonly Changeable[],
  sets: readonly (readonly (number | string)[])[],
  risks: Float64Array,
  crosses: (risk: number) => boolean,
): Crossing | null {
  let best: Crossing | null = null;
  sets.forEach((set, k) => {
    if (!crosses(risks[k]!)) return;
    const size = Math.sqrt(columns.reduce((sum, column, c) => sum + column.size(set[c]!) ** 2, 0));
    if (best && best.size <= size) return;
    const changes = columns.flatMap(({ name, from }, c) =>
      set[c] === from ? [] : [{ column: name, from, to: set[c]! }],
    );
    best = { changes, size, risk: risks[k]! };
  });
  return best;
}

const riskOf = ({ model, encoding }: ModelFile, frame: Frame, at: number): Float64Array =>
  predictSurvival(model, encode(encoding, frame), [at]).map((s) => 1 - s);

const product = (values: readonly (readonly (number | string)[])[]): (number | string)[][] =>
  values.reduce<(number | string)[][]>((made, own) => made.flatMap((set) => own.map((value) => [...set, value])), [[]]);

/** The patient once for each set of values. */
function variants(own: Frame, columns: readonly Changeable[], sets: readonly (readonly (number | string)[])[]): Frame {
  const many = rowsOf(own, new Int32Array(sets.length));
  return columns.reduce((frame, { name }, c) => {
    const values = sets.map((set) => set[c]!);
    return withColumn(frame, name, typeof values[0] === 'string' ? values.map(String) : values.map(Number));
  }, many);
}

/** What a column may become: values within those of training, or the levels the model knows. */
function changeable(file: ModelFile, own: Frame, name: string): Changeable {
  const column = own.columns.get(name);
  const levels = (file.encoding.memory[`levels variable ${name}`] ?? file.encoding.memory[`levels ${name}`]) as
    | readonly string[]
    | undefined;
  if (levels) {
    const from = currentOf(column);
    return { name, values: levels, coarse: levels, from, size: (value) => Number(value !== from) };
  }
  const summary = file.trainedOn.features.find((feature) => feature.name === name);
  if (!summary || summary.lowest === null || summary.highest === null)
    return refuse('column.unknown', `column ${name}`, name, file.trainedOn.features.map((f) => f.name).join(', '));
  const { lowest, highest, mean } = summary;
  const from = currentOf(column);
  const centre = typeof from === 'number' ? from : (mean ?? (lowest + highest) / 2);
  const known = file.limits?.domain.features.find((feature) => feature.name === name);
  // Logarithms have no sd as measured: the middle half of a normal is 1.349 of them wide.
  const sd = known && known.quantiles.length === 7 ? (known.quantiles[4]! - known.quantiles[2]!) / 1.349 : 0;
  const unit = sd > 0 ? sd : (highest - lowest) / 4 || 1;
  const grid = (steps: number): number[] => {
    const even = Array.from({ length: steps }, (_, k) =>
      Number((lowest + (k * (highest - lowest)) / (steps - 1)).toPrecision(4)),
    );
    return [...new Set(known?.values ?? [...even, centre])].sort((a, b) => a - b);
  };
  return {
    name,
    values: grid(ALONE),
    coarse: grid(TOGETHER),
    from,
    size: (value) => Math.abs(Number(value) - centre) / unit,
  };
}

function currentOf(column: Column | undefined): number | string | null {
  if (!column) return null;
  if (column.kind === 'number') return Number.isNaN(column.values[0]!) ? null : column.values[0]!;
  return column.levels[column.codes[0]!] ?? null;
}
