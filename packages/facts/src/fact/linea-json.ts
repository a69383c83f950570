import { findSyntaxError } from '../json/syntax-error.ts';
import type { Fact } from './fact.ts';
import { FactReader, type LineaJsonReading, type ReadOptions } from './fact-reader.ts';
import { Findings } from './findings.ts';
import { isFields } from './read-fields.ts';
import { factJson } from './write-fact.ts';

/** The version of the format that this program writes, and the newest that it reads. */
export const LINEA_JSON_VERSION = 1;

/**
 * Reads Linea's own JSON (`{ format: 'linea', version: 1, facts: [...] }`; `cli.md`, "Facts in, places out").
 * Left out may be: `id` (then made of patient, event, item and days), `event`, `stated`, `known` (then assumed), `source`,
 * `recorded` and `by` (the store's), and patient or centre where the options give one. Every issue is collected, with its
 * place as `facts[12].value`. O(facts).
 *
 * @throws {RangeError} the options name no instant
 */
export function readLineaJson(text: string, options: ReadOptions): LineaJsonReading {
  const findings = new Findings();
  const raw = readDocument(text, findings);
  const reader = new FactReader(options);
  for (let index = 0; index < raw.length; index++) {
    reader.add(raw[index], `facts[${index}]`);
    raw[index] = undefined; // What has been read need not wait for the last one.
  }
  const reading = reader.finish();
  if (findings.issues.length === 0) return reading;
  return { ...reading, ok: false, issues: findings.issues };
}

/** The raw facts of the document; none when it is not Linea's JSON of a version that this program knows. */
export function readDocument(text: string, findings: Findings): unknown[] {
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
  const { head, line, between, tail } = LINEA_JSON_PIECES;
  return `${head}${facts.map(line).join(between)}${tail}`;
}

/** What `writeLineaJson` is made of, for more facts than fit into one text. */
export const LINEA_JSON_PIECES = {
  head: `{ "format": "linea", "version": ${LINEA_JSON_VERSION}, "facts": [\n`,
  line: (fact: Fact): string => JSON.stringify(factJson(fact)),
  between: ',\n',
  tail: '\n] }\n',
} as const;
