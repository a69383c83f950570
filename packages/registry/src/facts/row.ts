import type {
  AbsentReason,
  Anchor,
  Code,
  CorrectionKind,
  Fact,
  Instant,
  PatientId,
  Qualifiers,
  Value,
} from '@linea/facts';
import { formatSource, parseSource } from '@linea/facts';

/** What is rarely there, in one column: an absent member costs nothing. */
interface More {
  readonly text?: string;
  readonly anchor?: Anchor;
  readonly comparator?: '<' | '<=' | '>' | '>=';
  readonly high?: number;
  /** A value that is neither a number, an interval nor one code. */
  readonly value?: Value;
  readonly qualifiers?: Qualifiers;
  readonly note?: string;
  /** Instants as they were written, where the database's own form would not give them back. */
  readonly known?: Instant;
  readonly recorded?: Instant;
}

/** A row of `linea.fact`. Days and instants are text; so is `more`, which is JSON. */
export interface FactRow {
  readonly patient: PatientId;
  readonly id: string;
  readonly centre: string;
  readonly code: string;
  readonly event: string;
  readonly episode: string | null;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly precision: string;
  readonly known: string;
  readonly known_assumed: boolean;
  readonly recorded: string;
  readonly recorded_by: string;
  readonly stated: boolean;
  readonly number: number | null;
  readonly unit: string | null;
  readonly coded: string | null;
  readonly absent: string | null;
  readonly source: string;
  readonly supersedes: string | null;
  readonly kind: string | null;
  readonly because: string | null;
  readonly more: string | null;
}

// biome-ignore format: a list
export const FACT_COLUMNS = [
  'patient', 'id', 'centre', 'code', 'event', 'episode', 'first_day', 'last_day', 'precision', 'known', 'known_assumed', 'recorded',
  'recorded_by', 'stated', 'number', 'unit', 'coded', 'absent', 'source', 'supersedes', 'kind', 'because', 'more',
] as const satisfies readonly (keyof FactRow)[];

/** The database gives an instant back as written when it has no fraction of a second, or three digits that are not all zero. */
const asWritten = (instant: Instant): boolean =>
  instant.length === 20 || (instant.length === 24 && !instant.endsWith('000Z'));

/** `2024-06-05 12:00:00.12+00` -> `2024-06-05T12:00:00.120Z` */
function instantOf(text: string): Instant {
  const whole = `${text.slice(0, 10)}T${text.slice(11, 19)}`;
  return text.length === 22 ? `${whole}Z` : `${whole}.${text.slice(20, -3).padEnd(3, '0')}Z`;
}

function moreOf(fact: Fact): More | null {
  const { effective, value, qualifiers, note, known, recorded } = fact;
  let more: { -readonly [K in keyof More]: More[K] } | null = null;
  const put = <K extends keyof More>(name: K, member: More[K]): void => {
    if (member === undefined) return;
    more ??= {};
    more[name] = member;
  };
  put('text', effective.text);
  put('anchor', effective.anchor);
  if (value?.kind === 'number') put('comparator', value.comparator);
  else if (value?.kind === 'interval') put('high', value.high);
  else if (value?.kind !== 'code') put('value', value);
  put('qualifiers', qualifiers);
  put('note', note);
  if (!asWritten(known)) put('known', known);
  if (!asWritten(recorded)) put('recorded', recorded);
  return more;
}

/** A fact as the columns of its row, in the order of `FACT_COLUMNS`. */
function factColumns(fact: Fact): readonly (string | number | boolean | null)[] {
  const { value, effective } = fact;
  const number = value?.kind === 'number' ? value.number : value?.kind === 'interval' ? value.low : null;
  const unit = value?.kind === 'number' || value?.kind === 'interval' ? value.unit : null;
  const more = moreOf(fact);
  // biome-ignore format: as FACT_COLUMNS
  return [
    fact.patient, fact.id, fact.centre, fact.code, fact.event, fact.episode ?? null, effective.start, effective.end, effective.precision,
    fact.known, fact.knownBasis === 'assumed', fact.recorded, fact.by, fact.stated, number, unit, value?.kind === 'code' ? value.code : null,
    fact.absent ?? null, formatSource(fact.source), fact.supersedes ?? null, fact.kind ?? null, fact.because ?? null,
    more === null ? null : JSON.stringify(more),
  ];
}

