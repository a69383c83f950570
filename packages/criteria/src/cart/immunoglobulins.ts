import type { Fact } from '@linea/facts';
import { beside, codeOf, dateSpan, type Patient, valued } from '../patient/patient.ts';

/** Immunoglobulins that were given: the fact that dates their last dose by a day, as far as it is recorded. */
export interface Immunoglobulins {
  /** The kind: `ivig` or `scig`. */
  readonly kind: Fact;
  readonly last: Fact;
}

/** The last immunoglobulins begun by a day; of a course that had ended by then its last day, else its first. */
export function immunoglobulinsBy(of: Patient, day: number): Immunoglobulins | undefined {
  const given = valued(of, 'supp.kind').flatMap((kind): readonly Immunoglobulins[] => {
    if (!['ivig', 'scig'].includes(codeOf(kind) ?? '')) return [];
    const start = beside(of, kind, 'supp.start') ?? kind;
    if (dateSpan(of, start).start > day) return [];
    const end = beside(of, kind, 'supp.end');
    const isOver = end?.value !== undefined && dateSpan(of, end).end <= day;
    return [{ kind, last: isOver ? (end as Fact) : start }];
  });
  const dayOf = ({ last }: Immunoglobulins): number => dateSpan(of, last).start;
  return given.reduce<Immunoglobulins | undefined>((best, one) => (best && dayOf(best) > dayOf(one) ? best : one), undefined); // biome-ignore format: one thought
}
