import { similarCodes } from '../dictionary/dictionary.ts';
import { type Issue, type Result, shown } from '../issue.ts';
import { fromIso, type IsoDate } from '../when/day.ts';
import { type Instant, parseInstant } from '../when/instant.ts';
import type { PartialDate } from '../when/partial-date.ts';
import type { Fields } from './read-fields.ts';
import { identityWarnings, isKeepable, mayIdentify, NAME_LIMIT, textIssue } from './read-text.ts';
import { parseSource, type Source } from './source.ts';

/** A file with more unknown codes than this has another problem than slips; looking each up would take minutes. */
const LOOKED_UP_CODES = 500;

/** What comes again and again in a file (a patient, an event, a day) comes close together: older ones may be forgotten. */
const REMEMBERED = 4096;

function remember<T>(seen: Map<string, T>, text: string, value: T): T {
  if (seen.size >= REMEMBERED) seen.clear();
  seen.set(text, value);
  return value;
}

/**
 * What was found while reading. The same words are screened, the same mistyped code is looked up and the same text is judged
 * once; what was accepted is the same object wherever it comes again, so that a large file is not kept many times over.
 */
export class Findings {
  readonly issues: Issue[] = [];
  readonly warnings: Issue[] = [];
  readonly #screened = new Set<string>();
  readonly #similar = new Map<string, string>();
  readonly #words = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #days = new Map<IsoDate, PartialDate>();
  readonly #instants = new Map<string, Instant>();
  readonly #sources = new Map<string, Source>();

  refuse(code: string, at: string, got: unknown, allowed?: string): undefined {
    this.issues.push({ code, at, got: shown(got), ...(allowed === undefined ? {} : { allowed }) });
    return undefined;
  }

  warn(code: string, at: string, got: unknown, allowed?: string): void {
    this.warnings.push({ code, at, got: shown(got), ...(allowed === undefined ? {} : { allowed }) });
  }

  /** The value of a result; its issues otherwise. */
  take<T>(result: Result<T>): T | undefined {
    if (result.ok) return result.value;
    this.issues.push(...result.issues);
    return undefined;
  }

  /** An unknown code, with those that may have been meant. */
  unknownCode(code: string, at: string): undefined {
    const similar =
      this.#similar.get(code) ?? (this.#similar.size < LOOKED_UP_CODES ? similarCodes(code).join(', ') : '');
    this.#similar.set(code, similar);
    return this.refuse('code.unknown', at, code, similar || 'a code of the data dictionary');
  }

  /** @param name  the member of `at`: the place is only written out for a warning */
  screen(text: string, at: string, name: string, kind: 'words' | 'code'): void {
    if (!mayIdentify(text, kind) || this.#screened.has(text)) return;
    if (kind === 'words') this.#screened.add(text);
    for (const warning of identityWarnings(text, name === '' ? at : `${at}.${name}`, kind)) {
      this.#screened.add(text);
      this.warnings.push(warning);
    }
  }

  /** Free words: a note, a reason, a source. Undefined when not given or refused. */
  words(fields: Fields, name: string, at: string): string | undefined {
    const raw = fields[name];
    const known = this.#words.get(raw as string);
    if (known !== undefined) return known;
    const text = this.text(raw, name, at, 'words');
    return text === undefined ? undefined : remember(this.#words, text, text);
  }

  /** A name that joins facts: an event, a patient. Undefined when not given or refused. */
  name(fields: Fields, name: string, at: string): string | undefined {
    const raw = fields[name];
    const known = this.#names.get(raw as string);
    if (known !== undefined) return known;
    const text = this.id(fields, name, at);
    return text === undefined ? undefined : remember(this.#names, text, text);
  }

  /** A name that comes once: the id of a fact. Undefined when not given or refused. */
  id(fields: Fields, name: string, at: string): string | undefined {
    return this.text(fields[name], name, at, 'code', NAME_LIMIT);
  }

  /** A date that is one day; undefined for any other. */
  day(text: string): PartialDate | undefined {
    const known = this.#days.get(text);
    if (known !== undefined) return known;
    return Number.isNaN(fromIso(text))
      ? undefined
      : remember(this.#days, text, { start: text, end: text, precision: 'day' });
  }

  /** @param name  the member of `at` that it is */
  instant(text: string, at: string, name: string): Instant | undefined {
    const known = this.#instants.get(text);
    if (known !== undefined) return known;
    const read = this.take(parseInstant(text, `${at}.${name}`));
    return read === undefined ? undefined : remember(this.#instants, text, read);
  }

  /** Where a fact comes from, as `formatSource` writes it. */
  source(text: string, at: string): Source | undefined {
    const known = this.#sources.get(text);
    if (known !== undefined) return known;
    const words = this.text(text, 'source', at, 'words');
    return words === undefined ? undefined : remember(this.#sources, text, parseSource(words));
  }

  /** One of a few words; undefined when not given or refused. */
  choice<T extends string>(
    fields: Fields,
    name: string,
    at: string,
    code: string,
    choices: readonly T[],
  ): T | undefined {
    const raw = fields[name] ?? null;
    if (raw === null) return undefined;
    return choices.find((choice) => choice === raw) ?? this.refuse(code, `${at}.${name}`, raw, choices.join(', '));
  }

  /** A member that is text, if given. @param name  the member of `at` that it is */
  text(raw: unknown, name: string, at: string, kind: 'words' | 'code', limit?: number): string | undefined {
    if (raw === undefined || raw === null) return undefined;
    if (typeof raw !== 'string' || raw.trim() === '') return this.refuse('field.notText', `${at}.${name}`, raw, 'text');
    this.screen(raw, at, name, kind);
    if (isKeepable(raw, limit)) return raw;
    const issue = textIssue(raw, `${at}.${name}`, limit);
    if (issue) this.issues.push(issue);
    return undefined;
  }
}
