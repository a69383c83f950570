/** Who a brief is for. */
export type Audience = 'patient' | 'clinician';

/** Diseases that have a brief. */
export type BriefDisease = 'LBCL' | 'ALL' | 'MM' | 'SLE';

/** A sentence about this patient, with the facts it rests on; never without one. */
export interface Sentence {
  readonly text: string;
  readonly facts: readonly string[];
}

/** A point as printed. */
export interface BriefPoint {
  readonly id: string;
  /** The question, or the heading of the clinician's point. */
  readonly question: string;
  /** The question with what was filled in: all that is printed of this point but its blank line. */
  readonly text: string;
  /** What a full answer covers, or an explanation in plain words; not about this patient. */
  readonly note: string | null;
  readonly sentences: readonly Sentence[];
  readonly filled: boolean;
  /** Ids of the facts that personalise the point. */
  readonly facts: readonly string[];
  /** Why there is a blank line: `factsUnknown`. */
  readonly blankReason: 'factsUnknown' | null;
}

/** A brief, ready to be printed; everything in it was known as of `asOf`. */
export interface Brief {
  /** `brief.mm.patient` */
  readonly brief: string;
  readonly version: string;
  readonly audience: Audience;
  readonly language: 'it' | 'en';
  readonly patient: string;
  readonly disease: BriefDisease;
  readonly asOf: string;
  readonly synthetic: boolean;
  /** False where something is missing without which it must not be handed out; `warnings` says what. */
  readonly final: boolean;
  readonly warnings: readonly string[];
  readonly title: string;
  readonly emergency: {
    readonly heading: string;
    readonly numbers: readonly string[];
    readonly signs: string;
    readonly tellEveryDoctor: string | null;
  };
  readonly points: readonly BriefPoint[];
  /** Sentences that close the brief: fixed words and the limits of what it is. */
  readonly closing: readonly string[];
  readonly footer: string;
}
