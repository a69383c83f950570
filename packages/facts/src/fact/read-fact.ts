import { dictionary, eventKinds, type Item, isConclusion } from '../dictionary/dictionary.ts';
import type { IsoDate } from '../when/day.ts';
import type { Instant } from '../when/instant.ts';
import { dayText } from './content.ts';
import { CORRECTION_KINDS, type Effective, type EventId, type Fact } from './fact.ts';
import type { Findings } from './findings.ts';
import { type Fields, given, isFields } from './read-fields.ts';
import { readSaid } from './read-said.ts';
import type { Source } from './source.ts';

/**
 * A fact that is being read. It has all members of a fact from the start, so that finishing it in place makes no second object:
 * an import reads a hundred thousand. Open are its id and what the store sets, and `known` and `source` where the file says none.
 */
type Unfinished = Omit<{ -readonly [K in keyof Fact]: Fact[K] }, 'known' | 'source'> & {
  known: Instant | undefined;
  source: Source | undefined;
};

/** A fact as read, before other facts are looked at: its id, the instant it was known and what it refers to may still be open. */
export interface Draft {
  /** Its place in the file, `facts[12]`. */
  readonly at: string;
  readonly id: string | undefined;
  readonly content: Unfinished;
  /** The event was made of kind and days, because the file gives none. */
  readonly eventAssumed: boolean;
  /** The file says when it was known. */
  readonly knownGiven: boolean;
  readonly recorded: Instant | undefined;
  readonly by: string | undefined;
}

/** Adds an issue about a member of a draft. */
export type Refuse = (draft: Draft, code: string, member: string, got: unknown, allowed: string) => void;

/** What holds for every fact of a file. */
export interface FactDefaults {
  /** For facts that do not name their own. */
  readonly patient?: string;
  readonly centre?: string;
  /** No observation is later than this day. */
  readonly today: IsoDate;
}

// biome-ignore format: a table
const MEMBERS: ReadonlySet<string> = new Set([
  'id', 'patient', 'centre', 'code', 'event', 'episode', 'effective', 'value', 'unit', 'comparator', 'low', 'high', 'absent', 'stated', 'known',
  'knownBasis', 'recorded', 'by', 'source', 'qualifiers', 'note', 'supersedes', 'because', 'kind',
]);

/** Reads one fact of Linea's JSON; undefined when something in it was refused. Everything found goes to `findings`. */
export function readFact(raw: unknown, at: string, defaults: FactDefaults, findings: Findings): Draft | undefined {
  if (!isFields(raw)) return findings.refuse('fact.notObject', at, raw, '{ code, effective, value, ... }');
  const before = findings.issues.length;
  for (const name in raw) if (!MEMBERS.has(name)) findings.warn('field.unknown', `${at}.${name}`, name);
  const of = readItem(raw.code, `${at}.code`, findings);
  const patient = required(raw, 'patient', at, defaults.patient, findings);
  const centre = required(raw, 'centre', at, defaults.centre, findings);
  const correction = readCorrection(raw, at, findings);
  const said = of && readSaid(of, raw, at, correction.kind === 'withdrawn', defaults.today, findings);
  const event = of && readEvent(of, raw, said?.effective, at, findings);
  const stated = raw.stated ?? (of ? isConclusion(of.code) : false);
  if (typeof stated !== 'boolean') findings.refuse('field.notBoolean', `${at}.stated`, stated, 'true, false');
  const known = readInstant(raw, 'known', at, findings);
  const basis = findings.choice(raw, 'knownBasis', at, 'known.basis', ['source', 'assumed'] as const) ?? 'source';
  const knownBasis = known ? basis : 'assumed';
  const episode = findings.name(raw, 'episode', at);
  const note = findings.words(raw, 'note', at);
  const id = findings.id(raw, 'id', at);
  const source = readSource(raw.source, at, findings);
  const recorded = readInstant(raw, 'recorded', at, findings);
  const by = findings.name(raw, 'by', at);
  if (findings.issues.length > before || !of || !said || !event || patient === undefined || centre === undefined)
    return undefined;
  const { effective } = said;
  // Member by member: this runs for every fact of an import, and spreading costs ten times as much.
  // biome-ignore format: short members on a line
  const content: Unfinished = said.value === undefined
    ? { id: '', patient, centre, code: of.code, event, effective, known, knownBasis, recorded: '', by: '', stated: stated as boolean, source }
    : { id: '', patient, centre, code: of.code, event, effective, known, knownBasis, recorded: '', by: '', stated: stated as boolean, source, value: said.value };
  if (said.absent !== undefined) content.absent = said.absent;
  if (said.qualifiers !== undefined) content.qualifiers = said.qualifiers;
  if (episode !== undefined) content.episode = episode;
  if (note !== undefined) content.note = note;
  if (correction.supersedes !== undefined) content.supersedes = correction.supersedes;
  if (correction.because !== undefined) content.because = correction.because;
  if (correction.kind !== undefined) content.kind = correction.kind;
  return { at, id, content, eventAssumed: (raw.event ?? null) === null, knownGiven: known !== undefined, recorded, by };
}

