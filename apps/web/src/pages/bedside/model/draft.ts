import type { IceAnswers } from './ice.ts';

/** A drug as it is being typed. */
export interface DraftDrug {
  readonly id: string;
  readonly drug: string;
  readonly at: string;
  readonly dose: string;
  readonly unit: string;
  readonly route: string;
  readonly purpose: string;
}

/** An observation as it is being typed: all of it is text and choices, whatever they may mean. */
export interface Draft {
  /** Under which it will be sent, however often. */
  readonly key: string;
  /** `YYYY-MM-DDTHH:MM` by the clock of the ward. */
  readonly at: string;
  /** Numbers as they were typed, and their units where there is a choice, by code. */
  readonly typed: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
  /** Coded answers, by code. */
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  readonly ice: IceAnswers;
  readonly drugs: readonly DraftDrug[];
}

export const emptyDraft = (key: string, at: string): Draft => ({
  key,
  at,
  typed: {},
  units: {},
  chosen: {},
  ice: {},
  drugs: [],
});

/** Has anything been typed? A clock time alone is nothing. */
export const isEmpty = ({ typed, chosen, ice, drugs }: Draft): boolean =>
  drugs.length === 0 &&
  Object.values(ice).every((answer) => answer === undefined) &&
  Object.values(chosen).every((answers) => answers.length === 0) &&
  Object.values(typed).every((text) => text.trim() === '');

const two = (number: number): string => String(number).padStart(2, '0');

/** The clock of the ward, to the minute. */
export const wardTime = (now: Date): string =>
  `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}T${two(now.getHours())}:${two(now.getMinutes())}`;
