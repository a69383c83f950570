import type { Issue } from '../issue.ts';
import { fromIso, toIso } from '../when/day.ts';
import { type Instant, parseInstant } from '../when/instant.ts';
import type { Fact, FactId, PatientId } from './fact.ts';
import { Findings } from './findings.ts';
import { type Joined, joinDrafts } from './join-drafts.ts';
import { type Draft, type FactDefaults, readFact } from './read-fact.ts';
import { isFields } from './read-fields.ts';

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
  /** Keep the facts that have no issue although others have one. Default false: all or nothing. */
  readonly acceptValid?: boolean;
}

export interface LineaJsonReading {
  /** False when anything was refused; then `facts` is empty unless `acceptValid` was asked for. */
  readonly ok: boolean;
  /** In the order in which they came, each once. */
  readonly facts: readonly Fact[];
  /** Facts that came twice or that the store already has. */
  readonly duplicates: number;
  /** Facts with at least one issue. */
  readonly refused: number;
  readonly issues: readonly Issue[];
  /** Accepted, but somebody should look. */
  readonly warnings: readonly Issue[];
}

/**
 * Reads facts of Linea's JSON one by one, from whatever file they come: `add` each, then `finish` once. What refers to other
 * facts is looked at when all have come. O(facts).
 */
export class FactReader {
  readonly #findings: Findings;
  readonly #options: ReadOptions;
  readonly #defaults: FactDefaults;
  readonly #drafts: Draft[] = [];
  readonly #lost = new Set<FactId>();
  #added = 0;

  /**
   * @param findings  of several readers of one file, which then end together: after the first issue none of them gives facts
   * @throws {RangeError} the options name no instant
   */
  constructor(options: ReadOptions, findings = new Findings()) {
    this.#findings = findings;
    const recorded = parseInstant(options.recorded);
    if (!recorded.ok) throw new RangeError(`FactReader: recorded ${options.recorded} is no instant`);
    this.#options = { ...options, recorded: recorded.value };
    this.#defaults = { ...options, today: nextDay(recorded.value) };
  }

  /**
   * @param raw  one fact as the JSON has it
   * @param at   its place, unique among all added: issues stand at `${at}.value` and the like
   * @returns false when it was refused
   */
  add(raw: unknown, at: string): boolean {
    this.#added++;
    const draft = readFact(raw, at, this.#defaults, this.#findings);
    if (draft) this.#drafts.push(draft);
    else if (isFields(raw) && typeof raw.id === 'string') this.#lost.add(raw.id);
    return draft !== undefined;
  }

  finish(): LineaJsonReading {
    const { issues, warnings } = this.#findings;
    const alone = this.#added - this.#drafts.length;
    const joined = this.#options.acceptValid ? this.#joinValid() : this.#join(this.#drafts, this.#lost);
    const ok = issues.length === 0;
    const kept = ok || this.#options.acceptValid === true;
    return {
      ok,
      facts: kept ? joined.facts : [],
      duplicates: kept ? joined.duplicates : 0,
      refused: alone + joined.refused.size,
      issues,
      warnings,
    };
  }

  #join(drafts: readonly Draft[], lost: ReadonlySet<FactId>): Joined {
    return joinDrafts(drafts, lost, this.#options, this.#findings);
  }

  /** Leaves out drafts with an issue, then those that refer to them, until the others stand on their own. */
  #joinValid(): Joined {
    const refused = new Set<string>();
    let drafts: readonly Draft[] = this.#drafts;
    for (let round = 1; round <= MOST_ROUNDS; round++) {
      const findings = new Findings();
      const joined = joinDrafts(drafts, NONE, this.#options, findings);
      this.#findings.issues.push(...findings.issues);
      if (joined.refused.size === 0) {
        this.#findings.warnings.push(...findings.warnings);
        return { ...joined, refused };
      }
      for (const at of joined.refused) refused.add(at);
      drafts = drafts.filter(({ at }) => !joined.refused.has(at));
    }
    for (const { at } of drafts) refused.add(at);
    return { facts: [], duplicates: 0, refused };
  }
}

const NONE: ReadonlySet<FactId> = new Set();

/** How long a chain of facts that hang on one another may fall before nothing is kept: time stays linear in the facts. */
const MOST_ROUNDS = 50;

/** The day after that of an instant in UTC: somewhere on earth it has begun. */
const nextDay = (instant: Instant): string => toIso(fromIso(instant.slice(0, 10)) + 1);