function readItem(code: unknown, at: string, findings: Findings): Item | undefined {
  const of = typeof code === 'string' ? dictionary().get(code) : undefined;
  if (of) return of;
  if (typeof code !== 'string' || code === '')
    return findings.refuse('code.missing', at, code ?? 'null', 'a code of the data dictionary');
  return findings.unknownCode(code, at);
}

function required(
  raw: Fields,
  name: 'patient' | 'centre',
  at: string,
  otherwise: string | undefined,
  findings: Findings,
): string | undefined {
  const own = findings.name(raw, name, at);
  if (own === undefined && otherwise === undefined && (raw[name] ?? null) === null)
    findings.refuse(`${name}.missing`, `${at}.${name}`, 'null', 'text');
  return own ?? otherwise;
}

const NO_CORRECTION = {};

/** What this version corrects, how and why. Without a kind nobody knows whether the centre had acted on the old value. */
function readCorrection(raw: Fields, at: string, findings: Findings): Pick<Fact, 'supersedes' | 'kind' | 'because'> {
  const kind = findings.choice(raw, 'kind', at, 'kind.unknown', CORRECTION_KINDS);
  const because = findings.words(raw, 'because', at);
  const supersedes = findings.id(raw, 'supersedes', at);
  if (supersedes !== undefined && kind === undefined && (raw.kind ?? null) === null)
    findings.warn('correction.kind', `${at}.kind`, 'null', CORRECTION_KINDS.join(', '));
  if (supersedes !== undefined && because === undefined)
    findings.warn('correction.because', `${at}.because`, 'null', 'text');
  return kind === undefined && because === undefined && supersedes === undefined
    ? NO_CORRECTION
    : given({ kind, because, supersedes });
}

/** `kind:name`; of a fact without event, the kind of its item and its days: what was observed together on those days. */
function readEvent(
  of: Item,
  raw: Fields,
  effective: Effective | undefined,
  at: string,
  findings: Findings,
): EventId | undefined {
  if ((raw.event ?? null) === null)
    return of.repeat === 'once' ? `${of.event}:1` : effective && `${of.event}:${dayText(effective)}`;
  const event = findings.name(raw, 'event', at);
  if (event === undefined) return undefined;
  const colon = event.indexOf(':');
  const kind = event.slice(0, Math.max(colon, 0));
  if (colon < 1 || colon === event.length - 1)
    return findings.refuse('event.malformed', `${at}.event`, event, `${of.event}:name`);
  if (kind === of.event) return event;
  return findings.refuse(
    eventKinds().has(kind) ? 'event.otherKind' : 'event.unknownKind',
    `${at}.event`,
    event,
    `${of.event}:${event.slice(colon + 1)}`,
  );
}

function readInstant(raw: Fields, name: 'known' | 'recorded', at: string, findings: Findings): Instant | undefined {
  const value = raw[name] ?? null;
  if (value === null) return undefined;
  if (typeof value !== 'string')
    return findings.refuse('instant.malformed', `${at}.${name}`, value, 'YYYY-MM-DDTHH:MM:SSZ');
  return findings.instant(value, at, name);
}

/** Text as `formatSource` writes it, or `{ kind, name, place? }`. */
function readSource(raw: unknown, of: string, findings: Findings): Source | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'string') return findings.source(raw, of);
  const at = `${of}.source`;
  if (!isFields(raw)) return findings.refuse('field.notText', at, raw, 'document:name#place');
  const kind =
    findings.choice(raw, 'kind', at, 'source.kind', ['document', 'file', 'device', 'person'] as const) ?? 'document';
  const name =
    findings.words(raw, 'name', at) ?? findings.refuse('field.notText', `${at}.name`, raw.name ?? 'null', 'text');
  return name === undefined ? undefined : { kind, name, ...given({ place: findings.words(raw, 'place', at) }) };
}
