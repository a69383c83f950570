import { quantiles } from '@linea/survival';
import type { ShownCount } from './disclosure.ts';
import type { Group } from './groups.ts';
import type { CohortTable } from './table.ts';

export const COMPARTMENTS = ['blood', 'apheresis', 'product'] as const;
export type Compartment = (typeof COMPARTMENTS)[number];

/** Populations that exclude each other: together they make up what a bar stands for. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  lymphocytes: ['T', 'B', 'NK'],
  tCells: ['CD4', 'CD8'],
  cd4: ['CD4-naive', 'CD4-tcm', 'CD4-tem'],
  cd8: ['CD8-naive', 'CD8-tscm', 'CD8-tcm', 'CD8-tem', 'CD8-temra'],
  car: ['CAR-CD4', 'CAR-CD8'],
};

interface CompositionBar {
  readonly levels: readonly string[];
  /** Patients in whom every population of the family was measured; the others are not known, and not zero. Null: few were. */
  readonly measured: ShownCount;
  readonly unknown: ShownCount;
  /** Mean share of each population in the sum of the family, 0 to 1; null where few were measured. */
  readonly shares: readonly number[] | null;
}

interface CompositionFamily {
  readonly family: string;
  readonly populations: readonly string[];
  readonly bars: readonly CompositionBar[];
}

/** One population of one group: percent of its parent gate. */
interface PopulationLine {
  readonly population: string;
  readonly levels: readonly string[];
  readonly measured: ShownCount;
  readonly unknown: ShownCount;
  /** Quartiles; null where few were measured. */
  readonly quartiles: readonly [number, number, number] | null;
}

export interface Composition {
  readonly compartment: Compartment;
  readonly families: readonly CompositionFamily[];
  readonly lines: readonly PopulationLine[];
}

/** What cells a compartment is made of, by group. A share is of the sum of its family in each patient, so that bars are whole. */
export function composition(
  { populations }: CohortTable,
  compartment: Compartment,
  groups: readonly Group[],
  leastShown: number,
): Composition {
  const columnOf = (population: string) => populations.get(`${compartment}:${population}`);
  const families = Object.entries(FAMILIES).flatMap(([family, members]) => {
    const columns = members.flatMap((population) => columnOf(population) ?? []);
    if (columns.length < members.length) return [];
    const bars = groups.map((group) => barOf(group, columns, leastShown));
    return bars.some(({ measured }) => measured !== 0) ? [{ family, populations: members, bars }] : [];
  });
  const prefix = `${compartment}:`;
  const names = [...populations.keys()].filter((name) => name.startsWith(prefix)).sort();
  const lines = names.flatMap((name) => {
    const own = groups.map(({ levels, rows }) => {
      const column = populations.get(name) as Float64Array;
      const values = Float64Array.from(rows, (row) => column[row] as number).filter((value) => !Number.isNaN(value));
      const measured = values.length;
      const [low, middle, high] = measured >= leastShown ? quantiles(values, [0.25, 0.5, 0.75]) : [];
      return {
        population: name.slice(prefix.length),
        levels,
        ...toldOf(measured, rows.length, leastShown),
        quartiles:
          low === undefined || middle === undefined || high === undefined ? null : ([low, middle, high] as const),
      };
    });
    return own.some(({ measured }) => measured !== 0) ? own : [];
  });
  return { compartment, families, lines };
}

function barOf({ levels, rows }: Group, columns: readonly Float64Array[], leastShown: number): CompositionBar {
  const sums = columns.map(() => 0);
  let measured = 0;
  for (const row of rows) {
    let total = 0;
    for (const column of columns) total += column[row] as number;
    if (!(total > 0)) continue; // NaN where one was not measured
    measured++;
    for (let k = 0; k < columns.length; k++)
      sums[k] = (sums[k] as number) + ((columns[k] as Float64Array)[row] as number) / total;
  }
  const shares = measured >= leastShown ? sums.map((sum) => sum / measured) : null;
  return { levels, ...toldOf(measured, rows.length, leastShown), shares };
}

/** How many were measured and how many not: neither where few were. */
const toldOf = (measured: number, all: number, leastShown: number) =>
  measured > 0 && measured < leastShown ? { measured: null, unknown: null } : { measured, unknown: all - measured };