/** A fact as a row. */
export const factRow = (fact: Fact): FactRow => {
  const columns = factColumns(fact);
  return Object.fromEntries(FACT_COLUMNS.map((name, index) => [name, columns[index]])) as unknown as FactRow;
};

/** Between columns, and for null: control characters, which no text of a fact holds (`textIssue` of `@linea/facts`). */
const TAB = '\u0001';
const NULL = '\u0002';

/** How COPY has to read `copyLines`. */
export const COPY_FORMAT = "(format text, delimiter E'\\x01', null E'\\x02')";

const SPECIAL = /[\\\n\r]/;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

/**
 * Facts as COPY reads them, a line each, `size` facts at a time. Made while they are asked for: the database loads one part as
 * the next is written.
 */
export function* copyLines(facts: readonly Fact[], size = 2_000): Generator<string> {
  for (let start = 0; start < facts.length; start += size) {
    let text = '';
    for (const fact of facts.slice(start, start + size)) text += copyLine(fact);
    yield text;
  }
}

/** One line, written out: it runs for every fact of an import, and an array of columns costs four times as much. */
function copyLine(fact: Fact): string {
  const { effective, value, episode, absent, supersedes, kind, because } = fact;
  const measured = value?.kind === 'number' || value?.kind === 'interval' ? value : undefined;
  const number = value?.kind === 'number' ? value.number : value?.kind === 'interval' ? value.low : NULL;
  const more = moreOf(fact);
  const head =
    fact.patient + TAB + fact.id + TAB + fact.centre + TAB + fact.code + TAB + fact.event + TAB + (episode ?? NULL);
  const when =
    TAB + (effective.start ?? NULL) + TAB + (effective.end ?? NULL) + TAB + effective.precision + TAB + fact.known;
  const told = (fact.knownBasis === 'assumed' ? `${TAB}t${TAB}` : `${TAB}f${TAB}`) + fact.recorded + TAB + fact.by;
  const what =
    (fact.stated ? `${TAB}t${TAB}` : `${TAB}f${TAB}`) +
    number +
    TAB +
    (measured?.unit ?? NULL) +
    TAB +
    (value?.kind === 'code' ? value.code : NULL);
  const rest =
    TAB +
    (absent ?? NULL) +
    TAB +
    formatSource(fact.source) +
    TAB +
    (supersedes ?? NULL) +
    TAB +
    (kind ?? NULL) +
    TAB +
    (because ?? NULL);
  const line = head + when + told + what + rest + TAB + (more === null ? NULL : JSON.stringify(more));
  return `${SPECIAL.test(line) ? line.replace(/[\\\n\r]/g, (one) => ESCAPED[one] as string) : line}\n`;
}

function valueIn(row: FactRow, more: More): Value | undefined {
  const { number, unit, coded } = row;
  if (coded !== null) return { kind: 'code', code: coded };
  if (number === null) return more.value;
  if (more.high !== undefined) return { kind: 'interval', low: number, high: more.high, unit };
  return { kind: 'number', number, unit, ...(more.comparator === undefined ? {} : { comparator: more.comparator }) };
}

const NOTHING: More = {};

/** The fact of a row: exactly what `factColumns` was given. */
export function factOf(row: FactRow): Fact {
  const more: More = row.more === null ? NOTHING : JSON.parse(row.more);
  const value = valueIn(row, more);
  const { text, anchor, qualifiers, note } = more;
  return {
    id: row.id,
    patient: row.patient,
    centre: row.centre,
    code: row.code as Code,
    event: row.event,
    ...(row.episode === null ? {} : { episode: row.episode }),
    effective: {
      start: row.first_day,
      end: row.last_day,
      precision: row.precision as Fact['effective']['precision'],
      ...(text === undefined ? {} : { text }),
      ...(anchor === undefined ? {} : { anchor }),
    },
    known: more.known ?? instantOf(row.known),
    knownBasis: row.known_assumed ? 'assumed' : 'source',
    recorded: more.recorded ?? instantOf(row.recorded),
    by: row.recorded_by,
    stated: row.stated,
    ...(value === undefined ? {} : { value }),
    ...(row.absent === null ? {} : { absent: row.absent as AbsentReason }),
    ...(qualifiers === undefined ? {} : { qualifiers }),
    source: parseSource(row.source),
    ...(note === undefined ? {} : { note }),
    ...(row.supersedes === null ? {} : { supersedes: row.supersedes }),
    ...(row.because === null ? {} : { because: row.because }),
    ...(row.kind === null ? {} : { kind: row.kind as CorrectionKind }),
  };
}
