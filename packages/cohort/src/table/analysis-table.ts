import { patient as asPatient } from '@linea/criteria';
import { type Fact, span, toIso, type View, withMembers } from '@linea/facts';
import { type BinaryValue, HAPPENED, happened } from '../endpoint/happened.ts';
import { type EndpointValue, TIMES, timeToEvent } from '../endpoint/times.ts';
import { codesRead, type FeatureValue, featureOf } from '../feature/feature.ts';
import { type Decision, decisionCode, decisionOf } from '../population/decision.ts';
import { type Funnel, funnels, isSynthetic, patientsAtCut, type StudyPatient } from '../population/population.ts';
import { atCut, seenOf } from '../population/seen.ts';
import { leakOf } from '../study/leaks.ts';
import { type DecisionPoint, type FeatureSpec, isMatrix, type Study, takesPart } from '../study/study.ts';
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
  /** Every centre with patients in the settings of the study, also those that the study leaves out. */
  readonly centres: readonly string[];
  readonly leaks: readonly Leak[];
  readonly synthetic: boolean;
}

/**
 * Builds the analysis table of a study. A feature is worked out from a view that ends at the decision: what became known
 * later does not exist for it, so nothing can leak. One patient after the other, of whom nothing is kept but the row. O(facts).
 *
 * @param matrices  by the id the study gives them
 */
export function analysisTable(
  study: Study,
  facts: Iterable<Fact>,
  matrices: ReadonlyMap<string, Matrix> = new Map(),
): AnalysisTable {
  const all: StudyPatient[] = [];
  const centres = new Set<string>();
  const patients: StudyPatient[] = [];
  const outcomes = outcomesOf(study);
  const seen = seenAtDecision(study, matrices);
  for (const { of, known } of patientsAtCut(facts, study)) {
    centres.add(of.centre);
    if (!takesPart(study, of.centre)) continue;
    all.push(of);
    if (!of.reached[study.population]) continue;
    patients.push(of);
    const everKnown = known();
    outcomes.add(of, everKnown);
    seen.add(of, everKnown);
  }
  return {
    study,
    patients,
    ...seen.done(),
    ...outcomes.done(),
    funnels: funnels(all),
    centres: [...centres].sort(),
    synthetic: study.synthetic || patients.some(({ patient, centre }) => isSynthetic(patient, centre)),
  };
}

/**
 * The same patients and outcomes as they were seen at another decision point: before apheresis, say. Features that are
 * known only after it are among the leaks; columns of matrices are left out.
 */
export function decidedAt(table: AnalysisTable, decision: DecisionPoint): AnalysisTable {
  const study = withMembers(table.study, { decision });
  const seen = seenAtDecision(study, new Map());
  const codes = codesSeen(study);
  const dated = codes && new Set([...codes, decisionCode(decision)]);
  for (const patient of table.patients) seen.add(patient, seenOf(patient.facts, dated, atCut(study.cut)));
  return withMembers(table, seen.done(), { study });
}

/** Every endpoint of every patient, patient by patient: what one endpoint works out of a patient, the next one finds. */
function outcomesOf({ endpoints, population, decision }: Study) {
  const times = new Map<string, EndpointValue[]>();
  const binary = new Map<string, BinaryValue[]>();
  for (const { id } of endpoints) {
    if (TIMES.includes(id)) times.set(id, []);
    else if (id in HAPPENED) binary.set(id, []);
  }
  return {
    add({ disease }: StudyPatient, known: View): void {
      const of = asPatient(known);
      for (const { id, from } of endpoints) {
        times.get(id)?.push(timeToEvent(id, of, { disease, population, from, decision }));
        binary.get(id)?.push(happened(id, of));
      }
    },
    done: () => ({ times: Object.fromEntries(times), binary: Object.fromEntries(binary) }),
  };
}

/** A column that is being filled. */
interface Filling {
  readonly spec: FeatureSpec;
  readonly index: number;
  readonly values: FeatureValue[];
  /** Somebody's value was known by the decision. */
  found: boolean;
  /** While nobody's was: it has been recorded later for somebody. */
  later: boolean;
}

/** What the study sees of its patients at its decision point. */
function seenAtDecision(study: Study, matrices: ReadonlyMap<string, Matrix>) {
  const decisions: (Decision | null)[] = [];
  const codes = codesSeen(study);
  const leaks: Leak[] = [];
  const columns: Filling[] = [];
  const leak = ({ name, code = '', trap }: FeatureSpec, index: number, why: string): void => {
    leaks.push({ feature: name, code, why, index, expected: trap });
  };
  for (const [index, spec] of study.features.entries()) {
    if (isMatrix(spec)) continue;
    const why = leakOf(spec, study.decision);
    if (why === null) columns.push({ spec, index, values: [], found: false, later: false });
    else leak(spec, index, why);
  }
  const blocks = study.features.filter(isMatrix).flatMap((feature) => {
    const matrix = matrices.get(feature.matrix);
    return matrix ? [matrixBlock(feature, study, matrix)] : [];
  });
  return {
    add({ patient, facts }: StudyPatient, everKnown: View): void {
      const decision = decisionOf(everKnown, study.decision);
      const known = knownAt(facts, decision, codes, study.assumed === 'asDated');
      decisions.push(decision);
      for (const { add } of blocks) add(patient, known);
      for (const column of columns) {
        const value = valueAt(column.spec, known, decision);
        column.values.push(value);
        column.found ||= value.value !== null;
        column.later ||= !column.found && isRecorded(column.spec, everKnown, decision);
      }
    },
    done() {
      const features: FeatureColumn[] = [];
      for (const { spec, index, values, found, later } of columns)
        if (!found && later) leak(spec, index, 'leak.alwaysAfter');
        else features.push({ spec, values });
      return {
        decisions,
        features,
        matrices: blocks.map(({ block }) => block),
        leaks: leaks.sort((a, b) => a.index - b.index),
      };
    },
  };
}

/** Null: lines of therapy rest on whatever there is. */
function codesSeen({ features, matrices }: Study): ReadonlySet<string> | null {
  if (features.some((feature) => !isMatrix(feature) && feature.from === 'priorLines')) return null;
  const codes = new Set(codesRead(features.flatMap((feature) => (isMatrix(feature) ? [] : [feature]))));
  for (const { samples, batch } of matrices) for (const code of [samples, batch]) if (code) codes.add(code);
  return codes;
}

/** What was known of a patient by the decision, as far as the study reads it. */
function knownAt(
  facts: readonly Fact[],
  decision: Decision | null,
  codes: ReadonlySet<string> | null,
  asDated: boolean,
): View | null {
  if (!decision) return null;
  const { day, instant } = decision;
  const given = asDated
    ? facts.map((fact) => (isDatedBy(fact, day) ? withMembers(fact, { known: instant }) : fact))
    : facts;
  return seenOf(given, codes, { known: instant, effective: toIso(day) });
}

const isDatedBy = ({ knownBasis, effective }: Fact, day: number): boolean =>
  knownBasis === 'assumed' && span(effective).end <= day;

function valueAt(spec: FeatureSpec, known: View | null, decision: Decision | null): FeatureValue {
  if (!known || !decision) return { value: null, missing: 'notRecorded', assumedKnown: false, bounded: false };
  return featureOf(spec, known, decision);
}

/** Is a feature that is read from one code recorded of somebody at any time? */
function isRecorded(spec: FeatureSpec, everKnown: View, decision: Decision | null): boolean {
  if (spec.code === undefined || !decision) return false;
  return featureOf(withMembers(spec, { window: undefined }), everKnown, decision).value !== null;
}
