import type { EndpointName } from '@linea/criteria';

/** What a person of the cohort is not known to be, and what does not concern him: kept apart from every value and from each other. */
export const UNKNOWN = 'unknown';
export const NOT_APPLICABLE = 'notApplicable';

/** The endpoints of the cohort pages, in the order in which they are offered. */
export const COHORT_ENDPOINTS = ['PFS', 'OS', 'NRM', 'RI', 'TTNT'] as const satisfies readonly EndpointName[];
export type CohortEndpoint = (typeof COHORT_ENDPOINTS)[number];

/** Time to an event of one patient; a patient outside of the population has a reason instead. */
export type RowTime =
  | {
      /** Whole days from the infusion. */
      readonly days: number;
      /** 0 censored, 1 event, 2 competing event. */
      readonly event: 0 | 1 | 2;
      /** It rests on a response that somebody stated, where the scans leave it open. */
      readonly assuming: boolean;
      /** A date it hangs on was not exact and was put on one day. */
      readonly imputed: boolean;
    }
  | { readonly out: 'unknown' | 'notInPopulation' };

/** What may be drawn on the lane of a patient, in days from the infusion. */
export interface RowMark {
  readonly kind: 'response' | 'progression' | 'nextTherapy' | 'death' | 'crs' | 'icans';
  readonly day: number;
  /** The answer of an assessment, the grade of a toxicity. */
  readonly answer?: string;
}

/** How a gene or a chromosome of a patient was found. A gene that nobody tested is not in the row. */
export const ALTERATIONS = ['mutated', 'deleted', 'amplified', 'fusion', 'altered', 'wildType'] as const;
export type Alteration = (typeof ALTERATIONS)[number];

/** One patient as the cohort pages see one: plain values, worked out once from the facts. */
export interface CohortRow {
  readonly patient: string;
  readonly centre: string;
  readonly synthetic: boolean;
  readonly disease: string | null;
  /** Level by dimension; null is not known. A dimension that is not in it does not concern the patient. */
  readonly levels: Readonly<Record<string, string | null>>;
  readonly times: Readonly<Record<CohortEndpoint, RowTime>>;
  readonly alterations: Readonly<Record<string, Alteration>>;
  /** Percent of the parent by `blood:CD8-tcm`, `product:CAR-CD8-exh`; not measured is not in it. */
  readonly populations: Readonly<Record<string, number>>;
  readonly marks: readonly RowMark[];
  /** Days from the infusion to the last day the patient was seen alive, or died. Null without an infusion. */
  readonly followUpDays: number | null;
}
