import { accumulatedEffect, explainedLinea, partialDependence } from '@linea/explain';
import type { ModelMethod } from '../model/command.ts';
import { inFile, readOwnModel } from '../model/files.ts';
import { table } from '../print/table.ts';
import { figure } from '../survival/format.ts';
import { tables } from '../survival/read.ts';
import { headsOf, section } from './interval-text.ts';

/** `linea model effect TABLE.csv --model MODEL.json --column NAME`: accumulated effects beside partial dependence. */
export const effectMethod: ModelMethod = {
  usage: 'TABLE.csv --model MODEL.json --column NAME',
  examples: ['examples/data/later-lines.csv --model examples/data/later-lines-model.json --column ldh'],
  words: (command, say) =>
    command
      .argument('<table>')
      .requiredOption('--model <file>', say('model.option.ownModel'))
      .requiredOption('--column <name>', say('limits.option.column'))
      .option('--decimal <mark>', say('survival.option.decimal')),
  async run(command, { io, json, say }) {
    const [file = ''] = command.args;
    const options = command.opts();
    const model = explainedLinea(await readOwnModel(options.model));
    const frame = await tables(io, options.decimal === ',' ? ',' : '.').read(file);
    const [ale, pdp] = inFile(file, () => [
      accumulatedEffect(model, frame, options.column),
      partialDependence(model, frame, options.column),
    ]);
    if (json) return io.out(`${JSON.stringify({ ale, pdp })}\n`);
    const mean = pdp.points.reduce((sum, { risk }) => sum + risk, 0) / Math.max(1, pdp.points.length);
    const dependence = (value: number): number => between(pdp.points, value) - mean;
    const round = (x: number): string => figure(Number(x.toFixed(3)), say);
    const rows = ale.points.map(({ value, effect, patients }) => [
      figure(Number(value.toPrecision(4)), say),
      round(effect),
      round(dependence(value)),
      `${patients}`,
    ]);
    const head = say('limits.effect.head', { column: options.column, n: ale.n });
    const heads = headsOf(['value', 'ale', 'pdp', 'patients'], say);
    io.out(`${section(head, table(heads, rows))}\n\n${say('limits.effect.note')}\n${say('model.researchUse')}\n`);
  },
};

/** Partial dependence at a value, between its points in a straight line. */
function between(points: readonly { readonly value: number | string; readonly risk: number }[], value: number): number {
  const k = points.findIndex((point) => Number(point.value) >= value);
  const [low, high] = [points[Math.max(0, k - 1)], points[k < 0 ? points.length - 1 : k]];
  if (!low || !high) return Number.NaN;
  const width = Number(high.value) - Number(low.value);
  return width > 0 ? low.risk + ((high.risk - low.risk) * (value - Number(low.value))) / width : high.risk;
}
