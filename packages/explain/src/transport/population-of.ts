import { type Column, type Frame, factorColumn, numberColumn, rowsOf, withColumn } from '@linea/survival';
import { deparse, expandTerms, namesIn, parseFormula } from '@linea/survival/formula';
import { refuse } from '../errors/refused-input.ts';
import type { ModelFile } from '../model/model-file.ts';
import { encode, outcomesOf } from '../table/encoding.ts';
import type { TrainingTable } from '../table/training-table.ts';
import type { TransportQuestion } from './questions.ts';

export interface PopulationOptions {
  /** Left side of a formula, where the columns of the outcome have other names: `Surv(days, died)`. */
  readonly outcome?: string;
  /** What the values of a column are multiplied with, to be in the unit of the model. */
  readonly convert?: Readonly<Record<string, number>>;
}

/** A table as a model was taught to see it. */
export interface ReadPopulation {
  readonly table: TrainingTable;
  /** The columns that the model asks for, converted, rows with an outcome only. */
  readonly frame: Frame;
  readonly omitted: number;
  /** Columns that the table lacks, and categories that the model never saw. */
  readonly questions: readonly TransportQuestion[];
}

/** Columns that the right side of a model's formula asks for, those of its strata left out. */
export function columnsOfModel({ encoding }: ModelFile): string[] {
  const formula = parseFormula(encoding.formula);
  const terms = expandTerms(formula.right, encoding.columns);
  const used = new Set(terms.terms.flatMap((term) => term.variables));
  return [...new Set(terms.variables.flatMap((e, v) => (used.has(v) ? [...namesIn(e)] : [])))];
}

/**
 * Reads a table with outcome as patients of a population. A column that is not there is missing in everyone, a category
 * never seen is missing in whom it names; both are asked about.
 *
 * @throws {InputError, RefusedInput} the outcome cannot be read; `column.unknown` of a conversion
 */
export function populationOf(file: ModelFile, given: Frame, options: PopulationOptions = {}): ReadPopulation {
  const { encoding } = file;
  const converted = convert(given, options.convert ?? {});
  const absent = columnsOfModel(file).filter((name) => !converted.columns.has(name));
  const whole = absent.reduce((frame, name) => withColumn(frame, name, emptyLike(file, name, frame.rows)), converted);
  const { left } = parseFormula(encoding.formula);
  const outcome = options.outcome ?? (left ? deparse(left) : '');
  const { rows, time, event, start, omitted } = outcomesOf(`${outcome} ~ 1`, whole);
  const frame = rowsOf(whole, rows);
  const unseen = new Set<string>();
  const table: TrainingTable = {
    features: encoding.features,
    rows: encode(encoding, frame, unseen),
    time,
    event,
    start,
  };
  const categories = [...unseen].map((text): TransportQuestion => {
    const [, feature = text, level = ''] = /^(?:variable )?(.*?): (.*)$/s.exec(text) ?? [];
    return { code: 'transport.newCategory', feature, level };
  });
  const missing = absent.map(
    (feature): TransportQuestion => ({ code: 'transport.featureMissing', feature, missing: 1 }),
  );
  return { table, frame, omitted, questions: [...missing, ...categories] };
}

/** A column of nothing, of the kind the model learnt. */
const emptyLike = ({ encoding }: ModelFile, name: string, rows: number): Column =>
  encoding.memory[`levels variable ${name}`] || encoding.memory[`levels ${name}`]
    ? factorColumn(new Array<null>(rows).fill(null))
    : numberColumn(new Float64Array(rows).fill(Number.NaN));

function convert(frame: Frame, factors: Readonly<Record<string, number>>): Frame {
  return Object.entries(factors).reduce((made, [name, factor]) => {
    const column = made.columns.get(name);
    if (column?.kind !== 'number')
      return refuse('column.unknown', `column ${name}`, name, [...frame.columns.keys()].join(', '));
    return withColumn(
      made,
      name,
      column.values.map((v) => v * factor),
    );
  }, frame);
}
