import type { CorrectionKind, EventId, FactId, FactJson, Instant, PatientId } from '@linea/facts';

/** One value of an observation, as Linea's JSON has it: a value with its unit, an interval, or why there is none. */
export interface ObservedValue {
  readonly code: string;
  readonly value?: unknown;
  readonly unit?: string | null | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly absent?: string | undefined;
  /** What was typed where it could not be the value. */
  readonly note?: string | undefined;
}

/** A drug with the clock time at which it was given; a dose has its unit. */
export interface ObservedDrug {
  readonly drug: string;
  readonly at: string;
  readonly dose?: number | undefined;
  readonly unit?: string | undefined;
  readonly route?: string | undefined;
  readonly purpose?: string | undefined;
}

/** A new version of a fact of the sheet: the version that was read is named. */
export interface ObservedCorrection {
  readonly supersedes: FactId;
  readonly kind: CorrectionKind;
  readonly because: string;
  readonly change?: FactJson | undefined;
}

/** What is seen of a patient at one time and written down together: one column of the bedside sheet. */
export interface Observation {
  readonly patient: PatientId;
  /** Made once by whoever writes it: what is sent again under the same key adds nothing. */
  readonly key: string;
  /** Date and clock time in the centre's zone, `2026-11-27T02:10`. */
  readonly at?: string | undefined;
  /** The observation that this adds to or corrects, by its event; then it has that one's time. */
  readonly event?: EventId | undefined;
  /** The infusion it belongs to, by its event. */
  readonly admission?: EventId | undefined;
  /** When it was written down; what waits for the network was known before it was recorded. */
  readonly known?: Instant | undefined;
  readonly values: readonly ObservedValue[];
  readonly drugs: readonly ObservedDrug[];
  readonly corrections: readonly ObservedCorrection[];
}
