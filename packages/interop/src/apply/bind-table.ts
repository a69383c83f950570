import { type Rule, rulesOf, type TableMapping } from '../mapping/schema.ts';
import { columnTemplate, headerPattern, template } from '../mapping/template.ts';
import { FLAW_CODES, isEmpty, isFlaw, type Row } from '../table/table.ts';
import type { CellProblem } from './apply-rule.ts';
import { type BoundRule, bindRule, type RuleContext, whenBinder } from './bound-rule.ts';
import { type BoundTemplate, bindTemplate, type FindColumn } from './bound-template.ts';
import { type BoundCondition, bindConditions } from './conditions.ts';
import { columnName, type Header, headerOf, similarHeaders } from './find-column.ts';
import type { ColumnPlaces, Sink } from './sink.ts';

/** The rules of one column, or one that has none. */
interface BoundColumn {
  readonly number: number;
  readonly index: number | undefined;
  readonly rules: readonly BoundRule[];
}

/** A part of a mapping bound to the columns of a table. */
export interface BoundTable {
  readonly names: readonly string[];
  /** The columns up to the last that has a name. */
  readonly width: number;
  /** Undefined where the options name the patient of all rows. */
  readonly patient: BoundPatient | undefined;
  readonly centre: BoundTemplate | undefined;
  readonly only: BoundCondition;
  readonly columns: readonly BoundColumn[];
  /** Columns that are not mapped, with the count of their cells. */
  readonly unmapped: readonly { readonly index: number; readonly counts: { cells: number } }[];
  /** What rules said that speak once a patient. */
  readonly said: Map<BoundRule, Map<string, string>>;
}

interface BoundPatient {
  readonly text: BoundTemplate;
  /** Its one group is the patient. */
  readonly pattern: RegExp | undefined;
}

export interface TableOptions extends RuleContext {
  /** For rows whose table names none. */
  readonly patient: string | undefined;
  readonly centre: string | undefined;
}

/** Finds the columns that a table mapping names; null when one is not there, and it was said: then no row can be trusted. */
export function bindTable(table: TableMapping, row: Row, options: TableOptions, sink: Sink): BoundTable | null {
  const header = headerOf(row.cells);
  sink.header(header.names);
  const before = { refused: false };
  const refuse = (column: string | undefined, problem: CellProblem): void => {
    before.refused = true;
    sink.problem(row.number, column, problem);
  };
  for (const [index, cell] of row.cells.entries())
    if (isFlaw(cell)) refuse(`#${index + 1}`, { code: FLAW_CODES[cell.kind], got: cell.text, allowed: cell.allowed });
  const find = columnFinder(header, refuse);
  const columns = bindColumns(table, header, find, options, sink, refuse);
  const patient = bindPatient(table.patient, find);
  const centre = table.centre === undefined ? undefined : bindTemplate(template(table.centre), NONE, find);
  const only = bindConditions(table.only, undefined, NONE, find, options.written.numbers);
  if (table.patient === undefined && options.patient === undefined)
    refuse(undefined, { code: 'patient.missing', got: '', allowed: 'patient: ...' });
  if (before.refused || !only) return null;
  const read = new Set([...columns.flatMap(({ index }) => index ?? []), ...namedColumns(table, header)]);
  const unmapped = header.names.flatMap((name, index) =>
    read.has(index) ? [] : [{ index, counts: sink.unmapped(name || `#${index + 1}`) }],
  );
  const width = row.cells.findLastIndex((cell) => !isEmpty(cell)) + 1;
  return { names: header.names, width, patient, centre, only, columns, unmapped, said: new Map() };
}

function bindPatient(patient: TableMapping['patient'], find: FindColumn): BoundPatient | undefined {
  if (patient === undefined) return undefined;
  const named = typeof patient === 'string' ? patient : patient.column;
  const text = bindTemplate(columnTemplate(named), NONE, find);
  return text && { text, pattern: typeof patient === 'string' ? undefined : new RegExp(`^(?:${patient.pattern})$`) };
}

