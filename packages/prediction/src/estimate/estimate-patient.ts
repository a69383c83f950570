import { type Decision, type DecisionPoint, decisionOf, type FeatureValue, isSynthetic } from '@linea/cohort';
import { design, distanceTo, outsideOf, predictRisk } from '@linea/explain';
import { type Fact, fromIso, toIso, type View, view } from '@linea/facts';
import { type Bar, barsOf } from './bars.ts';
import { chances, monthsWithout, oneRow } from './curve.ts';
import { gapsOf, MOST_UNKNOWN, unknownShare } from './gaps.ts';
import { modelRow, termInputs } from './inputs.ts';
import { type Comparable, comparableOf } from './neighbours.ts';
import type { PointModel, Question, StudyModel, UnseenCentres } from './study-model.ts';

/** Why there is no number. `about` names keys, settings or numbers, as the code says. */
export interface Reason {
  readonly code:
    | 'abstain.realPatient'
    | 'abstain.syntheticPatient'
    | 'abstain.setting'
    | 'abstain.noModel'
    | 'abstain.missing'
    | 'abstain.outside'
    | 'abstain.noDiscrimination';
  readonly about: readonly string[];
}

/** What a term was at the decision, with the fact it was read from. */
export interface Input {
  readonly key: string;
  readonly column: string | null;
  readonly value: number | string | null;
  readonly unit: string | null;
  /** 1 stands for yes, 0 for no. */
  readonly yesNo: boolean;
  readonly missing: FeatureValue['missing'] | null;
  readonly fact: Fact | null;
}

export interface Estimate {
  readonly endpoint: string;
  readonly kind: 'benefit' | 'toxicity';
  readonly status: 'estimated' | 'abstained';
  readonly reasons: readonly Reason[];
  readonly n: number;
  readonly events: number;
  readonly days: readonly number[];
  readonly headline: number;
  /** Chance of no event by each day; null where it abstains. */
  readonly without: {
    readonly value: readonly number[];
    readonly lower: readonly number[];
    readonly upper: readonly number[];
  } | null;
  /** Mean months without the event up to the headline day; null for toxicity. */
  readonly months: readonly [value: number, lower: number, upper: number] | null;
  /** The same of all training patients: shown with and without a number. */
  readonly seen: readonly number[];
  readonly start: { readonly chance: number; readonly months: number | null } | null;
  readonly bars: readonly Bar[];
  readonly inputs: readonly Input[];
  /** Those most like this one as the model sees them; null where it abstains, too. */
  readonly comparable: Comparable | null;
  /** What is not known, with what the chance of the event could then be; empty where the model abstains for more than that. */
  readonly missing: readonly { readonly key: string; readonly from: number; readonly to: number }[];
  readonly unseenCentres: UnseenCentres;
}

/** The estimates of one decision point. */
export interface PointEstimates {
  readonly decision: DecisionPoint;
  /** The day of the decision; the day asked about where the decision has not come yet. */
  readonly day: string;
  readonly reached: boolean;
  readonly estimates: readonly Estimate[];
}

export interface PatientEstimates {
  readonly patient: string;
  readonly asOf: string;
  readonly synthetic: boolean;
  readonly setting: string | null;
  readonly model: Pick<StudyModel, 'hash' | 'title' | 'synthetic' | 'cut'>;
  /** Why the whole model says nothing of this patient; then there are no points. */
  readonly reasons: readonly Reason[];
  readonly points: readonly PointEstimates[];
}

export interface EstimatedPatient {
  readonly id: string;
  readonly centre: string;
  readonly synthetic: boolean;
  /** Every version of every fact. */
  readonly facts: readonly Fact[];
}

/**
 * What a study's models say of one patient, or why they say nothing. Every estimate rests on the facts known before its decision;
 * of a decision that has not come yet, on those known by the end of the day asked about.
 *
 * A model that was trained on synthetic facts abstains for a real patient, and one of real facts for a synthetic patient.
 *
 * @param asOf  nothing known or true later than the end of this day is looked at: YYYY-MM-DD
 */
export function estimatePatient(model: StudyModel, of: EstimatedPatient, asOf: string): PatientEstimates {
  const synthetic = of.synthetic || isSynthetic(of.id, of.centre);
  const { hash, title, cut } = model;
  const common = { patient: of.id, asOf, synthetic, model: { hash, title, cut, synthetic: model.synthetic } };
  const seen = seenBy(of.facts, `${asOf}T23:59:59Z`, asOf);
  const setting = codeOf(seen, 'reg.setting');
  const none = (code: Reason['code'], ...about: string[]): PatientEstimates => ({
    ...common,
    setting,
    reasons: [{ code, about }],
    points: [],
  });
  if (model.synthetic && !synthetic) return none('abstain.realPatient');
  if (!model.synthetic && synthetic) return none('abstain.syntheticPatient');
  if (setting === null || !model.settings.includes(setting)) return none('abstain.setting', ...model.settings);
  return {
    ...common,
    setting,
    reasons: [],
    points: model.points.map((point) => pointOf(point, of, setting, asOf, seen)),
  };
}

