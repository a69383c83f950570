import { type Explanation, explainWith, explainXgboost } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import { table } from '../print/table.ts';
import { figure } from '../survival/format.ts';
import { tables } from '../survival/read.ts';
import type { ModelMethod } from './command.ts';
import { inFile, readModel } from './files.ts';

/** More features than this do not fit on a line: the largest are shown, the others together. */
const MOST = 6;

/** `linea model explain ROWS.csv --model MODEL.json`: one row per patient, and it adds up. */
export const explainMethod: ModelMethod = {
  usage: 'ROWS.csv --model MODEL.json [options]',
  example: 'examples/data/new-patients.csv --model examples/data/xgboost.json',
  words: (command, say) =>
    command
      .argument('<rows>')
      .requiredOption('--model <file>', say('model.option.model'))
      .option('--interactions', say('model.option.interactions'))
      .option('--leaves', say('model.option.leaves'))
      .option('--background <file>', say('model.option.background')),
  async run(command, { io, json, say }) {
    const [file = ''] = command.args;
    const options = command.opts();
    const { read } = tables(io, '.');
    const model = await readModel(options.model);
    const frame = await read(file);
    const background = options.background === undefined ? undefined : await read(options.background);
    const wanted = { interactions: Boolean(options.interactions), leaves: Boolean(options.leaves), background };
    const answer = inFile(file, () =>
      'linea' in model ? explainWith(model.linea, frame, wanted) : explainXgboost(model.xgboost, frame, wanted),
    );
    io.out(json ? `${JSON.stringify(answer)}\n` : `${explanationText(answer, say)}\n`);
  },
};

function explanationText({ features, margin, contributions }: Explanation, say: Say): string {
  const size = features.map((_, j) => contributions.reduce((sum, row) => sum + Math.abs(row[j] ?? 0), 0));
  const shown = [...features.keys()].sort((a, b) => (size[b] ?? 0) - (size[a] ?? 0) || a - b).slice(0, MOST);
  const rest = features.length > shown.length;
  const heads = ['row', 'baseline'].map((head) => say(`model.column.${head}`));
  const names = shown.map((j) => features[j] ?? '');
  const lines = contributions.map((row, i) => {
    const own = shown.map((j) => row[j] ?? 0);
    const baseline = row[features.length] ?? 0;
    const others = (margin[i] ?? 0) - baseline - own.reduce((sum, v) => sum + v, 0);
    const values = [baseline, ...own, ...(rest ? [others] : []), margin[i] ?? 0];
    return [`${i + 1}`, ...values.map((value) => figure(value, say))];
  });
  const others = rest ? [say('model.column.others')] : [];
  return table([...heads, ...names, ...others, say('model.column.margin')], lines);
}
