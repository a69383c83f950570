import type { Issue } from '../issue.ts';
import { findSyntaxError } from '../json/syntax-error.ts';
import { fromIso, toIso } from '../when/day.ts';
import { type Instant, parseInstant } from '../when/instant.ts';
import type { Fact, FactId, PatientId } from './fact.ts';
import { joinDrafts } from './join-drafts.ts';
import { type Draft, readFact } from './read-fact.ts';
import { Findings, isFields } from './read-fields.ts';
import { factJson } from './write-fact.ts';

/** The version of the format that this program writes, and the newest that it reads. */
export const LINEA_JSON_VERSION = 1;

export interface ReadOptions {
  /** When Linea learns these facts. Times are passed in: nothing here looks at a clock. */
  readonly recorded: Instant;
  /** Who brings them in. */
  readonly by: string;
  /** For facts that do not name their own. */
  readonly patient?: string;
  readonly centre?: string;
  /** The name of the file: the source of facts that name none. */
  readonly file?: string;
  /** Take `recorded` and `by` from the file where they stand there: an export read back gives the same facts. Default false. */
  readonly restore?: boolean;
  /** A fact of this patient that the store already has: what corrections and anchors of the file may refer to, and what is sent again. */
  readonly existing?: (id: FactId, patient: PatientId) => Fact | undefined;
}

export interface LineaJsonReading {
  /** False when anything was refused; then `facts` is empty: an import is all or nothing. */
  readonly ok: boolean;
  /** In the order of the file, each once. */
  readonly facts: readonly Fact[];
  /** Facts that stand in the file twice or that the store already has. */
  readonly duplicates: number;
  /** Facts with at least one issue. */
  readonly refused: number;
  readonly issues: readonly Issue[];
  /** Accepted, but somebody should look. */
  readonly warnings: readonly Issue[];
}

/**
 * Reads Linea's own JSON (`{ format: 'linea', version: 1, facts: [...] }`; `cli.md`, "Facts in, places out").
 * Left out may be: `id` (then made of patient, event, item and days), `event`, `stated`, `known` (then assumed), `source`,
 * `recorded` and `by` (the store's), and patient or centre where the options give one. Every issue is collected, with its
 * place as `facts[12].value`. O(facts).
 *
 * @throws {RangeError} the options name no instant
 */
export function readLineaJson(text: string, options: ReadOptions): LineaJsonReading {
  const recorded = parseInstant(options.recorded);
  if (!recorded.ok) throw new RangeError(`readLineaJson: recorded ${options.recorded} is no instant`);
  const findings = new Findings();
  const raw = readDocument(text, findings);
  const defaults = { ...options, today: nextDay(recorded.value) };
  const drafts: Draft[] = [];
  const lost = new Set<FactId>();
  for (const [index, fact] of raw.entries()) {
    const draft = readFact(fact, `facts[${index}]`, defaults, findings);
    if (draft) drafts.push(draft);
    else if (isFields(fact) && typeof fact.id === 'string') lost.add(fact.id);
  }
  const joined = joinDrafts(drafts, lost, { ...options, recorded: recorded.value }, findings);
  const { issues, warnings } = findings;
  const ok = issues.length === 0;
  return {
    ok,
    facts: ok ? joined.facts : [],
    duplicates: ok ? joined.duplicates : 0,
    refused: raw.length - drafts.length + joined.refused,
    issues,
    warnings,
  };
}

/** The day after that of an instant in UTC: somewhere on earth it has begun. */
const nextDay = (instant: Instant): string => toIso(fromIso(instant.slice(0, 10)) + 1);

/** The raw facts of the document; none when it is not Linea's JSON of a version that this program knows. */
function readDocument(text: string, findings: Findings): readonly unknown[] {
  let document: unknown;
  try {
    document = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    const place = findSyntaxError(text.startsWith('\ufeff') ? text.slice(1) : text);
    findings.refuse(
      'json.broken',
      `line ${place?.line ?? 1}, column ${place?.column ?? 1}`,
      place?.found ?? '',
      'JSON',
    );
    return [];
  }
  if (!isFields(document))
    return findings.refuse('json.notObject', 'document', document, '{ "format": "linea", ... }') ?? [];
  const { format, version, facts } = document;
  if (format !== 'linea') return findings.refuse('format.unknown', 'format', format ?? 'null', 'linea') ?? [];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return findings.refuse('format.version', 'version', version ?? 'null', String(LINEA_JSON_VERSION)) ?? [];
  }
  if (version > LINEA_JSON_VERSION)
    return findings.refuse('format.newer', 'version', version, String(LINEA_JSON_VERSION)) ?? [];
  if (!Array.isArray(facts)) return findings.refuse('format.noFacts', 'facts', facts ?? 'null', '[...]') ?? [];
  return facts;
}

/** Linea's own JSON of these facts, one fact a line, in the order given. Read back with `restore` it gives the same facts. */
export function writeLineaJson(facts: readonly Fact[]): string {
  const lines = facts.map((fact) => JSON.stringify(factJson(fact)));
  return `{ "format": "linea", "version": ${LINEA_JSON_VERSION}, "facts": [\n${lines.join(',\n')}\n] }\n`;
}
