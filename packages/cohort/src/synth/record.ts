import { fromIso, toIso } from '@linea/facts';

/** A fact in Linea's own JSON, as `facts.json` holds it. */
export interface SynthFact {
  id: string;
  patient: string;
  centre: string;
  code: string;
  event: string;
  effective: string;
  value?: unknown;
  unit?: string;
  absent?: string;
  known?: string;
  qualifiers?: Record<string, unknown>;
  stated?: boolean;
  source: string;
  supersedes?: string;
  kind?: string;
  because?: string;
}

/** What is true of one fact beside its value. */
export interface Said {
  readonly unit?: string;
  readonly qualifiers?: Record<string, unknown>;
  /** Days after the day it was true of the patient on which the centre knew it; not given: Linea assumes it. */
  readonly knownAfterDays?: number;
  /** Survives every dirt: what makes the patient a patient of the study. */
  readonly kept?: boolean;
  /** The block of data whose shipping some centres do not manage. */
  readonly block?: 'ctdna' | 'flow' | 'expression';
}

/** A fact before dirt: a day number instead of a text. */
export interface CleanFact extends Said {
  readonly event: string;
  readonly code: string;
  readonly day: number;
  readonly value: unknown;
}

/** Collects the facts of one patient. Days are day numbers since 1970; every date item repeats its own day. */
export class PatientRecord {
  readonly facts: CleanFact[] = [];

  /** One value of an event on a day. */
  put(event: string, code: string, day: number, value: unknown, said: Said = {}): void {
    this.facts.push({ event, code, day, value, ...said });
  }
  /** A date item: its value is the day itself. */
  date(event: string, code: string, day: number, said: Said = {}): void {
    this.put(event, code, day, toIso(day), said);
  }
}

/** The day number of an ISO date. */
export const dayOf = (iso: string): number => fromIso(iso);

/** To so many decimals, as a laboratory prints. */
export const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
