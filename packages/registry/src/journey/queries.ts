import { partialDate } from '@linea/facts';
import type { Journey } from './derive-journey.ts';
import { queriesOf } from './journey.ts';

/** Facts shown of one question: the rest of a long series stands in the journey. */
const MOST = 12;

/** The questions about a patient with the places to look at: what `GET /api/queries` lists. */
export const askedJson = (of: Journey): readonly Record<string, unknown>[] =>
  queriesOf(of).map(({ facts, code, severity, message }) => ({
    patient: of.patient.id,
    centre: of.patient.centre,
    code,
    severity,
    message,
    places: facts.slice(0, MOST).flatMap((id) => {
      const fact = of.view.fact(id);
      if (!fact) return [];
      const { start, end } = partialDate(of.view.span(fact));
      return [{ fact: id, code: fact.code, event: fact.event, start, end }];
    }),
  }));

/** The public JSON of `GET /api/patients/{id}/queries`. */
export const patientQueriesJson = (of: Journey): Record<string, unknown> => ({
  patient: of.patient.id,
  centre: of.patient.centre,
  asOf: of.asOf,
  queries: askedJson(of),
  undecided: of.consistency.undecided,
});
