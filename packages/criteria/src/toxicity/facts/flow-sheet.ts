import {
  type Code,
  compareSpans,
  type EventId,
  type Extension,
  extensionOf,
  type Fact,
  type FactId,
  type Span,
  type View,
} from '@linea/facts';
import { exactDayAfter, type Infusion } from '../../cart/infusions.ts';
import {
  booleanOf,
  codeOf,
  codesOf,
  dateSpan,
  measured,
  numberOf,
  type Patient,
  patient,
  plainDate,
  viewOf,
} from '../../patient/patient.ts';
import { isFinal } from '../course/observation-reader.ts';

/**
 * One record of the flow-sheet as plain observations, with the facts it comes from. Where two facts of one record contradict
 * each other both are kept: every combination of what was written is a record of its own, and the worst counts.
 */
export interface SheetRecord {
  /** The fact by which it is dated. */
  readonly first: Fact;
  readonly facts: readonly FactId[];
  readonly seen: Readonly<Record<string, unknown>>;
  readonly hasSigns: boolean;
  readonly hasNeurology: boolean;
  /** The codes of which the record says two different things. */
  readonly contradictory: readonly Code[];
}

type Part = 'signs' | 'neurology';
type Convert = (fact: Fact) => unknown;

const asNumber: Convert = (fact) => numberOf(fact) ?? withoutUnit(fact);
const withoutUnit: Convert = (fact) => {
  const { unit: _, ...value } = measured(fact) ?? {};
  return value;
};
const CONSCIOUSNESS: Readonly<Record<string, string>> = {
  awakensSpontaneously: 'spontaneous',
  awakensToVoice: 'voice',
  awakensToTactile: 'tactile',
};

/** Dictionary codes of a daily record by the input they become (field-map 4); `opens` tells a record of signs or of neurology. */
const CODES: readonly (readonly [code: Code, input: string, convert: Convert, opens?: Part])[] = [
  ['day.tempMax', 'temperature', measured, 'signs'],
  ['day.hypotension', 'hypotension', codeOf, 'signs'],
  ['day.vasopressors', 'vasopressors', (fact) => codesOf(fact)?.filter((name) => name !== 'none'), 'signs'],
  ['day.o2Device', 'oxygenDevice', codeOf, 'signs'],
  ['day.o2Flow', 'oxygenFlow', measured],
  ['day.ventilationReason', 'ventilationReason', codeOf],
  ['day.feverOtherCause', 'feverOtherCause', booleanOf],
  ['day.hypotensionOtherCause', 'hypotensionOtherCause', booleanOf],
  ['day.hypoxiaOtherCause', 'hypoxiaOtherCause', booleanOf],
  ['day.sbpMin', 'sbp', measured],
  ['day.mapMin', 'map', measured],
  ['day.iceMin', 'iceMin', asNumber, 'neurology'],
  ['day.iceScore', 'ice', asNumber, 'neurology'],
  ['day.iceOrientation', 'orientation', asNumber, 'neurology'],
  ['day.iceNaming', 'naming', asNumber, 'neurology'],
  ['day.iceCommand', 'command', asNumber, 'neurology'],
  ['day.iceWriting', 'writing', asNumber, 'neurology'],
  ['day.iceAttention', 'attention', asNumber, 'neurology'],
  ['day.iceNotTestable', 'notTestable', codesOf, 'neurology'],
  ['day.iceNotTestableReason', 'notTestableReason', codeOf, 'neurology'],
  ['day.capd', 'capd', asNumber, 'neurology'],
  ['day.consciousness', 'consciousness', (fact) => CONSCIOUSNESS[codeOf(fact) ?? ''] ?? codeOf(fact), 'neurology'],
  ['day.seizure', 'seizure', (fact) => (codeOf(fact) === 'brief' ? 'resolved' : codeOf(fact)), 'neurology'],
  ['day.seizureMinutes', 'seizureMinutes', measured, 'neurology'],
  ['day.motor', 'motor', (fact) => ({ yes: 'deepFocalWeakness', no: 'none' })[codeOf(fact) ?? ''], 'neurology'],
  ['day.icpSigns', 'icpSigns', codesOf, 'neurology'],
  ['day.cerebralOedema', 'cerebralOedema', codeOf, 'neurology'],
  ['day.intracranialBleed', 'haemorrhage', (fact) => ({ yes: true, no: false })[codeOf(fact) ?? '']],
  ['day.iceOtherCause', 'iceOtherCause', booleanOf],
  ['day.consciousnessOtherCause', 'consciousnessOtherCause', booleanOf],
  ['day.seizureOtherCause', 'seizureOtherCause', booleanOf],
  ['day.motorOtherCause', 'motorOtherCause', booleanOf],
  ['day.icpOtherCause', 'icpOtherCause', booleanOf],
  ['day.crsReported', 'crsReported', (fact) => Number(codeOf(fact))],
  ['day.icansReported', 'icansReported', (fact) => Number(codeOf(fact))],
  ['day.neuroAssessed', 'neuroAssessed', booleanOf],
  ['day.time', 'at', clockTime],
]; // biome-ignore format: the table of field-map 4

