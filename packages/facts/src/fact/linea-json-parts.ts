import type { Issue } from '../issue.ts';
import type { CentreId, Fact, PatientId } from './fact.ts';
import { FactReader, type LineaJsonReading, type ReadOptions } from './fact-reader.ts';
import { Findings } from './findings.ts';
import { readDocument } from './linea-json.ts';
import { isFields } from './read-fields.ts';
import { nameIssue } from './read-text.ts';

/** What is left to say when all parts of a file have been read. */
export type ReadingEnd = Omit<LineaJsonReading, 'facts'>;

/** A file of Linea's JSON, taken apart by patient. */
export interface LineaJsonParts {
  /**
   * In the order of the file, each with the centre that its first fact names; '' where a fact names none. Names that reading
   * refuses are not among them.
   */
  readonly patients: ReadonlyMap<PatientId, CentreId>;
  /** Facts of whole patients, some thousands at a time. After the first issue no more facts come, only issues. To be called once. */
  readonly read: (options: ReadOptions) => Generator<readonly Fact[], ReadingEnd>;
}

/** A part is as large as its last patient makes it, from this many facts. */
const PART = 2_000;

/**
 * Opens Linea's JSON to read it in parts: whoever stores the facts may store one part while the next is read, and the whole
 * need not be held. Says the same as `readLineaJson`, patient by patient, with issues in the order of the file.
 */
export function openLineaJson(text: string, defaults: Pick<ReadOptions, 'patient' | 'centre'> = {}): LineaJsonParts {
  const findings = new Findings();
  const raw: unknown[] = readDocument(text, findings);
  const places = new Map<PatientId, number[]>();
  const patients = new Map<PatientId, CentreId>();
  for (const [index, fact] of raw.entries()) {
    const patient = named(fact, 'patient') ?? defaults.patient ?? '';
    const own = places.get(patient);
    if (own) own.push(index);
    else {
      places.set(patient, [index]);
      const centre = named(fact, 'centre') ?? defaults.centre ?? '';
      if (patient === '' || !nameIssue(patient, '')) patients.set(patient, nameIssue(centre, '') ? '' : centre);
    }
  }
  return { patients, read: (options) => readParts(raw, [...places.values()], { ...defaults, ...options }, findings) };
}

function* readParts(
  raw: unknown[],
  patients: readonly (readonly number[])[],
  options: ReadOptions,
  findings: Findings,
): Generator<readonly Fact[], ReadingEnd> {
  let [duplicates, refused] = [0, 0];
  let reader = new FactReader(options, findings);
  let size = 0;
  for (const [index, places] of patients.entries()) {
    for (const place of places) {
      reader.add(raw[place], `facts[${place}]`);
      raw[place] = undefined; // Read facts need not wait for the last one.
    }
    size += places.length;
    if (size < PART && index < patients.length - 1) continue;
    const part = reader.finish();
    duplicates += part.duplicates;
    refused += part.refused;
    if (part.facts.length > 0) yield part.facts;
    reader = new FactReader(options, findings);
    size = 0;
  }
  const { issues, warnings } = findings;
  const ok = issues.length === 0;
  const inOrder = (found: readonly Issue[]): readonly Issue[] => [...found].sort((a, b) => placeOf(a) - placeOf(b));
  return { ok, duplicates: ok ? duplicates : 0, refused, issues: inOrder(issues), warnings: inOrder(warnings) };
}

const named = (fact: unknown, name: 'patient' | 'centre'): string | undefined => {
  const value = isFields(fact) ? fact[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** 12 of `facts[12].value`. */
const placeOf = ({ at }: Issue): number => Number(/^facts\[(\d+)\]/.exec(at)?.[1] ?? -1);
