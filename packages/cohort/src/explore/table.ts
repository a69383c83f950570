import { COHORT_ENDPOINTS, type CohortEndpoint, type CohortRow, NOT_APPLICABLE, UNKNOWN } from './row.ts';

/** A coded column: a level for every row, `unknown` and `notApplicable` among them. */
export interface Dimension {
  readonly id: string;
  /** In the order of display; `unknown` and `notApplicable` last, where there are any. */
  readonly levels: readonly string[];
  /** Index into `levels`, by row. */
  readonly codes: Uint16Array;
}

/** Time to an event, by row. */
export interface TimeColumn {
  /** Whole days, >= 0; NaN where there is no time. */
  readonly days: Float64Array;
  /** 0 censored, 1 event, 2 competing event, -1 unknown, -2 outside of the population. */
  readonly event: Int8Array;
  readonly assuming: Uint8Array;
  readonly imputed: Uint8Array;
}

/** A cohort in columns: every question of the pages is a pass over typed arrays. Rows in the order of their patients. */
export interface CohortTable {
  readonly n: number;
  readonly rows: readonly CohortRow[];
  readonly synthetic: Uint8Array;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly times: Readonly<Record<CohortEndpoint, TimeColumn>>;
  /** Percent of the parent gate by `blood:CD8-tcm`; NaN is not measured. */
  readonly populations: ReadonlyMap<string, Float64Array>;
}

/** Genes that a filter is offered for, those tested most often first. */
const GENES = 12;

/** The dimensions of a row, in the order in which they are offered. */
const ORDER = [
  'disease', 'setting', 'reached', 'product', 'year', 'age', 'sex', 'ecog', 'stage', 'ldh', 'bridging', 'response',
  'crs', 'icans', 'centre',
]; // biome-ignore format: a list

/** Known only after the infusion: a time from the infusion that is divided by it counts days in which nobody could die. */
export const AFTER_INFUSION: ReadonlySet<string> = new Set(['response', 'crs', 'icans']);

/** Levels whose order is not that of their letters. */
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  disease: ['LBCL', 'ALL', 'MM', 'SLE'],
  setting: ['lbcl2l', 'lbcl3l', 'ballRr', 'mm2l', 'mm3l', 'sle'],
  reached: ['candidate', 'apheresed', 'infused'],
  ldh: ['normal', 'above', 'twice'],
  response: ['sCR', 'CR', 'CRh', 'CRi', 'MLFS', 'VGPR', 'PR', 'MR', 'SD', 'NR', 'PD', 'relapse', 'relapseCr'],
};

/** Columns of rows. O(rows x dimensions). */
export function cohortTable(rows: readonly CohortRow[]): CohortTable {
  const sorted = [...rows].sort((a, b) => (a.patient < b.patient ? -1 : a.patient > b.patient ? 1 : 0));
  const dimensions = [
    ...ORDER.map((id) => dimension(id, sorted, ({ levels }) => (id in levels ? (levels[id] ?? null) : undefined))),
    ...genesOf(sorted).map((gene) =>
      dimension(`gene.${gene}`, sorted, ({ alterations }) => {
        const kind = alterations[gene];
        return kind === undefined ? null : kind === 'wildType' ? 'wildType' : 'altered';
      }),
    ),
  ];
  return {
    n: sorted.length,
    rows: sorted,
    synthetic: Uint8Array.from(sorted, ({ synthetic }) => (synthetic ? 1 : 0)),
    dimensions: new Map(dimensions.map((one) => [one.id, one])),
    times: Object.fromEntries(COHORT_ENDPOINTS.map((name) => [name, timeColumn(sorted, name)])) as Record<
      CohortEndpoint,
      TimeColumn
    >,
    populations: populationsOf(sorted),
  };
}

function populationsOf(rows: readonly CohortRow[]): CohortTable['populations'] {
  const found = new Map<string, Float64Array>();
  for (const [row, { populations }] of rows.entries())
    for (const [name, percent] of Object.entries(populations)) {
      let column = found.get(name);
      if (!column) {
        column = new Float64Array(rows.length).fill(Number.NaN);
        found.set(name, column);
      }
      column[row] = percent;
    }
  return found;
}

function genesOf(rows: readonly CohortRow[]): readonly string[] {
  const tested = new Map<string, number>();
  for (const { alterations } of rows)
    for (const gene of Object.keys(alterations)) tested.set(gene, (tested.get(gene) ?? 0) + 1);
  return [...tested]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, GENES)
    .map(([gene]) => gene);
}

function dimension(
  id: string,
  rows: readonly CohortRow[],
  levelOf: (row: CohortRow) => string | null | undefined,
): Dimension {
  const of = rows.map((row) => {
    const level = levelOf(row);
    return level === undefined ? NOT_APPLICABLE : (level ?? UNKNOWN);
  });
  const given = LEVELS[id] ?? [];
  const rank = (level: string): number => {
    if (level === NOT_APPLICABLE) return 1e6 + 1;
    if (level === UNKNOWN) return 1e6;
    const place = given.indexOf(level);
    return place < 0 ? given.length : place;
  };
  const levels = [...new Set(of)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const index = new Map(levels.map((level, code) => [level, code]));
  return { id, levels, codes: Uint16Array.from(of, (level) => index.get(level) as number) };
}

function timeColumn(rows: readonly CohortRow[], endpoint: CohortEndpoint): TimeColumn {
  const n = rows.length;
  const [days, event] = [new Float64Array(n).fill(Number.NaN), new Int8Array(n)];
  const [assuming, imputed] = [new Uint8Array(n), new Uint8Array(n)];
  for (const [row, { times }] of rows.entries()) {
    const time = times[endpoint];
    if ('out' in time) {
      event[row] = time.out === 'unknown' ? -1 : -2;
      continue;
    }
    days[row] = time.days;
    event[row] = time.event;
    assuming[row] = time.assuming ? 1 : 0;
    imputed[row] = time.imputed ? 1 : 0;
  }
  return { days, event, assuming, imputed };
}
