import type { Bedside } from '@linea/criteria/bedside';
import { type Fact, type FactJson, factJson } from '@linea/facts';
import type { BedsideDocument } from '@linea/registry/contract';
import { eventOf } from '@linea/registry/observation';
import { useMemo } from 'react';
import type { Desk } from '../../offline/use-desk.ts';
import { items } from './items.ts';
import { factsOf, factsOfObservation, sheetOf } from './model/grade.ts';
import type { SheetFact } from './model/table.ts';

/** The sheet as it stands: what the registry has, and what waits here to be sent. */
export interface SheetNow {
  readonly sheet: Bedside | null;
  /** Facts by id, as the sheet prints them. */
  readonly facts: ReadonlyMap<string, SheetFact>;
  readonly waitingEvents: ReadonlySet<string>;
  /** Facts that a draft is graded together with. */
  readonly saved: readonly Fact[];
}

export function useSheet(id: string, document: BedsideDocument | null, { waiting }: Desk): SheetNow {
  const stored = useMemo(() => factsOf((document?.facts ?? []) as readonly FactJson[], items), [document]);
  return useMemo(() => {
    const known = new Set(stored.map((fact) => fact.id));
    const own = waiting.filter(({ observation }) => observation.patient === id && observation.corrections.length === 0);
    const waited = own.flatMap(({ observation }) =>
      factsOfObservation(observation, document?.centre ?? '', items, observation.known ?? '').filter(
        (fact) => !known.has(fact.id),
      ),
    );
    const saved = [...stored, ...waited];
    const shown = saved.map((fact) => factJson(fact) as unknown as SheetFact);
    const admission = document?.admission?.event;
    return {
      sheet: admission === undefined ? null : sheetOf(saved, admission),
      facts: new Map(shown.map((fact) => [fact.id, fact])),
      waitingEvents: new Set(own.map(({ observation }) => eventOf(observation))),
      saved,
    };
  }, [stored, waiting, document, id]);
}
