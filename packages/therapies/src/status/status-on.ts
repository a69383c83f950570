import { readSpan, type Span } from '@linea/facts';
import type { Mark, RegulatoryStatus, StatusChange } from '../knowledge/knowledge.ts';

/** What an authority had decided by a day, as far as it is known. */
export interface StatusOn {
  readonly status: RegulatoryStatus;
  /** Where the date of a decision leaves it open: what it may have been. */
  readonly possible: readonly RegulatoryStatus[];
  /** EDTF; null: since when is not established. */
  readonly since: string | null;
  readonly mark: Mark | null;
  readonly source: string | null;
}

const spanOfText = (edtf: string): Span => {
  const read = readSpan(edtf);
  if (!read.ok) throw new RangeError(`spanOfText: ${edtf} is no date`);
  return read.value;
};

const plain = (status: RegulatoryStatus): StatusOn => ({
  status,
  possible: [status],
  since: null,
  mark: null,
  source: null,
});

const stated = ({ status, from, mark, source }: StatusChange): StatusOn => ({
  ...plain(status),
  since: from ?? null,
  mark,
  source,
});

/** A statement of a document without a date of its own says nothing about days before, or after, the one it speaks of. */
function holdsOn({ statedFrom, statedUntil }: StatusChange, day: number): boolean {
  if (statedFrom !== undefined && day < spanOfText(statedFrom).start) return false;
  return statedUntil === undefined || day <= spanOfText(statedUntil).end;
}

/**
 * The status on a day. A decision whose date is imprecise leaves both answers open while it may or may not have been taken.
 *
 * @param changes  in order of time
 * @param before   what it was before the first dated change
 */
export function statusOn(changes: readonly StatusChange[], day: number, before: RegulatoryStatus): StatusOn {
  let open: readonly StatusOn[] = [plain(changes.length === 0 ? 'unknown' : before)];
  for (const change of changes) {
    if (change.from === undefined) {
      open = [holdsOn(change, day) ? stated(change) : plain('unknown')];
      continue;
    }
    const from = spanOfText(change.from);
    if (from.end <= day) open = [stated(change)];
    else if (from.start <= day) open = [...open, stated(change)];
  }
  const last = open.at(-1) as StatusOn;
  if (open.length === 1) return last;
  return { ...last, status: 'unknown', possible: open.map(({ status }) => status) };
}
