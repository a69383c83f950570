import type { WorklistDocument } from '@linea/registry/contract';
import type { Say } from '@linea/registry/words';
import { table } from './table.ts';

const KINDS = ['consent', 'milestone', 'form', 'assessment', 'sample', 'query'] as const;
const NEEDS = 3;

/** What is due for a person to read: how much of each kind, then the most pressing lines. */
export function worklistText(of: WorklistDocument, say: Say): string {
  const counts = KINDS.map((kind) => [
    say(`worklist.kind.${kind}`),
    ...(['overdue', 'due', 'soon'] as const).map((status) => String(of.counts[kind][status])),
  ]);
  const statuses = ['overdue', 'due', 'soon'].map((status) => say(`worklist.status.${status}`));
  const rows = of.items.map(({ status, to, patient, synthetic, centre, title, needs }) => [
    say(`worklist.status.${status}`),
    to ?? '–',
    synthetic ? `${patient} (${say('cli.synthetic')})` : patient,
    centre,
    title,
    needs.length === 0
      ? ''
      : `${needs
          .slice(0, NEEDS)
          .map(({ label }) => label)
          .join('; ')}${needs.length > NEEDS ? ` +${needs.length - NEEDS}` : ''}`,
  ]);
  const heads = ['status', 'until', 'patient', 'centre', 'what', 'needs'].map((name) => say(`cli.worklist.${name}`));
  return [
    say('cli.worklist.title', { asOf: of.asOf, patients: of.patients, days: of.days }),
    '',
    table([say('cli.worklist.kind'), ...statuses], counts),
    '',
    ...(rows.length === 0 ? [say('cli.worklist.nothing')] : [table(heads, rows)]),
    ...(of.items.length < of.total ? [say('cli.worklist.more', { shown: of.items.length, total: of.total })] : []),
    ...(of.questionsLooked < of.patients
      ? [say('cli.worklist.looked', { looked: of.questionsLooked, patients: of.patients })]
      : []),
  ].join('\n');
}
