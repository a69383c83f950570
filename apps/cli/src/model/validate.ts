import {
  checkHorizon, checkSplits, correctedDifference, coverageOfSplits, type Difference, type Horizon, type LearnerName, type LearnerOptions, learnEncoding, type Optimism, overlapOf, type Split, type SplitResult, STEPS, splitsOfDesign, summarise,
  usualHorizon, type Validation, varying,
} from '@linea/explain'; // biome-ignore format: a list
import type { Command, OptionValues } from 'commander';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { coverageText } from '../limits/print-limits.ts';
import type { ModelMethod } from './command.ts';
import { type Asked, askedData, dataWords } from './data.ts';
import { designOf } from './design.ts';
import { figureAsked, figureWords, VALIDATING } from './figure-options.ts';
import { inFile, placedIn } from './files.ts';
import { learnerOptions, learnersOf, learnerWords, numberOf } from './learner.ts';
import { optimismOf, optimismText } from './optimism.ts';
import { validationText } from './print-validation.ts';
import { progressBar } from './progress.ts';
import { runSplits, type SplitJob } from './run-splits.ts';
import { warn, warnMeasures, warnSilent, warnUnread } from './warnings.ts';
import { writeWhole } from './whole-file.ts';

/** `linea model validate DATA.csv FORMULA`: how a learner fares on patients it has not seen. */
export const validateMethod: ModelMethod = {
  usage: 'DATA.csv "FORMULA" [options]',
  examples: [
    'examples/data/invented.csv "Surv(months, cause == 1) ~ age + sex + marker" --learner coxnet --repeats 1 --parts 4',
    'examples/data/invented.csv "Surv(months, cause == 1) ~ age + sex + marker" --learner cox --bootstrap 20',
  ],
  words: (command, say) =>
    figureWords(learnerWords(dataWords(command, say), say), say, 'validate')
      .option('--folds <file>', say('model.option.folds'))
      .option('--repeats <number>', say('model.option.repeats'))
      .option('--parts <number>', say('model.option.parts'))
      .option('--leave-out <column>', say('model.option.leaveOut'))
      .option('--later <column=value>', say('model.option.later'))
      .option('--bootstrap <samples>', say('model.option.bootstrap'))
      .option('--tau <time>', say('model.option.tau'))
      .option('--ibs-from <time>', say('model.option.ibsFrom'))
      .option('--at <time>', say('model.option.at'))
      .option('--against <learners>', say('model.option.against'))
      .option('--threads <number>', say('model.option.threads'))
      .option('--predictions <file>', say('model.option.predictions')),
  async run(command, context) {
    const { io, say, json } = context;
    const options = command.opts();
    const kind = figureAsked(options, VALIDATING, 'calibration');
    const asked = await askedData(command, io);
    const { file, outcomes } = asked;
    const folds = options.folds === undefined ? undefined : await asked.read(options.folds);
    const learning = learnerOptions(options, outcomes.causes);
    const [learner, ...more] = [
      ...learnersOf(options.learner),
      ...(options.against ? learnersOf(options.against, '--against') : []),
    ];
    const seed = learning.seed ?? 1;
    if (options.bootstrap !== undefined) return bootstrapped(command, asked, learner ?? 'auto', learning, context);
    const design = designOf(options, folds, seed);
    const splits = inFile(folds ? options.folds : file, () => {
      const made = splitsOfDesign(outcomes, design);
      checkSplits(outcomes, made, learning.cause ?? 1);
      return made;
    });
    const horizon = inFile(file, () => horizonOf(options, outcomes.time));
    const { table } = inFile(file, () => learnEncoding(outcomes));
    warn(context, table, learning.cause ?? 1, varying(table));
    warnUnread(context, learner ?? 'auto', learning);
    warnMeasures(context, outcomes);
    const run = async (name: typeof learner): Promise<SplitResult[]> => {
      const bar = progressBar(io, say('model.progress.validate', { learner: name ?? '' }));
      const job: SplitJob = { learner: name ?? 'auto', options: learning, horizon };
      let results: SplitResult[];
      try {
        results = await runSplits(outcomes, splits, job, numberOf(options, 'threads', 1) ?? 1, bar.at);
      } catch (error) {
        throw placedIn(file, error);
      }
      bar.done();
      return results;
    };
    const results = await run(learner);
    warnSilent(
      context,
      learner ?? 'auto',
      results.map(({ risk }) => risk),
    );
    const summary = (name: typeof learner, own: SplitResult[]): Validation =>
      summarise(name ?? 'auto', outcomes, table.features.length, splits, own, horizon, {
        cause: learning.cause ?? 1,
        seed,
      });
    const own = summary(learner, results);
    const others: Validation[] = [];
    for (const name of more) others.push(summary(name, await run(name)));
    const against = others.map((other) => compared(own, other, splits));
    const risk_coverage = coverageOfSplits(outcomes, splits, results, horizon.at, learning.cause ?? 1);
    const answer = {
      ...own,
      design: design.kind,
      formula: outcomes.formula.text,
      risk_coverage,
      ...(against.length > 0 && { against }),
    };
    if (kind) {
      const { drawValidation } = await import('./figure.ts');
      await drawValidation(kind, [own, ...others], against, command.args[1] ?? '', options, context);
    }
    if (options.predictions !== undefined) {
      writeWhole('--predictions', options.predictions, predictionsCsv(outcomes.rows, splits, results));
    }
    if (own.unseen.length > 0) {
      io.err(
        `${say('cli.warning', { text: say('model.warning.unseen', { levels: own.unseen.join('; ') }) })} [level.unseen]\n`,
      );
    }
    io.out(
      json
        ? `${JSON.stringify(answer)}\n`
        : `${validationText(answer, say)}\n\n${coverageText(answer.risk_coverage, horizon.at, say)}\n`,
    );
  },
};

