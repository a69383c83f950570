import {
  all, any, atLeast, atMost, type Condition, calculation, choice, count, flag, type Inputs, is, isFalse, isTrue, list, quantity, truth,
} from '../engine/index.ts'; // biome-ignore format: a list
import { absenceSpeaks } from '../general/readers.ts';
import { patternApplications } from './pattern-facts.ts';
import { egfr } from './readers.ts';

const inputs = {
  classified: flag(),
  autoantibodies: flag(),
  sledai: count([0, 105]),
  bilag: absenceSpeaks(list(choice(['A', 'B', 'C', 'D', 'E'], { notAssessed: null }))),
  failedDrugs: count([0, 50]),
  ageYears: count([0, 130], 'a'),
  egfr: egfr(),
  lvef: quantity('%', { bare: true, plausible: [5, 95] }),
  activeInfection: flag(),
  hiv: flag(),
  hbv: flag(),
  hcv: flag(),
  contraception: flag(),
  activeCns: flag(),
  recentCancer: flag(),
  cd3: quantity('/uL', { bare: true, count: true, plausible: [0, 100_000] }),
};
type Checked = Inputs<typeof inputs>;

/** At least so many of the letters given. */
const lettersFrom = ({ bilag }: Checked, n: number, ...worst: readonly ('A' | 'B')[]): Condition =>
  bilag.given
    ? (path) => bilag.filter((letter) => is(letter, ...worst)(path)).length >= n
    : (path) => path.settle({ key: `bilag ${worst.join('')} ${n}`, inputs: ['bilag'] }, null);

/** The inclusion texts that recur, each as a question; none of them decides anything. */
const rows = (of: Checked): readonly (readonly [id: string, condition: Condition])[] => [
  ['classification', isTrue(of.classified)],
  ['autoantibodies', isTrue(of.autoantibodies)],
  ['activity', any(atLeast(of.sledai, 8), lettersFrom(of, 1, 'A'), lettersFrom(of, 2, 'B'))],
  ['failedDrugs', atLeast(of.failedDrugs, 2)],
  ['age', all(atLeast(of.ageYears, 18), atMost(of.ageYears, 65))],
  ['egfr', atLeast(of.egfr, 30)],
  ['lvef', atLeast(of.lvef, 50)],
  ['noActiveInfection', isFalse(of.activeInfection)],
  ['noHiv', isFalse(of.hiv)],
  ['noHbv', isFalse(of.hbv)],
  ['noHcv', isFalse(of.hcv)],
  ['contraception', isTrue(of.contraception)],
  ['noActiveCns', isFalse(of.activeCns)],
  ['noRecentCancer', isFalse(of.recentCancer)],
  ['cd3', atLeast(of.cd3, 100)],
];

const STATUS = { true: 'met', false: 'notMet', null: 'unknown' } as const;

/**
 * Inclusion and exclusion texts of phase I/II trials of CAR-T in lupus - `sleTrials.eligibilityPattern`
 *
 * A pattern read across published texts, never a gate and no consensus: each line is met, not met or unknown, and no
 * verdict follows. EULAR/ACR 2019; ANA, anti-dsDNA or anti-Sm; SLEDAI-2K >= 8, a BILAG A or two B; failure of >= 2 drugs
 * after glucocorticoid; age 18-65 (some to 70, some from 5); eGFR >= 30; LVEF >= 50 % (some 55); no active infection, HIV,
 * HBV, HCV; contraception; active central nervous disease and recent cancer excluded; CD3 >= 100/uL in one.
 *
 * @returns `checks` [{ check, status }]
 * @source lupus.md 6.2: each item verified in some text
 */
export const eligibilityPattern = calculation({
  id: 'sleTrials.eligibilityPattern',
  version: '1',
  source: 'published eligibility texts of phase I/II trials, read across',
  verification: 'convention',
  inputs,
  compute: (of) => ({
    fields: {
      checks: rows(of).map(([check, condition]) => ({
        check,
        status: STATUS[`${truth(condition)}` as 'true' | 'false' | 'null'],
      })),
    },
  }),
  from: patternApplications,
});
