import {
  compareSpans,
  type EventId,
  type Extension,
  extensionOf,
  type Fact,
  type Span,
  type View,
  withMembers,
} from '@linea/facts';
import { exactDayAfter, type Infusion } from '../../cart/infusions.ts';
import { dateSpan, type Patient, patient, viewOf } from '../../patient/patient.ts';
import { SHEET_ITEMS, sheetItem } from './sheet-items.ts';
import { recordsIn, type SheetRecord, type SheetRecords } from './sheet-record.ts';

/** What the facts of one event came to, as they were last put together. */
interface Made extends SheetRecords {
  readonly facts: readonly Fact[];
  /** The days of the fact by which the record is dated. */
  readonly days: Span;
}

/** What was put together, by the first fact of the event: facts do not change, so records of the same facts do not either. */
const made = new WeakMap<Fact, Made>();

function isSameList(one: readonly Fact[], other: readonly Fact[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}

/** The records of one event, put together once for the same facts on the same days. */
function recordsOf(of: Patient, facts: readonly Fact[]): Made {
  const key = facts[0] as Fact;
  const known = made.get(key);
  if (known && isSameList(known.facts, facts)) {
    const now = dateSpan(of, known.dated);
    if (now.start === known.days.start && now.end === known.days.end) return known;
  }
  const records = recordsIn(of, facts);
  const found: Made = withMembers(records, { facts, days: dateSpan(of, records.dated) });
  made.set(key, found);
  return found;
}

/** The records of one event in their place on the sheet. */
interface Entry {
  readonly event: EventId;
  readonly place: number;
  readonly first: Fact;
  readonly days: Span;
  readonly records: Made['records'];
}

function entriesOf(of: Patient, events: Iterable<EventId>): Entry[] {
  const found: Entry[] = [];
  for (const event of events) {
    const { first, records } = recordsOf(of, of.byEvent(event));
    const item = first && sheetItem(first.code);
    if (item) found.push({ event, place: item.place, first, days: of.span(first), records });
  }
  return found;
}

const inPlace = (entries: Entry[]): readonly Entry[] =>
  entries.sort((a, b) => a.place - b.place || compareSpans(a.days, b.days) || (a.first.id < b.first.id ? -1 : 1));

const sheets = new WeakMap<View, readonly Entry[]>();

/** The sheet of a view; of one with some facts more than another it is the other's but for the events of those facts. */
function sheetOf(view: View): readonly Entry[] {
  const known = sheets.get(view);
  if (known) return known;
  const extension = extensionOf(view);
  const made = extension ? withEvents(view, extension) : everyEntry(patient(view));
  sheets.set(view, made);
  return made;
}

function withEvents(view: View, { base, added }: Extension): readonly Entry[] {
  const touched = new Set(added.map(({ event }) => event));
  return inPlace([...sheetOf(base).filter(({ event }) => !touched.has(event)), ...entriesOf(patient(view), touched)]);
}

function everyEntry(of: Patient): readonly Entry[] {
  const events = new Set<EventId>();
  for (const { code } of SHEET_ITEMS) for (const { event } of of.byCode(code)) events.add(event);
  return inPlace(entriesOf(of, events));
}

/** Every daily record of a patient: those with the first code of the table first, each in the order of time. */
const flowSheet = (of: Patient): readonly SheetRecord[] =>
  of.memo('flow sheet', () => {
    const view = viewOf(of);
    return (view ? sheetOf(view) : everyEntry(of)).flatMap(({ records }) => records);
  });

/** The records of an infusion with the moment, or the day, at which each was made; those that cannot be dated are left out. */
export const recordsAfter = (of: Patient, infusion: Infusion): readonly SheetRecord[] =>
  of.memo(`sheet after ${infusion.fact.id}`, () => datedAfter(of, infusion), infusion);

function datedAfter(of: Patient, infusion: Infusion): readonly SheetRecord[] {
  const found: SheetRecord[] = [];
  for (const record of flowSheet(of)) {
    const day = exactDayAfter(of, infusion, record.first);
    if (day === null) continue;
    found.push(
      record.seen.at === undefined ? withMembers(record, { seen: withMembers(record.seen, { day }) }) : record,
    );
  }
  return found;
}
