import { amountText } from '@linea/criteria/words';
import type { BesideDocument, OptionDocument, OptionsDocument } from '@linea/registry/contract';
import type { Say } from '@linea/registry/words';
import { wrapped } from './table.ts';

const WIDTH = 108;
type Condition = OptionDocument['label']['conditions'][number];
type Trial = OptionDocument['trials'][number];
type Result = Trial['benefit'][number];

const row = (text: string, indent = 2): string => {
  const space = ' '.repeat(indent);
  return `${space}${wrapped(text, WIDTH - indent, `${space}  `)}`;
};

/** Options for a person to read: what matches in full, the rest in a line each, then what had changed. */
export function optionsText(of: OptionsDocument, all: boolean, say: Say): string {
  const head = [
    say('cli.options.title', { id: of.patient, asOf: of.asOf, count: of.options.length }),
    of.researchUse,
    wrapped(of.notChecked, WIDTH, ''),
    ...(of.options.length > 1 ? [wrapped(of.sortedBy, WIDTH, '')] : []),
  ];
  const groups = ['sameTarget', 'undecided', 'trialOnly', 'notMatched', 'notYet'] as const;
  const others = groups.flatMap((group) => {
    const these = of.others.filter((option) => option.group === group);
    if (these.length === 0) return [];
    const shown = all
      ? these.flatMap((option) => [optionText(option, say)])
      : these.map((option) => brief(option, say));
    return [['', say(`therapy.group.${group}`), ...shown].join('\n')];
  });
  return [
    head.join('\n'),
    ...of.options.map((option) => `\n${optionText(option, say)}`),
    ...others,
    ...(of.beside === null ? [] : [besideText(of.beside, say)]),
    changesText(of, say),
  ]
    .join('\n')
    .trimEnd();
}

/** One line for what does not match: the reason, which is a condition, a drug or a date. */
function brief(option: OptionDocument, say: Say): string {
  const open = option.label.conditions.filter(({ answer }) => answer !== 'met').map((one) => conditionText(one, say));
  const failed = option.classSwitch.filter(({ relation }) => relation.startsWith('refractory'));
  const reasons =
    option.group === 'sameTarget'
      ? failed.map(({ name, text }) => `${name}: ${text}`)
      : option.group === 'notYet'
        ? [option.europe.text]
        : open;
  return row(`${option.name}: ${reasons.join('; ')}`);
}

function optionText(option: OptionDocument, say: Say): string {
  const { schedule, cycleDays, place } = option;
  const doses = schedule.map(({ name, dose, unit, route, days }) =>
    say('cli.options.dose', { name, dose: amountText(dose, unit, say), route, days }),
  );
  const cycle = cycleDays === null ? [] : [say('cli.options.cycle', { days: cycleDays })];
  return [
    option.name,
    ...(doses.length > 0 ? [row([...cycle, ...doses].join('; '))] : []),
    row(
      say('cli.options.switch', { drugs: option.classSwitch.map(({ name, text }) => `${name}: ${text}`).join('; ') }),
    ),
    row(say('cli.options.europe', { text: marked(option.europe, say) })),
    row(say('cli.options.italy', { text: marked(option.italy, say), paid: option.reimbursed.text })),
    row(say('cli.options.label', { reading: readingText(option.label, say) })),
    ...option.label.conditions.map((one) => row(conditionText(one, say), 4)),
    ...option.trials.flatMap((trial) => trialText(trial, say)),
    ...option.toxicity.map(({ name, expect, mark }) =>
      row(
        say('cli.options.toxicity', {
          name,
          expect: expect.map(({ text }) => text).join(', '),
          mark: say(`therapy.mark.${mark}`),
        }),
      ),
    ),
    ...(place === null ? [] : [row(say('cli.options.place', { place }))]),
  ].join('\n');
}

const marked = ({ text, mark }: OptionDocument['europe'], say: Say): string =>
  mark === null ? text : `${text} [${say(`therapy.mark.${mark}`)}]`;

const readingText = ({ mark, source }: OptionDocument['label'], say: Say): string =>
  `${say(`therapy.mark.${mark}`)}; ${source.citation}`;

