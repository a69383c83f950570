import { type AnalysisTable, isSynthetic } from '@linea/cohort';
import type { Issue } from '@linea/facts';
import { Refused } from '../io.ts';
import type { StudyFiles } from './read-files.ts';

/**
 * What only the facts can tell: a population of nobody, a centre that nobody is of, a feature always after its decision, an endpoint
 * that cannot occur, a negative control that is none, columns that a matrix lacks, logarithms of zero, synthetic patients beside real
 * ones. Refused with the line of the file, all at once.
 */
export function refuseUnusable(table: AnalysisTable, { place }: StudyFiles): void {
  const { patients, study, funnels } = table;
  const made = patients.filter(({ patient, centre }) => isSynthetic(patient, centre)).length;
  const stranger = made > 0 ? patients.find(({ patient, centre }) => !isSynthetic(patient, centre)) : undefined;
  if (stranger) throw new Refused([{ code: 'study.mixed', at: place(['data']), got: stranger.patient }]);
  const centres = unknownCentres(table, place);
  if (patients.length === 0) {
    const allowed = (['candidates', 'apheresed', 'infused'] as const)
      .map((one) => `${one} (${funnels.reduce((sum, funnel) => sum + funnel[one], 0)})`)
      .join(', ');
    throw new Refused([
      ...centres,
      { code: 'study.nobody', at: place(['population']), got: study.population, allowed },
    ]);
  }
  const issues = [
    ...centres,
    ...leaking(table, place),
    ...withoutColumns(table, place),
    ...neverEndpoints(table, place),
    ...logarithmsOfZero(table, place),
  ];
  if (issues.length > 0) throw new Refused(issues);
}

type Place = StudyFiles['place'];

const unknownCentres = ({ study, centres }: AnalysisTable, place: Place): readonly Issue[] =>
  (['only', 'without'] as const).flatMap((key) =>
    (study.centres?.[key] ?? []).flatMap((centre, index) =>
      centres.includes(centre)
        ? []
        : [{ code: 'study.noCentre', at: place(['centres', key, index]), got: centre, allowed: centres.join(', ') }],
    ),
  );

/** Features that are known only after the decision, and negative controls that are known before it. */
function leaking({ leaks, features, study }: AnalysisTable, place: Place): readonly Issue[] {
  const kept = features.flatMap(({ spec }): readonly Issue[] =>
    spec.trap
      ? [{ code: 'study.trapKept', at: place(['features', study.features.indexOf(spec), 'trap']), got: spec.name }]
      : [],
  );
  const refused = leaks.flatMap(({ feature, code, why, index, expected }): readonly Issue[] =>
    expected
      ? []
      : [
          {
            code: why,
            at: place(['features', index]),
            got: `${feature}: ${code}`,
            allowed: `< ${study.decision}; trap: true`,
          },
        ],
  );
  return [...refused, ...kept];
}

const withoutColumns = ({ study, matrices }: AnalysisTable, place: Place): readonly Issue[] =>
  study.features.flatMap((feature, index) => {
    if (!('matrix' in feature)) return [];
    const block = matrices.find((one) => one.block === feature.block);
    return block?.columns.length === 0
      ? [{ code: 'study.noMatrixColumns', at: place(['features', index, 'columns']), got: feature.columns }]
      : [];
  });

function neverEndpoints({ study, times, binary }: AnalysisTable, place: Place): readonly Issue[] {
  const isKnown = (id: string): boolean => {
    const values: readonly object[] = times[id] ?? binary[id] ?? [];
    return values.some((value) => !('missing' in value));
  };
  const known = study.endpoints.filter(({ id }) => isKnown(id)).map(({ id }) => id);
  return study.endpoints.flatMap(({ id }, index) =>
    known.includes(id)
      ? []
      : [
          {
            code: 'study.endpointNever',
            at: place(['endpoints', index]),
            got: id,
            ...(known.length > 0 ? { allowed: known.join(', ') } : {}),
          },
        ],
  );
}

/** A logarithm has no value at zero: those patients would count as not measured. */
const logarithmsOfZero = ({ study, features }: AnalysisTable, place: Place): readonly Issue[] =>
  Object.entries(study.model.terms).flatMap(([key, { column, transform }]) => {
    if (transform === 'identity') return [];
    const values = features.find(({ spec }) => spec.name === column)?.values ?? [];
    const none = values.filter(({ value }) => typeof value === 'number' && value <= 0).length;
    return none === 0
      ? []
      : [
          {
            code: 'study.logOfZero',
            at: place(['model', 'terms', key, 'transform']),
            got: `${transform}(${column}): ${none}`,
            allowed: 'transform: identity; belowLimit: half',
          },
        ];
  });
