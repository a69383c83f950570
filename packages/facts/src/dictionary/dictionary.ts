import { lazy } from '../lazy.ts';
import { type Code, dictionaryData, type EventKind } from './dictionary.generated.ts';
import { editDistance } from './edit-distance.ts';

export type { Code, EventKind };

type ItemType =
  | 'text'
  | 'date'
  | 'partialDate'
  | 'dateTime'
  | 'code'
  | 'codeList'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'reference';

export interface Answer {
  readonly code: string;
  readonly en: string;
  readonly it: string;
}

/** One item of the data dictionary, as far as the program reads it. */
export interface Item {
  readonly code: Code;
  readonly event: EventKind;
  readonly repeat: 'once' | 'repeatable' | 'daily';
  readonly role: 'value' | 'date' | 'qualifier';
  readonly labelEn: string;
  readonly labelIt: string;
  readonly type: ItemType;
  /** UCUM unit in which Linea computes. */
  readonly unit: string | null;
  /** Allowed answers; null with type `code` means an external list (drugs, regimens, genes). */
  readonly values: readonly Answer[] | null;
  readonly range: {
    readonly hardMin: number | string | null;
    readonly hardMax: number | string | null;
    readonly softMin: number | string | null;
    readonly softMax: number | string | null;
  };
  readonly diseases: readonly Disease[];
  /** `core`: asked of every patient of these diseases; else optional, with its event, or under a condition. */
  readonly required: { readonly level: 'core' | 'optional' | 'withEvent' | 'conditional' };
  readonly help: string | null;
}

export type Disease = 'LBCL' | 'ALL' | 'MM' | 'SLE';

/** The data dictionary by code. Parsed at the first call: 701 items, about 5 ms. */
export const dictionary: () => ReadonlyMap<string, Item> = lazy(
  () => new Map((dictionaryData as readonly Item[]).map((item) => [item.code, item])),
);

/** An item that must exist. @throws {RangeError} no such code */
export function item(code: string): Item {
  const found = dictionary().get(code);
  if (!found) throw new RangeError(`item: no code ${code} in the dictionary`);
  return found;
}

/**
 * Days from the end of a sample or observation to the day on which a centre can act on it, by kind of event.
 * The dictionary carries no turnaround: these are Linea's own convention, used only where the source does not say
 * when a result was known (`knownBasis: 'assumed'`).
 */
// biome-ignore format: a table
const TURNAROUND_DAYS: Partial<Record<EventKind, number>> = {
  marrow: 2, mrd: 5, pathology: 5, cytogenetics: 10, molecular: 14, assay: 14, immune: 1,
};

/** Usual turnaround in whole days of a kind of fact; 0 where results come the same day. */
export const turnaroundDays = (code: string): number =>
  TURNAROUND_DAYS[dictionary().get(code)?.event as EventKind] ?? 0;

/** Every kind of event (`lab`, `infusion`); an event id is `kind:name`. */
export const eventKinds: () => ReadonlySet<string> = lazy(
  () => new Set([...dictionary().values()].map(({ event }) => event)),
);

/** Conclusions that do not say so in their name (field-map.md 1, rule 7). */
// biome-ignore format: a table
const CONCLUSIONS: ReadonlySet<string> = new Set([
  'crs.maxGrade', 'icans.maxGrade', 'iechs.maxGrade', 'resp.imwg', 'resp.imwgBone', 'resp.lugano', 'resp.all', 'bridge.response',
  'line.bestResponse', 'sub.response', 'stg.durieSalmon',
]);

/** True for items whose value is somebody's conclusion (a reported stage, grade or response), never an observation. */
export const isConclusion = (code: string): boolean => CONCLUSIONS.has(code) || code.endsWith('Reported');

/** At most five codes that somebody who wrote an unknown one may have meant: another case, the last part alone, a slip or two. */
export function similarCodes(wrong: string): readonly string[] {
  const lower = wrong.slice(0, 40).toLowerCase();
  const name = lower.slice(lower.lastIndexOf('.') + 1);
  const slips = lower.length > 6 ? 2 : 1;
  const scored = [...dictionary().keys()].flatMap((code) => {
    const candidate = code.toLowerCase();
    if (candidate === lower) return [{ code, score: 0 }];
    const distance = editDistance(lower, candidate, slips);
    if (distance <= slips) return [{ code, score: distance }];
    if (name !== '' && candidate.endsWith(`.${name}`)) return [{ code, score: slips + 1 }];
    return lower.length > 3 && candidate.startsWith(lower) ? [{ code, score: slips + 2 }] : [];
  });
  return scored
    .sort((a, b) => a.score - b.score)
    .slice(0, 5)
    .map(({ code }) => code);
}
