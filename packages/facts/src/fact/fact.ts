import type { Code } from '../dictionary/dictionary.ts';
import type { Comparator } from '../quantity/quantity.ts';
import type { Instant } from '../when/instant.ts';
import type { PartialDate } from '../when/partial-date.ts';
import type { Source } from './source.ts';

export type FactId = string;
export type PatientId = string;
export type CentreId = string;
/** `kind:name`, as `lab:l1`: joins what was observed together. */
export type EventId = string;
export type { Instant };

/** Why there is no value. An empty field is not an answer; unknown is never treated as normal. */
export const ABSENT_REASONS = [
  'notDone',
  'unknown',
  'pending',
  'notApplicable',
  'refused',
  'lostSample',
  'belowConsent',
] as const;
export type AbsentReason = (typeof ABSENT_REASONS)[number];

/** Why a fact has a new version: a slip in copying, a result that its source changed, or a fact that should not be there. */
export const CORRECTION_KINDS = ['transcription', 'amended-result', 'withdrawn'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** What a fact says, in the unit in which it was reported. */
export type Value =
  | { readonly kind: 'number'; readonly number: number; readonly unit: string | null; readonly comparator?: Comparator }
  | { readonly kind: 'interval'; readonly low: number; readonly high: number; readonly unit: string | null }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'codes'; readonly codes: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  /** `time`: the clock time of a `dateTime` as written, in the centre's zone unless it carries another. */
  | { readonly kind: 'date'; readonly date: PartialDate; readonly time?: string }
  | { readonly kind: 'reference'; readonly event: EventId };

/** What travels with a laboratory result: limits in the unit of the result, and words that stand for a number. */
export interface Qualifiers {
  readonly uln?: number;
  readonly lln?: number;
  readonly interpretation?: 'normal' | 'low' | 'high' | 'notHigh' | 'notLow' | 'abnormal';
  readonly spurious?: boolean;
  readonly spuriousReason?: string;
  readonly symptomatic?: boolean;
}

/** `offsetDays` (both ends included) after the date of another fact: "D+28" is [21, 35] after the infusion. */
export interface Anchor {
  readonly ref: FactId;
  readonly offsetDays: readonly [min: number, max: number];
}

/** When it was true of the patient: an interval of days and, where the source dates it by another fact, the anchor. */
export interface Effective extends PartialDate {
  readonly anchor?: Anchor;
}

/**
 * One value of one item for one patient. Immutable: a correction is a new fact that names the old one.
 * `effective`, `known` and `recorded` are three different dates (architecture.md).
 */
export interface Fact {
  readonly id: FactId;
  readonly patient: PatientId;
  readonly centre: CentreId;
  readonly code: Code;
  readonly event: EventId;
  readonly episode?: string;
  readonly effective: Effective;
  readonly known: Instant;
  readonly knownBasis: 'source' | 'assumed';
  /** Set only by the store. */
  readonly recorded: Instant;
  readonly by: string;
  /** Somebody's conclusion ("R2-ISS 3") rather than an observation. */
  readonly stated: boolean;
  /** Exactly one of `value` and `absent` is given; a withdrawal may have neither. */
  readonly value?: Value;
  readonly absent?: AbsentReason;
  readonly qualifiers?: Qualifiers;
  readonly source: Source;
  readonly note?: string;
  readonly supersedes?: FactId;
  readonly because?: string;
  readonly kind?: CorrectionKind;
}
