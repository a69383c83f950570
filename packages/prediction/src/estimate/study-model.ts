import type { DecisionPoint, FeatureSpec, Term } from '@linea/cohort';
import { contentHash, type Domain, type LinearModel } from '@linea/explain';
import { ok, type Result, refused } from '@linea/facts';

/** A model drawn again from patients drawn with replacement: what its estimates would have been with other patients. */
export interface Redrawn {
  /** By column of the design of the main model. */
  readonly coefficients: readonly number[];
  readonly shift: number;
  /** Cumulative baseline hazard on the days of the question. */
  readonly hazard: readonly number[];
}

/** How well a question's model did for centres that it had not seen. */
export interface UnseenCentres {
  readonly n: number;
  readonly events: number;
  readonly centres: number;
  /** Harrell's C with its 95 % interval. */
  readonly harrell: readonly [value: number, lower: number, upper: number];
  /** Calibration slope with its 95 % interval: 1 = effects as strong as claimed. */
  readonly slope: readonly [value: number, lower: number, upper: number];
  /** Share of patients with the event by `day`: predicted, and seen (Kaplan-Meier). */
  readonly day: number;
  readonly expected: number;
  readonly observed: number;
}

/** One outcome asked of one group of patients at one decision point, with the model that answers. */
export interface Question {
  readonly endpoint: string;
  readonly kind: 'benefit' | 'toxicity';
  readonly settings: readonly string[];
  /** Terms of the study; then their products that were found. */
  readonly keys: readonly string[];
  readonly pairs: readonly (readonly [string, string])[];
  readonly n: number;
  readonly events: number;
  /** Days after the infusion for which it answers, ascending. */
  readonly days: readonly number[];
  /** The day of which explanations and ranges speak. */
  readonly headline: number;
  /** Share without the event among the training patients by each day (Kaplan-Meier). */
  readonly seen: readonly number[];
  readonly model: LinearModel;
  readonly penalty: number;
  readonly redrawn: readonly Redrawn[];
  readonly unseenCentres: UnseenCentres;
  /** Standard deviation of each column of the design. */
  readonly spread: readonly number[];
  /** Training patients without their names: terms (null: not known), days, event. */
  readonly patients: readonly {
    readonly x: readonly (number | null)[];
    readonly days: number;
    readonly event: 0 | 1;
  }[];
  /** What the terms of training patients were: who is unlike all of them, and what an unknown term may be. */
  readonly domain: Domain;
}

/** What is asked before apheresis, or before lymphodepletion. */
export interface PointModel {
  readonly decision: DecisionPoint;
  readonly features: readonly FeatureSpec[];
  readonly terms: Readonly<Record<string, Term>>;
  readonly questions: readonly Question[];
  /** Questions without a model, with the number of events there were. */
  readonly refused: readonly {
    readonly endpoint: string;
    readonly settings: readonly string[];
    readonly events: number;
  }[];
}

/** The models of a study as they stand in a file. */
export interface StudyModel {
  readonly format: 'linea-study-model';
  readonly version: number;
  /** SHA-256 of everything else: a file changed by hand no longer fits it. */
  readonly hash: string;
  readonly title: { readonly en: string; readonly it: string };
  /** Trained on facts of synthetic patients: of use for synthetic patients alone. */
  readonly synthetic: boolean;
  readonly cut: string;
  readonly seed: number;
  /** SHA-256 of the analysis table. */
  readonly table: string;
  readonly settings: readonly string[];
  readonly points: readonly PointModel[];
}

/** 2: the domain of the terms, and patients by their terms. */
const VERSION = 2;

/** Seals the models with their hash. */
export function sealedStudyModel(content: Omit<StudyModel, 'format' | 'version' | 'hash'>): StudyModel {
  const head = { format: 'linea-study-model', version: VERSION } as const;
  return { ...head, hash: contentHash({ ...head, ...content }), ...content };
}

/**
 * The models of a study from the JSON of a file.
 *
 * @returns the models; `studyModel.unknown` (no such file), `model.newer`, `model.older`, `model.altered`
 */
export function openStudyModel(json: unknown, at: string): Result<StudyModel> {
  if (typeof json !== 'object' || json === null || (json as { format?: unknown }).format !== 'linea-study-model')
    return refused({ code: 'studyModel.unknown', at, allowed: 'linea-study-model' });
  const { hash, ...content } = json as StudyModel;
  if (!(typeof content.version === 'number' && content.version <= VERSION))
    return refused({ code: 'model.newer', at: `${at}: version`, got: String(content.version), allowed: `${VERSION}` });
  if (content.version < VERSION)
    return refused({ code: 'model.older', at: `${at}: version`, got: String(content.version), allowed: `${VERSION}` });
  if (contentHash(content) !== hash) return refused({ code: 'model.altered', at: `${at}: hash`, got: String(hash) });
  return ok(json as StudyModel);
}
