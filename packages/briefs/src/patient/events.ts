import type { FactJson, PatientJson } from './patient-json.ts';

/** What was observed together: the facts of one event id, in the order given. */
export interface Event {
  /** `drug:d20` */
  readonly id: string;
  /** `drug` */
  readonly kind: string;
  readonly facts: readonly FactJson[];
  /** The first fact of a code. */
  readonly fact: (code: string) => FactJson | undefined;
  /** The coded value or text of a code; undefined when there is none. */
  readonly code: (code: string) => string | undefined;
}

/** The events of a patient, in the order of their first fact. */
export function eventsOf({ facts }: Pick<PatientJson, 'facts'>): readonly Event[] {
  const groups = new Map<string, FactJson[]>();
  for (const fact of facts) {
    const group = groups.get(fact.event);
    if (group) group.push(fact);
    else groups.set(fact.event, [fact]);
  }
  return [...groups].map(([id, own]) => {
    const byCode = new Map(own.toReversed().map((fact) => [fact.code, fact]));
    return {
      id,
      kind: id.split(':')[0] as string,
      facts: own,
      fact: (code) => byCode.get(code),
      code: (code) => {
        const value = byCode.get(code)?.value;
        return typeof value === 'string' ? value : undefined;
      },
    };
  });
}
