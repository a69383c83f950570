import { isNotAfter, withMembers } from '@linea/facts';
import {
  above, atLeast, choice, criterion, date, FROM_MEMORY, happenedBy, happenedWithinDays, type Inputs, is, type Measured, type Reader, settle, truth, type When,
} from '../engine/index.ts'; // biome-ignore format: a list
import { absenceSpeaks, daysSince, fraction, percent } from '../general/readers.ts';
import { burdenApplications } from './burden-facts.ts';
import { mrd as mrdCriterion, mrdLevelIs } from './mrd.ts';
import { extramedullaryDisease, MRD_CLASSES } from './readers.ts';

/** MRD as its class, a fraction, `{ value, unit }`, or the inputs of `all.mrd`. */
const mrdInput: Reader<string | null> = {
  help: `${MRD_CLASSES.join(' | ')} | fraction | inputs of all.mrd`,
  read(raw, name) {
    if (raw === null || raw === undefined) return { input: null, issues: [] };
    if (typeof raw === 'object' && 'result' in raw) {
      const { answer, issues } = mrdCriterion.derive(raw);
      return { input: typeof answer.value === 'string' ? answer.value : null, issues };
    }
    if (typeof raw === 'string') {
      const read = choice(MRD_CLASSES).read(raw, name);
      return { input: read.input.given ? (read.input.options[0] ?? null) : null, issues: read.issues };
    }
    const { input: level, issues } = fraction().read(raw, name);
    const { settled } = settle(mrdLevelIs(level));
    return { input: level.given && settled.status === 'determined' ? settled.value : null, issues };
  },
};

const REMISSION = ['CR', 'CRh', 'CRi', 'MLFS'] as const;

const inputs = {
  bmBlasts: percent(),
  emd: extramedullaryDisease(),
  mrd: mrdInput,
  response: absenceSpeaks(choice([...REMISSION, 'PR', 'failure', 'relapse', 'NR'])),
  timepoint: absenceSpeaks(date()),
  marrowDate: absenceSpeaks(date()),
  ageDays: absenceSpeaks(daysSince()),
};
type BurdenInputs = Inputs<typeof inputs>;

/** The marrow counts when it was taken on or before the time point and not longer ago than allowed. */
function usable(
  { timepoint, marrowDate, ageDays }: BurdenInputs,
  most: number,
): (path: Parameters<ReturnType<typeof happenedBy>>[0]) => boolean {
  const dated = timepoint.given && marrowDate.given;
  return (path) => {
    if (ageDays.given && (above(ageDays, most)(path) || !atLeast(ageDays, 0)(path))) return false;
    return !dated || (happenedBy(marrowDate, timepoint)(path) && happenedWithinDays(timepoint, marrowDate, most)(path));
  };
}

/** Blasts of a patient in remission whose percentage was not written are below 5 %. */
const blastsOf = ({ bmBlasts, response }: BurdenInputs): Measured =>
  !bmBlasts.given && response.given && truth(is(response, ...REMISSION)) === true
    ? withMembers(bmBlasts, { given: true, range: { low: 0, high: 5, highOpen: true } })
    : bmBlasts;

const tooOld = ({ timepoint, marrowDate, ageDays }: BurdenInputs, most: number): boolean => {
  const within = (a: When, b: When): boolean =>
    !a.span || !b.span || isNotAfter(a.span, { start: b.span.start + most, end: b.span.end + most }) !== false;
  return (
    (ageDays.given && truth(above(ageDays, most)) === true) ||
    (timepoint.given && marrowDate.given && !within(timepoint, marrowDate))
  );
};

/**
 * Burden of leukaemia at a time point: relapse, before apheresis, before lymphodepletion - `all.burden`
 *
 *  marrow  low: blasts < 5 %; high: >= 5 % (with `finerCut` also `veryHigh`: > 25 %)
 *  emd     true, false, or null when not assessed
 *  mrd     its class (`all.mrd`)
 *
 * The last marrow on or before the time point counts, not older than 42 days (`burdenMaxAgeDays`); without one the
 * burden is low or high, with warning `no-recent-marrow`. A response in remission stands for blasts below 5 %.
 *
 * @param bmBlasts               marrow blasts, %
 * @param emd                    present, absent, unknown
 * @param mrd                    fraction, class, or the inputs of all.mrd
 * @param timepoint, marrowDate  dates that tell the age of the marrow, or `ageDays`
 * @source convention of this project (all.md 4.3); the cut at 25 % from memory
 */
export const burden = criterion({
  id: 'all.burden',
  version: '1',
  source: 'convention of this project',
  verification: 'convention',
  inputs,
  params: { burdenMaxAgeDays: { default: 42 }, finerCut: { default: false } },
  answers: ['low', 'high'],
  decide: (of, { burdenMaxAgeDays }) => {
    const [blasts, fresh] = [blastsOf(of), usable(of, burdenMaxAgeDays)];
    const other: Measured = withMembers(of.bmBlasts, {
      key: 'bmBlasts at the time',
      inputs: ['bmBlasts'],
      range: { low: 0, high: 100 },
    });
    return (path) => (atLeast(fresh(path) ? blasts : other, 5)(path) ? 'high' : 'low');
  },
  fields: (settled, _, of, { finerCut }) => ({
    marrow: settled.status === 'determined' ? settled.value : null,
    emd: truth(is(of.emd, 'present')),
    ...(of.mrd === null ? {} : { mrd: of.mrd }),
    ...(finerCut ? { veryHigh: truth(above(blastsOf(of), 25)) } : {}),
  }),
  warn: (of, { burdenMaxAgeDays, finerCut }) => [
    ['no-recent-marrow', !blastsOf(of).given || tooOld(of, burdenMaxAgeDays)],
    [FROM_MEMORY, finerCut],
  ],
  from: burdenApplications,
});