/** Harrell's bootstrap instead of splits. @throws {Refused} with options that speak of splits */
async function bootstrapped(command: Command, { file, outcomes }: Asked, learner: LearnerName, learning: LearnerOptions, context: Context): Promise<void> {
  const { io, say, json } = context;
  const options = command.opts();
  const other = ['folds', 'repeats', 'parts', 'leaveOut', 'later', 'against', 'predictions', 'out'].find((name) => options[name] !== undefined);
  if (other) throw new Refused([{ code: 'option.value', at: '--bootstrap', got: `--${other === 'leaveOut' ? 'leave-out' : other}` }]);
  const samples = numberOf(options, 'bootstrap', 2, 10_000) ?? 200;
  const { table } = inFile(file, () => learnEncoding(outcomes));
  warn(context, table, learning.cause ?? 1, varying(table));
  warnUnread(context, learner, learning);
  warnMeasures(context, outcomes);
  const job = { learner, options: learning, horizon: inFile(file, () => horizonOf(options, outcomes.time)) };
  const bar = progressBar(io, say('model.progress.validate', { learner }));
  let found: Optimism;
  try {
    found = await optimismOf(outcomes, table.features.length, samples, job, numberOf(options, 'threads', 1) ?? 1, bar.at);
  } catch (error) {
    throw placedIn(file, error);
  }
  bar.done();
  const answer = { ...found, design: 'bootstrap', formula: outcomes.formula.text };
  io.out(json ? `${JSON.stringify(answer)}\n` : `${optimismText(found, say)}\n`);
} // biome-ignore format: a condition a line

function horizonOf(options: OptionValues, time: Float64Array): Horizon {
  const usual = usualHorizon(time);
  const horizon = {
    from: numberOf(options, 'ibsFrom', 0) ?? usual.from,
    tau: numberOf(options, 'tau', 0) ?? usual.tau,
    at: numberOf(options, 'at', 0) ?? usual.at,
  };
  checkHorizon(time, horizon);
  return horizon;
}

/** Another learner on the same splits: its means, and ours less its. */
export interface Compared {
  readonly learner: string;
  readonly mean: Validation['mean'];
  readonly per_split: Validation['per_split'];
  readonly difference: Readonly<Record<'harrell' | 'uno' | 'auc' | 'brier' | 'ibs', Difference>>;
}

function compared(own: Validation, other: Validation, splits: readonly Split[]): Compared {
  const overlap = overlapOf(splits);
  const difference = (metric: 'harrell' | 'uno' | 'auc' | 'brier' | 'ibs') =>
    correctedDifference(own.per_split[metric], other.per_split[metric], overlap);
  return {
    learner: other.learner,
    mean: other.mean,
    per_split: other.per_split,
    difference: {
      harrell: difference('harrell'),
      uno: difference('uno'),
      auc: difference('auc'),
      brier: difference('brier'),
      ibs: difference('ibs'),
    },
  };
}

/** Every prediction out of fold: `rep,part,row,risk,s1..s50`, rows of the data from 0. */
function predictionsCsv(rows: Int32Array, splits: readonly Split[], results: readonly SplitResult[]): string {
  const head = ['rep', 'part', 'row', 'risk', ...Array.from({ length: STEPS }, (_, k) => `s${k + 1}`)].join(',');
  const lines = splits.flatMap(({ repetition, part, test }, k) => {
    const { risk, survival } = results[k] as SplitResult;
    const columns = survival.length / Math.max(1, test.length);
    return Array.from(test, (i, r) => {
      const curve = survival.subarray(r * columns, r * columns + STEPS);
      const values = Array.from(curve, (s) => Number(s.toPrecision(9)));
      return [repetition + 1, part.includes(',') ? `"${part}"` : part, rows[i], risk[r], ...values].join(',');
    });
  });
  return `${[head, ...lines].join('\n')}\n`;
}
