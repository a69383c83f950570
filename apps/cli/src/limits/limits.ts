import { outcomesOf, readableJson, withLimits } from '@linea/explain';
import type { ModelMethod } from '../model/command.ts';
import { inFile, readOwnModel } from '../model/files.ts';
import { numberOf } from '../model/learner.ts';
import { progressBar } from '../model/progress.ts';
import { writeWhole } from '../model/whole-file.ts';
import { tables } from '../survival/read.ts';
import { limitsText } from './print-limits.ts';

/** `linea model limits MODEL.json TRAINING.csv`: learns what a model knows of its limits, and seals it into the file. */
export const limitsMethod: ModelMethod = {
  usage: 'MODEL.json TRAINING.csv [--out MODEL.json] [options]',
  examples: [
    'examples/data/later-lines-model.json examples/data/later-lines.csv --at 12 --by sex,age,centre,product,line --period year',
  ],
  words: (command, say) =>
    command
      .argument('<model>')
      .argument('<training>')
      .option('--out <file>', say('limits.option.out'))
      .option('--at <time>', say('limits.option.atTraining'))
      .option('--by <columns>', say('limits.option.by'))
      .option('--period <column>', say('limits.option.period'))
      .option('--parts <number>', say('model.option.parts'))
      .option('--resamples <number>', say('limits.option.resamples'))
      .option('--curve <number>', say('limits.option.curve'))
      .option('--decimal <mark>', say('survival.option.decimal')),
  async run(command, { io, json, say }) {
    const [modelFile = '', file = ''] = command.args;
    const options = command.opts();
    const model = await readOwnModel(modelFile);
    const frame = await tables(io, options.decimal === ',' ? ',' : '.').read(file);
    const bar = progressBar(io, say('limits.progress', { learner: model.learner }));
    const made = inFile(file, () =>
      withLimits(model, outcomesOf(model.encoding.formula, frame), {
        at: numberOf(options, 'at', 0),
        parts: numberOf(options, 'parts', 2, 100),
        by: options.by === undefined ? [] : String(options.by).split(','),
        period: options.period,
        resamples: numberOf(options, 'resamples', 0, 1000) ?? 0,
        curve: numberOf(options, 'curve', 0, 100) ?? 0,
        progress: bar.at,
      }),
    );
    bar.done();
    if (options.out !== undefined) writeWhole('--out', options.out, `${readableJson(made)}\n`);
    const { limits } = made;
    if (!limits) throw new Error('limits: withLimits left none');
    if (json) return io.out(`${JSON.stringify({ hash: made.hash, ...limits })}\n`);
    const written =
      options.out === undefined
        ? say('limits.notWritten')
        : say('limits.written', { file: options.out, hash: made.hash });
    io.out(`${limitsText(limits, say)}\n\n${written}\n${say('model.researchUse')}\n`);
  },
};
