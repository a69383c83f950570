import { amountText } from '@linea/criteria/words';
import type { RegimenDocument, RegimensDocument } from '@linea/registry/contract';
import type { Say } from '@linea/registry/words';
import { table, wrapped } from './table.ts';

const WIDTH = 108;
const row = (text: string, indent = 2): string =>
  `${' '.repeat(indent)}${wrapped(text, WIDTH - indent, ' '.repeat(indent + 2))}`;

/** Lines at work for a person to read: cycles, doses given of those planned, levels, intensity, and what goes with them. */
export function regimensText(
  { patient, asOf, researchUse, regimens }: RegimensDocument,
  days: boolean,
  say: Say,
): string {
  const head = [say('cli.regimen.title', { id: patient, asOf, count: regimens.length }), researchUse];
  return [...head, ...regimens.map((one) => `\n${regimenText(one, days, say)}`)].join('\n');
}

function regimenText(of: RegimenDocument, days: boolean, say: Say): string {
  const stop = of.ongoing ? say('cli.regimen.ongoing') : (of.stop ?? '–');
  return [
    say('cli.regimen.line', { line: of.line, regimen: of.regimen ?? '–', start: of.start, stop }),
    ...of.schedules.map((schedule) => row(scheduleText(schedule, say))),
    ...cyclesText(of, say),
    ...(days ? daysText(of, say) : []),
    ...of.drugs.flatMap((drug) => drugText(drug, say)),
    ...of.support.map((one) => row(supportText(one, say))),
    ...of.notRecorded.map(({ text, drugs }) => row(say('cli.regimen.notRecorded', { text, drugs: drugs.join(', ') }))),
  ].join('\n');
}

/** Given, as far as the record says: an amount of its own, or no word that it was left out. */
const wasGiven = ({ given }: RegimenDocument['cycles'][number]['doses'][number]): boolean =>
  given !== null && (given.dose === null ? given.status !== 'omitted' : given.dose > 0);

/** `bortezomib: 1.3 mg/m2 on days 1, 4, 8, 11 (cycles 1 to 8); ... (usual schedule, from memory)`. */
function scheduleText(
  { name, dose, unit, periods, words, text, mark }: RegimenDocument['schedules'][number],
  say: Say,
) {
  const checked = mark === null ? text : `${text}; ${say(`therapy.mark.${mark}`)}`;
  if (words !== null)
    return say('cli.regimen.schedule', { name, dose: amountText(dose, unit, say), days: words, text: checked });
  return `${name}: ${periods.map((period) => period.text).join('; ')} (${checked})`;
}

/** Each day of each cycle with its drugs: what was planned, and what the record says was given. */
const daysText = ({ cycles }: RegimenDocument, say: Say): readonly string[] =>
  cycles.flatMap(({ number, doses }) => [
    row(say('cli.regimen.daysOf', { cycle: number })),
    ...doses.map(({ name, day, on, text }) =>
      row(`${say('cli.regimen.day', { day: String(day).replace('-', '−'), on })} ${name}: ${text}`, 4),
    ),
  ]);

function cyclesText({ cycles, cycleDays }: RegimenDocument, say: Say): readonly string[] {
  if (cycles.length === 0) return [row(say('cli.regimen.noCalendar'))];
  const heads = ['cycle', 'planned', 'actual', 'delay', 'doses'].map((name) => say(`cli.regimen.${name}`));
  const rows = cycles.map(({ number, planned, actual, delayDays, status, text, doses }) => {
    const recorded = doses.filter(({ given }) => given !== null);
    const given = recorded.filter(wasGiven);
    return [
      String(number),
      planned,
      actual ?? (status === 'future' ? '' : '–'),
      delayDays === null ? '' : delayDays[0] === delayDays[1] ? String(delayDays[0]) : delayDays.join('…'),
      recorded.length === 0
        ? text
        : say('cli.regimen.given', {
            given: given.length,
            planned: doses.filter(({ unplanned }) => !unplanned).length,
          }),
    ];
  });
  const length = cycleDays === null ? [] : [row(say('cli.options.cycle', { days: cycleDays }))];
  return [
    ...length,
    ...table(heads, rows)
      .split('\n')
      .map((line) => `  ${line}`),
  ];
}

type Drug = RegimenDocument['drugs'][number];

function drugText({ name, levels, intensity }: Drug, say: Say): readonly string[] {
  if (levels.length === 0 && intensity === null) return [];
  const percent = (value: number | null): string => (value === null ? '–' : `${value.toLocaleString(say.language)}%`);
  return [
    row(name),
    ...levels.map(({ on, dose, unit, levelText, reason, events, label }) => {
      const why = [
        ...(reason === null ? [] : [reason]),
        ...events.map(({ term, grade }) => (grade === null ? term : `${term} G${grade}`)),
        ...(label === null ? [] : [label.text]),
      ];
      return row(
        `${on}: ${amountText(dose, unit, say)}, ${levelText}${why.length > 0 ? ` – ${why.join('; ')}` : ''}`,
        4,
      );
    }),
    ...(intensity === null
      ? []
      : [
          row(
            `${say('cli.regimen.intensity', { dose: percent(intensity.relativeDosePercent), rdi: percent(intensity.rdiPercent) })}${
              intensity.noOmissionsAssumed ? ` (${say('regimen.noOmissions')})` : ''
            }`,
            4,
          ),
        ]),
  ];
}

function supportText({ name, from, until, note, for: reasons }: RegimenDocument['support'][number], say: Say): string {
  const why = reasons.map(({ text, drugs, facts }) => {
    const because = [...drugs, ...facts.map(({ id, value }) => `${value} (${id})`)].join(', ');
    return because ? `${text}: ${because}` : text;
  });
  const days = until === null ? say('cli.regimen.since', { from }) : say('cli.regimen.fromTo', { from, until });
  return `${name}, ${days}${note ? `, ${note}` : ''}${why.length > 0 ? ` – ${say('cli.regimen.for', { why: why.join('; ') })}` : ''}`;
}
