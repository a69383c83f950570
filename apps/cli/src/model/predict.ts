import { type Prediction, predictWith, withinLimits } from '@linea/explain';
import { Refused } from '../io.ts';
import { patientLimitsText } from '../limits/print-patient.ts';
import { table } from '../print/table.ts';
import { figure } from '../survival/format.ts';
import { tables } from '../survival/read.ts';
import type { ModelMethod } from './command.ts';
import { inFile, readOwnModel, someRows } from './files.ts';
import { warnAsked, warnRows } from './warnings.ts';

/** `linea model predict ROWS.csv --model MODEL.json`: risk and survival of each row. */
export const predictMethod: ModelMethod = {
  usage: 'ROWS.csv --model MODEL.json [options]',
  examples: [
    'examples/data/new-patients.csv --model examples/data/model.json --times 6,12',
    'examples/data/three-patients.csv --model examples/data/later-lines-model.json --times 6,12',
  ],
  words: (command, say) =>
    command
      .argument('<rows>')
      .requiredOption('--model <file>', say('model.option.ownModel'))
      .option('--times <times>', say('model.option.times'))
      .option('--despite-limits', say('limits.option.despite'))
      .option('--decimal <mark>', say('survival.option.decimal')),
  async run(command, context) {
    const { io, json, say } = context;
    const [file = ''] = command.args;
    const options = command.opts();
    const model = await readOwnModel(options.model);
    const frame = await tables(io, options.decimal === ',' ? ',' : '.').read(file);
    someRows(file, frame);
    const times = options.times === undefined ? undefined : timesOf(options.times);
    const answer = inFile(file, () => predictWith(model, frame, times));
    warnRows(context, 'row.outOfRange', answer.outOfRange);
    warnRows(context, 'row.missing', answer.missing);
    warnRows(
      context,
      'row.stratum',
      (answer.strata ?? []).map((own) => (own === null ? ['strata'] : [])),
    );
    warnAsked(context, answer, model.trainedOn.longestFollowUp);
    const { limits } = model;
    const known = limits && inFile(file, () => withinLimits(model, limits, frame));
    const silent = (i: number): boolean => options.despiteLimits !== true && (known?.[i]?.abstentions.length ?? 0) > 0;
    if (json) return io.out(`${JSON.stringify(known ? { ...withSilence(answer, silent), limits: known } : answer)}\n`);
    const shown = answer.incidence ?? answer.survival;
    const at = (t: number): string =>
      say(answer.incidence ? 'model.column.incidenceAt' : 'model.column.survivalAt', { time: figure(t, say) });
    const heads = [say('model.column.row'), say('model.column.risk'), ...answer.times.map(at)];
    const lines = answer.risk.map((risk, i) => [
      `${i + 1}`,
      silent(i) ? '–' : figure(risk, say),
      ...(shown[i] ?? []).map((s) => (silent(i) ? '–' : figure(s, say))),
    ]);
    const said = known && limits ? `${patientLimitsText(known, limits.at, say)}\n\n` : '';
    io.out(`${table(heads, lines)}\n\n${said}${say('model.researchUse')}\n`);
  },
};

/** A prediction in which nothing stands where the model does not answer: what is not said cannot be copied. */
const withSilence = (answer: Prediction, silent: (i: number) => boolean) => ({
  ...answer,
  risk: answer.risk.map((risk, i) => (silent(i) ? null : risk)),
  survival: answer.survival.map((own, i) => (silent(i) ? null : own)),
  ...(answer.incidence && { incidence: answer.incidence.map((own, i) => (silent(i) ? null : own)) }),
});

/** Times after `--times`. @throws {Refused} */
export function timesOf(text: string): number[] {
  const times = text.split(',').map(Number);
  if (times.some((t) => !(t >= 0)))
    throw new Refused([{ code: 'option.value', at: '--times', got: text, allowed: '6,12,24' }]);
  return times;
}
