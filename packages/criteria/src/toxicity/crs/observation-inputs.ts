import { choice, count, flag, type Inputs, quantity, type Reader, record } from '../../engine/index.ts';
import { moment, wholeDay } from '../../general/instants.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { DEVICES } from './signs.ts';
import { vasopressors } from './vasopressors.ts';

const device = () =>
  choice(DEVICES, { roomAir: 'none', room_air: 'none', invasiveVentilation: 'mechanicalVentilation' });
const flow = () => quantity('L/min', { bare: true, plausible: [0, 120] });

/** What is seen of a patient at one time (toxicity.md 1.1). */
export const seenInputs = {
  at: absenceSpeaks(moment()),
  day: absenceSpeaks(wholeDay()),
  temperature: quantity('Cel', { plausible: [30, 45] }),
  hypotension: choice(['none', 'present'], {
    true: 'present',
    false: 'none',
    yes: 'present',
    no: 'none',
    absent: 'none',
  }),
  vasopressors: vasopressors(),
  oxygenDevice: device(),
  oxygenFlow: flow(),
  baselineOxygen: absenceSpeaks(record({ device: device(), flow: flow() })),
  ventilationReason: choice(['hypoxia', 'airwayProtection', 'procedure']),
  feverOtherCause: absenceSpeaks(flag()),
  hypotensionOtherCause: absenceSpeaks(flag()),
  hypoxiaOtherCause: absenceSpeaks(flag()),
  deathFromCRS: absenceSpeaks(flag()),
  sbp: absenceSpeaks(quantity('mm[Hg]', { bare: true, plausible: [0, 350] })),
  map: absenceSpeaks(quantity('mm[Hg]', { bare: true, plausible: [0, 300] })),
  reportedGrade: absenceSpeaks(count([0, 5])),
};
export type Seen = Inputs<typeof seenInputs>;

export const SEEN_ALIAS = { systolic: 'sbp', deathFromCrs: 'deathFromCRS' } as const;

/** A flag with a default where it is not given; null leaves it open. */
export const defaultFalse = () => {
  const said = flag();
  return absenceSpeaks<ReturnType<typeof said.read>['input']>({
    help: `${said.help} (default false)`,
    read: (raw, name) => said.read(raw === undefined ? false : raw, name),
  });
};

/** Hours since the last fever of the episode: null, there was none. */
export const hoursSinceFever = (): Reader<{
  readonly isNone: boolean;
  readonly hours: ReturnType<typeof inHours.read>['input'];
}> => ({
  help: 'hours | null',
  read(raw, name) {
    const { input, issues } = inHours.read(raw, name);
    return { input: { isNone: raw === null, hours: input }, issues };
  },
});
const inHours = quantity('h', { bare: true, plausible: [0, 24 * 400] });
