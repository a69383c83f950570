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

export interface Exceeded {
  readonly dose: Fact;
  /** Was it surely being given at the visit? Without an end, and without a word that it goes on, nobody knows. */
  readonly isSure: boolean;
}

/** A drug whose single dose is already above the maximum of its day or week, being given at a visit: a sure one first. */
export function drugMaximaExceeded(of: Patient, visit: Visit): Exceeded | undefined {
  const found = valued(of, 'drug.dose').flatMap((dose): readonly Exceeded[] => {
    const event = of.byEvent(dose.event);
    const maximum = MAXIMA[codeOf(inVisit(event, 'drug.code')) ?? ''];
    const unit = MILLIGRAMS[codeOf(inVisit(event, 'drug.doseUnit')) ?? ''];
    const [start, end] = [inVisit(event, 'drug.start'), inVisit(event, 'drug.end')];
    if (maximum === undefined || unit === undefined || !start || of.span(start).end > visit.span.start) return [];
    if ((numberOf(dose) ?? 0) * unit <= maximum) return [];
    if (end) return of.span(end).end < visit.span.start ? [] : [{ dose, isSure: of.span(end).start >= visit.span.end }];
    const ongoing = codeOf(inVisit(event, 'drug.ongoing'));
    return ongoing === 'no' ? [] : [{ dose, isSure: ongoing === 'yes' }];
  });
  return found.find(({ isSure }) => isSure) ?? found[0];
}
