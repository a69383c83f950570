import { outcomesOf, type Stability, stabilityOf } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import type { ModelMethod } from '../model/command.ts';
import { inFile, readOwnModel } from '../model/files.ts';
import { numberOf } from '../model/learner.ts';
import { timesOf } from '../model/predict.ts';
import { progressBar } from '../model/progress.ts';
import { table } from '../print/table.ts';
import { figure } from '../survival/format.ts';
import { tables } from '../survival/read.ts';
import { headsOf, intervalText, percentText, section } from './interval-text.ts';

/** `linea model stability ROWS.csv --model MODEL.json --training OLD.csv`: bands on curves, intervals on bars. */
export const stabilityMethod: ModelMethod = {
  usage: 'ROWS.csv --model MODEL.json --training OLD.csv [options]',
  examples: [
    'examples/data/three-patients.csv --model examples/data/later-lines-model.json --training examples/data/later-lines.csv --times 6,12',
  ],
  words: (command, say) =>
    command
      .argument('<rows>')
      .requiredOption('--model <file>', say('model.option.ownModel'))
      .requiredOption('--training <file>', say('limits.option.trainingRows'))
      .option('--times <times>', say('model.option.times'))
      .option('--resamples <number>', say('limits.option.resamplesRow'))
      .option('--decimal <mark>', say('survival.option.decimal')),
  async run(command, { io, json, say }) {
    const [file = ''] = command.args;
    const options = command.opts();
    const model = await readOwnModel(options.model);
    const { read } = tables(io, options.decimal === ',' ? ',' : '.');
    const [frame, training] = [await read(file), await read(options.training)];
    const outcomes = inFile(options.training, () => outcomesOf(model.encoding.formula, training));
    const bar = progressBar(io, say('limits.progress', { learner: model.learner }));
    const answer = inFile(file, () =>
      stabilityOf(model, outcomes, frame, {
        resamples: numberOf(options, 'resamples', 2, 10_000),
        times: options.times === undefined ? undefined : timesOf(options.times),
        progress: bar.at,
      }),
    );
    bar.done();
    io.out(json ? `${JSON.stringify(answer)}\n` : `${stabilityText(answer, say)}\n\n${say('model.researchUse')}\n`);
  },
};

function stabilityText({ resamples, times, survival, contributions }: Stability, say: Say): string {
  const heads = [
    say('model.column.row'),
    ...times.map((t) => say('model.column.survivalAt', { time: figure(t, say) })),
  ];
  const curves = table(
    heads,
    survival.map((bands, i) => [`${i + 1}`, ...bands.map((band) => intervalText(band, say))]),
  );
  const bars = contributions.map((own, i) =>
    section(
      say('limits.stability.bars', { row: `${i + 1}`, resamples }),
      table(
        headsOf(['feature', 'contribution', 'sameSign'], say),
        [...own]
          .sort((a, b) => Math.abs(b.estimate) - Math.abs(a.estimate))
          .map((bar) => [bar.feature, intervalText(bar, say), percentText(bar.sameSign, say)]),
      ),
    ),
  );
  return [section(say('limits.stability.curves', { resamples }), curves), ...bars].join('\n\n');
}
