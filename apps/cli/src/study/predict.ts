import { type EstimateJson, type EstimatesJson, estimatePatient, estimatesJson } from '@linea/prediction';
import { seenAs } from '@linea/registry/journey';
import type { Say } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { table, wrapped } from '../print/table.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { accepted, type SeenOptions } from '../seen.ts';
import { readStudyModel } from './study-model-file.ts';

interface PredictOptions extends SeenOptions {
  readonly model: string;
}

/** `linea predict ID --model M [--as-of DATE]`: estimate, interval, explanation, or an abstention that says what is missing. */
export async function predictCommand(
  id: string,
  options: PredictOptions,
  { io, say, json, exit }: Context,
): Promise<void> {
  const model = await readStudyModel(options.model);
  const patient = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const { asOf } = accepted(seenAs([], options, io.now(), { asOf: '--as-of', knownAt: '--known-at' }));
  const answer = estimatesJson(model, estimatePatient(model, patient, asOf));
  // "No" is an answer: exit code 1, as for everything refused.
  if (answer.reasons.length > 0) exit(1);
  io.out(json ? `${JSON.stringify(answer)}\n` : `${asText(answer, say)}\n`);
}

const percent = (share: number): string => `${Math.round(100 * share)}%`;

function asText(answer: EstimatesJson, say: Say): string {
  const head = [
    ...(answer.model.synthetic || answer.synthetic ? [say('report.synthetic'), ''] : []),
    `${answer.patient}, ${answer.asOf}: ${answer.model.title[say.language]} (${answer.model.hash.slice(0, 12)})`,
  ];
  const body =
    answer.reasons.length > 0
      ? answer.reasons.map((reason) => wrapped(reasonText(reason, {}, say), 100, '  '))
      : answer.points.map((point) => pointText(point, say));
  return [...head, '', body.join('\n\n'), '', say('report.research')].join('\n');
}

/** Why there is no number. */
function reasonText(
  { code, about }: EstimatesJson['reasons'][number],
  labels: Readonly<Record<string, string>>,
  say: Say,
): string {
  const named = about.map((key) => labels[key] ?? say.or(`report.setting.${key}`, key));
  return say(code, { about: named.join(', ') || 'none' });
}

function pointText({ decision, day, reached, estimates }: EstimatesJson['points'][number], say: Say): string {
  const when = say(reached ? 'estimate.known' : 'estimate.notReached', { day });
  const rows = (['benefit', 'toxicity'] as const).flatMap((kind) =>
    estimates.filter((one) => one.kind === kind).map((one) => estimateRow(one, say)),
  );
  const heads = [
    say('estimate.outcome'),
    say('report.value'),
    say('report.interval'),
    say('estimate.average', { n: '' }),
  ];
  return [
    `${say(`estimate.decision.${decision}`)} (${when}); ${say('estimate.from')}`,
    table(heads, rows),
    ...estimates.map((one) => detailText(one, say)),
  ].join('\n');
}

function estimateRow(one: EstimateJson, say: Say): readonly string[] {
  const at = one.days.indexOf(one.headline);
  const benefit = one.kind === 'benefit';
  const share = (of: readonly number[]): number => (benefit ? (of[at] as number) : 1 - (of[at] as number));
  const label = benefit
    ? `${say(`estimate.without.${one.endpoint}`)}, ${say('estimate.months', { n: Math.round(one.headline / 30.4375) })}`
    : `${say(`report.endpoint.${one.endpoint}`)}, ${say('estimate.days', { n: one.headline })}`;
  const seen = `${percent(share(one.seen))} (n ${one.n})`;
  if (!one.without) return [label, say('estimate.none'), '–', seen];
  const ends = [share(one.without.lower), share(one.without.upper)].sort((a, b) => a - b);
  return [label, percent(share(one.without.value)), ends.map(percent).join(' – '), seen];
}

const MOST_BARS = 6;

function detailText(one: EstimateJson, say: Say): string {
  const labels = Object.fromEntries(one.inputs.map(({ key, label }) => [key, label[say.language]]));
  const lines = [`\n${say(`report.endpoint.${one.endpoint}`)}`];
  for (const reason of one.reasons) lines.push(`  ${wrapped(reasonText(reason, labels, say), 100, '  ')}`);
  if (one.bars.length > 0) lines.push(`  ${say('estimate.whatMoves')}:`);
  for (const { label, keys, percentPoints, facts } of one.bars.slice(0, MOST_BARS)) {
    const input = one.inputs.find(({ key }) => key === keys[0]);
    const value = keys.length > 1 ? '' : valueText(input, say);
    const points = say('estimate.points', { n: `${percentPoints > 0 ? '+' : ''}${percentPoints.toFixed(1)}` });
    lines.push(
      `    ${points.padEnd(14)} ${label[say.language]}${value}${facts.length > 0 ? ` ← ${facts.join(', ')}` : ''}`,
    );
  }
  for (const { label, from, to } of one.missing)
    lines.push(
      `  ${say('estimate.notKnown')}: ${say('estimate.missing.range', { name: label[say.language], from: percent(from), to: percent(to) })}`,
    );
  if (one.comparable) {
    const [value, lower, upper] = one.comparable.without;
    const { n, events } = one.comparable;
    lines.push(
      `  ${say('estimate.comparable', { n, events, value: percent(value), lower: percent(lower), upper: percent(upper) })}`,
    );
  }
  return lines.join('\n');
}

function valueText(input: EstimateJson['inputs'][number] | undefined, say: Say): string {
  if (!input) return '';
  if (input.value === null) return `: ${say('estimate.notKnown')}`;
  if (input.yesNo) return `: ${say(input.value === 1 ? 'report.yes' : 'report.no')}`;
  const number = typeof input.value === 'number' ? Number(input.value.toPrecision(3)) : input.value;
  return `: ${number}${input.unit && input.unit !== '1' && !input.unit.startsWith('{') ? ` ${input.unit}` : ''}`;
}
