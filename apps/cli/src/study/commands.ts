import type { Say } from '@linea/registry/words';
import type { Command, OptionValues } from 'commander';
import type { Context } from '../context.ts';
import { type Making, seen, writable } from '../registry/commands.ts';

/** The commands about a study and what it says of one patient. What each does loads when it is called. */
export function studyCommands(command: Making, context: (options: OptionValues) => Context, say: Say): void {
  const cohort = command(
    'cohort <study>',
    'cohort',
    'linea synth car-t --out linea-example --patients 60 && linea cohort linea-example/study.yaml',
  );
  ofCut(cohort, say)
    .option('--out <file>', say('cli.option.table'))
    .action(async (study: string) => {
      const { cohortCommand } = await import('./cohort.ts');
      await cohortCommand(study, cohort.optsWithGlobals(), context(cohort.optsWithGlobals()));
    });
  const report = command(
    'report <study>',
    'report',
    'linea synth car-t --out linea-report --patients 150 && linea report linea-report/study.yaml --out linea-report/report.html --quick',
  );
  ofCut(report, say)
    .requiredOption('--out <file>', say('cli.option.report'))
    .option('--model <file>', say('cli.option.reportModel'))
    .option('--quick', say('cli.option.quick'))
    .option('--thorough', say('cli.option.thorough'))
    .action(async (study: string) => {
      const { reportCommand } = await import('./report.ts');
      await reportCommand(study, report.optsWithGlobals(), context(report.optsWithGlobals()));
    });
  const synth = command('synth <study>', 'synth', 'linea synth car-t --out linea-study --patients 60');
  synth
    .requiredOption('--out <dir>', say('cli.option.out'))
    .option('--patients <number>', say('cli.option.patients'))
    .option('--seed <number>', say('cli.option.seed'))
    .option('--truth <file>', say('cli.option.truth'))
    .option('--complete', say('cli.option.complete'))
    .action(async (study: string) => {
      const { synthCommand } = await import('../commands/synth.ts');
      await synthCommand(study, synth.optsWithGlobals(), context(synth.optsWithGlobals()));
    });
  const cut = command('cut', 'cut', 'linea cut create october && linea cut list');
  const create = cut.command('create <name>').description(say('cli.command.cut.create'));
  writable(create, say).action(async (name: string) => {
    const { cutCreateCommand } = await import('../commands/cut.ts');
    await cutCreateCommand(name, create.optsWithGlobals(), context(create.optsWithGlobals()));
  });
  const list = cut.command('list').description(say('cli.command.cut.list'));
  writable(list, say).action(async () => {
    const { cutListCommand } = await import('../commands/cut.ts');
    await cutListCommand(list.optsWithGlobals(), context(list.optsWithGlobals()));
  });
  const predict = command(
    'predict <id>',
    'predict',
    'linea synth car-t --out linea-predict --patients 300 && linea model train linea-predict/study.yaml --out linea-predict/model.json && linea predict SYN-lbcl2l-0004 --facts linea-predict/facts.json --model linea-predict/model.json',
  );
  seen(predict, say)
    .requiredOption('--model <file>', say('cli.option.studyModel'))
    .action(async (id: string) => {
      const { predictCommand } = await import('./predict.ts');
      await predictCommand(id, predict.optsWithGlobals(), context(predict.optsWithGlobals()));
    });
}

/** Options of every command on a study whose facts may come from the registry. */
const ofCut = (command: Command, say: Say): Command =>
  writable(command, say).option('--cut <name>', say('cli.option.cut')).option('--files <dir>', say('cli.option.files'));
