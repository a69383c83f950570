import type { AbsentReason, Item } from '@linea/facts';
import type { Row } from '../table/table.ts';
import { anchorId } from './anchors.ts';
import type { BoundRule } from './bound-rule.ts';
import { type BoundTemplate, fill } from './bound-template.ts';
import { type Dated, type DateProblem, isProblem } from './bound-when.ts';
import { cellMeaning, type Said } from './cell-meaning.ts';
import { cellNumber } from './cell-number.ts';
import { rawValue } from './raw-value.ts';

/** A fact in the form of Linea's JSON, without its source. */
export type RawFact = Readonly<Record<string, unknown>>;

/** What is wrong with a cell; without a column, with the cell of the rule. */
export interface CellProblem {
  readonly code: string;
  readonly column?: number | undefined;
  readonly got: string;
  readonly allowed?: string | undefined;
}

/** What came of a rule on a row. */
export type Applied =
  | {
      readonly kind: 'facts';
      readonly facts: readonly RawFact[];
      readonly companions: readonly RawFact[];
      readonly absent: boolean;
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'skipped' }
  /** An earlier row of the patient said the same, as the mapping expects. */
  | { readonly kind: 'repeat' }
  | { readonly kind: 'problem'; readonly problem: CellProblem };

/** Who a row is about and, by rule, when: read once a row. */
export interface RowContext {
  readonly patient: string;
  readonly centre: string | undefined;
  readonly dated: (rule: BoundRule) => Dated | DateProblem | null | undefined;
}

/** Kinds of event of which every fact stands for itself: one event a day, named here so that its facts find together. */
const DAILY: ReadonlySet<string> = new Set(['daily', 'lab', 'function', 'staging', 'immune', 'pro', 'age-statement']);

const problem = (code: string, got: string, allowed?: string, column?: number): Applied => ({
  kind: 'problem',
  problem: { code, got, allowed, column },
});

/** The facts that a rule makes of a row. */
export function applyRule(bound: BoundRule, row: Row, context: RowContext): Applied {
  const { rule, column } = bound;
  const cell = column === undefined ? null : (row.cells[column] ?? null);
  if (!bound.holds(row)) return { kind: 'skipped' };
  const meaning = column === undefined ? constant(bound) : cellMeaning(cell, bound.words);
  if (meaning.kind === 'problem') return problem(meaning.code, meaning.got, meaning.allowed);
  if (meaning.kind !== 'values' && meaning.kind !== 'absent') return { kind: meaning.kind };
  const of = bound.itemOf(row);
  if (of === null) return { kind: 'skipped' };
  if ('unknown' in of) return problem('word.unknown', of.unknown, of.allowed, of.column);
  const dates = ownDate(bound, of) ? undefined : context.dated(bound);
  if (dates === null) return { kind: 'skipped' };
  if (dates && isProblem(dates)) return { kind: 'problem', problem: dates };
  const facts: RawFact[] = [];
  const companions: RawFact[] = [];
  const absent = meaning.kind === 'absent' ? meaning.reason : undefined;
  const values = meaning.kind === 'absent' ? [] : meaning.values;
  for (const group of rule.each && values.length > 0 ? values.map((value) => [value]) : [values]) {
    const made = factsOf(bound, row, context, of, dates, group, absent);
    if ('code' in made) return { kind: 'problem', problem: made };
    facts.push(made.main);
    companions.push(...made.companions);
  }
  return { kind: 'facts', facts, companions, absent: absent !== undefined };
}

const constant = ({ rule }: BoundRule): ReturnType<typeof cellMeaning> =>
  rule.value === undefined ? { kind: 'skipped' } : { kind: 'values', values: asList(rule.value) };

const asList = (value: unknown): readonly Said[] => (Array.isArray(value) ? value : [value]) as readonly Said[];

/** A date item that says its own date needs no other. */
const ownDate = ({ rule, column }: BoundRule, of: Item): boolean =>
  of.role === 'date' && column !== undefined && rule.when === undefined && rule.value === undefined;

/** A fact and what the mapping says goes with it. */
interface Made {
  readonly main: RawFact;
  readonly companions: readonly RawFact[];
}

