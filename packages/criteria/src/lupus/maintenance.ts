import type { Fact } from '@linea/facts';
import { codeOf, numberOf, type Patient, valued } from '../patient/patient.ts';
import { inVisit, type Visit } from './visits.ts';

/** Standard maximum maintenance doses of a day, mg (Golder 2016); methotrexate by the week. */
const MAXIMA: Readonly<Record<string, number>> = {
  hydroxychloroquine: 400,
  methotrexate: 30,
  azathioprine: 200,
  mycophenolate: 3000,
  mycophenolicAcid: 2160,
  leflunomide: 20,
};

const MILLIGRAMS: Readonly<Record<string, number>> = { mg: 1, g: 1000 };

/** A drug being given at a visit whose single dose is already above the maximum of its day or week. */
export function drugMaximaExceeded(of: Patient, visit: Visit): Fact | undefined {
  return valued(of, 'drug.dose').find((fact) => {
    const event = of.byEvent(fact.event);
    const maximum = MAXIMA[codeOf(inVisit(event, 'drug.code')) ?? ''];
    const unit = MILLIGRAMS[codeOf(inVisit(event, 'drug.doseUnit')) ?? ''];
    const [start, end] = [inVisit(event, 'drug.start'), inVisit(event, 'drug.end')];
    if (maximum === undefined || unit === undefined || !start || of.span(start).end > visit.span.start) return false;
    const stopped = end !== undefined && of.span(end).end < visit.span.start;
    return !stopped && (numberOf(fact) ?? 0) * unit > maximum;
  });
}
