import type { Board } from '@linea/criteria';
import { fromIso } from '@linea/facts';
import { type Due, NO_NEEDS, standing } from './due.ts';

/** A visit missed for longer than this cannot be made up for: it is a gap of the record, not work (convention of this project). */
const MISSED_DAYS = 180;

interface Looking {
  readonly today: number;
  readonly ahead: number;
}

/** Visits whose window is open, has closed or is about to open; stages that are open, with what they still lack. */
export function boardDues({ stages }: Board, { today, ahead }: Looking): readonly Due[] {
  return stages.flatMap(({ id, status, window, needs, visits }): readonly Due[] => {
    const seen = visits.flatMap(({ label, from, to, status: how }): readonly Due[] => {
      if (how === 'done' || how === 'ended') return [];
      const window = { first: fromIso(from), last: fromIso(to) };
      const stands = standing(window, today, { ahead, giveUp: MISSED_DAYS });
      return stands === null
        ? []
        : [{ kind: 'assessment', what: `visit:${label}`, number: null, status: stands, from, to, needs: NO_NEEDS }];
    });
    if (visits.length > 0 || (status !== 'due' && status !== 'overdue')) return seen;
    return [
      { kind: 'assessment', what: `stage:${id}`, number: null, status, from: window?.from ?? null, to: window?.to ?? null, needs },
    ]; // biome-ignore format: one due
  });
}
