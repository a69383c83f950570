import type { Board, BoardStage, BoardVisit } from '@linea/criteria';
import { codeLabel } from '@linea/registry/journey';
import type { Say } from '@linea/registry/words';
import { wrapped } from './table.ts';

/** A board for a person to read: each stage, how it stands, its window, what it still needs, its visits. */
export function boardText(id: string, { asOf, disease, stages }: Board, synthetic: boolean, say: Say): string {
  const title = say('cli.board.title', { id, disease, asOf });
  const head = [synthetic ? `${title} · ${say('cli.synthetic')}` : title, say('cli.researchUse'), ''];
  return [...head, ...stages.map((stage) => stageText(stage, say))].join('\n');
}

function stageText(stage: BoardStage, say: Say): string {
  const { id, status, window, needs, doneBy, blockedBy, visits } = stage;
  const expected = window ? say('cli.board.window', window) : '';
  const by = [...doneBy, ...blockedBy].join(', ');
  const rows = [
    `${say(`pathway.stage.${id}`)}: ${say(`pathway.status.${status}`)}${by ? ` (${by})` : ''}${expected}`,
    ...(needs.length > 0
      ? [
          `  ${wrapped(say('cli.board.needs', { items: needs.map((code) => codeLabel(code, say)).join('; ') }), 108, '    ')}`,
        ]
      : []),
    ...byStatus(visits, say),
  ];
  return rows.join('\n');
}

/** Visits of one status on one line: the late ones first, those to come last. */
function byStatus(visits: readonly BoardVisit[], say: Say): readonly string[] {
  return (['overdue', 'due', 'done', 'notYet', 'ended'] as const).flatMap((status) => {
    const these = visits.filter((visit) => visit.status === status);
    if (these.length === 0) return [];
    const next = status === 'notYet' ? these.slice(0, 1) : these;
    const words = next.map(({ label, from, to }) => `${label} (${from}–${to})`).join(', ');
    return [
      `  ${wrapped(say('cli.board.visits', { status, visits: words, more: these.length - next.length }), 108, '    ')}`,
    ];
  });
}
