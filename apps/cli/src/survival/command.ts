import type { Say } from '@linea/registry/words';
import type { MethodInput } from '@linea/survival';
import { loadMethod } from '@linea/survival/load-method';
import type { Command, OptionValues } from 'commander';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { LocalCommand } from '../local-command.ts';
import { wrapped } from '../print/table.ts';
import { DRAWABLE, METHODS } from './methods.ts';
import { flagOf, OPTIONS } from './options.ts';
import { answerText, warningsText } from './print.ts';
import { type Asked, placed, refusal, tables } from './read.ts';
import { valuesOf } from './values.ts';

/** `linea survival METHOD DATA.csv "FORMULA" [options]`: statistics on any CSV; no registry is opened. */
export async function survivalCommand(
  survival: Command,
  name: string | undefined,
  words: readonly string[],
  context: Context,
): Promise<void> {
  const { say } = context;
  const help = Boolean(survival.opts().help);
  if (name === undefined) {
    if (!help) survival.error(say('cli.usage.missingArgument', { name: 'method' }), { exitCode: 2 });
    return survival.description(methodList(survival.description(), say)).help();
  }
  const known = METHODS[name];
  const run = await loadMethod(name);
  if (!known || !run) {
    throw new Refused([{ code: 'method.unknown', at: '', got: name, allowed: Object.keys(METHODS).join(', ') }]);
  }
  const command = methodCommand(name, say);
  survival.addCommand(command);
  command.configureOutput({ writeOut: context.io.out, writeErr: context.io.err });
  if (help) return command.outputHelp();
  await command.parseAsync(words, { from: 'user' });

  const operands = command.args;
  const files = operands.slice(0, -1);
  const formula = operands.at(-1) as string;
  if (files.length === 0) command.error(say('cli.usage.missingArgument', { name: 'formula' }), { exitCode: 2 });
  const given = command.opts();
  // A file that cannot be drawn into is said before anything is computed.
  if (given.out !== undefined) (await import('../figure/write.ts')).formatOf(String(given.out));
  const { read } = tables(context.io, decimalOf(given.decimal));
  const frames = [];
  for (const file of files) frames.push(await read(file));
  const options = await valuesOf(known.options, given, read);
  const asked: Asked = { files, frames, predict: given.predict, folds: given.folds };
  let answer: unknown;
  try {
    const input = { frames, formula, options };
    const threads = Number(options.threads ?? 1);
    answer = threads > 1 ? await divided(name, input, threads) : run(input);
  } catch (error) {
    throw refusal(error, placed(asked));
  }
  if (name === 'cif') causeKnown(answer, options.cause);
  if (given.out !== undefined)
    await drawn(String(given.out), { method: name, input: { frames, formula, options }, answer, given }, context);
  context.io.err(warningsText(answer, say));
  context.io.out(context.json ? `${JSON.stringify(answer, plain)}\n` : `${answerText(name, answer, options, say)}\n`);
}

/** The method done by several threads; the answer is that of one. */
async function divided(method: string, input: MethodInput, count: number): Promise<unknown> {
  const { methods, partedMethods } = await import('@linea/survival');
  const { rangesOf, threadsOf } = await import('../threads/threads.ts');
  const parts = partedMethods[method];
  const pieces = parts?.count(input) ?? 0;
  if (!parts || pieces < 2) return methods[method]?.(input);
  const threads = threadsOf(count);
  try {
    const ranges = rangesOf(pieces, count);
    const made = ranges.map(([from, to]) => threads.run('part', { method, input, from, to }));
    return parts.whole(input, await Promise.all(made));
  } finally {
    await threads.close();
  }
}

/** Draws the answer into a file, which is named on standard error. */
async function drawn(
  file: string,
  { method, input, answer, given }: { method: string; input: MethodInput; answer: unknown; given: OptionValues },
  { io, say }: Context,
): Promise<void> {
  const { groupNames, survivalFigureSvg, timeName } = await import('./figure.ts');
  const { writeFigure } = await import('../figure/write.ts');
  const formula = input.formula ?? '';
  const words = { title: given.title, time: timeName(formula), unit: given.unit, by: groupNames(formula) };
  const { svg, title } = survivalFigureSvg({ method, input, answer, words }, say);
  await writeFigure(svg, file, title);
  io.err(`${say('cli.figure.written', { file })}\n`);
}

/** Typed arrays are lists in JSON. */
const plain = (_: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;

/** `cif` answers for every cause; one that is asked for must be among them. */
function causeKnown(answer: unknown, cause: unknown): void {
  const [, ...causes] = (answer as { states: readonly string[] }).states;
  if (cause === undefined || causes.includes(String(cause))) return;
  throw new Refused([{ code: 'option.value', at: '--cause', got: String(cause), allowed: causes.join(', ') }]);
}

function decimalOf(mark: unknown): '.' | ',' {
  if (mark === undefined || mark === '.') return '.';
  if (mark === ',') return ',';
  throw new Refused([{ code: 'option.value', at: '--decimal', got: String(mark), allowed: '. ,' }]);
}

/** The command of one method, with its options and an example. */
function methodCommand(name: string, say: Say): Command {
  const command = new LocalCommand(name, say);
  const { options, example } = METHODS[name] as (typeof METHODS)[string];
  command.helpOption(false).description(say(`survival.method.${name}`));
  if (name === 'pool') command.usage('A.csv [B.csv ...] "FORMULA" [options]').argument('<words...>');
  else command.usage('DATA.csv "FORMULA" [options]').argument('<data>').argument('<formula>');
  for (const option of options) {
    const [kind, value] = OPTIONS[option];
    const text = say.or(`survival.option.${name}.${option}`, say(`survival.option.${option}`));
    const flags = `${flagOf(option)} ${value}`.trim();
    if (kind === 'repeated') command.option(flags, text, (word, before: string[] = []) => [...before, word]);
    else command.option(flags, text);
  }
  command.option('--decimal <mark>', say('survival.option.decimal'));
  if (DRAWABLE.has(name)) {
    command.option('--out <file>', say('survival.option.out'));
    command.option('--title <text>', say('survival.option.title'));
    command.option('--unit <text>', say('survival.option.unit'));
  }
  command.addHelpText('after', `\n${say('cli.help.example')}\n  linea survival ${name} ${example}\n`);
  return command;
}

/** The description with every method on a line of its own. */
function methodList(description: string, say: Say): string {
  const names = Object.keys(METHODS);
  const width = Math.max(...names.map(({ length }) => length));
  const line = (name: string) => wrapped(say(`survival.method.${name}`), 74 - width, ' '.repeat(width + 4));
  const lines = names.map((name) => `  ${name.padEnd(width)}  ${line(name)}`);
  return [description, '', say('survival.methods'), ...lines].join('\n');
}
