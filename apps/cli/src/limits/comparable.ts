import { type ComparablePatients, comparablePatients, encode, learnEncoding, outcomesOf } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import type { ModelMethod } from '../model/command.ts';
import { inFile, readOwnModel } from '../model/files.ts';
import { numberOf } from '../model/learner.ts';
import { timesOf } from '../model/predict.ts';
import { table } from '../print/table.ts';
import { figure } from '../survival/format.ts';
import { tables } from '../survival/read.ts';
import { headsOf, percentText, section } from './interval-text.ts';

/** `linea model comparable ROWS.csv --model MODEL.json --training OLD.csv`: patients like these, and how they fared. */
export const comparableMethod: ModelMethod = {
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
      .option('--count <number>', say('limits.option.count'))
      .option('--decimal <mark>', say('survival.option.decimal')),
  async run(command, { io, json, say }) {
    const [file = ''] = command.args;
    const options = command.opts();
    const model = await readOwnModel(options.model);
    const { read } = tables(io, options.decimal === ',' ? ',' : '.');
    const [frame, training] = [await read(file), await read(options.training)];
    const known = inFile(options.training, () => learnEncoding(outcomesOf(model.encoding.formula, training)).table);
    const longest = model.trainedOn.longestFollowUp;
    const times =
      options.times === undefined
        ? [0.25, 0.5, 0.75].map((share) => Number((share * longest).toPrecision(3)))
        : timesOf(options.times);
    const rows = inFile(file, () => encode(model.encoding, frame));
    const answer = inFile(options.training, () =>
      comparablePatients(model.model, known, rows, { times, count: numberOf(options, 'count', 1) }),
    );
    if (json) return io.out(`${JSON.stringify(answer)}\n`);
    const blocks = answer.map((own, i) => comparableText(own, `${i + 1}`, say));
    io.out(`${[...blocks, say('limits.comparable.note'), say('model.researchUse')].join('\n\n')}\n`);
  },
};

function comparableText(own: ComparablePatients, row: string, say: Say): string {
  const round = (x: number | null): string => (x === null ? '–' : figure(Number(x.toPrecision(3)), say));
  const curve = own.survival.map(({ time, observed, lower, upper, predicted }) => [
    figure(time, say),
    observed === null
      ? say('limits.hidden.fewPatients')
      : `${percentText(observed, say)} (${percentText(lower, say)}–${percentText(upper, say)})`,
    percentText(predicted, say),
  ]);
  const features = own.features.map(({ feature, own: value, quartiles }) => [
    feature,
    round(value),
    quartiles ? `${round(quartiles[1])} (${round(quartiles[0])}–${round(quartiles[2])})` : '–',
  ]);
  if (!own.comparable) return say('limits.comparable.none', { row, near: own.near });
  return section(
    say('limits.comparable.head', {
      row,
      n: own.n,
      events: own.events,
      near: own.near,
      farthest: round(own.distance[1]),
    }),
    table(headsOf(['time', 'freeOfEvent', 'modelSays'], say), curve),
    '',
    table(headsOf(['feature', 'patient', 'theirs'], say), features),
  );
}