const seenBy = (facts: readonly Fact[], known: string, effective: string): View => view(facts, { known, effective });

function codeOf(of: View, code: string): string | null {
  const value = of.byCode(code).at(-1)?.value;
  return value?.kind === 'code' ? value.code : null;
}

function pointOf(point: PointModel, of: EstimatedPatient, setting: string, asOf: string, seen: View): PointEstimates {
  const made = decisionOf(seen, point.decision);
  const reached = made !== null && toIso(made.day) <= asOf;
  const decision: Decision = reached ? made : { day: fromIso(asOf), instant: `${asOf}T23:59:59Z` };
  const known = seenBy(of.facts, decision.instant, toIso(decision.day));
  const asked = point.questions.filter(({ settings }) => settings.includes(setting));
  return {
    decision: point.decision,
    day: toIso(decision.day),
    reached,
    estimates: asked.map((question) => estimateOf(point, question, known, decision, setting)),
  };
}

function estimateOf(point: PointModel, question: Question, known: View, decision: Decision, setting: string): Estimate {
  const isLater = question.settings.indexOf(setting) > 0;
  const terms = termInputs(point, question, known, decision, isLater);
  const numbers = terms.map(({ number }) => number);
  const row = modelRow(question, numbers);
  const gaps = gapsOf(question, numbers);
  const reasons = reasonsOf(question, row, numbers, gaps);
  // How far a gap could move an estimate is itself said by the model: one that cannot say, or not of such a patient, is not asked.
  const missing = reasons.every(({ code }) => code === 'abstain.missing') ? gaps : [];
  const { endpoint, kind, n, events, days, headline, seen, unseenCentres } = question;
  const inputs = terms.map(({ key, feature }): Input => {
    const column = point.terms[key]?.column ?? null;
    const spec = point.features.find(({ name }) => name === column);
    return {
      key,
      column,
      value: feature ? feature.value : isLater ? 1 : 0,
      unit: spec?.per ? '1' : (spec?.unit ?? null),
      yesNo: spec === undefined || spec.is !== undefined,
      missing: feature?.missing ?? null,
      fact: feature?.fact ?? null,
    };
  });
  const common = {
    endpoint, kind, reasons, n, events, days, headline, seen, inputs, missing, unseenCentres,
  }; // biome-ignore format: a list
  if (reasons.length > 0)
    return { ...common, status: 'abstained', without: null, months: null, start: null, bars: [], comparable: null };
  const { x } = design(question.model.preparation, question.model.columns, oneRow(row));
  const without = chances(question, predictRisk(question.model, oneRow(row))[0] as number, x);
  const months = (of: readonly number[]): number => monthsWithout(days, of, headline);
  const { start, bars } = barsOf(question, row);
  return {
    ...common,
    status: 'estimated',
    comparable: comparableOf(question, row, unlike(question, numbers)),
    without,
    months: kind === 'benefit' ? [months(without.value), months(without.lower), months(without.upper)] : null,
    start,
    bars: [...bars].sort((a, b) => Math.abs(b.percentPoints) - Math.abs(a.percentPoints)),
  };
}

/** Distance from the training patients over what 99 of 100 of them keep; 0 where nothing is known to measure it by. */
function unlike({ domain }: Question, numbers: readonly number[]): number {
  const distance = distanceTo(domain, numbers) / (domain.distances[99] || 1);
  return Number.isFinite(distance) ? distance : 0;
}

/** Asked in this order; all that hold are named. */
function reasonsOf(
  question: Question,
  row: readonly number[],
  numbers: readonly number[],
  missing: readonly { readonly key: string }[],
): readonly Reason[] {
  const [, lowest] = question.unseenCentres.harrell;
  const outside = outsideOf(question.domain, Float64Array.from(numbers));
  return [
    ...(lowest <= 0.5 ? [{ code: 'abstain.noDiscrimination' as const, about: [] }] : []),
    ...(unknownShare(question, row) > MOST_UNKNOWN
      ? [{ code: 'abstain.missing' as const, about: missing.map(({ key }) => key) }]
      : []),
    ...(outside ? [{ code: 'abstain.outside' as const, about: outside.columns }] : []),
  ];
}
