import { encode, type FeatureGroup, type ModelFile, type SurvShap, survShap } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import { Refused } from '../io.ts';
import type { ModelMethod } from '../model/command.ts';
import { inFile, readOwnModel } from '../model/files.ts';
import { numberOf } from '../model/learner.ts';
import { timesOf } from '../model/predict.ts';
import { table } from '../print/table.ts';
import { figure } from '../survival/format.ts';
import { tables } from '../survival/read.ts';
import { section } from './interval-text.ts';

/** Rows of the background that are taken at most, evenly chosen: beyond, exactness costs and tells no more. */
const MOST_BACKGROUND = 100;

/** `linea model over-time ROWS.csv --model MODEL.json --background BG.csv`: SurvSHAP(t). */
export const overTimeMethod: ModelMethod = {
  usage: 'ROWS.csv --model MODEL.json --background BG.csv [options]',
  examples: [
    'examples/data/three-patients.csv --model examples/data/later-lines-model.json --background examples/data/later-lines.csv --times 3,6,12,24',
  ],
  words: (command, say) =>
    command
      .argument('<rows>')
      .requiredOption('--model <file>', say('model.option.ownModel'))
      .requiredOption('--background <file>', say('limits.option.backgroundTable'))
      .option('--times <times>', say('model.option.times'))
      .option('--from <time>', say('limits.option.from'))
      .option('--scale <name>', say('limits.option.scale'))
      .option('--pairs <number>', say('limits.option.pairs'))
      .option('--seed <number>', say('model.option.seed'))
      .option('--decimal <mark>', say('survival.option.decimal')),
  async run(command, { io, json, say }) {
    const [file = ''] = command.args;
    const options = command.opts();
    const { scale = 'survival' } = options;
    if (scale !== 'survival' && scale !== 'logHazard')
      throw new Refused([{ code: 'option.value', at: '--scale', got: scale, allowed: 'survival, logHazard' }]);
    const model = await readOwnModel(options.model);
    const { read } = tables(io, options.decimal === ',' ? ',' : '.');
    const [frame, behind] = [await read(file), await read(options.background)];
    const longest = model.trainedOn.longestFollowUp;
    const from = numberOf(options, 'from', 0) ?? 0;
    const asked = options.times === undefined ? quarters(longest) : timesOf(options.times);
    const times = asked.filter((t) => t > from);
    if (times.length === 0)
      throw new Refused([{ code: 'option.value', at: '--times', got: asked.join(','), allowed: `> ${from}` }]);
    const rows = inFile(file, () => encode(model.encoding, frame));
    const all = inFile(options.background, () => encode(model.encoding, behind));
    const count = Math.min(all.n, MOST_BACKGROUND);
    const x = new Float64Array(count * all.p);
    for (let k = 0; k < count; k++) {
      const at = Math.floor((k * all.n) / count) * all.p;
      x.set(all.x.subarray(at, at + all.p), k * all.p);
    }
    const answer = inFile(file, () =>
      survShap(
        model.model,
        model.encoding.features,
        rows,
        { n: count, p: all.p, x },
        {
          times,
          scale,
          from,
          // The columns of a factor or a spline are known together or not at all.
          groups: (model.trainedOn.groups?.terms ?? []).map((term) => ({
            ...term,
            name: columnOf(term, model) ?? term.name,
          })),
          pairs: numberOf(options, 'pairs', 2, 100_000) ?? 200,
          seed: numberOf(options, 'seed', 0, 2 ** 31 - 1) ?? 1,
        },
      ),
    );
    if (json) return io.out(`${JSON.stringify(answer)}\n`);
    const blocks = answer.map((own, i) => overTimeText(own, `${i + 1}`, say));
    io.out(`${[...blocks, say('model.researchUse')].join('\n\n')}\n`);
  },
};

/** The column that all features of a term are made of, where it is one. */
const columnOf = ({ features }: FeatureGroup, { encoding }: ModelFile): string | undefined => {
  const columns = new Set(features.flatMap((feature) => encoding.origin?.[feature] ?? [feature]));
  return columns.size === 1 ? [...columns][0] : undefined;
};

const quarters = (longest: number): number[] =>
  [0.25, 0.5, 0.75].map((share) => Number((share * longest).toPrecision(3)));

const MOST = 12;

function overTimeText({ scale, times, from, baseline, predicted, features, exact }: SurvShap, row: string, say: Say) {
  const three = (x: number): string =>
    x.toLocaleString(say.language, { minimumFractionDigits: 3, maximumFractionDigits: 3, signDisplay: 'negative' });
  const error = Math.max(...features.flatMap(({ errors }) => errors));
  const shown = [...features].sort((a, b) => b.size - a.size).slice(0, MOST);
  const lines = [
    [say('limits.overTime.baseline'), ...baseline.map(three)],
    ...shown.map(({ feature, contributions }) => [feature, ...contributions.map(three)]),
    ...(features.length > MOST
      ? [
          [
            say('model.column.others'),
            ...times.map((_, k) =>
              three(features.reduce((sum, one) => sum + (shown.includes(one) ? 0 : (one.contributions[k] ?? 0)), 0)),
            ),
          ],
        ]
      : []),
    [say('limits.overTime.predicted'), ...predicted.map(three)],
  ];
  return section(
    say('limits.overTime.head', {
      row,
      scale: say(`limits.overTime.scale.${scale}`),
      from: from > 0 ? figure(from, say) : 'none',
      method: exact ? say('limits.overTime.exact') : say('limits.overTime.sampled', { error: three(error) }),
    }),
    table([say.or('limits.column.feature', 'feature'), ...times.map((t) => figure(t, say))], lines),
  );
}
