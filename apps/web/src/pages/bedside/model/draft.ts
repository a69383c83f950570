import type { Observation } from '@linea/registry/observation';
import { ICE, ICE_CODES, ICE_ITEMS, type IceAnswer, type IceAnswers, type IceItem } from './ice.ts';

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

/** A draft again of an observation that was refused: what it says, under a new key. */
export function draftOf({ at = '', values, drugs }: Observation, key: string): Draft {
  const [typed, units, chosen]: [Record<string, string>, Record<string, string>, Record<string, readonly string[]>] = [
    {},
    {},
    {},
  ];
  const ice: Record<string, IceAnswer> = {};
  for (const { code, value, unit, low, high, note } of values) {
    const item = ICE_ITEMS.find((one) => ICE_CODES[one] === code);
    if (item) Object.assign(ice, answersOf(item, low ?? Number(value), high ?? Number(value)));
    else if (code === 'day.iceNotTestable') Object.assign(ice, untestedOf(value as readonly string[]));
    else if (typeof value === 'number') {
      typed[code] = String(value);
      if (unit) units[code] = unit;
    } else if (note !== undefined) typed[code] = note.split(' ')[0] ?? '';
    else chosen[code] = Array.isArray(value) ? value.map(String) : [String(value)];
  }
  return {
    ...emptyDraft(key, at),
    typed,
    units,
    chosen,
    ice,
    drugs: drugs.map((drug, index) => ({
      id: `${key}.${index}`,
      drug: drug.drug,
      at: drug.at,
      dose: drug.dose === undefined ? '' : String(drug.dose),
      unit: drug.unit ?? '',
      route: drug.route ?? '',
      purpose: drug.purpose ?? '',
    })),
  };
}

/** So many right, the rest wrong, or not testable as far as the item was left open. */
const answersOf = (item: IceItem, low: number, high: number): IceAnswers =>
  Object.fromEntries(
    ICE[item].map((question, index) => [question, index < low ? 'right' : index < high ? 'notTestable' : 'wrong']),
  );

const untestedOf = (untested: readonly string[]): IceAnswers =>
  Object.assign(
    {},
    ...ICE_ITEMS.filter((item) => untested.includes('all') || untested.includes(item)).map((item) =>
      answersOf(item, 0, ICE[item].length),
    ),
  );
