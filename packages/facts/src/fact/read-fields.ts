import { similarCodes } from '../dictionary/dictionary.ts';
import { type Issue, type Result, shown } from '../issue.ts';
import { identityWarnings, isKeepable, mayIdentify, NAME_LIMIT, textIssue } from './read-text.ts';

/** A JSON object as it came. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (raw: unknown): raw is Fields => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** The members that are given: an optional member is left out, never undefined. */
export function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const rest: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const name in members)
    if (members[name] !== undefined) rest[name] = members[name] as Exclude<T[typeof name], undefined>;
  return rest;
}

/** A file with more unknown codes than this has another problem than slips; looking each up would take minutes. */
const LOOKED_UP_CODES = 500;

/** What was found while reading. The same words are screened and the same mistyped code is looked up once. */
export class Findings {
  readonly issues: Issue[] = [];
  readonly warnings: Issue[] = [];
  readonly #screened = new Set<string>();
  readonly #similar = new Map<string, string>();

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
    return this.text(fields[name], name, at, 'words');
  }

  /** A name that joins facts: an id, an event, a patient. Undefined when not given or refused. */
  name(fields: Fields, name: string, at: string): string | undefined {
    return this.text(fields[name], name, at, 'code', NAME_LIMIT);
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
