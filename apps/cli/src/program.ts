import type { Say } from '@linea/registry/words';
import type { Command, OptionValues } from 'commander';
import type { Context } from './context.ts';
import type { Io } from './io.ts';
import { LocalCommand } from './local-command.ts';
import { DEFAULT_PORT, VERSION } from './version.ts';

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

  const patient = command('patient <id>', 'patient', 'linea patient case-000 --as-of 2024-03-31');
  seen(patient, say).action(async (id: string) => {
    const { patientCommand } = await import('./commands/patient.ts');
    await patientCommand(id, patient.optsWithGlobals(), context(patient.optsWithGlobals()));
  });
  const why = command('why <id> <finding>', 'why', 'linea why case-000 mm.r2iss');
  seen(why, say)
    .option('--of <name=value>', say('cli.option.of'))
    .action(async (id: string, finding: string) => {
      const { whyCommand } = await import('./commands/why.ts');
      await whyCommand(id, finding, why.optsWithGlobals(), context(why.optsWithGlobals()));
    });
  const figure = command('figure <id>', 'figure', 'linea figure case-000 --kind journey --out journey.svg');
  seen(figure, say)
    .requiredOption('--kind <journey>', say('cli.option.kind'))
    .option('--axis <calendar|infusion>', say('cli.option.axis'), 'calendar')
    .option('--out <file>', say('cli.option.figureOut'))
    .action(async (id: string) => {
      const { figureCommand } = await import('./commands/figure.ts');
      await figureCommand(id, figure.optsWithGlobals(), context(figure.optsWithGlobals()));
    });
  const diff = command('diff <id>', 'diff', 'linea diff case-000 --from 2024-03-31 --to 2025-12-31');
  diff
    .requiredOption('--from <date>', say('cli.option.from'))
    .requiredOption('--to <date>', say('cli.option.to'))
    .option('--facts <file>', say('cli.option.facts'))
    .action(async (id: string) => {
      const { diffCommand } = await import('./commands/diff.ts');
      await diffCommand(id, diff.optsWithGlobals(), context(diff.optsWithGlobals()));
    });
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
    .option('--seed <number>', say('bench.option.seed'))
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
  const exporting = command('export', 'export', 'linea export --format linea --out linea-export');
  exporting
    .requiredOption('--format <linea>', say('cli.option.format'))
    .requiredOption('--out <dir>', say('cli.option.out'))
    .option('--patient <id>', say('cli.option.patient'))
    .option('--facts <file>', say('cli.option.facts'))
    .action(async () => {
      const { exportCommand } = await import('./commands/export.ts');
      await exportCommand(exporting.optsWithGlobals(), context(exporting.optsWithGlobals()));
    });
  const synth = command('synth <study>', 'synth', 'linea synth car-t --out linea-study --patients 60');
  synth
    .requiredOption('--out <dir>', say('cli.option.out'))
    .option('--patients <number>', say('cli.option.patients'))
    .option('--seed <number>', say('cli.option.seed'))
    .option('--truth <file>', say('cli.option.truth'))
    .option('--complete', say('cli.option.complete'))
    .action(async (study: string) => {
      const { synthCommand } = await import('./commands/synth.ts');
      await synthCommand(study, synth.optsWithGlobals(), context(synth.optsWithGlobals()));
    });
  const doctor = command('doctor', 'doctor', 'linea doctor');
  doctor.option('--facts <file>', say('cli.option.facts')).action(async () => {
    const { doctorCommand } = await import('./commands/doctor.ts');
    await doctorCommand(doctor.optsWithGlobals(), context(doctor.optsWithGlobals()));
  });
  const demo = command('demo', 'demo', 'linea demo');
  serving(demo, say).action(async () => {
    const { demoCommand } = await import('./commands/demo.ts');
    await demoCommand(demo.optsWithGlobals(), context(demo.optsWithGlobals()));
  });
  return linea;
}

/** Options of every command that serves. */
function serving(command: Command, say: Say): Command {
  return command
    .option('--port <n>', say('cli.option.port', { port: String(DEFAULT_PORT) }))
    .option('--host <address>', say('cli.option.host'));
}

/** Options of every command that looks at one patient as of an instant. */
function seen(command: Command, say: Say): Command {
  return command
    .option('--as-of <date>', say('cli.option.asOf'))
    .option('--known-at <instant>', say('cli.option.knownAt'))
    .option('--facts <file>', say('cli.option.facts'));
}
