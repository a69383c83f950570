import type { FeatureSummary, ModelFile, Validation } from '@linea/explain';
import type { LimitsTable } from './known/limits-tables.ts';

/** What a model file cannot know and its makers must say; every member may be left out. */
export interface AboutModel {
  readonly title?: string;
  readonly intendedUse?: string;
  readonly users?: string;
  readonly population?: string;
  readonly outcome?: string;
  readonly setting?: string;
  readonly dates?: string;
  readonly limits?: readonly string[];
  readonly contact?: string;
  /** Unit of time, and units of features by name. */
  readonly timeUnit?: string;
  readonly units?: Readonly<Record<string, string>>;
  /** Answers to items of the checklist by their number: `17`, `18a`. */
  readonly items?: Readonly<Record<string, string>>;
}

/** A validation as `linea model validate --json` prints it, out of fold or by bootstrap. */
export type ValidationFile = Partial<Omit<Validation, 'learner'>> & {
  readonly learner: string;
  readonly n: number;
  readonly events: number;
  readonly design?: string;
  readonly formula?: string;
  /** By bootstrap. */
  readonly samples?: number;
  readonly corrected?: Readonly<Record<string, { readonly estimate: number; readonly lower: number; readonly upper: number }>>;
  readonly apparent?: Readonly<Record<string, number>>;
}; // biome-ignore format: one member a line

export interface CardInput {
  readonly model: ModelFile;
  readonly validation?: ValidationFile | undefined;
  readonly about: AboutModel;
}

/** A line of the card: what it is about, and what is said. Undefined = nobody said. */
export interface CardFact {
  readonly label: string;
  readonly text: string | undefined;
}

/** An item of TRIPOD+AI and where it is answered. */
export interface ChecklistRow {
  readonly item: string;
  readonly section: string;
  readonly question: string;
  readonly answer: string | undefined;
}

export interface CardFeature extends Pick<FeatureSummary, 'name'> {
  readonly unit: string;
  readonly range: string;
  readonly mean: string;
  readonly missing: string;
}

/** A model card with its checklist, ready to be laid out. */
export interface ModelCard {
  readonly title: string;
  readonly language: 'it' | 'en';
  readonly banners: readonly string[];
  /** The page for the clinician. */
  readonly facts: readonly CardFact[];
  readonly performance: readonly CardFact[];
  readonly limits: readonly string[];
  /** Behind it. */
  readonly making: readonly CardFact[];
  readonly features: readonly CardFeature[];
  readonly groups: readonly string[];
  /** What is known of its limits, where they were learnt. */
  readonly known: readonly LimitsTable[];
  readonly checklist: readonly ChecklistRow[];
  readonly answered: number;
  /** A drawing, SVG. */
  readonly figure: string | undefined;
  readonly footer: string;
}