/** Date and clock time as written, where both are known. */
function clockTime({ value }: Fact): string | undefined {
  if (value?.kind !== 'date' || value.time === undefined || value.date.start !== value.date.end) return undefined;
  return `${value.date.start}T${value.time}`;
}

const ITEMS = ['orientation', 'naming', 'command', 'writing', 'attention'] as const;

/** ICE by its items, those that could not be tested left open; else a total. */
function iceOf(seen: Record<string, unknown>): unknown {
  const refused = (seen.notTestable as readonly string[] | undefined) ?? [];
  if (refused.includes('all')) return undefined;
  const tested = ITEMS.filter((item) => seen[item] !== undefined && !refused.includes(item));
  if (tested.length === 0) return seen.iceMin ?? seen.ice;
  return Object.fromEntries(ITEMS.map((item) => [item, tested.includes(item) ? seen[item] : null]));
}

/** A clinical sign of raised pressure first, else what imaging shows; none only where signs were looked for. */
function oedemaOf({ icpSigns, cerebralOedema }: Record<string, unknown>): unknown {
  const sign = (icpSigns as readonly string[] | undefined)?.find((one) => one !== 'none');
  if (sign) return sign;
  if (cerebralOedema === 'diffuse' || cerebralOedema === 'focal') return cerebralOedema;
  return icpSigns === undefined ? undefined : 'none';
}

const NEUROLOGY = new Set(CODES.flatMap(([, input, , part]) => (part === 'neurology' ? [input] : [])));
/** Neurological items that are inputs of their own; the others are put together. */
const OWN_INPUT: ReadonlySet<string> = new Set(['capd', 'consciousness', 'seizure', 'seizureMinutes', 'motor']);
const isKept = (input: string, isSkipped: boolean): boolean =>
  !NEUROLOGY.has(input) || (!isSkipped && OWN_INPUT.has(input));

/** What was written in one record, by input; several items may be put together to one. */
interface Written {
  readonly first: Fact;
  readonly date: Fact | undefined;
  readonly facts: FactId[];
  readonly items: Record<string, unknown>;
  /** Further values of an item that contradict the first, by input. */
  others?: Map<string, { readonly code: Code; readonly values: unknown[] }>;
  hasSigns: boolean;
  hasNeurology: boolean;
}

/** Contradictions of one record are kept up to so many combinations; more than four items twice over is no record. */
const MOST_VARIANTS = 16;

/** What one record may say: once, or once for every combination of what contradicts itself. */
function variantsOf({ items, others }: Written): readonly Record<string, unknown>[] {
  let variants: Record<string, unknown>[] = [items];
  for (const [input, { values }] of others ?? []) {
    if (variants.length * (values.length + 1) > MOST_VARIANTS) break;
    variants = [...variants, ...values.flatMap((value) => variants.map((one) => ({ ...one, [input]: value })))];
  }
  return variants;
}

/** The observation as the criteria take it. */
function assembled(of: Patient, written: Written, items: Record<string, unknown>): SheetRecord {
  const { first, date, facts, hasSigns, hasNeurology } = written;
  const contradictory = [...(written.others?.values() ?? [])].map(({ code }) => code);
  const isSkipped = items.neuroAssessed === false;
  const seen: Record<string, unknown> = {};
  for (const input of Object.keys(items))
    if (isKept(input, isSkipped) && input !== 'neuroAssessed') seen[input] = items[input];
  if (!isSkipped) {
    const untested = items.notTestableReason === 'sedated' || items.notTestableReason === 'intubated';
    const [ice, oedema] = [untested ? undefined : iceOf(items), oedemaOf(items)];
    if (ice !== undefined) seen.ice = ice;
    if (oedema !== undefined) seen.oedema = oedema;
    if (untested) seen.sedated = true;
  }
  const days = dateSpan(of, date ?? first);
  if (seen.at === undefined && days.start === days.end) seen.at = plainDate(days);
  return {
    first: date ?? first,
    facts,
    seen: isFinal(seen),
    hasSigns,
    hasNeurology: hasNeurology && !isSkipped,
    contradictory,
  };
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));

/** Writes an item; one that says otherwise than before is kept beside it. */
function write(record: Written, input: string, code: Code, value: unknown): void {
  if (!(input in record.items)) {
    record.items[input] = value;
    return;
  }
  if (isSame(record.items[input], value)) return;
  record.others ??= new Map();
  const other = record.others.get(input) ?? { code, values: [] };
  if (!other.values.some((one) => isSame(one, value))) other.values.push(value);
  record.others.set(input, other);
}