function factsOf(
  bound: BoundRule,
  row: Row,
  { patient, centre }: RowContext,
  of: Item,
  dates: Dated | undefined,
  values: readonly Said[],
  absent: AbsentReason | undefined,
): Made | CellProblem {
  const { rule, anchor } = bound;
  const around = { patient, value: String(values[0] ?? '') };
  const texts = { event: bound.event, episode: bound.episode, note: bound.note };
  const filled: { [K in keyof typeof texts]?: string } = {};
  for (const name of ['event', 'episode', 'note'] as const) {
    const text = filledText(texts[name], row, around);
    if (typeof text === 'number') return { code: 'cell.empty', column: text, got: '', allowed: 'text' };
    if (text !== undefined) filled[name] = text;
  }
  const event = anchor?.event ?? eventOf(of, filled.event, dates);
  const shared: Record<string, unknown> = { patient };
  if (centre !== undefined) shared.centre = centre;
  if (event !== undefined) shared.event = event;
  if (filled.episode !== undefined) shared.episode = filled.episode;
  if (filled.note !== undefined) shared.note = filled.note;
  if (dates) shared.effective = dates.effective;
  const said = absent === undefined ? saidOf(bound, row, of, dates, values, around) : { absent };
  if ('problem' in said)
    return { code: said.problem as string, got: said.got as string, allowed: said.allowed as string };
  const qualifiers = absent === undefined ? qualifiersOf(bound, row) : {};
  if ('code' in qualifiers) return qualifiers as CellProblem;
  const main: RawFact = {
    ...shared,
    code: of.code,
    ...said,
    ...(Object.keys(qualifiers).length > 0 ? { qualifiers } : {}),
    ...(rule.stated === undefined ? {} : { stated: rule.stated }),
    ...(anchor ? { id: anchorId(patient, anchor) } : {}),
  };
  if (absent !== undefined) return { main, companions: [] };
  const companions = bound.with.map(({ code, value, text }): RawFact => {
    const words = filledText(text, row, around);
    return { ...shared, code, value: typeof words === 'string' ? words : value };
  });
  return { main, companions };
}

function filledText(text: BoundTemplate | undefined, row: Row, around: { patient: string; value: string }) {
  return text === undefined ? undefined : fill(text, row, around);
}

/** `kind:name`; left to the reader of facts where only it can know what belongs together. */
function eventOf(of: Item, name: string | undefined, dates: Dated | undefined): string | undefined {
  if (name !== undefined) return `${of.event}:${name}`;
  if (of.repeat === 'once') return `${of.event}:1`;
  return dates && DAILY.has(of.event) ? `${of.event}:${dates.name}` : undefined;
}

function saidOf(
  bound: BoundRule,
  row: Row,
  of: Item,
  dates: Dated | undefined,
  values: readonly Said[],
  around: { patient: string; value: string },
): Readonly<Record<string, unknown>> {
  const { rule, written } = bound;
  // The date of an event that is dated by another says its day only through the anchor.
  const anchored = typeof dates?.effective === 'object';
  if (of.role === 'date' && dates && (anchored || rule.value === undefined))
    return anchored ? { absent: 'unknown' } : {};
  const text = filledText(bound.value, row, around);
  if (typeof text === 'number') return { problem: 'cell.empty', got: '', allowed: 'text' };
  const said = text !== undefined ? [text] : rule.value === undefined ? values : asList(rule.value);
  const raw = rawValue(of, said, written);
  if ('problem' in raw) return raw;
  const unit = bound.unit(row);
  return unit === undefined ? raw : { ...raw, unit };
}

function qualifiersOf(bound: BoundRule, row: Row): Readonly<Record<string, unknown>> | CellProblem {
  const found: Record<string, unknown> = {};
  for (const name of ['uln', 'lln'] as const) {
    const text = bound[name](row);
    if (text === undefined) continue;
    const read = cellNumber(text, bound.written.numbers);
    const given = bound.rule[name];
    const constantLimit = typeof given === 'number' ? { value: given } : read;
    if (typeof constantLimit === 'string' || !('value' in constantLimit))
      return { code: 'number.malformed', got: text, allowed: 'number' };
    found[name] = constantLimit.value;
  }
  const interpretation = bound.interpretation(row);
  if (interpretation !== undefined) found.interpretation = interpretation;
  return found;
}
