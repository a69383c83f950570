import { type Code, type Fact, type FactId, withMembers } from '@linea/facts';
import { dateSpan, type Patient, plainDate } from '../../patient/patient.ts';
import { isFinal } from '../course/observation-reader.ts';
import { SHEET_ITEMS, type SheetItem, sheetItem } from './sheet-items.ts';

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

const ICE_ITEMS = ['orientation', 'naming', 'command', 'writing', 'attention'] as const;

/** ICE by its items, those that could not be tested left open; else a total. */
function iceOf(seen: Record<string, unknown>): unknown {
  const refused = (seen.notTestable as readonly string[] | undefined) ?? [];
  if (refused.includes('all')) return undefined;
  const tested = ICE_ITEMS.filter((item) => seen[item] !== undefined && !refused.includes(item));
  if (tested.length === 0) return seen.iceMin ?? seen.ice;
  return Object.fromEntries(ICE_ITEMS.map((item) => [item, tested.includes(item) ? seen[item] : null]));
}

/** A clinical sign of raised pressure first, else what imaging shows; none only where signs were looked for. */
function oedemaOf({ icpSigns, cerebralOedema }: Record<string, unknown>): unknown {
  const sign = (icpSigns as readonly string[] | undefined)?.find((one) => one !== 'none');
  if (sign) return sign;
  if (cerebralOedema === 'diffuse' || cerebralOedema === 'focal') return cerebralOedema;
  return icpSigns === undefined ? undefined : 'none';
}

const NEUROLOGY = new Set(SHEET_ITEMS.flatMap(({ input, opens }) => (opens === 'neurology' ? [input] : [])));
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
    variants = [...variants, ...values.flatMap((value) => variants.map((one) => withMembers(one, { [input]: value })))];
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

/** The facts of an event that stand on the sheet, in the order of the table. */
function saidIn(facts: readonly Fact[]): readonly { readonly fact: Fact; readonly item: SheetItem }[] {
  const said: { fact: Fact; item: SheetItem }[] = [];
  for (const fact of facts) {
    const item = fact.value === undefined ? undefined : sheetItem(fact.code);
    if (item) said.push({ fact, item });
  }
  return said.sort((a, b) => a.item.place - b.item.place);
}

/** What the facts of an event say, in the order of the table. */
function writtenIn(facts: readonly Fact[]): Written | null {
  let record: Written | null = null;
  const date = facts.findLast(({ code, value }) => code === 'day.date' && value !== undefined);
  for (const { fact, item } of saidIn(facts)) {
    const value = item.convert(fact);
    if (value === undefined || value === null) continue;
    record ??= { first: fact, date, facts: [], items: {}, hasSigns: false, hasNeurology: false };
    record.facts.push(fact.id);
    write(record, item.input, item.code, value);
    if (item.opens === 'signs') record.hasSigns = true;
    if (item.opens === 'neurology') record.hasNeurology = true;
  }
  return record;
}

/** What the facts of one event come to. */
export interface SheetRecords {
  /** The first of the facts in the order of the table: the sheet is ordered by it. Undefined where nothing was seen. */
  readonly first: Fact | undefined;
  /** The fact by which the record is dated. */
  readonly dated: Fact;
  /** One, or one for every combination of what contradicts itself. */
  readonly records: readonly SheetRecord[];
}

/** @param facts  of one event, at least one */
export function recordsIn(of: Patient, facts: readonly Fact[]): SheetRecords {
  const written = writtenIn(facts);
  return {
    first: written?.first,
    dated: written?.date ?? written?.first ?? (facts[0] as Fact),
    records: written ? variantsOf(written).map((items) => assembled(of, written, items)) : [],
  };
}

const more = new WeakMap<SheetRecord, Map<string, SheetRecord>>();

/** The same record with one thing more that was seen; the same addition gives the same record. */
export function seenWith(record: SheetRecord, name: string, value: unknown): SheetRecord {
  const known = more.get(record) ?? new Map<string, SheetRecord>();
  more.set(record, known);
  const text = `${name} ${JSON.stringify(value)}`;
  const found = known.get(text) ?? withMembers(record, { seen: isFinal(withMembers(record.seen, { [name]: value })) });
  known.set(text, found);
  return found;
}

/** The same record with the grade written by hand, under the name by which a course compares it. */
export const withReported = (record: SheetRecord, name: 'crsReported' | 'icansReported'): SheetRecord =>
  record.seen[name] === undefined ? record : seenWith(record, 'reportedGrade', record.seen[name]);