/** The facts of one event as they were last put together. */
interface Made {
  readonly facts: readonly Fact[];
  /** The first of them in the order of the table: the sheet is ordered by it. */
  readonly first: Fact | undefined;
  /** The fact by which the record is dated, and its days. */
  readonly dated: Fact;
  readonly days: Span;
  readonly records: readonly SheetRecord[];
}

/** What was put together, by the first fact of the event: facts do not change, so records of the same facts do not either. */
const made = new WeakMap<Fact, Made>();

const PLACES: ReadonlyMap<string, number> = new Map(CODES.map(([code], place) => [code, place]));
const placeOf = ({ code }: Fact): number => PLACES.get(code) ?? CODES.length;

function isSameList(one: readonly Fact[], other: readonly Fact[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}

/** The records of one event: one, or one for every combination of what contradicts itself; none where nothing was seen. */
function recordsOf(of: Patient, facts: readonly Fact[]): Made {
  const key = facts[0] as Fact;
  const known = made.get(key);
  if (known && isSameList(known.facts, facts)) {
    const now = dateSpan(of, known.dated);
    if (now.start === known.days.start && now.end === known.days.end) return known;
  }
  const written = writtenIn(facts);
  const dated = written?.date ?? written?.first ?? key;
  const found: Made = {
    facts,
    first: written?.first,
    dated,
    days: dateSpan(of, dated),
    records: written ? variantsOf(written).map((items) => assembled(of, written, items)) : [],
  };
  made.set(key, found);
  return found;
}

/** What the facts of an event say, in the order of the table. */
function writtenIn(facts: readonly Fact[]): Written | null {
  let record: Written | null = null;
  const date = facts.findLast(({ code, value }) => code === 'day.date' && value !== undefined);
  const said = facts.filter(({ code, value }) => value !== undefined && PLACES.has(code));
  for (const fact of said.sort((a, b) => placeOf(a) - placeOf(b))) {
    const [code, input, convert, part] = CODES[placeOf(fact)] as (typeof CODES)[number];
    const value = convert(fact);
    if (value === undefined || value === null) continue;
    record ??= { first: fact, date, facts: [], items: {}, hasSigns: false, hasNeurology: false };
    record.facts.push(fact.id);
    write(record, input, code, value);
    if (part === 'signs') record.hasSigns = true;
    if (part === 'neurology') record.hasNeurology = true;
  }
  return record;
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
    if (first) found.push({ event, place: placeOf(first), first, days: of.span(first), records });
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
  for (const [code] of CODES) for (const { event } of of.byCode(code)) events.add(event);
  return inPlace(entriesOf(of, events));
}

/** Every daily record of a patient: those with the first code of the table first, each in the order of time. */
const flowSheet = (of: Patient): readonly SheetRecord[] =>
  of.memo('flow sheet', () => {
    const view = viewOf(of);
    return (view ? sheetOf(view) : everyEntry(of)).flatMap(({ records }) => records);
  });

/** The dictionary codes that an input of the observations is read from. */
export const codesOfInput = (input: string): readonly Code[] =>
  CODES.flatMap(([code, name]) => (name === input ? [code] : []));

const more = new WeakMap<SheetRecord, Map<string, SheetRecord>>();

/** The same record with one thing more that was seen; the same addition gives the same record. */
export function seenWith(record: SheetRecord, name: string, value: unknown): SheetRecord {
  const known = more.get(record) ?? new Map<string, SheetRecord>();
  more.set(record, known);
  const text = `${name} ${JSON.stringify(value)}`;
  const found = known.get(text) ?? { ...record, seen: isFinal({ ...record.seen, [name]: value }) };
  known.set(text, found);
  return found;
}

/** The same record with the grade written by hand, under the name by which a course compares it. */
export const withReported = (record: SheetRecord, name: 'crsReported' | 'icansReported'): SheetRecord =>
  record.seen[name] === undefined ? record : seenWith(record, 'reportedGrade', record.seen[name]);

/** The records of an infusion with the moment, or the day, at which each was made; those that cannot be dated are left out. */
export const recordsAfter = (of: Patient, infusion: Infusion): readonly SheetRecord[] =>
  of.memo(`sheet after ${infusion.fact.id}`, () => datedAfter(of, infusion), infusion);

function datedAfter(of: Patient, infusion: Infusion): readonly SheetRecord[] {
  const found: SheetRecord[] = [];
  for (const record of flowSheet(of)) {
    const day = exactDayAfter(of, infusion, record.first);
    if (day === null) continue;
    found.push(record.seen.at === undefined ? { ...record, seen: { ...record.seen, day } } : record);
  }
  return found;
}
