import { type Block, LEARNERS, type LearnerName, type LearnerOptions } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import type { Command, OptionValues } from 'commander';
import { Refused } from '../io.ts';

/** Gathers the words of an option that may come several times. */
export const repeated = (word: string, before: string[] = []): string[] => [...before, word];

/** Options that say how to learn. */
export const learnerWords = (command: Command, say: Say): Command =>
  command
    .option('--learner <name>', say('model.option.learner'))
    .option('--seed <number>', say('model.option.seed'))
    .option('--weights <column>', say('model.option.weights'))
    .option('--cause <code>', say('model.option.cause'))
    .option('--knots <number>', say('model.option.knots'))
    .option('--penalty <number>', say('model.option.penalty'))
    .option('--alpha <number>', say('model.option.alpha'))
    .option('--block <name=columns[:factor]>', say('model.option.block'), repeated)
    .option('--trees <number>', say('model.option.trees'))
    .option('--loss <cox|discrete>', say('model.option.loss'))
    .option('--monotone <columns>', say('model.option.monotone'));

const wrong = (at: string, got: unknown, allowed: string): never => {
  throw new Refused([{ code: 'option.value', at, got: String(got), allowed }]);
};

/** The number after an option, within limits. */
export function numberOf(
  options: OptionValues,
  name: string,
  low: number,
  high = Number.MAX_VALUE,
): number | undefined {
  const given = options[name];
  if (given === undefined) return undefined;
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const value = Number(given);
  const fits = given !== '' && value >= low && value <= high;
  return fits ? value : wrong(flag, given, high === Number.MAX_VALUE ? `>= ${low}` : `${low} … ${high}`);
}

/** The learners asked for, `auto` unless named. */
export function learnersOf(given: unknown, at = '--learner'): LearnerName[] {
  return String(given ?? 'auto')
    .split(',')
    .map((name) => LEARNERS.find((known) => known === name) ?? wrong(at, name, LEARNERS.join(', ')));
}

/** `flow=cd4,cd8:2`: a block of columns, and by what its penalty is multiplied. */
function blockOf(text: string): Block {
  const [, name, columns, factor] = /^([^=]+)=([^:]+)(?::([\d.]+))?$/.exec(text) ?? [];
  if (name === undefined || columns === undefined) return wrong('--block', text, 'NAME=COLUMN,COLUMN[:FACTOR]');
  return { name, features: columns.split(','), ...(factor !== undefined && { factor: Number(factor) }) };
}

/** `age,-albumin`: the hazard may only rise with age, and only fall with albumin. */
const monotoneOf = (text: string): Record<string, 1 | -1> =>
  Object.fromEntries(text.split(',').map((name) => (name.startsWith('-') ? [name.slice(1), -1] : [name, 1])));

/** What the options say of the learner. @param causes  codes of the causes in the data */
export function learnerOptions(options: OptionValues, causes: readonly string[]): LearnerOptions {
  const cause = options.cause === undefined ? 1 : causes.indexOf(String(options.cause)) + 1;
  if (cause === 0) wrong('--cause', options.cause, causes.join(', '));
  if (options.loss !== undefined && options.loss !== 'cox' && options.loss !== 'discrete') {
    wrong('--loss', options.loss, 'cox, discrete');
  }
  const numbers = {
    seed: numberOf(options, 'seed', 0, 2 ** 31 - 1),
    knots: numberOf(options, 'knots', 0, 10),
    penalty: numberOf(options, 'penalty', 0),
    alpha: numberOf(options, 'alpha', 0, 1),
    trees: numberOf(options, 'trees', 1, 100_000),
  };
  return {
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)),
    cause,
    ...(options.block !== undefined && { blocks: (options.block as string[]).map(blockOf) }),
    ...(options.loss !== undefined && { loss: options.loss }),
    ...(options.monotone !== undefined && { monotone: monotoneOf(options.monotone) }),
  };
}
