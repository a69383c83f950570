// biome-ignore format: a list
import { barText, decisionText, gapText, knownBy, outcomeText, percentText, reasonText, seenShare, shareAt, termLabels } from '@linea/briefs/estimate';
import { dayText } from '@linea/criteria/words';
import { fromIso } from '@linea/facts';
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
  const { asOf, knownAt } = accepted(seenAs([], options, io.now(), { asOf: '--as-of', knownAt: '--known-at' }));
  const answer = estimatesJson(model, estimatePatient(model, knownBy(patient, knownAt), asOf));
  // "No" is an answer: exit code 1, as for everything refused.
  if (answer.reasons.length > 0) exit(1);
  io.out(json ? `${JSON.stringify(answer)}\n` : `${asText(answer, say)}\n`);
}

function asText(answer: EstimatesJson, say: Say): string {
  const head = [
    // A model of synthetic patients that is silent of a real one says so itself: that patient is none of the invented.
    ...(answer.synthetic ? [say('report.synthetic'), ''] : []),
    `${answer.patient}, ${dayText(fromIso(answer.asOf), say)}: ${answer.model.title[say.language]} (${answer.model.hash.slice(0, 12)})`,
  ];
  const body =
    answer.reasons.length > 0
      ? answer.reasons.map((reason) => wrapped(reasonText(reason, {}, say), 100, '  '))
      : answer.points.map((point) => pointText(point, say));
  return [...head, '', body.join('\n\n'), '', say('report.research')].join('\n');
}

function pointText(point: EstimatesJson['points'][number], say: Say): string {
  const { estimates } = point;
  const rows = (['benefit', 'toxicity'] as const).flatMap((kind) =>
    estimates.filter((one) => one.kind === kind).map((one) => estimateRow(one, say)),
  );
  const heads = [say('estimate.outcome'), say('estimate.value'), say('report.interval'), say('estimate.all')];
  return [decisionText(point, say), table(heads, rows), ...estimates.map((one) => detailText(one, say))].join('\n');
}

function estimateRow(one: EstimateJson, say: Say): readonly string[] {
  const label = outcomeText(one, say);
  const shares = shareAt(one)?.map((share) => percentText(share, say));
  const seen = `${percentText(seenShare(one), say)} (n ${one.n})`;
  if (!shares) return [label, say('estimate.none'), '–', seen];
  const [value, lower, upper] = shares as [string, string, string];
  return [label, value, `${lower} – ${upper}`, seen];
}

const MOST_BARS = 6;

function detailText(one: EstimateJson, say: Say): string {
  const labels = termLabels(one, say);
  const percent = (share: number): string => percentText(share, say);
  const lines = [`\n${say(`report.endpoint.${one.endpoint}`)}`];
  for (const reason of one.reasons) lines.push(`  ${wrapped(reasonText(reason, labels, say), 100, '  ')}`);
  if (one.bars.length > 0) lines.push(`  ${say(`estimate.whatMoves.${one.kind}`)}:`);
  for (const bar of one.bars.slice(0, MOST_BARS)) {
    const [points, what] = barText(bar, one, say);
    lines.push(`    ${points.padEnd(14)} ${what}${bar.facts.length > 0 ? ` ← ${bar.facts.join(', ')}` : ''}`);
  }
  if (one.missing.length > 0) lines.push(`  ${say(`estimate.gaps.${one.kind}`)}:`);
  for (const gap of one.missing) lines.push(`    ${gapText(gap, one, say)}`);
  if (one.comparable) {
    const { n, events, without } = one.comparable;
    const [value, lower, upper] = one.kind === 'benefit' ? without : [1 - without[0], 1 - without[2], 1 - without[1]];
    lines.push(
      `  ${say(`estimate.comparable.${one.kind}`, { n, events, value: percent(value), lower: percent(lower), upper: percent(upper) })}`,
    );
  }
  return lines.join('\n');
}
