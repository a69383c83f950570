import type { Say } from '@linea/registry/words';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { comparableMethod } from '../limits/comparable.ts';
import { effectMethod } from '../limits/effect.ts';
import { limitsMethod } from '../limits/limits.ts';
import { overTimeMethod } from '../limits/over-time.ts';
import { sensitivityMethod } from '../limits/sensitivity.ts';
import { stabilityMethod } from '../limits/stability.ts';
import { transportMethod } from '../limits/transport.ts';
import { LocalCommand } from '../local-command.ts';
import { wrapped } from '../print/table.ts';
import { cardMethod } from './card.ts';
import { explainMethod } from './explain.ts';
import { predictMethod } from './predict.ts';
import { trainMethod } from './train.ts';
import { validateMethod } from './validate.ts';

/** A method of `linea model`: its words, and what it does. */
export interface ModelMethod {
  readonly usage: string;
  /** Words after the method; each runs as printed. */
  readonly examples: readonly string[];
  /** Arguments and options of the command. */
  readonly words: (command: Command, say: Say) => void;
  readonly run: (command: Command, context: Context) => Promise<void>;
}

const METHODS: Readonly<Record<string, ModelMethod>> = {
  train: trainMethod,
  validate: validateMethod,
  predict: predictMethod,
  explain: explainMethod,
  card: cardMethod,
  'over-time': overTimeMethod,
  effect: effectMethod,
  transport: transportMethod,
  limits: limitsMethod,
  stability: stabilityMethod,
  comparable: comparableMethod,
  sensitivity: sensitivityMethod,
};

/** `linea model METHOD …`: learners on any CSV; no registry is opened. */
export async function modelCommand(
  model: Command,
  name: string | undefined,
  words: readonly string[],
  context: Context,
): Promise<void> {
  const { say } = context;
  const help = Boolean(model.opts().help);
  if (name === undefined) {
    if (!help) model.error(say('cli.usage.missingArgument', { name: 'method' }), { exitCode: 2 });
    return model.description(methodList(model.description(), say)).help();
  }
  const method = METHODS[name];
  if (!method) {
    throw new Refused([{ code: 'method.unknown', at: '', got: name, allowed: Object.keys(METHODS).join(', ') }]);
  }
  const command = new LocalCommand(name, say);
  command
    .helpOption(false)
    .description(say(`model.method.${name}`))
    .usage(method.usage);
  method.words(command, say);
  const examples = method.examples.map((words) => `  linea model ${name} ${words}\n`).join('');
  command.addHelpText('after', `\n${say('cli.help.example')}\n${examples}`);
  model.addCommand(command);
  command.configureOutput({ writeOut: context.io.out, writeErr: context.io.err });
  if (help) return command.outputHelp();
  await command.parseAsync(words, { from: 'user' });
  await method.run(command, context);
}

/** The description with every method on a line of its own. */
function methodList(description: string, say: Say): string {
  const names = Object.keys(METHODS);
  const width = Math.max(...names.map(({ length }) => length));
  const line = (name: string) => wrapped(say(`model.method.${name}`), 74 - width, ' '.repeat(width + 4));
  const lines = names.map((name) => `  ${name.padEnd(width)}  ${line(name)}`);
  return [description, '', say('model.methods'), ...lines].join('\n');
}
