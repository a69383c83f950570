import { daysBetween } from '@linea/facts';
import {
  always,
  type Condition,
  criterion,
  type Decision,
  date,
  firstOf,
  happenedBeforeMonths,
  happenedWithinMonths,
  type Inputs,
  not,
} from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { TIMING_SCHEMES, type TimingScheme } from './readers.ts';
import { timingApplications } from './relapse-facts.ts';

type Timing = 'very-early' | 'early' | 'intermediate' | 'late';

const inputs = { diagnosis: date(), relapse: date(), cr1: date(), therapyEnd: absenceSpeaks(date('null')) };
type TimingInputs = Inputs<typeof inputs>;

/** Relapse at least 6 calendar months after the end of frontline therapy; on therapy (null) never. */
const sixMonthsOff =
  ({ relapse, therapyEnd }: TimingInputs): Condition =>
  (path) =>
    therapyEnd.span !== null && not(happenedBeforeMonths(relapse, therapyEnd, 6))(path);

const SCHEMES: Readonly<Record<TimingScheme, (of: TimingInputs) => Decision<Timing>>> = {
  'gmall-18m': ({ diagnosis, relapse }) => firstOf<Timing>([
    ['early', happenedBeforeMonths(relapse, diagnosis, 18)],
    ['late', always],
  ]),
  'cr1-12m': ({ cr1, relapse }) => firstOf<Timing>([
    ['early', happenedWithinMonths(relapse, cr1, 12)],
    ['late', always],
  ]),
  bfm: (of) => firstOf<Timing>([
    ['late', sixMonthsOff(of)],
    ['very-early', happenedBeforeMonths(of.relapse, of.diagnosis, 18)],
    ['early', always],
  ]),
  cog: ({ diagnosis, relapse }) => firstOf<Timing>([
    ['early', happenedBeforeMonths(relapse, diagnosis, 18)],
    ['intermediate', happenedBeforeMonths(relapse, diagnosis, 36)],
    ['late', always],
  ]),
}; // biome-ignore format: the tables of all.md 4.2

/**
 * Early or late relapse of acute lymphoblastic leukaemia - `all.relapseTiming`
 *
 *  gmall-18m  early: before diagnosis + 18 calendar months; else late
 *  cr1-12m    early: not after first remission + 12 calendar months; else late
 *  bfm        late: 6 calendar months or more after the end of frontline therapy (on therapy never);
 *             very-early: before diagnosis + 18 months; else early
 *  cog        early, intermediate, late: before diagnosis + 18, before + 36, later
 *
 * An imprecise date that straddles a limit leaves both classes. Beside the class: days from diagnosis.
 *
 * @param diagnosis, relapse  dates
 * @param cr1                 first complete remission
 * @param therapyEnd          end of frontline therapy; null = still on therapy
 * @source GMALL: Gokbuget N et al. Blood 2012;120:2032-2041; COG and BFM: World J Hematol 2014;3:49; cr1-12m (ZUMA-3) from memory
 */
export const relapseTiming = criterion({
  id: 'all.relapseTiming',
  version: '1',
  source: 'Gökbuget N et al. Blood 2012;120:2032-2041; World J Hematol 2014;3:49',
  inputs,
  params: { scheme: { default: 'gmall-18m' as TimingScheme, allowed: TIMING_SCHEMES } },
  answers: ['very-early', 'early', 'intermediate', 'late'],
  decide: (of, { scheme }) => SCHEMES[scheme](of),
  fields: (_, __, { diagnosis, relapse }) =>
    diagnosis.given && relapse.given && diagnosis.span && relapse.span
      ? { daysFromDiagnosis: daysBetween(diagnosis.span, relapse.span) }
      : {},
  warn: (_, { scheme }) => [['ruleNotIndependentlyVerified', scheme === 'cr1-12m']],
  from: timingApplications,
});
