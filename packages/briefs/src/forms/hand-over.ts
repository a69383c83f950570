/** A sheet that left the house. */
export interface HandOverEntry {
  readonly patient: string;
  readonly centre: string;
  readonly kind: string;
  /** YYYY-MM-DD */
  readonly on: string;
  /** To whom; may be empty. */
  readonly to: string;
}

/** Linea's JSON of a hand-over: facts like any other, so that the history of sheets is dated, sourced, and never changed. */
export function handOverFacts({ patient, centre, kind, on, to }: HandOverEntry): Readonly<Record<string, unknown>> {
  const event = `sheet:${kind}-${on}`;
  const fact = (code: string, value: string) => ({
    patient,
    centre,
    code,
    event,
    effective: on,
    value,
    source: 'hand-over of a sheet',
  });
  return {
    format: 'linea',
    version: 1,
    facts: [fact('sheet.kind', kind), fact('sheet.date', on), ...(to === '' ? [] : [fact('sheet.to', to)])],
  };
}
