import { predictWith } from '@linea/explain';
import { Refused } from '../io.ts';
import { table } from '../print/table.ts';
import { figure } from '../survival/format.ts';
import { tables } from '../survival/read.ts';
import type { ModelMethod } from './command.ts';
import { inFile, readOwnModel } from './files.ts';

/** `linea model predict ROWS.csv --model MODEL.json`: risk and survival of each row. */
export const predictMethod: ModelMethod = {
  usage: 'ROWS.csv --model MODEL.json [options]',
  examples: ['examples/data/new-patients.csv --model examples/data/model.json --times 6,12'],
  words: (command, say) =>
    command
      .argument('<rows>')
      .requiredOption('--model <file>', say('model.option.ownModel'))
      .option('--times <times>', say('model.option.times'))
      .option('--decimal <mark>', say('survival.option.decimal')),
  async run(command, { io, json, say }) {
    const [file = ''] = command.args;
    const options = command.opts();
    const model = await readOwnModel(options.model);
    const frame = await tables(io, options.decimal === ',' ? ',' : '.').read(file);
    const times = options.times === undefined ? undefined : timesOf(options.times);
    const answer = inFile(file, () => predictWith(model, frame, times));
    const outside = answer.outOfRange.flatMap((names, i) =>
      names.length > 0 ? [`${i + 1} (${names.join(', ')})`] : [],
    );
    if (outside.length > 0) {
      io.err(
        `${say('cli.warning', { text: say('model.warning.outOfRange', { rows: outside.join('; ') }) })} [row.outOfRange]\n`,
      );
    }
    if (json) return io.out(`${JSON.stringify(answer)}\n`);
    const shown = answer.incidence ?? answer.survival;
    const at = (t: number): string =>
      say(answer.incidence ? 'model.column.incidenceAt' : 'model.column.survivalAt', { time: figure(t, say) });
    const heads = [say('model.column.row'), say('model.column.risk'), ...answer.times.map(at)];
    const lines = answer.risk.map((risk, i) => [
      `${i + 1}`,
      figure(risk, say),
      ...(shown[i] ?? []).map((s) => figure(s, say)),
    ]);
    io.out(`${table(heads, lines)}\n\n${say('model.researchUse')}\n`);
  },
};

function timesOf(text: string): number[] {
  const times = text.split(',').map(Number);
  if (times.some((t) => !(t >= 0)))
    throw new Refused([{ code: 'option.value', at: '--times', got: text, allowed: '6,12,24' }]);
  return times;
}
