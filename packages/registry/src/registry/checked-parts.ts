import type { Fact, PatientId, ReadingEnd } from '@linea/facts';
import type { Checks } from './checks.ts';
import type { ImportReport, ReadParts } from './registry.ts';
import type { Counts } from './write.ts';

/** Thrown in a transaction to undo everything; `orUndone` gives back what it came to. */
export class Undo extends Error {
  readonly what: unknown;
  constructor(what: unknown) {
    super('undone');
    this.what = what;
  }
}

/** What a transaction came to, whether it was undone or not. */
export async function orUndone<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Undo) return error.what as T;
    throw error;
  }
}

/** Parts that have passed the checks of the store. After the first issue no more come; the rest is only read for its issues. */
export class CheckedParts implements AsyncIterable<readonly Fact[]> {
  readonly #parts: ReadParts['parts'];
  readonly checks: Checks;
  end: ReadingEnd = { ok: true, duplicates: 0, refused: 0, issues: [], warnings: [] };

  constructor(parts: ReadParts['parts'], checks: Checks) {
    this.#parts = parts;
    this.checks = checks;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<readonly Fact[]> {
    for (let next = await this.#parts.next(); ; next = await this.#parts.next()) {
      if (next.done) {
        this.end = next.value;
        return;
      }
      this.checks.look(next.value);
      if (this.checks.issues.length === 0) yield next.value;
    }
  }
}

/** What would be stored. */
export async function counted(parts: AsyncIterable<readonly Fact[]>): Promise<Counts> {
  const counts = new Map<PatientId, number>();
  for await (const part of parts) for (const { patient } of part) counts.set(patient, (counts.get(patient) ?? 0) + 1);
  return counts;
}

export function reportOf({ end, checks }: CheckedParts, counts: Counts): ImportReport {
  const issues = [...end.issues, ...checks.issues];
  const ok = end.ok && issues.length === 0;
  let accepted = 0;
  for (const count of counts.values()) accepted += count;
  return {
    ok,
    accepted: ok ? accepted : 0,
    duplicates: ok ? end.duplicates : 0,
    refused: end.refused + checks.issues.length,
    issues,
    warnings: end.warnings,
    patients: ok ? [...counts.keys()] : [],
  };
}
