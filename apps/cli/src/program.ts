import type { Say } from '@linea/registry/words';
import type { Command, OptionValues } from 'commander';
import type { Context } from './context.ts';
import type { Io } from './io.ts';
import { LocalCommand } from './local-command.ts';
import { registryCommands } from './registry/commands.ts';
import { studyCommands } from './study/commands.ts';
import { VERSION } from './version.ts';

/** The words after `linea`: commands, options, help. Commands load when they are called. */
export function program(io: Io, say: Say, exit: (code: number) => void): Command {
  const linea = new LocalCommand('linea', say);
  linea
    .description(say('cli.linea'))
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .option('--json', say('cli.option.json'))
    .option('--lang <it|en>', say('cli.option.lang'), (given) => {
      if (given !== 'it' && given !== 'en') linea.error(say('cli.usage.lang', { given }), { exitCode: 2 });
      return given;
    })
    .option('--verbose', say('cli.option.verbose'))
    .version(VERSION, '-V, --version', say('cli.option.version'))
    .addHelpText('after', `\n${say('cli.help.example')}\n  linea patient case-000 --as-of 2024-03-31\n`)
    .action(() => linea.help());
  const context = (options: OptionValues): Context => ({ io, say, json: Boolean(options.json), exit });
  const command = (text: string, name: string, example: string): Command => {
    const made = linea.command(text);
    made.description(say(`cli.command.${name}`));
    made.addHelpText('after', `\n${say('cli.help.example')}\n  ${example}\n`);
    return made;
  };

  registryCommands(command, context, say);
  const derive = command(
    'derive [criterion]',
    'derive',
    'linea derive mm.iss --input - <<< \'{"b2m":{"value":6,"unit":"mg/L"}}\'',
  );
  derive
    .option('--list', say('cli.option.list'))
    .option('--input <file>', say('cli.option.input'))
    .option('--batch <file>', say('cli.option.batch'))
    .helpOption(false)
    .option('-h, --help', say('cli.option.help'))
    .action(async (criterion: string | undefined) => {
      const options = derive.optsWithGlobals();
      if (options.help && criterion === undefined) derive.help();
      const { deriveCommand } = await import('./commands/derive.ts');
      await deriveCommand(criterion, options, context(options));
    });
  const endpoints = command('endpoints [endpoint]', 'endpoints', 'linea endpoints LBCL.PFS --start leukapheresis');
  endpoints
    .option('--start <infusion|leukapheresis|response>', say('cli.option.start'))
    .option('--population <collected|infused|responders>', say('cli.option.population'))
    .option('--entry <start|infusion|registration>', say('cli.option.entry'))
    .option('--landmark <days>', say('cli.option.landmark'))
    .action(async (endpoint: string | undefined) => {
      const { endpointsCommand } = await import('./commands/endpoints.ts');
      endpointsCommand(endpoint, endpoints.opts(), context(endpoints.optsWithGlobals()));
    });
  const survival = command(
    'survival [method] [words...]',
    'survival',
    'linea survival km examples/data/remission.csv "Surv(weeks, relapse) ~ drug"',
  );
  survival
    .usage('METHOD DATA.csv "FORMULA" [options]')
    .allowUnknownOption()
    .helpOption(false)
    .option('-h, --help', say('cli.option.help'))
    .action(async (method: string | undefined, words: readonly string[]) => {
      const { survivalCommand } = await import('./survival/command.ts');
      await survivalCommand(survival, method, words, context(survival.optsWithGlobals()));
    });
  const bench = command('bench <task> <data>', 'bench', 'linea bench cox examples/data/bench.csv --reps 2');
  bench
    .option('--reps <number>', say('bench.option.reps'))
    .option('--time <time>', say('bench.option.time'))
    .option('--boot <samples>', say('bench.option.boot'))
    .option('--trees <number>', say('bench.option.trees'))
    .option('--inner-trees <number>', say('bench.option.innerTrees'))
    .option('--node <number>', say('bench.option.node'))
    .option('--rounds <number>', say('bench.option.rounds'))
    .option('--depth <number>', say('bench.option.depth'))
    .option('--seed <number>', say('bench.option.seed'))
    .option('--optimality <share>', say('bench.option.optimality'))
    .option('--threads <number>', say('bench.option.threads'))
    .option('--model <file>', say('bench.option.model'))
    .action(async (task: string, data: string) => {
      const { benchCommand } = await import('./bench/command.ts');
      await benchCommand(task, data, bench.optsWithGlobals(), context(bench.optsWithGlobals()));
    });
  const model = command(
    'model [method] [words...]',
    'model',
    'linea model explain examples/data/new-patients.csv --model examples/data/xgboost.json',
  );
  model
    .usage('METHOD DATA.csv [options]')
    .allowUnknownOption()
    .helpOption(false)
    .option('-h, --help', say('cli.option.help'))
    .action(async (method: string | undefined, words: readonly string[]) => {
      const { modelCommand } = await import('./model/command.ts');
      await modelCommand(model, method, words, context(model.optsWithGlobals()));
    });
  studyCommands(command, context, say);
  return linea;
}
