import type { Code, Disease } from '@linea/facts';
import type { Condition } from '../gate/condition.ts';
import { knowledgeData } from './knowledge.generated.ts';

/** `verified`: seen in a public source; `document`: stated by a source document; `memory`: not looked up, to be re-read before clinical use. */
export type Mark = 'verified' | 'memory' | 'document';

/** Where a statement comes from, and how far it was checked. */
export interface Reading {
  readonly mark: Mark;
  /** Key of `sources`. */
  readonly source: string;
}

export interface KnowledgeSource {
  readonly id: string;
  readonly citation: string;
  readonly doi: string | null;
  readonly nct: string | null;
  readonly status: 'verified' | 'memory';
}

export interface TrialResult {
  readonly endpoint: string;
  readonly arm: string;
  readonly value: number | null;
  readonly unit: string;
  readonly comparator: number | null;
  readonly hazardRatio: number | null;
  readonly ci95: readonly [number, number] | null;
  readonly status: 'verified' | 'memory';
  readonly source: string;
  readonly note: string | null;
}

export interface Trial {
  readonly id: string;
  readonly name: string;
  readonly sources: readonly string[];
  readonly n: number | null;
  readonly population: string;
  readonly design: string;
  readonly refractoryPct: readonly {
    readonly to: string;
    readonly pct: number | null;
    readonly status: 'verified' | 'memory';
    readonly source: string;
    readonly note: string | null;
  }[];
  readonly results: readonly TrialResult[];
}

export interface KnownRegimen {
  readonly id: string;
  readonly nameEn: string;
  readonly nameIt: string;
  readonly drugs: readonly string[];
  readonly cycleDays: number | null;
  readonly schedule: readonly {
    readonly drug: string;
    readonly dose: number | null;
    readonly unit: string;
    readonly route: string;
    readonly days: string;
  }[];
  readonly guidelinePlace: string | null;
}

export type RegulatoryStatus =
  | 'authorised'
  | 'established'
  | 'notAuthorised'
  | 'trialOnly'
  | 'reimbursed'
  | 'cnn'
  | 'earlyAccess'
  | 'notReimbursed'
  | 'unknown';

/** From when a status holds. */
export interface StatusChange extends Reading {
  readonly status: RegulatoryStatus;
  /** EDTF; absent: it holds, and since when is not established. */
  readonly from?: string;
  /** Without `from`: a document says it for this date and later. */
  readonly statedFrom?: string;
  /** Without `from`: a document says it for this date and before. */
  readonly statedUntil?: string;
}

/** A printed indication as questions to the facts, with what authorities decided and when. */
export interface Label {
  readonly id: string;
  readonly regimen: string;
  readonly disease: Disease;
  readonly trials: readonly string[];
  /** Conditions of `mm.gate` for this product, instead of a list of its own. */
  readonly gate?: string;
  readonly conditions?: readonly Condition[];
  readonly reading: Reading;
  readonly europe: readonly StatusChange[];
  readonly italy: readonly StatusChange[];
  /** Where Italy pays for less than the label says. */
  readonly reimbursedFor?: readonly Condition[];
  readonly reimbursedReading?: Reading;
}

/** On which days of which cycles a drug of a regimen is given, where one line of days does not say it. */
export interface KnownSchedule extends Reading {
  readonly regimen: string;
  readonly drug: string;
  readonly fromCycle: number;
  /** null: from then on. */
  readonly toCycle: number | null;
  /** `1,8,15,22`, `1-21`. */
  readonly days: string;
  readonly dose: number | null;
  readonly unit: string;
}

/** Who was let into a trial, and the median age: beside what its entry says. */
export interface Population extends Reading {
  readonly trial: string;
  /** Prior lines, from and to; null is no limit. */
  readonly line?: readonly [number, number | null];
  readonly ecog?: readonly [number, number];
  readonly ageMedian?: number;
  readonly ageFrom?: number;
  readonly ageTo?: number;
  /** Percent refractory to a class, where the entry of the trial does not say it. */
  readonly refractory?: Readonly<Record<string, number>>;
}

export interface ExpectedToxicity extends Reading {
  readonly drug: string;
  readonly expect: readonly string[];
}

/** What support is for: what serves it, the drugs that ask for it, and the facts that speak for it. */
export interface Purpose extends Reading {
  readonly purpose: string;
  /** Kinds of support and drugs. */
  readonly given: readonly string[];
  readonly drugs: readonly string[];
  readonly because: readonly { readonly code: Code; readonly answers?: readonly string[] }[];
}

/** What is known for one side of a decision; its sentence is the message `decision.evidence.<id>`. */
export interface EvidenceStatement extends Reading {
  readonly decision: string;
  readonly side: 'for' | 'against' | 'limits';
  readonly id: string;
  readonly trial?: string;
}

export interface Knowledge {
  readonly sources: readonly KnowledgeSource[];
  readonly accessClasses: readonly { readonly id: string; readonly sources: readonly string[] }[];
  readonly drugs: readonly {
    readonly id: string;
    readonly inn: string;
    readonly class: string;
    readonly target: string;
    readonly source: string;
  }[];
  readonly trials: readonly Trial[];
  readonly regimens: readonly (KnownRegimen & Readonly<Record<'ema' | 'aifa', { statusFlag: Mark; source: string }>>)[];
  readonly schedules: readonly KnownSchedule[];
  readonly labels: readonly Label[];
  readonly populations: readonly Population[];
  readonly toxicities: readonly ExpectedToxicity[];
  readonly purposes: readonly Purpose[];
  readonly decisions: readonly EvidenceStatement[];
  /** The English of the data in the reader's language. */
  readonly words: Readonly<Record<string, { readonly en: string; readonly it: string }>>;
}

const known = knowledgeData as Knowledge;
const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

const [sources, trials, regimens, drugs] = [known.sources, known.trials, known.regimens, known.drugs].map((rows) =>
  byId<{ readonly id: string }>(rows),
) as [
  ReadonlyMap<string, KnowledgeSource>,
  ReadonlyMap<string, Trial>,
  ReadonlyMap<string, KnownRegimen>,
  ReadonlyMap<string, Knowledge['drugs'][number]>,
];

export const labels: readonly Label[] = known.labels;
export const purposes: readonly Purpose[] = known.purposes;
export const decisionEvidence: readonly EvidenceStatement[] = known.decisions;
export const sourceById = (id: string): KnowledgeSource | undefined => sources.get(id);
export const trialById = (id: string): Trial | undefined => trials.get(id);
export const regimenById = (id: string): KnownRegimen | undefined => regimens.get(id);
export const schedulesOfRegimen = (regimen: string, drug: string): readonly KnownSchedule[] =>
  known.schedules.filter((one) => one.regimen === regimen && one.drug === drug);
export const targetOf = (drug: string): string | undefined => drugs.get(drug)?.target;
export const populationOf = (trial: string): Population | undefined =>
  known.populations.find((one) => one.trial === trial);
export const toxicityOf = (drug: string): ExpectedToxicity | undefined =>
  known.toxicities.find((one) => one.drug === drug);

/** A text of the knowledge in the reader's language. */
export const inWords = (text: string, language: 'en' | 'it'): string => known.words[text]?.[language] ?? text;
