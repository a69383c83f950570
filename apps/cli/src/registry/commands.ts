import type { Say } from '@linea/registry/words';
import type { Command, OptionValues } from 'commander';
import type { Context } from '../context.ts';
import { DEFAULT_PORT } from '../version.ts';
import { therapyCommands } from './therapy-commands.ts';

/** Makes a command of the program: its words, the key of its description, a worked example. */
export type Making = (text: string, name: string, example: string) => Command;

/** The commands that work on a registry. What each does loads when it is called. */
export function registryCommands(command: Making, context: (options: OptionValues) => Context, say: Say): void {
  const patient = command('patient <id>', 'patient', 'linea patient case-000 --as-of 2024-03-31');
  seen(patient, say)
    .option('--all', say('cli.option.all'))
    .action(async (id: string) => {
      const { patientCommand } = await import('../commands/patient.ts');
      await patientCommand(id, patient.optsWithGlobals(), context(patient.optsWithGlobals()));
    });
  const why = command('why <id> <finding>', 'why', 'linea why case-000 mm.r2iss');
  seen(why, say)
    .option('--of <name=value>', say('cli.option.of'))
    .action(async (id: string, finding: string) => {
      const { whyCommand } = await import('../commands/why.ts');
      await whyCommand(id, finding, why.optsWithGlobals(), context(why.optsWithGlobals()));
    });
  const board = command('board <id>', 'board', 'linea board case-000 --as-of 2024-03-31');
  seen(board, say).action(async (id: string) => {
    const { boardCommand } = await import('../commands/board.ts');
    await boardCommand(id, board.optsWithGlobals(), context(board.optsWithGlobals()));
  });
  const bedside = command('bedside <id>', 'bedside', 'linea bedside case-001');
  seen(bedside, say)
    .option('--admission <infusion>', say('cli.option.admission'))
    .action(async (id: string) => {
      const { bedsideCommand } = await import('../commands/bedside.ts');
      await bedsideCommand(id, bedside.optsWithGlobals(), context(bedside.optsWithGlobals()));
    });
  const options = command('options <id>', 'options', 'linea options case-000 --as-of 2024-03-31');
  seen(options, say)
    .option('--since <date>', say('cli.option.since'))
    .option('--all', say('cli.option.allOptions'))
    .option('--model <file>', say('cli.option.besideModel'))
    .action(async (id: string) => {
      const { optionsCommand } = await import('../commands/options.ts');
      await optionsCommand(id, options.optsWithGlobals(), context(options.optsWithGlobals()));
    });
  therapyCommands(command, context, { readable, seen }, say);
  const protocol = command(
    'protocol <action> [kind]',
    'protocol',
    'linea protocol approve crs --centre published --name "CRS ward protocol" --protocol-version 3 --by "Head of the unit" --on 2026-01-15',
  );
  readable(protocol, say)
    .option('--centre <centre>', say('cli.option.protocolCentre'))
    .option('--name <name>', say('cli.option.protocolName'))
    .option('--protocol-version <version>', say('cli.option.protocolVersion'))
    .option('--by <who>', say('cli.option.protocolBy'))
    .option('--on <date>', say('cli.option.protocolOn'))
    .action(async (action: string, kind: string | undefined) => {
      const { protocolCommand } = await import('../commands/protocol.ts');
      await protocolCommand(action, kind, protocol.optsWithGlobals(), context(protocol.optsWithGlobals()));
    });
  const figure = command('figure <id>', 'figure', 'linea figure case-000 --kind journey --out journey.svg');
  seen(figure, say)
    .requiredOption('--kind <journey|response|course>', say('cli.option.kind'))
    .option('--axis <calendar|infusion>', say('cli.option.axis'), 'calendar')
    .option('--out <file>', say('cli.option.figureOut'))
    .action(async (id: string) => {
      const { figureCommand } = await import('../commands/figure.ts');
      await figureCommand(id, figure.optsWithGlobals(), context(figure.optsWithGlobals()));
    });
  const brief = command(
    'brief <id>',
    'brief',
    'linea brief case-001 --for patient --phone "011 000 0000" --out brief.pdf',
  );
  seen(brief, say)
    .requiredOption('--for <patient|clinician>', say('cli.option.briefFor'))
    .option('--phone <number...>', say('cli.option.phone'))
    .option('--model <file>', say('cli.option.besideModel'))
    .option('--out <file>', say('cli.option.pageOut'))
    .action(async (id: string) => {
      const { briefCommand } = await import('../commands/brief.ts');
      await briefCommand(id, brief.optsWithGlobals(), context(brief.optsWithGlobals()));
    });
  const narrative = command('narrative <id>', 'narrative', 'linea narrative case-000 --lang it --out caso.md');
  seen(narrative, say)
    .option('--out <file>', say('cli.option.pageOut'))
    .action(async (id: string) => {
      const { narrativeCommand } = await import('../commands/narrative.ts');
      await narrativeCommand(id, narrative.optsWithGlobals(), context(narrative.optsWithGlobals()));
    });
  const letter = command('letter <id>', 'letter', 'linea letter case-001 --kind day100 --as-of 2025-02-11');
  seen(letter, say)
    .requiredOption('--kind <discharge|day100>', say('cli.option.letterKind'))
    .option('--phone <number...>', say('cli.option.phone'))
    .option('--out <file>', say('cli.option.pageOut'))
    .action(async (id: string) => {
      const { letterCommand } = await import('../commands/letter.ts');
      await letterCommand(id, letter.optsWithGlobals(), context(letter.optsWithGlobals()));
    });
  const diff = command('diff <id>', 'diff', 'linea diff case-000 --from 2024-03-31 --to 2025-12-31');
  readable(diff, say)
    .requiredOption('--from <date>', say('cli.option.from'))
    .requiredOption('--to <date>', say('cli.option.to'))
    .action(async (id: string) => {
      const { diffCommand } = await import('../commands/diff.ts');
      await diffCommand(id, diff.optsWithGlobals(), context(diff.optsWithGlobals()));
    });
  const importing = command('import <files...>', 'import', 'linea import examples/data/facts.json --dry-run');
  writable(importing, say)
    .option('--format <name>', say('cli.option.importFormat'))
    .option('--mapping <file>', say('cli.option.mapping'))
    .option('--centre <centre>', say('cli.option.centre'))
    .option('--patient <id>', say('cli.option.importPatient'))
    .option('--dry-run', say('cli.option.dryRun'))
    .option('--accept-valid', say('cli.option.acceptValid'))
    .option('--refused <file>', say('cli.option.refused'))
    .action(async (files: readonly string[]) => {
      const { importCommand } = await import('../commands/import.ts');
      await importCommand(files, importing.optsWithGlobals(), context(importing.optsWithGlobals()));
    });
  const correct = command(
    'correct <id> <fact>',
    'correct',
    'linea correct case-000 a014 --kind transcription --because "digits swapped" --value 1.7',
  );
  writable(correct, say)
    .requiredOption('--kind <kind>', say('cli.option.correctionKind'))
    .requiredOption('--because <words>', say('cli.option.because'))
    .option('--value <value>', say('cli.option.value'))
    .option('--unit <unit>', say('cli.option.unit'))
    .option('--effective <date>', say('cli.option.effective'))
    .option('--absent <reason>', say('cli.option.absent'))
    .option('--change <json>', say('cli.option.change'))
    .action(async (id: string, fact: string) => {
      const { correctCommand } = await import('../commands/correct.ts');
      await correctCommand(id, fact, correct.optsWithGlobals(), context(correct.optsWithGlobals()));
    });
  const exporting = command('export', 'export', 'linea export --format linea --out linea-export');
  readable(exporting, say)
    .requiredOption('--format <linea>', say('cli.option.format'))
    .requiredOption('--out <dir>', say('cli.option.out'))
    .option('--patient <id>', say('cli.option.patient'))
    .action(async () => {
      const { exportCommand } = await import('../commands/export.ts');
      await exportCommand(exporting.optsWithGlobals(), context(exporting.optsWithGlobals()));
    });
  const doctor = command('doctor', 'doctor', 'linea doctor');
  readable(doctor, say).action(async () => {
    const { doctorCommand } = await import('../commands/doctor.ts');
    await doctorCommand(doctor.optsWithGlobals(), context(doctor.optsWithGlobals()));
  });
  const demo = command('demo', 'demo', 'linea demo');
  serving(demo, say)
    .option('--data <dir>', say('cli.option.demoData'))
    .option('--no-study', say('cli.option.noStudy'))
    .action(async () => {
      const { demoCommand } = await import('../commands/demo.ts');
      await demoCommand(demo.optsWithGlobals(), context(demo.optsWithGlobals()));
    });
  const start = command('start', 'start', 'linea start --data linea-registry');
  serving(start, say)
    .option('--data <dir>', say('cli.option.data'))
    .option('--study <dir>', say('cli.option.study'))
    .action(async () => {
      const { startCommand } = await import('../commands/start.ts');
      await startCommand(start.optsWithGlobals(), context(start.optsWithGlobals()));
    });
}

/** Options of every command that works on a registry. */
export const writable = (command: Command, say: Say): Command =>
  command.option('--data <dir>', say('cli.option.data')).option('--empty', say('cli.option.empty'));

/** Options of every command that reads only. */
const readable = (command: Command, say: Say): Command =>
  writable(command, say).option('--facts <file>', say('cli.option.facts'));

/** Options of every command that looks at one patient as of an instant. */
export const seen = (command: Command, say: Say): Command =>
  readable(command, say)
    .option('--as-of <date>', say('cli.option.asOf'))
    .option('--known-at <instant>', say('cli.option.knownAt'));

/** Options of every command that serves. */
const serving = (command: Command, say: Say): Command =>
  command
    .option('--forms <file>', say('cli.option.formsFile'))
    .option('--least-shown <n>', say('cli.option.leastShown'))
    .option('--port <n>', say('cli.option.port', { port: String(DEFAULT_PORT) }))
    .option('--host <address>', say('cli.option.host'));
