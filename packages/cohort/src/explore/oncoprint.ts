import { type ShownCount, shownCounts } from './disclosure.ts';
import { ALTERATIONS, type Alteration } from './row.ts';
import type { CohortTable } from './table.ts';

/** One gene of an oncoprint. */
interface OncoprintGene {
  readonly gene: string;
  /** How many patients of the cohort were tested; the others are not known, and not normal. */
  readonly tested: number;
  readonly altered: ShownCount;
  /** By kind of finding, the not altered included; small ones are hidden. */
  readonly kinds: Readonly<Record<string, ShownCount>>;
  /** A letter a patient, in the order of the columns: the place of the finding in `ALTERATIONS`, `.` not tested. */
  readonly cells: string;
}

export interface Oncoprint {
  /** Columns: patients of the cohort with any gene tested. */
  readonly n: number;
  /** Patients of whom no gene was tested: in no column. */
  readonly untested: number;
  readonly genes: readonly OncoprintGene[];
}

/** No more genes than can be read. */
const MOST_GENES = 24;
const WILD = ALTERATIONS.indexOf('wildType');
const NOT_TESTED = ALTERATIONS.length;

/**
 * Genes by patients: genes by how often they are altered, patients so that alterations of the first genes stand together and
 * in the same order (memo sort). O(patients x genes + n log n).
 */
export function oncoprint({ rows: all }: CohortTable, rows: Int32Array, leastShown: number): Oncoprint {
  const found = new Map<string, Uint8Array>();
  rows.forEach((row, column) => {
    for (const [gene, kind] of Object.entries(all[row]?.alterations ?? {}) as [string, Alteration][]) {
      const own = found.get(gene) ?? new Uint8Array(rows.length).fill(NOT_TESTED);
      own[column] = ALTERATIONS.indexOf(kind);
      found.set(gene, own);
    }
  });
  const counted = [...found].map(([gene, codes]) => {
    const counts = new Int32Array(ALTERATIONS.length + 1);
    for (const code of codes) counts[code] = (counts[code] as number) + 1;
    const tested = rows.length - (counts[NOT_TESTED] as number);
    return { gene, codes, counts, tested, altered: tested - (counts[WILD] as number) };
  });
  const genes = counted
    .filter(({ altered }) => altered > 0)
    .sort((a, b) => b.altered / b.tested - a.altered / a.tested || b.altered - a.altered || (a.gene < b.gene ? -1 : 1))
    .slice(0, MOST_GENES);
  const columns = [...rows.keys()].filter((column) => genes.some(({ codes }) => codes[column] !== NOT_TESTED));
  const place = (code: number): number => (code < WILD ? code : code === WILD ? 10 : 11);
  columns.sort((a, b) => {
    for (const { codes } of genes) {
      const difference = place(codes[a] as number) - place(codes[b] as number);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  return {
    n: columns.length,
    untested: rows.length - columns.length,
    genes: genes.map(({ gene, codes, counts, tested, altered }) => {
      const shown = shownCounts(counts.subarray(0, NOT_TESTED), leastShown);
      const few = (count: number): boolean => count > 0 && count < leastShown;
      return {
        gene,
        tested,
        altered: few(altered) || few(tested - altered) ? null : altered,
        kinds: Object.fromEntries(ALTERATIONS.map((kind, code) => [kind, shown[code] ?? null])),
        cells: columns.map((column) => letterOf(codes[column] as number)).join(''),
      };
    }),
  };
}

const letterOf = (code: number): string => (code === NOT_TESTED ? '.' : String(code));
