import { type Code, type Fact, hasHappened } from '@linea/facts';
import { codeOf, dateSpan, happenings, type Patient, valued } from '../patient/patient.ts';

/** A treatment after a CAR-T product: by its start, else by what says of which kind it was. */
export interface LaterTreatment {
  readonly start: Fact;
  /** Empty where nobody wrote it. */
  readonly kind: string;
  readonly reason: string;
}

function treatment(of: Patient, event: string): readonly LaterTreatment[] {
  const facts = of.byEvent(event);
  const item = (code: Code): Fact | undefined => facts.find((fact) => fact.code === code);
  const start = item('sub.start') ?? item('sub.kind');
  return start && hasHappened(start)
    ? [{ start, kind: codeOf(item('sub.kind')) ?? '', reason: codeOf(item('sub.reason')) ?? '' }]
    : [];
}

/** Every later treatment of which a start, known or not, or a kind is recorded, in order of their starts. */
export const laterTreatments = (of: Patient): readonly LaterTreatment[] =>
  of.memo('later treatments', () => {
    const events = new Set([...happenings(of, 'sub.start'), ...valued(of, 'sub.kind')].map(({ event }) => event));
    const all = [...events].flatMap((event) => treatment(of, event));
    // Two starts that nothing bounds are one no earlier than the other.
    return all.sort((a, b) => dateSpan(of, a.start).start - dateSpan(of, b.start).start || 0);
  });

/** Reasons for a treatment that is not one of a disease that came back or did not respond. */
const NOT_NEW: readonly string[] = ['consolidation', 'maintenance', 'toxicity'];

/** A new treatment of the disease: no consolidation or maintenance of a response, no treatment of toxicity. */
export const isNewTreatment = ({ reason }: LaterTreatment): boolean => !NOT_NEW.includes(reason);
