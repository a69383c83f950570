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
  { rows }: CohortTable,
  compartment: Compartment,
  groups: readonly Group[],
  leastShown: number,
): Composition {
  const percentOf = (row: number, population: string): number =>
    rows[row]?.populations[`${compartment}:${population}`] ?? Number.NaN;
  const families = Object.entries(FAMILIES).flatMap(([family, populations]) => {
    const bars = groups.map((group) => barOf(group, populations, percentOf, leastShown));
    return bars.some(({ measured }) => measured !== 0) ? [{ family, populations, bars }] : [];
  });
  const found = new Set<string>();
  for (const group of groups)
    for (const row of group.rows)
      for (const name of Object.keys(rows[row]?.populations ?? {}))
        if (name.startsWith(`${compartment}:`)) found.add(name.slice(compartment.length + 1));
  const lines = [...found].sort().flatMap((population) =>
    groups.map(({ levels, rows: own }) => {
      const values = Float64Array.from(own, (row) => percentOf(row, population)).filter(
        (value) => !Number.isNaN(value),
      );
      const measured = values.length;
      const made = measured >= leastShown ? quantiles(values, [0.25, 0.5, 0.75]) : null;
      return {
        population,
        levels,
        ...toldOf(measured, own.length, leastShown),
        quartiles: made && ([made[0], made[1], made[2]] as [number, number, number]),
      };
    }),
  );
  return { compartment, families, lines };
}

function barOf(
  { levels, rows }: Group,
  populations: readonly string[],
  percentOf: (row: number, population: string) => number,
  leastShown: number,
): CompositionBar {
  const sums = populations.map(() => 0);
  let measured = 0;
  for (const row of rows) {
    const values = populations.map((population) => percentOf(row, population));
    const total = values.reduce((sum, value) => sum + value, 0);
    if (!(total > 0)) continue; // NaN where one was not measured
    measured++;
    values.forEach((value, k) => {
      sums[k] = (sums[k] as number) + value / total;
    });
  }
  const shares = measured >= leastShown ? sums.map((sum) => sum / measured) : null;
  return { levels, ...toldOf(measured, rows.length, leastShown), shares };
}

/** How many were measured and how many not: neither where few were. */
const toldOf = (measured: number, all: number, leastShown: number) =>
  measured > 0 && measured < leastShown ? { measured: null, unknown: null } : { measured, unknown: all - measured };