function conditionText({ text, answer, facts, ask }: Condition, say: Say): string {
  const because = facts.map(({ id, value, on }) => `${value} (${id}, ${on})`).join('; ');
  const asked = ask.length > 0 ? say('cli.options.ask', { items: ask.map(({ label }) => label).join('; ') }) : '';
  return `${say(`therapy.answer.${answer}`)}: ${text}${because ? ` – ${because}` : ''}${asked ? ` – ${asked}` : ''}`;
}

function trialText(trial: Trial, say: Say): readonly string[] {
  const results = trial.benefit.map((one) => resultText(one, say));
  const toxic = trial.toxicity.map((one) => resultText(one, say));
  return [
    row(`${trial.name} (${trial.n ?? '–'}): ${trial.design}; ${trial.population}`),
    ...(results.length > 0 ? [row(results.join('; '), 4)] : []),
    ...(toxic.length > 0 ? [row(say('cli.options.reportedToxicity', { results: toxic.join('; ') }), 4)] : []),
    row(say(`therapy.population.${trial.inPopulation}`), 4),
    ...trial.likeness.map(({ label, text, mark }) =>
      row(`${label}: ${text}${mark === 'memory' ? ` [${say('therapy.mark.memory')}]` : ''}`, 6),
    ),
  ];
}

/** `PFS median 13.93 mo vs 9.46, HR 0.7 (0.53–0.93)` with its mark. */
function resultText({ endpoint, value, unit, comparator, hazardRatio, ci95, note, mark }: Result, say: Say): string {
  const number = (n: number): string => n.toLocaleString(say.language, { maximumFractionDigits: 3 });
  const amount =
    value === null
      ? ''
      : ` ${number(value)}${unit === '%' ? '%' : unit === 'mo' ? ` ${say('cli.options.months')}` : unit === 'n' ? '' : ` ${unit}`}`;
  const against = comparator === null ? '' : ` ${say('cli.options.versus', { value: number(comparator) })}`;
  const interval = ci95 ? ` (${number(ci95[0])}–${number(ci95[1])})` : '';
  const ratio = hazardRatio === null ? (value === null ? '' : interval) : `, HR ${number(hazardRatio)}${interval}`;
  return `${endpoint}${amount}${against}${ratio}${note ? `, ${note}` : ''} [${say(`cli.options.mark.${mark}`)}]`;
}

function changesText({ changes, since, comparable }: OptionsDocument, say: Say): string {
  if (!comparable) return `\n${say('therapy.options.noneBefore', { since })}`;
  const rows = changes.flatMap(({ name, text }) => [`  ${name}`, ...text.map((line) => row(line, 4))]);
  return ['', say('cli.options.changes', { since, count: changes.length }), ...rows].join('\n');
}

/** Benefit and toxicity as a model estimates them, or why it is silent; then what else than CAR-T there is on the day. */
function besideText(
  { model, synthetic, decision, reasons, rows, responseText, alternatives }: BesideDocument,
  say: Say,
) {
  const sides = (['benefit', 'toxicity'] as const).flatMap((kind) => {
    const these = rows.filter((one) => one.kind === kind);
    return these.length === 0
      ? []
      : [
          row(say(`estimate.${kind}`)),
          ...these.flatMap(({ text, contributions }) => [
            row(text, 4),
            ...(contributions.length > 0 ? [row(contributions.join('; '), 6)] : []),
          ]),
          ...[...new Set(these.flatMap((one) => one.reasons))].map((why) => row(why, 4)),
        ];
  });
  const groups = (['matches', 'undecided', 'trialOnly'] as const).flatMap((group) => {
    const names = alternatives
      .filter((one) => one.group === group)
      .map(({ name, ask }) =>
        ask.length > 0 ? `${name} (${say('cli.options.ask', { items: ask.join('; ') })})` : name,
      );
    return names.length === 0 ? [] : [row(`${say(`therapy.group.${group}`)}: ${names.join('; ')}`, 4)];
  });
  return [
    '',
    say('cli.options.beside', { model }),
    ...(synthetic ? [row(say('report.synthetic'))] : []),
    ...(decision === null ? [] : [row(decision)]),
    ...reasons.map((one) => row(one)),
    ...sides,
    row(responseText),
    row(say(groups.length > 0 ? 'cli.options.alternatives' : 'cli.options.noAlternatives')),
    ...groups,
  ].join('\n');
}
