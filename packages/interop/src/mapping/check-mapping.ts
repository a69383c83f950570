import { dictionary, eventKinds, type Issue, type Item, parseEdtf, readValue, shown, similarCodes } from '@linea/facts';
import { dateFormats } from './date-format.ts';
import { type MappingFile, type Rule, rulesOf, type TableMapping, type When, type Word } from './schema.ts';
import { hasBraces, headerText } from './template.ts';

type Path = readonly (string | number)[];

/** The place of the value at a path, or of its key. */
export type PlaceOf = (path: Path, which?: 'key' | 'value') => string;

/** A number that is possible for most items, to ask whether a unit is. */
const ANY_NUMBER = 1;

/** What no schema sees: codes, answers and units of the dictionary, names that must exist, dates. Every issue with its place. */
export function checkMapping(mapping: MappingFile, place: PlaceOf): readonly Issue[] {
  const issues: Issue[] = [];
  const add = (code: string, path: Path, got: unknown, allowed: string, which?: 'key'): void => {
    issues.push({ code, at: place(path, which), got: shown(got), allowed });
  };
  const named = { lists: Object.keys(mapping.lists ?? {}), anchors: Object.keys(mapping.anchors ?? {}) };

  checkFormats(mapping.dates, ['dates']);
  for (const [name, { code, between }] of Object.entries(mapping.anchors ?? {})) {
    const path = ['anchors', name];
    const of = itemOf(code, [...path, 'code']);
    if (of && of.role !== 'date') add('mapping.noDate', [...path, 'code'], code, 'inf.date, dx.date, ...');
    if (between === undefined) continue;
    const read = parseEdtf(between, place([...path, 'between']));
    if (!read.ok) issues.push(...read.issues);
  }
  for (const [index, table] of mapping.tables.entries()) checkTable(table, ['tables', index]);
  return issues;

  function itemOf(code: string, path: Path): Item | undefined {
    const of = dictionary().get(code);
    if (!of) add('code.unknown', path, code, similarCodes(code).join(', ') || 'a code of the data dictionary');
    else if (of.role === 'qualifier') add('mapping.qualifier', path, code, 'uln, lln, interpretation, when');
    return of?.role === 'qualifier' ? undefined : of;
  }

  function checkFormats(forms: readonly string[] | undefined, path: Path): void {
    const read = dateFormats(forms ?? [], (index) => place([...path, index]));
    if (!read.ok) issues.push(...read.issues);
  }

  function checkTable(table: TableMapping, path: Path): void {
    if (table.when) checkWhen(table.when, [...path, 'when']);
    if (typeof table.patient === 'object' && !isPattern(table.patient.pattern))
      add('mapping.pattern', [...path, 'patient', 'pattern'], table.patient.pattern, '(...)');
    if (!table.columns && !table.facts) add('mapping.missingField', path, 'columns', 'columns, facts');
    const headers = new Map<string, string>();
    for (const [key, column] of Object.entries(table.columns ?? {})) {
      const here = [...path, 'columns', key];
      const header = headerText(key);
      const other = headers.get(header);
      if (other !== undefined) add('mapping.twice', here, key, '1', 'key');
      headers.set(header, key);
      for (const [index, rule] of rulesOf(column).entries())
        checkRule(rule, Array.isArray(column) ? [...here, index] : here, table, true);
    }
    for (const [index, rule] of (table.facts ?? []).entries()) {
      const here = [...path, 'facts', index];
      if (rule.value === undefined && rule.absent === undefined) add('mapping.missingField', here, 'value', 'value');
      checkRule(rule, here, table, false);
    }
  }

  function checkRule(rule: Rule, path: Path, table: TableMapping, hasCell: boolean): void {
    const short = typeof rule.code === 'string' && path.at(-1) !== undefined && !isRule(path);
    const codePath = short ? path : [...path, 'code'];
    const codes = typeof rule.code === 'string' ? [rule.code] : codesOf(rule.code.words);
    const items = codes.flatMap((code) => {
      const codePlace = typeof rule.code === 'string' ? codePath : [...codePath, 'words', keyOf(rule.code.words, code)];
      return itemOf(code, codePlace) ?? [];
    });
    if (rule.list !== undefined && !named.lists.includes(rule.list))
      add('mapping.noSuchName', [...path, 'list'], rule.list, named.lists.join(', ') || 'lists: ...');
    if (rule.list !== undefined && rule.words) add('mapping.twice', [...path, 'list'], rule.list, 'list, words');
    if (rule.as !== undefined && !named.anchors.includes(rule.as))
      add('mapping.noSuchName', [...path, 'as'], rule.as, named.anchors.join(', ') || 'anchors: ...');
    else if (rule.as !== undefined && mapping.anchors?.[rule.as]?.between !== undefined)
      add('mapping.twice', [...path, 'as'], rule.as, 'between, as');
    else if (rule.as !== undefined && mapping.anchors?.[rule.as]?.code !== rule.code)
      add('mapping.otherCode', [...path, 'as'], rule.as, mapping.anchors?.[rule.as]?.code ?? '');
    if (rule.when) checkWhen(rule.when, [...path, 'when']);
    const ownDate = hasCell && rule.value === undefined && items.every(({ role }) => role === 'date');
    if (!rule.when && !table.when && !ownDate) add('mapping.noWhen', codePath, codes[0] ?? '', 'when');
    for (const of of items) checkValues(of, rule, path);
    const of = items[0];
    if (of) checkCompanions(of, rule, path);
    const event = rule.event?.split(':');
    if (event && event.length > 1 && eventKinds().has(event[0] as string))
      add('event.otherKind', [...path, 'event'], rule.event, event.slice(1).join(':'));
    if (rule.interpretation) checkInterpretation(rule.interpretation.words, [...path, 'interpretation', 'words']);
  }

  /** True where the path leads to a rule with fields and not to a column that is only a code. */
  function isRule(path: Path): boolean {
    let value: unknown = mapping;
    for (const segment of path) value = (value as Record<string | number, unknown>)[segment];
    return typeof value === 'object';
  }

  function checkValues(of: Item, rule: Rule, path: Path): void {
    const words = rule.words ?? (rule.list === undefined ? {} : (mapping.lists?.[rule.list] ?? {}));
    const wordPath = rule.words ? [...path, 'words'] : ['lists', rule.list ?? ''];
    if (rule.value === undefined)
      for (const [written, meaning] of Object.entries(words)) checkMeaning(of, rule, meaning, [...wordPath, written]);
    else checkMeaning(of, rule, rule.value, [...path, 'value']);
    if (typeof rule.unit === 'string') checkUnit(of, rule.unit, [...path, 'unit']);
    else if (typeof rule.unit === 'object' && 'words' in rule.unit)
      for (const [written, unit] of Object.entries(rule.unit.words))
        if (unit !== null) checkUnit(of, unit, [...path, 'unit', 'words', written]);
  }

  function checkMeaning(of: Item, rule: Rule, meaning: Word, path: Path): void {
    const values = Array.isArray(meaning) ? meaning : [meaning];
    for (const value of values) {
      if (value === null || typeof value === 'object' || (typeof value === 'string' && hasBraces(value))) continue;
      // A number is judged where its unit is known, and a date in the form that the mapping declares.
      if (of.type === 'integer' || of.type === 'decimal') {
        if (typeof value === 'boolean') add('number.malformed', path, value, of.type);
        continue;
      }
      if (of.role === 'date') continue;
      const read = readValue(of.code, { value: rule.each && of.type === 'codeList' ? [value] : value }, place(path));
      if (!read.ok) issues.push(...read.issues);
    }
  }

  function checkUnit(of: Item, unit: string, path: Path): void {
    const read = readValue(of.code, { value: ANY_NUMBER, unit }, place(path));
    if (!read.ok) issues.push(...read.issues.filter(({ code }) => code === 'unit.unknown'));
  }

  function checkCompanions(of: Item, rule: Rule, path: Path): void {
    for (const [code, value] of Object.entries(rule.with ?? {})) {
      const here = [...path, 'with', code];
      const companion = dictionary().get(code);
      if (!companion) add('code.unknown', here, code, similarCodes(code).join(', ') || of.event, 'key');
      else if (companion.event !== of.event)
        add('mapping.otherEvent', here, `${code}: ${companion.event}`, of.event, 'key');
      else checkMeaning(companion, {} as Rule, value as Word, here);
    }
  }

  function checkInterpretation(words: Readonly<Record<string, string | null>>, path: Path): void {
    const answers =
      dictionary()
        .get('lab.interpretation')
        ?.values?.map(({ code }) => code) ?? [];
    for (const [written, meaning] of Object.entries(words))
      if (meaning !== null && !answers.includes(meaning))
        add('value.unknownCode', [...path, written], meaning, answers.join(', '));
  }

  function checkWhen(when: When, path: Path): void {
    if ('formats' in when) checkFormats(when.formats, [...path, 'formats']);
    if ('on' in when) {
      const read = parseEdtf(when.on, place([...path, 'on']));
      if (!read.ok) issues.push(...read.issues);
    }
    if (!('from' in when)) return;
    checkAnchor(when.from, [...path, 'from']);
    checkWindow(when.day, [...path, 'day']);
    for (const [written, meaning] of Object.entries(when.words ?? {})) {
      const here = [...path, 'words', written];
      if (meaning === null) continue;
      if (typeof meaning === 'object' && 'from' in meaning) {
        checkAnchor(meaning.from, [...here, 'from']);
        checkWindow(meaning.day, [...here, 'day']);
      } else checkWindow(meaning, here);
    }
  }

  function checkAnchor(name: string, path: Path): void {
    if (!named.anchors.includes(name))
      add('mapping.noSuchName', path, name, named.anchors.join(', ') || 'anchors: ...');
  }

  function checkWindow(day: unknown, path: Path): void {
    if (!Array.isArray(day)) return;
    const [first, last] = day;
    if (typeof first === 'number' && typeof last === 'number' && first > last)
      add('number.reversed', path, `${first} - ${last}`, 'first <= last');
  }
}

/** A regular expression with one group, short enough that no text makes it slow. */
function isPattern(text: string): boolean {
  try {
    return text.length <= 100 && new RegExp(`${text}|`).exec('')?.length === 2;
  } catch {
    return false;
  }
}

const codesOf = (words: Readonly<Record<string, string | null>>): readonly string[] =>
  Object.values(words).filter((code) => code !== null);

const keyOf = (words: Readonly<Record<string, string | null>>, code: string): string =>
  Object.keys(words).find((key) => words[key] === code) ?? '';
