import {explainedLinea, explainedXgboost, 
  explainGroups, explainWith, explainXgboost, type GroupExplanation, globalImportance, type ModelFile,
  type PartialDependence, partialDependence,
} from '@linea/explain'; // biome-ignore format: a list
import type { Frame } from '@linea/survival';
import type { OptionValues } from 'commander';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { tables } from '../survival/read.ts';
import type { ModelMethod } from './command.ts';
import { faithfulnessOf } from './faithfulness.ts';
import { EXPLAINING, figureAsked, figureWords } from './figure-options.ts';
import { type AnyModel, inFile, readModel, someRows } from './files.ts';
import { groupsOf } from './groups.ts';
import { numberOf, repeated } from './learner.ts';
import { dependenceText, explanationText, faithfulnessText, groupsText, importanceText } from './print-explanation.ts';
import { type Shapes, shapesOf, shapesText } from './print-shapes.ts';
import { progressBar } from './progress.ts';

/** `linea model explain ROWS.csv --model MODEL.json`: one row per patient, and it adds up. */
export const explainMethod: ModelMethod = {
  usage: 'ROWS.csv --model MODEL.json [options]',
  examples: [
    'examples/data/new-patients.csv --model examples/data/xgboost.json',
    'examples/data/invented.csv --model examples/data/model.json --global --groups correlated --pdp age --faithfulness',
    'examples/data/invented.csv --model examples/data/model.json --figure waterfall --row 3 --out waterfall.svg',
  ],
  words: (command, say) =>
    figureWords(command, say, 'explain')
      .argument('<rows>')
      .requiredOption('--model <file>', say('model.option.model'))
      .option('--interactions', say('model.option.interactions'))
      .option('--leaves', say('model.option.leaves'))
      .option('--background <file>', say('model.option.background'))
      .option('--groups <which>', say('model.option.groups'), repeated)
      .option('--global', say('model.option.global'))
      .option('--pdp <column>', say('model.option.pdp'), repeated)
      .option('--shapes', say('model.option.shapes'))
      .option('--at <time>', say('model.option.horizon'))
      .option('--row <number>', say('model.option.row'))
      .option('--faithfulness', say('model.option.faithfulness'))
      .option('--permutations <number>', say('model.option.permutations'))
      .option('--seed <number>', say('model.option.seed'))
      .option('--decimal <mark>', say('survival.option.decimal')),
  async run(command, context) {
    const { io, json, say } = context;
    const [file = ''] = command.args;
    const options = command.opts();
    const kind = figureAsked(options, EXPLAINING, 'beeswarm');
    const { read } = tables(io, options.decimal === ',' ? ',' : '.');
    const model = await readModel(options.model);
    const frame = await read(file);
    someRows(file, frame);
    const background = options.background === undefined ? undefined : await read(options.background);
    if (background) someRows(options.background, background);
    const { answer, drawn } = inFile(file, () => explained(model, frame, background, options, context));
    if (kind) await (await import('./figure.ts')).drawExplanation(kind, drawn, options, context);
    if (json) return io.out(`${JSON.stringify(answer)}\n`);
    const { groups, grouped, global, pdp, shapes, faithfulness } = answer;
    const parts = [
      ...(options.global || options.pdp || options.shapes || options.faithfulness
        ? []
        : [explanationText(answer, say)]),
      ...(groups && grouped && !options.global ? [groupsText({ groups, grouped }, answer.margin, say)] : []),
      ...(global ? [importanceText(global, frame.rows, say)] : []),
      ...(pdp ?? []).map((one: PartialDependence) => dependenceText(one, say)),
      ...(shapes ? [shapesText(shapes, say)] : []),
      ...(faithfulness ? [faithfulnessText(faithfulness, say)] : []),
    ];
    io.out(`${parts.join('\n\n')}\n`);
  },
};

/** Everything that was asked for. */
function explained(
  any: AnyModel,
  frame: Frame,
  background: Frame | undefined,
  options: OptionValues,
  { io, say }: Context,
) {
  const wanted = { interactions: Boolean(options.interactions), leaves: Boolean(options.leaves), background };
  const made = 'linea' in any ? explainWith(any.linea, frame, wanted) : explainXgboost(any.xgboost, frame, wanted);
  const own: ModelFile | undefined = 'linea' in any ? any.linea : undefined;
  const model = 'linea' in any ? explainedLinea(any.linea) : explainedXgboost(any.xgboost, frame);
  const seed = numberOf(options, 'seed', 0, 2 ** 31 - 1) ?? 1;
  const rows = model.encode(frame);
  const behind = background && model.encode(background);
  const groups: GroupExplanation | undefined =
    options.groups &&
    explainGroups(model, rows, groupsOf(options.groups, model, own?.trainedOn.groups, behind ?? rows), behind);
  const importance = () => {
    const names = groups ? groups.groups.map(({ name }) => name) : made.features;
    return globalImportance(names, Float64Array.from((groups?.grouped ?? made.contributions).flat()), rows.n, { seed });
  };
  const at = numberOf(options, 'at', 0);
  const horizon = at ?? Number((0.5 * (model.longest ?? 0)).toPrecision(3));
  const shapes = (): Shapes => {
    if (own?.model.kind === 'additive') return shapesOf(own.model, horizon);
    throw new Refused([
      { code: 'figure.notDrawn', at: '--shapes', got: own?.learner ?? 'XGBoost', allowed: 'additive' },
    ]);
  };
  const dependence = (column: string): PartialDependence => partialDependence(model, background ?? frame, column, at);
  const faithfulness = () => {
    const bar = progressBar(io, say('model.progress.faithfulness'));
    const permutations = numberOf(options, 'permutations', 2, 1000) ?? 10;
    const found = faithfulnessOf({ model, file: own, frame, rows, background: behind ?? rows, seed, permutations, progress: bar.at }); // biome-ignore format: one call
    bar.done();
    return found;
  };
  const { survival } = model;
  return {
    answer: {
      ...made,
      ...groups,
      ...(options.global && { global: importance() }),
      ...(options.pdp && { pdp: (options.pdp as string[]).map(dependence) }),
      ...(options.shapes && { shapes: shapes() }),
      ...(options.faithfulness && { faithfulness: faithfulness() }),
    },
    drawn: {
      made,
      groups,
      importance,
      rows,
      file: own,
      survival: survival && ((row: number, time: number): number => survival(rows, [time])[row] ?? Number.NaN),
      horizon,
    },
  };
}
