import { patient as asPatient } from '@linea/criteria';
import { type Fact, span, toIso, type View, view } from '@linea/facts';
import { type BinaryValue, HAPPENED, happened } from '../endpoint/happened.ts';
import { type EndpointValue, TIMES, timeToEvent } from '../endpoint/times.ts';
import { codesRead, type FeatureValue, featureOf } from '../feature/feature.ts';
import { type Decision, decisionOf } from '../population/decision.ts';
import { type Funnel, funnels, isSynthetic, type StudyPatient, studyPatients } from '../population/population.ts';
import { leakOf } from '../study/leaks.ts';
import { type DecisionPoint, type FeatureSpec, isMatrix, type Study } from '../study/study.ts';
import { type Matrix, type MatrixBlock, matrixBlock } from './matrix.ts';

export interface FeatureColumn {
  readonly spec: FeatureSpec;
  /** A row a patient. */
  readonly values: readonly FeatureValue[];
}

/** A feature that the study asked for and does not get, because it is known only after the decision. */
export interface Leak {
  readonly feature: string;
  readonly code: string;
  readonly why: string;
  /** Its place among the features of the study file. */
  readonly index: number;
  /** The study expected the refusal: a negative control. */
  readonly expected: boolean;
}

/** What a study looks at: a row per patient of the population, with what was known at the decision and what came after. */
export interface AnalysisTable {
  readonly study: Study;
  readonly patients: readonly StudyPatient[];
  readonly decisions: readonly (Decision | null)[];
  readonly features: readonly FeatureColumn[];
  readonly matrices: readonly MatrixBlock[];
  readonly times: Readonly<Record<string, readonly EndpointValue[]>>;
  readonly binary: Readonly<Record<string, readonly BinaryValue[]>>;
  readonly funnels: readonly Funnel[];
  readonly leaks: readonly Leak[];
  readonly synthetic: boolean;
}

/**
 * Builds the analysis table of a study. A feature is worked out from a view that ends at the decision: what became known
 * later does not exist for it, so nothing can leak. O(facts).
 *
 * @param matrices  by the id the study gives them
 */
export function analysisTable(
  study: Study,
  facts: Iterable<Fact>,
  matrices: ReadonlyMap<string, Matrix> = new Map(),
): AnalysisTable {
  const all = studyPatients(facts, study);
  const patients = all.filter(({ reached }) => reached[study.population]);
  const { known, ...seen } = seenAtDecision(study, patients);
  const outcomes = outcomesOf(study, patients);
  return {
    study,
    patients,
    ...seen,
    matrices: study.features.filter(isMatrix).flatMap((feature) => {
      const matrix = matrices.get(feature.matrix);
      return matrix
        ? [
            matrixBlock(
              feature,
              study,
              matrix,
              patients.map((patient, row) => ({ patient, known: known[row] ?? null })),
            ),
          ]
        : [];
    }),
    ...outcomes,
    funnels: funnels(all),
    synthetic: study.synthetic || patients.some(({ patient, centre }) => isSynthetic(patient, centre)),
  };
}

/**
 * The same patients and outcomes as they were seen at another decision point: before apheresis, say. Features that are
 * known only after it are among the leaks; columns of matrices are left out.
 */
export function decidedAt(table: AnalysisTable, decision: DecisionPoint): AnalysisTable {
  const study = { ...table.study, decision };
  const { known: _, ...seen } = seenAtDecision(study, table.patients);
  return { ...table, ...seen, study, matrices: [] };
}

/** Every endpoint of every patient, patient by patient: what one endpoint works out of a patient, the next one finds. */
function outcomesOf({ endpoints, population }: Study, patients: readonly StudyPatient[]) {
  const times = new Map<string, EndpointValue[]>();
  const binary = new Map<string, BinaryValue[]>();
  for (const { id } of endpoints) {
    if (TIMES.includes(id)) times.set(id, []);
    else if (id in HAPPENED) binary.set(id, []);
  }
  for (const { atCut, disease } of patients) {
    const of = asPatient(atCut);
    for (const { id, from } of endpoints) {
      times.get(id)?.push(timeToEvent(id, of, { disease, population, from }));
      binary.get(id)?.push(happened(id, of));
    }
  }
  return { times: Object.fromEntries(times), binary: Object.fromEntries(binary) };
}

/** What the study sees of its patients at its decision point. */
function seenAtDecision(study: Study, patients: readonly StudyPatient[]) {
  const decisions = patients.map(({ atCut }) => decisionOf(atCut, study.decision));
  const codes = codesSeen(study);
  const known = patients.map(({ facts: own }, row) =>
    knownAt(own, decisions[row] ?? null, codes, study.assumed === 'asDated'),
  );
  const leaks: Leak[] = [];
  const features: FeatureColumn[] = [];
  for (const [index, feature] of study.features.entries()) {
    if (isMatrix(feature)) continue;
    const values = patients.map((_, row) => valueAt(feature, known[row] ?? null, decisions[row] ?? null));
    const why = leakOf(feature, study.decision) ?? alwaysAfter(feature, values, patients, decisions);
    if (why === null) features.push({ spec: feature, values });
    else leaks.push({ feature: feature.name, code: feature.code ?? '', why, index, expected: feature.trap });
  }
  return { decisions, known, features, leaks };
}

/** Null: lines of therapy rest on whatever there is. */
function codesSeen({ features, matrices }: Study): ReadonlySet<string> | null {
  if (features.some((feature) => !isMatrix(feature) && feature.from === 'priorLines')) return null;
  const codes = new Set(codesRead(features.flatMap((feature) => (isMatrix(feature) ? [] : [feature]))));
  for (const { samples, batch } of matrices) for (const code of [samples, batch]) if (code) codes.add(code);
  return codes;
}

/**
 * What was known of a patient by the decision, as far as the study reads it. Corrections are kept whatever they say; where dates
 * hang on each other, so is every fact.
 */
function knownAt(
  facts: readonly Fact[],
  decision: Decision | null,
  codes: ReadonlySet<string> | null,
  asDated: boolean,
): View | null {
  if (!decision) return null;
  const { day, instant } = decision;
  const anchored = facts.some(({ effective }) => effective.anchor !== undefined);
  const read =
    anchored || !codes
      ? facts
      : facts.filter(({ code, supersedes, kind }) => codes.has(code) || supersedes !== undefined || kind !== undefined);
  const seen = asDated ? read.map((fact) => (isDatedBy(fact, day) ? { ...fact, known: instant } : fact)) : read;
  return view(seen, { known: instant, effective: toIso(day) });
}

const isDatedBy = ({ knownBasis, effective }: Fact, day: number): boolean =>
  knownBasis === 'assumed' && span(effective).end <= day;

function valueAt(spec: FeatureSpec, known: View | null, decision: Decision | null): FeatureValue {
  if (!known || !decision) return { value: null, missing: 'notRecorded', assumedKnown: false, bounded: false };
  return featureOf(spec, known, decision);
}

/** Recorded for patients of the study, and before the decision for none of them. */
function alwaysAfter(
  spec: FeatureSpec,
  values: readonly FeatureValue[],
  patients: readonly StudyPatient[],
  decisions: readonly (Decision | null)[],
): string | null {
  if (spec.code === undefined || values.some(({ value }) => value !== null)) return null;
  const anyTime: FeatureSpec = { ...spec, window: undefined };
  const later = patients.some(({ atCut }, row) => {
    const decision = decisions[row];
    return decision && featureOf(anyTime, atCut, decision).value !== null;
  });
  return later ? 'leak.alwaysAfter' : null;
}
