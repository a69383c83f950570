import type { Words } from '@linea/briefs';
import type { MilestoneClock, Sheet, SheetField } from '@linea/briefs/forms';
import { wrapped } from './table.ts';

interface Printed extends Sheet {
  readonly patient: string;
  readonly asOf: string;
  readonly centre: string;
  readonly milestones: MilestoneClock | null;
}

const WIDTH = 108;
const row = (text: string, indent = 2): string =>
  `${' '.repeat(indent)}${wrapped(text, WIDTH - indent, ' '.repeat(indent + 2))}`;

/** A sheet for a person to read: what is missing first, every value with its source, milestones, and what was handed over. */
export function sheetText(sheet: Printed, words: Words): string {
  const { say } = words;
  const { patient, asOf, title, version, gaps, fields, confirmed, history } = sheet;
  const head = [
    say('cli.forms.title', { id: patient, title, asOf, year: sheet.year ?? 0, gaps }),
    confirmed
      ? say('forms.confirmed', { version, by: confirmed.by, on: confirmed.on })
      : `${say('forms.unverified', { version })} ${sheet.source}`,
    ...(confirmed ? [] : [say('forms.toConfirm', { kind: sheet.kind, centre: sheet.centre, version })]),
    say('cli.researchUse'),
  ];
  const groups = (['gap', 'open', 'absent', 'notYet', 'filled'] as const).flatMap((status) => {
    const these = fields.filter((field) => field.status === status);
    return these.length === 0
      ? []
      : ['', say(`forms.status.${status}`), ...these.map((field) => fieldText(field, words))];
  });
  return [
    ...head.map((line) => wrapped(line, WIDTH, '')),
    ...groups,
    ...clockText(sheet.milestones, words),
    ...historyText(history, words),
  ].join('\n');
}

function fieldText({ label, section, code, need, values, derived }: SheetField, { say }: Words): string {
  const said = values.map(({ text, on, source, fact }) =>
    [text, ...(on ? [on] : []), ...(fact ? [fact] : []), ...(source ? [source] : [])].join(', '),
  );
  const asked = need === 'required' ? '' : ` (${say('forms.optional')})`;
  const beside = derived === null ? '' : `\n${row(`${derived.text} (${derived.facts.join(', ')})`, 4)}`;
  return `${row(`${section} · ${label}${asked}: ${said.length > 0 ? said.join(' | ') : code}`)}${beside}`;
}

function clockText(clock: MilestoneClock | null, { say, labels }: Words): readonly string[] {
  if (!clock) return [];
  return [
    '',
    say('forms.milestones', { product: clock.product }),
    row(
      clock.rule.mark === 'convention'
        ? say('forms.milestones.convention')
        : say(`forms.milestones.${clock.rule.mark}`, { source: clock.rule.source }),
    ),
    ...clock.milestones.map(({ month, due, opens, closes, status, needs }) => {
      const open = needs.filter(({ met }) => !met).map(({ code }) => labels.item(code));
      const day = due[0] === due[1] ? due[0] : `${due[0]}…${due[1]}`;
      const missing =
        open.length > 0 && status !== 'notYet' ? ` – ${say('forms.milestone.needs', { items: open.join('; ') })}` : '';
      return row(
        `${say('forms.milestone', { month, day, opens, closes, status: say(`forms.milestone.${status}`) })}${missing}`,
      );
    }),
  ];
}

const historyText = (history: Sheet['history'], { say }: Words): readonly string[] =>
  history.length === 0
    ? []
    : [
        '',
        say('forms.history'),
        ...history.map(({ on, to, fact, recordedSince }) =>
          row(say('forms.history.entry', { on, to: to || '–', fact, count: recordedSince })),
        ),
      ];
