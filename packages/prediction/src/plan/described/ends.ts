import type { AnalysisTable } from '@linea/cohort';

/** The known ends of one endpoint in one setting; a course that ends on day 0 has still been at risk on it: half a day. */
export interface Ends {
  readonly time: Float64Array;
  /** 0 censored, 1 event, 2 competing event. */
  readonly event: Uint8Array;
  readonly notKnown: number;
  /** Whose time hangs on a date that is not exact. */
  readonly approximate: number;
}

export function endsOf({ patients, times }: AnalysisTable, endpoint: string, setting: string): Ends {
  const own = (times[endpoint] ?? []).filter((_, row) => patients[row]?.setting === setting);
  const known = own.flatMap((end) => ('missing' in end ? [] : [end]));
  return {
    time: Float64Array.from(known, ({ days }) => Math.max(0.5, days)),
    event: Uint8Array.from(known, ({ event }) => event),
    notKnown: own.length - known.length,
    approximate: known.filter(({ approximate }) => approximate).length,
  };
}
