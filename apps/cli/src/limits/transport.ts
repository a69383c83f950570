import { type Transport, transportFile } from '@linea/explain';
import { EXIT, Refused } from '../io.ts';
import type { ModelMethod } from '../model/command.ts';
import { inFile, readOwnModel } from '../model/files.ts';
import { numberOf } from '../model/learner.ts';
import { printIssues } from '../print/issues.ts';
import { tables } from '../survival/read.ts';
import { transportText } from './print-transport.ts';

/** `linea model transport MODEL.json NEW.csv`: may the model be carried to these patients? */
export const transportMethod: ModelMethod = {
  usage: 'MODEL.json NEW.csv [--training OLD.csv] [options]',
  examples: [
    'examples/data/later-lines-model.json examples/data/second-line.csv --training examples/data/later-lines.csv --at 12',
  ],
  words: (command, say) =>
    command
      .argument('<model>')
      .argument('<new>')
      .option('--training <file>', say('limits.option.training'))
      .option('--outcome <left>', say('limits.option.outcome'))
      .option('--at <time>', say('limits.option.at'))
      .option('--convert <column=factor>', say('limits.option.convert'), repeated)
      .option('--accept <columns>', say('limits.option.accept'))
      .option('--seed <number>', say('model.option.seed'))
      .option('--decimal <mark>', say('survival.option.decimal')),
  async run(command, { io, json, say, exit }) {
    const [modelFile = '', file = ''] = command.args;
    const options = command.opts();
    const model = await readOwnModel(modelFile);
    const { read } = tables(io, options.decimal === ',' ? ',' : '.');
    const frame = await read(file);
    const training = options.training === undefined ? undefined : await read(options.training);
    const answer = inFile(file, () =>
      transportFile(model, frame, {
        training,
        at: numberOf(options, 'at', 0),
        seed: numberOf(options, 'seed', 0, 2 ** 31 - 1),
        outcome: options.outcome,
        accepted: options.accept === undefined ? [] : String(options.accept).split(','),
        convert: Object.fromEntries(((options.convert as string[] | undefined) ?? []).map(conversion)),
      }),
    );
    if (json) io.out(`${JSON.stringify(answer)}\n`);
    else {
      io.out(`${transportText(answer, say)}\n\n${say('model.researchUse')}\n`);
      printIssues(
        answer.questions.map((question) => issueOf(question, file)),
        io,
        say,
      );
    }
    if (answer.verdict === 'doNotUse' || answer.questions.length > 0) exit(EXIT.refused);
  },
};

const repeated = (word: string, before: string[] = []): string[] => [...before, word];

function conversion(text: string): [string, number] {
  const [, column, factor] = /^([^=]+)=([\d.eE+-]+)$/.exec(text) ?? [];
  if (column === undefined || !(Number(factor) > 0))
    throw new Refused([{ code: 'option.value', at: '--convert', got: text, allowed: 'COLUMN=FACTOR' }]);
  return [column, Number(factor)];
}

type Question = Transport['questions'][number];

/** A question as an issue: what was read, and how to answer. */
function issueOf(question: Question, file: string) {
  const at = `${file}: column ${question.feature}`;
  const { code, feature } = question;
  switch (question.code) {
    case 'transport.units':
      return {
        code,
        at,
        got: `x ${rounded(question.factor)} (${question.conversions.join('; ')})`,
        allowed: `--convert ${feature}=${rounded(1 / question.factor)}, --accept ${feature}`,
      };
    case 'transport.timeUnit':
      return { code, at, got: `x ${rounded(question.factor)}`, allowed: `--accept ${feature}` };
    case 'transport.featureMissing':
      return { code, at, got: `${Math.round(100 * question.missing)} %`, allowed: `--accept ${feature}` };
    case 'transport.newCategory':
      return { code, at, got: question.level, allowed: `--accept ${feature}` };
  }
}

const rounded = (x: number): string => String(Number(x.toPrecision(4)));
