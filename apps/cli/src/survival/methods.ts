import type { OptionName } from './options.ts';

/** What the command line knows of a method: the options it takes, and a command to try on the shipped tables. */
interface MethodWords {
  readonly options: readonly OptionName[];
  readonly example: string;
}

const CURVES = ['confType', 'confLevel', 'times', 'quantiles', 'weights'] as const;
const FIT = ['ties', 'robust', 'weights'] as const;
const IMPUTATION = ['iterations', 'seed', 'auxiliary', 'method', 'threads'] as const;
const REMISSION = 'examples/data/remission.csv "Surv(weeks, relapse) ~ drug"';
const INVENTED = 'examples/data/invented.csv';

export const METHODS: Readonly<Record<string, MethodWords>> = {
  km: { options: CURVES, example: `${REMISSION} --times 10,20` },
  na: { options: ['ctype', ...CURVES], example: REMISSION },
  logrank: { options: ['rho', 'pairwise', 'adjust', 'weights'], example: REMISSION },
  cox: {
    options: [
      ...FIT, 'confLevel', 'predict', 'times', 'residuals', 'zph', 'transform', 'anova', 'cause', 'ridge', 'tt',
      'bootstrap', 'seed', 'threads',
    ], // biome-ignore format: a list
    example: `${REMISSION} --zph`,
  },
  coxnet: {
    options: ['alpha', 'lambda', 'nlambda', 'noStandardize', 'folds', 'weights'],
    example: `${INVENTED} "Surv(months, cause == 1) ~ sex + log(marker) + arm" --lambda 0.2,0.05 --folds examples/data/folds.csv`,
  },
  cif: {
    options: ['times', 'cause', 'gray', 'rho', 'confType', 'confLevel', 'weights'],
    example: `${INVENTED} "Hist(months, cause) ~ arm" --times 12,24 --gray`,
  },
  finegray: {
    options: ['cause', 'predict', 'times', 'expand'],
    example: `${INVENTED} "Hist(months, cause) ~ age + arm" --predict examples/data/new-patients.csv --times 12,24`,
  },
  rmst: { options: ['tau', 'confLevel'], example: `${REMISSION} --tau 20` },
  concordance: {
    options: ['cox', 'index', 'timewt', 'tau', 'reverse', 'weights'],
    example: `${INVENTED} "Surv(months, cause > 0) ~ age + log(marker)" --cox`,
  },
  score: {
    options: ['risk', 'times', 'cause', 'confLevel', 'calibration', 'groups', 'ibs'],
    example: `${INVENTED} "Hist(months, cause) ~ 1" --risk mine=risk12,risk24 --times 12,24`,
  },
  netbenefit: {
    options: ['risk', 'times', 'thresholds', 'cause'],
    example: `${INVENTED} "Surv(months, cause == 1) ~ 1" --risk mine=risk24 --times 24 --thresholds 0.2,0.4,0.6`,
  },
  multistate: {
    options: ['id', 'states', 'times', 'cox', 'ties', 'confType', 'confLevel', 'weights'],
    example:
      'examples/data/courses.csv "Surv(start, stop, event) ~ arm" --id patient --states censored,relapse,death --times 12,24',
  },
  landmark: {
    options: ['at', 'id', 'beyond', ...CURVES, 'cox', 'ties', 'robust'],
    example: `${REMISSION} --at 5`,
  },
  aft: { options: ['dist', 'quantiles', 'predict', 'weights'], example: `${REMISSION} --dist weibull` },
  aareg: { options: ['weights'], example: REMISSION },
  pseudo: {
    options: ['times', 'kind'],
    example: 'examples/data/remission.csv "Surv(weeks, relapse) ~ 1" --times 10,20',
  },
  impute: {
    options: ['m', ...IMPUTATION],
    example: `${INVENTED} "Surv(months, cause > 0) ~ age + marker" --m 2`,
  },
  pool: {
    options: [...FIT, 'impute', ...IMPUTATION],
    example: `${INVENTED} "Surv(months, cause > 0) ~ age + log(marker)" --impute 5`,
  },
  iptw: {
    options: ['treatment', 'times', 'ties'],
    example: `${INVENTED} "Surv(months, cause > 0) ~ arm" --treatment "arm ~ age + marker" --times 12,24`,
  },
  test: {
    options: ['kind', 'noCorrection', 'equalVariances', 'probs', 'confLevel'],
    example: `${INVENTED} "age ~ arm" --kind wilcoxon`,
  },
  table1: { options: ['exact'], example: `${INVENTED} "arm ~ age + sex + marker" --exact` },
};

/** Methods whose answer can be drawn: `--out FILE.svg`. */
export const DRAWABLE: ReadonlySet<string> = new Set([
  'km', 'na', 'landmark', 'cif', 'multistate', 'cox', 'finegray', 'iptw', 'aft', 'pool', 'score', 'netbenefit',
]); // biome-ignore format: a list
