import { withMembers } from '@linea/facts';
import {
  type Choice,
  choice,
  count,
  flag,
  type Inputs,
  leaf,
  type Measured,
  quantity,
  type Reader,
  record,
} from '../../engine/index.ts';
import { moment, wholeDay } from '../../general/instants.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { iceItems } from '../ice-items.ts';
import { CONSCIOUSNESS, MOTOR, OEDEMA, SEIZURE } from './domains.ts';

export interface Ice extends Measured {
  /** A total written without its items. */
  readonly isTotal: boolean;
}

const total = count([0, 10]);
const itemRecord = record(iceItems);
const ITEMS = Object.keys(iceItems) as readonly (keyof typeof iceItems)[];

/** ICE as a total, an interval, or its items; an item that was not tested counts from none to all of its points. */
const ice = (): Reader<Ice> => ({
  help: `${total.help}, { low, high }, or { ${ITEMS.join(', ')} }`,
  ...(total.shape ? { shape: total.shape } : {}),
  read(raw, name) {
    const isItems = typeof raw === 'object' && raw !== null && ITEMS.some((item) => item in raw);
    if (!isItems) {
      const { input, issues } = total.read(raw, name);
      return { input: withMembers(input, { isTotal: input.given }), issues };
    }
    const { input, issues } = itemRecord.read(raw, name);
    const each = ITEMS.map((item) => input[item]);
    const sum = (end: 'low' | 'high'): number => each.reduce((so, { range }) => so + range[end], 0);
    const open = each.filter(({ range }) => range.low !== range.high).flatMap(({ key }) => [leaf(key)]);
    const range = { low: sum('low'), high: sum('high') };
    return {
      input: {
        key: name,
        inputs: open.length > 0 ? open : [leaf(name)],
        range,
        unit: '1',
        given: true,
        isTotal: false,
      },
      issues,
    };
  },
});

export interface Consciousness extends Choice<keyof typeof CONSCIOUSNESS> {
  readonly isSedated: boolean;
}

const words = <W extends string>(table: Readonly<Record<W, number>>, same: Readonly<Record<string, W | null>> = {}) =>
  choice(Object.keys(table) as unknown as readonly W[], same);

/** Level of consciousness; under sedation it is not known. */
const consciousness = (): Reader<Consciousness> => {
  const levels = words(CONSCIOUSNESS, {
    awakensSpontaneously: 'spontaneous', awakensToVoice: 'voice', awakensToTactile: 'tactile', sedated: null, intubated: null,
  }); // biome-ignore format: a table
  return {
    ...levels,
    read(raw, name) {
      const { input, issues } = levels.read(raw, name);
      return { input: withMembers(input, { isSedated: raw === 'sedated' || raw === 'intubated' }), issues };
    },
  };
};

/** What is examined at one time (toxicity.md 2.2, 2.3). */
export const examinedInputs = {
  at: absenceSpeaks(moment()),
  day: absenceSpeaks(wholeDay()),
  ageYears: absenceSpeaks(quantity('a', { bare: true, plausible: [0, 130] })),
  developmentalDelay: absenceSpeaks(flag()),
  ice: ice(),
  capd: absenceSpeaks(count([0, 32])),
  consciousness: consciousness(),
  seizure: words(SEIZURE, { brief: 'resolved' }),
  seizureMinutes: absenceSpeaks(quantity('min', { bare: true, plausible: [0, 10_000] })),
  motor: words(MOTOR, { true: 'deepFocalWeakness', false: 'none', yes: 'deepFocalWeakness', no: 'none' }),
  oedema: words(OEDEMA),
  haemorrhage: absenceSpeaks(flag()),
  iceOtherCause: absenceSpeaks(flag()),
  consciousnessOtherCause: absenceSpeaks(flag()),
  seizureOtherCause: absenceSpeaks(flag()),
  motorOtherCause: absenceSpeaks(flag()),
  icpOtherCause: absenceSpeaks(flag()),
  sedated: absenceSpeaks(flag()),
  deathFromICANS: absenceSpeaks(flag()),
  baselineIce: absenceSpeaks(count([0, 10])),
  reportedGrade: absenceSpeaks(count([0, 5])),
};
export type Examined = Inputs<typeof examinedInputs>;

export const EXAMINED_ALIAS = {
  intracranialBleed: 'haemorrhage',
  intracranialHaemorrhage: 'haemorrhage',
  deathFromIcans: 'deathFromICANS',
} as const;
