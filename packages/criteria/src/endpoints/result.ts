import type { FactId, Issue } from '@linea/facts';
import type { Cause } from './end-of-course.ts';
import type { Story } from './story.ts';

/** Time to event of one patient as statistics take it: whole days, entry and end counted from the start. */
export interface ImputedTime {
  readonly timeDays: number;
  /** When the patient comes under observation; 0 with the clock. */
  readonly entryDays: number;
  readonly event: 0 | 1 | 2;
  readonly cause: Cause | null;
  /** The dates that the time hangs on, were not exact, and were put on one day. */
  readonly imputed: readonly string[];
}

export interface EndpointTime {
  readonly status: 'determined' | 'indeterminate';
  /** Whole days where the dates are exact, else null and bounded; `maxDays` null: no upper bound. */
  readonly timeDays: number | null;
  readonly minDays: number;
  readonly maxDays: number | null;
  /** 0 censored, 1 event, 2 competing event, or an outcome where imprecise dates leave it open. */
  readonly event: unknown;
  readonly cause: unknown;
  readonly start: string;
  readonly missing: readonly string[];
  readonly facts: readonly FactId[];
  readonly assuming: Story['assuming'];
  /** Null where some date has no bounds at all. */
  readonly statistics: ImputedTime | null;
}

export type EndpointResult =
  | EndpointTime
  | {
      readonly status: 'notApplicable';
      readonly reason:
        | 'no-start'
        | 'not-in-population'
        | 'non-responder'
        | 'ended-before-start'
        | 'ended-before-entry'
        | 'ended-before-landmark';
    }
  | { readonly status: 'refused'; readonly issues: readonly Issue[] };
