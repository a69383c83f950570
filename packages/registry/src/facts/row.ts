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

/** `2024-06-05T12:00:00.12+00:00` -> `2024-06-05T12:00:00.120Z` */
export const instantOf = (text: string): Instant =>
  text.length === 25 ? `${text.slice(0, 19)}Z` : `${text.slice(0, 19)}.${text.slice(20, -6).padEnd(3, '0')}Z`;

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

/**
 * One text for all facts of a patient: a driver that takes apart 23 columns of every row needs two and a half times as long.
 * The rows of the query must be grouped by patient.
 */
export const FACTS_JSON = `json_agg(json_build_array(${FACT_COLUMNS.join(', ')}) order by id)::text`;

/** The columns of a row as JSON has them; `more` is no text there. */
type Columns = ColumnsOf<typeof FACT_COLUMNS>;
type ColumnsOf<Names extends readonly (keyof FactRow)[]> = { readonly [K in keyof Names]: ColumnOf<Names[K]> };
type ColumnOf<Name extends keyof FactRow> = Name extends 'more' ? More | null : FactRow[Name];

/** The facts in a text made by `FACTS_JSON`: exactly what was put in. */
export const factsIn = (text: string): readonly Fact[] => (JSON.parse(text) as readonly Columns[]).map(factOf);

const NOTHING: More = {};

function factOf(columns: Columns): Fact {
  // biome-ignore format: as FACT_COLUMNS
  const [
    patient, id, centre, code, event, episode, start, end, precision, known, assumed, recorded,
    by, stated, number, unit, coded, absent, source, supersedes, kind, because, rest,
  ] = columns;
  const more = rest ?? NOTHING;
  const effective: { -readonly [K in keyof Fact['effective']]: Fact['effective'][K] } = {
    start,
    end,
    precision: precision as Fact['effective']['precision'],
  };
  if (more.text !== undefined) effective.text = more.text;
  if (more.anchor !== undefined) effective.anchor = more.anchor;
  const fact: { -readonly [K in keyof Fact]: Fact[K] } = {
    id,
    patient,
    centre,
    code: code as Code,
    event,
    effective,
    known: more.known ?? instantOf(known),
    knownBasis: assumed ? 'assumed' : 'source',
    recorded: more.recorded ?? instantOf(recorded),
    by,
    stated,
    source: parseSource(source),
  };
  const value = valueIn(number, unit, coded, more);
  if (value !== undefined) fact.value = value;
  if (episode !== null) fact.episode = episode;
  if (absent !== null) fact.absent = absent as AbsentReason;
  if (more.qualifiers !== undefined) fact.qualifiers = more.qualifiers;
  if (more.note !== undefined) fact.note = more.note;
  if (supersedes !== null) fact.supersedes = supersedes;
  if (because !== null) fact.because = because;
  if (kind !== null) fact.kind = kind as CorrectionKind;
  return fact;
}

function valueIn(number: number | null, unit: string | null, coded: string | null, more: More): Value | undefined {
  if (coded !== null) return { kind: 'code', code: coded };
  if (number === null) return more.value;
  if (more.high !== undefined) return { kind: 'interval', low: number, high: more.high, unit };
  return more.comparator === undefined
    ? { kind: 'number', number, unit }
    : { kind: 'number', number, unit, comparator: more.comparator };
}