const NONE: ReadonlyMap<string, string> = new Map();

type Refuse = (column: string | undefined, problem: CellProblem) => void;

/** Finds a column by its name; one that is not there or twice is refused, each once. */
function columnFinder(header: Header, refuse: Refuse): FindColumn {
  const reported = new Set<string>();
  return (name) => {
    const [index, second] = header.find(name);
    if (index !== undefined && second === undefined) return index;
    if (reported.has(name)) return undefined;
    reported.add(name);
    if (index === undefined)
      refuse(undefined, { code: 'column.missing', got: name, allowed: similarHeaders(name, header.names) });
    else refuse(name, { code: 'column.twice', got: name, allowed: `#${index + 1}, #${(second as number) + 1}` });
    return undefined;
  };
}

function bindColumns(
  table: TableMapping,
  header: Header,
  find: FindColumn,
  options: TableOptions,
  sink: Sink,
  refuse: Refuse,
): readonly BoundColumn[] {
  const whenOf = whenBinder(find, options);
  const mapped = new Map<number, string>();
  const columns: BoundColumn[] = [];
  for (const [key, given] of Object.entries(table.columns ?? {})) {
    for (const { index, caught } of columnsOf(key, header, find)) {
      const name = columnName(header.names, index);
      const other = mapped.get(index);
      if (other !== undefined) {
        refuse(name, { code: 'column.mappedTwice', got: `${other}, ${key}`, allowed: '1' });
        continue;
      }
      mapped.set(index, key);
      const list = rulesOf(given);
      const rules = list.flatMap((rule) => bindRule(rule, table, index, caught, find, whenOf, options) ?? []);
      const codes = list.flatMap(({ code }) => codesOf(code));
      const number = list.length === 0 ? -1 : sink.column(name, codes, placesOf(list[0] as Rule, table, header));
      columns.push({ number, index, rules });
    }
  }
  for (const rule of table.facts ?? []) {
    const made = bindRule(rule, table, undefined, NONE, find, whenOf, options);
    const number = sink.column('', codesOf(rule.code), placesOf(rule, table, header));
    if (made) columns.push({ number, index: undefined, rules: [made] });
  }
  return columns;
}

/** The columns that a key of the mapping stands for, with what its braces caught. */
function columnsOf(
  key: string,
  header: Header,
  find: FindColumn,
): readonly { readonly index: number; readonly caught: ReadonlyMap<string, string> }[] {
  const pattern = headerPattern(key);
  if (!pattern) {
    const index = find(key);
    return index === undefined ? [] : [{ index, caught: NONE }];
  }
  const found = header.names.flatMap((name, index) => {
    const match = pattern.pattern.exec(name);
    return match ? [{ index, caught: new Map(pattern.names.map((of, at) => [of, match[at + 1] as string])) }] : [];
  });
  if (found.length === 0) find(key);
  return found;
}

const codesOf = (code: Rule['code']): readonly string[] =>
  typeof code === 'string' ? [code] : Object.values(code.words).filter((one) => one !== null);

/** The columns of the date and of the unit, where the mapping names one. */
function placesOf(rule: Rule, table: TableMapping, header: Header): ColumnPlaces {
  const when = rule.when ?? table.when ?? { on: '' };
  const named = 'date' in when ? when.date : 'start' in when ? when.start : 'from' in when ? when.day : undefined;
  const name = typeof named === 'string' ? columnTemplate(named).names[0] : undefined;
  const dateColumn = name !== undefined && header.find(name).length > 0 ? name : undefined;
  return { dateColumn, unitColumn: typeof rule.unit === 'object' ? rule.unit.column : undefined };
}

/** Columns that a table mapping names anywhere: of patient, dates, units, conditions. */
function namedColumns(table: TableMapping, header: Header): ReadonlySet<number> {
  const named = new Set<number>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const name of [value, ...template(value).names]) for (const index of header.find(name)) named.add(index);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(table);
  return named;
}
