import type { AnalysisTable } from '@linea/cohort';

/** How much of what the study asks for one centre has, in the patients of the settings compared. */
export interface CentreCompleteness {
  readonly centre: string;
  readonly n: number;
  /** By block: values that are there, of all that could be (patients times columns; of a block of genes, samples of patients). */
  readonly blocks: readonly { readonly block: string; readonly filled: number; readonly of: number }[];
}

/** By centre. Patients of other settings are left out: what is not asked of a disease would count as missing. */
export function completenessOf(
  { patients, features, matrices }: AnalysisTable,
  settings: readonly string[],
): readonly CentreCompleteness[] {
  const rows = patients.flatMap(({ setting }, row) => (settings.includes(setting) ? [row] : []));
  const centres = [...new Set(rows.map((row) => patients[row]?.centre ?? ''))].sort();
  const blocks = [...new Set(features.map(({ spec }) => spec.block))];
  return centres.map((centre) => {
    const own = rows.filter((row) => patients[row]?.centre === centre);
    const filledOf = (block: string) => {
      const columns = features.filter(({ spec }) => spec.block === block);
      const filled = columns.reduce(
        (sum, { values }) => sum + own.filter((row) => values[row]?.value !== null).length,
        0,
      );
      return { block, filled, of: columns.length * own.length };
    };
    const sampled = matrices.map(({ block, rows: genes }) => ({
      block, filled: own.filter((row) => genes[row] !== null).length, of: own.length,
    })); // biome-ignore format: a row
    return { centre, n: own.length, blocks: [...blocks.map(filledOf), ...sampled] };
  });
}
