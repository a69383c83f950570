import type { Say } from '@linea/registry/words';
import type { Command, OptionValues } from 'commander';
import type { Context } from '../context.ts';

type Making = (text: string, name: string, example: string) => Command;

/** The commands about therapies. What each does loads when it is called. @param seen  adds the options of a patient as of an instant, `readable` those of a registry */
export function therapyCommands(
  command: Making,
  context: (options: OptionValues) => Context,
  { readable, seen }: Record<'readable' | 'seen', (command: Command, say: Say) => Command>,
  say: Say,
): void {
  const regimen = command('regimen <id>', 'regimen', 'linea regimen case-000 --as-of 2025-12-03 --ics case-000.ics');
  seen(regimen, say)
    .option('--line <number>', say('cli.option.line'))
    .option('--days', say('cli.option.days'))
    .option('--ics <file>', say('cli.option.ics'))
    .action(async (id: string) => {
      const { regimenCommand } = await import('../commands/regimen.ts');
      await regimenCommand(id, regimen.optsWithGlobals(), context(regimen.optsWithGlobals()));
    });
  const forms = command('forms <id>', 'forms', 'linea forms case-001 --kind ebmt-day100 --as-of 2025-02-15');
  seen(forms, say)
    .requiredOption('--kind <ebmt-day0|ebmt-day100|ebmt-annual|aifa>', say('cli.option.formKind'))
    .option('--year <number>', say('cli.option.formYear'))
    .option('--layout <file>', say('cli.option.layout'))
    .option('--forms <file>', say('cli.option.formsFile'))
    .option('--handed-over <date>', say('cli.option.handedOver'))
    .option('--to <name>', say('cli.option.handedTo'))
    .action(async (id: string) => {
      const { formsCommand } = await import('../commands/forms.ts');
      await formsCommand(id, forms.optsWithGlobals(), context(forms.optsWithGlobals()));
    });
  const worklist = command('worklist', 'worklist', 'linea worklist --as-of 2024-12-15 --days 60');
  readable(worklist, say)
    .option('--centre <centre>', say('cli.option.worklistCentre'))
    .option('--kind <consent|milestone|form|assessment|sample|query>', say('cli.option.worklistKind'))
    .option('--days <number>', say('cli.option.worklistDays'))
    .option('--as-of <date>', say('cli.option.worklistAsOf'))
    .option('--limit <number>', say('cli.option.worklistLimit'))
    .option('--forms <file>', say('cli.option.formsFile'))
    .action(async () => {
      const { worklistCommand } = await import('../commands/worklist.ts');
      await worklistCommand(worklist.optsWithGlobals(), context(worklist.optsWithGlobals()));
    });
  const decision = command('decision <id>', 'decision', 'linea decision case-001 --as-of 2025-02-01');
  seen(decision, say).action(async (id: string) => {
    const { decisionCommand } = await import('../commands/decision.ts');
    await decisionCommand(id, decision.optsWithGlobals(), context(decision.optsWithGlobals()));
  });
}
