import { type AnalysisTable, readStudy } from '@linea/cohort';

/** Columns of invented patients, as a statistician has them: null is missing. */
export interface PlainColumns {
  readonly setting: readonly string[];
  readonly centre: readonly string[];
  readonly features: Readonly<Record<string, readonly (number | null)[]>>;
  readonly times: Readonly<Record<string, { readonly days: readonly number[]; readonly event: readonly number[] }>>;
  readonly binary: Readonly<Record<string, readonly (number | null)[]>>;
}

/**
 * The analysis table of plain columns: second line is `lbcl2l`, later lines are `lbcl3l`.
 *
 * @param model  the member `model` of a study file, as YAML in braces
 */
export function plainTable({ setting, centre, features, times, binary }: PlainColumns, model: string): AnalysisTable {
  const kinds = { pfs: 'benefit', os: 'benefit', nrm: 'competing', cr3m: 'response', crs3: 'toxicity' } as const;
  const endpoints = [...Object.keys(times), ...Object.keys(binary)] as (keyof typeof kinds)[];
  const read = readStudy(
    [
      'format: linea-study',
      'version: 1',
      'title: { en: Invented, it: Inventato }',
      'cut: 2026-01-31',
      'settings: { second: [lbcl2l], later: [lbcl3l] }',
      'decision: ld.start',
      'features:',
      ...Object.keys(features).map((name) => `  - { name: ${name}, code: lab.crp${name === 'marker' ? ', block: flow' : ''} }`),
      'endpoints:',
      ...endpoints.map((id) => `  - { id: ${id}, kind: ${kinds[id]} }`),
      `model: ${model}`,
    ].join('\n'),
    'invented.yaml',
  ); // biome-ignore format: a file
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const { study } = read.value;
  const patients = setting.map((of, row) => ({
    patient: `p${row}`, centre: centre[row] as string, setting: of, disease: 'LBCL', facts: [], relative: false, notInfused: null,
    reached: { candidates: true, apheresed: true, infused: true },
  })); // biome-ignore format: one patient
  const known = { assumedKnown: false, bounded: false };
  const missing = { missing: 'endpoint.noObservation' } as const;
  return {
    study,
    patients,
    decisions: patients.map(() => null),
    features: study.features.flatMap((spec) =>
      'name' in spec ? [{ spec, values: (features[spec.name] ?? []).map((value) => ({ value, ...known })) }] : [],
    ),
    matrices: [],
    times: Object.fromEntries(
      Object.entries(times).map(([id, { days, event }]) => [
        id,
        days.map((day, row) => ({ days: day, event: event[row] as 0 | 1 | 2, basis: 'derived', approximate: false })),
      ]),
    ),
    binary: Object.fromEntries(
      Object.entries(binary).map(([id, values]) => [
        id,
        values.map((value) => (value === null ? missing : { value: value as 0 | 1, basis: 'stated' })),
      ]),
    ),
    funnels: [...new Set(setting)].map((of) => {
      const n = setting.filter((one) => one === of).length;
      return { setting: of, candidates: n, apheresed: n, infused: n, lost: {} };
    }),
    leaks: [],
    centres: [...new Set(centre)].sort(),
    synthetic: false,
  };
}
