import { type Sensitivity, sensitivityOf } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import type { ModelMethod } from '../model/command.ts';
import { inFile, readOwnModel } from '../model/files.ts';
import { numberOf } from '../model/learner.ts';
import { figure } from '../survival/format.ts';
import { tables } from '../survival/read.ts';
import { percentText, section } from './interval-text.ts';

/** `linea model sensitivity ROWS.csv --model MODEL.json --change COLUMNS`: what would turn the model's answer. */
export const sensitivityMethod: ModelMethod = {
  usage: 'ROWS.csv --model MODEL.json --change COLUMNS --threshold RISK --at TIME',
  examples: [
    'examples/data/three-patients.csv --model examples/data/later-lines-model.json --change ldh,albumin --threshold 0.5 --at 12',
  ],
  words: (command, say) =>
    command
      .argument('<rows>')
      .requiredOption('--model <file>', say('model.option.ownModel'))
      .requiredOption('--change <columns>', say('limits.option.change'))
      .requiredOption('--threshold <risk>', say('limits.option.threshold'))
      .requiredOption('--at <time>', say('limits.option.atRisk'))
      .option('--decimal <mark>', say('survival.option.decimal')),
  async run(command, { io, json, say }) {
    const [file = ''] = command.args;
    const options = command.opts();
    const model = await readOwnModel(options.model);
    const frame = await tables(io, options.decimal === ',' ? ',' : '.').read(file);
    const answer = inFile(file, () =>
      sensitivityOf(model, frame, {
        change: String(options.change).split(','),
        threshold: numberOf(options, 'threshold', 0, 1) ?? 0.5,
        at: numberOf(options, 'at', 0) ?? 0,
      }),
    );
    if (json) return io.out(`${JSON.stringify(answer)}\n`);
    const blocks = answer.map((own, i) => sensitivityText(own, `${i + 1}`, say));
    io.out(`${[...blocks, say('limits.sensitivity.note'), say('model.researchUse')].join('\n\n')}\n`);
  },
};

type Crossing = NonNullable<Sensitivity['together']>;

function sensitivityText({ risk, threshold, at, alone, together }: Sensitivity, row: string, say: Say): string {
  const value = (own: number | string | null): string =>
    typeof own === 'number' ? figure(Number(own.toPrecision(3)), say) : (own ?? say('limits.notKnown'));
  const crossing = (own: Crossing): string =>
    say('limits.sensitivity.crossing', {
      changes: own.changes
        .map(({ column, from, to }) => say('limits.sensitivity.change', { column, from: value(from), to: value(to) }))
        .join(', '),
      risk: percentText(own.risk, say),
    });
  const lines = alone.map(({ column, crossing: own }) =>
    own ? crossing(own) : say('limits.sensitivity.none', { column, threshold: percentText(threshold, say) }),
  );
  return section(
    say('limits.sensitivity.head', {
      row,
      risk: percentText(risk, say),
      at: figure(at, say),
      threshold: percentText(threshold, say),
    }),
    ...[...lines, ...(together ? [crossing(together)] : [])].map((line) => `  ${line}`),
  );
}
