import {
  all,
  any,
  type Condition,
  choice,
  criterion,
  type Decision,
  date,
  FROM_MEMORY,
  flag,
  happenedBeforeMonths,
  happenedWithinMonths,
  type Inputs,
  is,
  isFalse,
  isTrue,
  type Path,
  truth,
} from '../engine/index.ts';
import { plainly } from '../general/plainly.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { happened } from '../lines/ask.ts';
import { secondLineApplications } from './second-line-facts.ts';

const STATUS = ['refractory', 'earlyRelapse', 'lateRelapse', 'notRelapsed'] as const;
type Status = (typeof STATUS)[number];

/** Relapse within so many calendar months of the end of the first line is early, the last day included. */
const EARLY_MONTHS = 12;

const inputs = {
  bestResponseFirstLine: choice(['CR', 'PR', 'SD', 'PD'], { NE: null }),
  firstLineCompletionDate: date(),
  progressionDate: date('null'),
  residualProven: absenceSpeaks(flag()),
  firstLineHadAntiCD20: flag(),
  firstLineHadAnthracycline: flag(),
  autologousTransplantDate: date('null'),
};
type FirstLine = Inputs<typeof inputs>;

/** Progression not later than the limit; where it or the end of the line is not known, either. */
const within =
  (of: FirstLine, months: number): Condition =>
  (path) =>
    happenedWithinMonths(of.progressionDate, of.firstLineCompletionDate, months)(path);

/** A partial remission that nobody proved to be lymphoma and that has not progressed may be either. */
const residual = ({ residualProven }: FirstLine, path: Path): boolean =>
  residualProven.given && isTrue(residualProven)(path)
    ? true
    : path.settle({ key: 'residual disease', inputs: ['residualProven', 'progressionDate'] }, null);

/** Proof is a record: where none is given, a dated progression decides (rule 6 leaves open only what has neither). */
function afterPartialRemission(of: FirstLine, path: Path): Status {
  if (of.residualProven.given && isTrue(of.residualProven)(path)) return 'refractory';
  if (happened(path, of.progressionDate)) return within(of, EARLY_MONTHS)(path) ? 'refractory' : 'lateRelapse';
  return residual(of, path) ? 'refractory' : 'notRelapsed';
}

function afterRemission(of: FirstLine, path: Path): Status {
  if (!happened(path, of.progressionDate)) return 'notRelapsed';
  return within(of, EARLY_MONTHS)(path) ? 'earlyRelapse' : 'lateRelapse';
}

const european =
  (of: FirstLine): Decision<Status> =>
  (path) => {
    if (is(of.bestResponseFirstLine, 'SD', 'PD')(path)) return 'refractory';
    return is(of.bestResponseFirstLine, 'PR')(path) ? afterPartialRemission(of, path) : afterRemission(of, path);
  };

/** As the European wording, but a relapse before three months after a complete remission is refractory. */
const transform =
  (of: FirstLine): Decision<Status> =>
  (path) => {
    const early = all(is(of.bestResponseFirstLine, 'CR'), (way) => happened(way, of.progressionDate));
    if (early(path) && happenedBeforeMonths(of.progressionDate, of.firstLineCompletionDate, 3)(path))
      return 'refractory';
    return european(of)(path);
  };

/** Stable or progressive disease as best response, or relapse within 12 months of an autologous transplant. */
const scholar =
  (of: FirstLine): Decision<Status> =>
  (path) => {
    const afterTransplant: Condition = (way) =>
      happened(way, of.autologousTransplantDate) &&
      happened(way, of.progressionDate) &&
      happenedWithinMonths(of.progressionDate, of.autologousTransplantDate, EARLY_MONTHS)(way);
    if (any(is(of.bestResponseFirstLine, 'SD', 'PD'), afterTransplant)(path)) return 'refractory';
    return afterRemission(of, path);
  };

const DEFINITIONS = { european, transform, scholar1: scholar } as const;
type Definition = keyof typeof DEFINITIONS;

/**
 * Status after first-line treatment (large B-cell lymphoma) - `lbcl.secondLineStatus`
 *
 *  best SD or PD                                              refractory
 *  best PR, residual disease proven, or progression up to     refractory
 *    completion + 12 calendar months
 *  best PR, first progression later                           lateRelapse
 *  best CR, progression up to completion + 12 months          earlyRelapse
 *  best CR, progression later                                 lateRelapse
 *  best CR, no progression                                    notRelapsed
 *
 * Twelve months are inclusive and a day that the month does not have is its last (29 February 2024 -> 28 February 2025).
 * PR with neither proof nor progression stays open. `refractoryOrEarly` may be settled where the status is not: a
 * description of timing. `trialDefinition`: `transform` calls a relapse before 3 months after CR refractory, `scholar1`
 * calls refractory SD or PD, or a relapse within 12 months of an autologous transplant.
 *
 * @param firstLineCompletionDate  last dose of the first line
 * @param progressionDate          null: none
 * @source Locke FL et al. N Engl J Med 2022;386:640; Abramson JS et al. Blood 2023;141:1675
 */
export const secondLineStatus = criterion({
  id: 'lbcl.secondLineStatus',
  version: '2022',
  source: 'Locke FL et al. N Engl J Med 2022;386:640-654; European indication wording',
  inputs,
  params: { trialDefinition: { default: 'european', allowed: ['european', 'transform', 'scholar1'] } },
  answers: STATUS,
  decide: (of, { trialDefinition }) => DEFINITIONS[trialDefinition as Definition](of),
  fields: (_, __, of, { trialDefinition }) => ({
    refractoryOrEarly: plainly((path) =>
      ['refractory', 'earlyRelapse'].includes(DEFINITIONS[trialDefinition as Definition](of)(path)),
    ),
    notStandardFirstLine: plainly(any(isFalse(of.firstLineHadAntiCD20), isFalse(of.firstLineHadAnthracycline))),
  }),
  warn: ({ firstLineHadAntiCD20, firstLineHadAnthracycline }, { trialDefinition }) => [
    ['notStandardFirstLine', truth(any(isFalse(firstLineHadAntiCD20), isFalse(firstLineHadAnthracycline))) === true],
    [FROM_MEMORY, trialDefinition !== 'european'],
  ],
  from: secondLineApplications,
});
