import type { Explanation, GroupExplanation, Importance, PartialDependence } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import { table } from '../print/table.ts';
import { evenly, figure, interval, pText } from '../survival/format.ts';
import type { Faithfulness } from './faithfulness.ts';

/** More columns than this do not fit on a line: the largest are shown, the others together. */
const MOST = 6;

/** Contributions of each row, the largest columns by name. */
export function explanationText({ features, margin, contributions, unknown = [] }: Explanation, say: Say): string {
  const notKnown = unknown.flatMap((inputs, i) =>
    inputs.map(({ column, low, high }) =>
      say('model.unknown', { row: `${i + 1}`, column, low: figure(low, say), high: figure(high, say) }),
    ),
  );
  const contributed = contributionsText(features, contributions, margin, say);
  return notKnown.length > 0 ? [contributed, '', ...notKnown].join('\n') : contributed;
}

/** The same of groups, with what is in them. */
export function groupsText({ groups, grouped }: GroupExplanation, margin: readonly number[], say: Say): string {
  const names = groups.map(({ name }) => name);
  const members = groups
    .filter(({ features }) => features.length > 1)
    .map(({ name, features }) => `  ${name}: ${features.join(', ')}`);
  return [say('model.groups'), ...members, '', contributionsText(names, grouped, margin, say)].join('\n');
}

function contributionsText(
  names: readonly string[],
  contributions: readonly (readonly number[])[],
  margin: readonly number[],
  say: Say,
): string {
  const size = names.map((_, j) => contributions.reduce((sum, row) => sum + Math.abs(row[j] ?? 0), 0));
  const shown = [...names.keys()].sort((a, b) => (size[b] ?? 0) - (size[a] ?? 0) || a - b).slice(0, MOST);
  const rest = names.length > shown.length;
  const heads = ['row', 'baseline'].map((head) => say(`model.column.${head}`));
  const lines = contributions.map((row, i) => {
    const own = shown.map((j) => row[j] ?? 0);
    const baseline = row[names.length] ?? 0;
    const others = (margin[i] ?? 0) - baseline - own.reduce((sum, v) => sum + v, 0);
    const values = [baseline, ...own, ...(rest ? [others] : []), margin[i] ?? 0];
    return [`${i + 1}`, ...values.map((value) => figure(value, say))];
  });
  const others = rest ? [say('model.column.others')] : [];
  return table([...heads, ...shown.map((j) => names[j] ?? ''), ...others, say('model.column.margin')], lines);
}

const MOST_IMPORTANT = 20;

/** Mean absolute contributions with their intervals, largest first. */
export function importanceText(importance: readonly Importance[], n: number, say: Say): string {
  const shown = importance
    .slice(0, MOST_IMPORTANT)
    .map((one) => [
      `${one.rank}`,
      one.name,
      figure(one.importance, say),
      interval(Number(one.lower.toPrecision(4)), Number(one.upper.toPrecision(4)), say),
      say('model.percent', { value: figure(Math.round(1000 * one.share) / 10, say) }),
      one.rankLower === one.rankUpper ? `${one.rankLower}` : `${one.rankLower}–${one.rankUpper}`,
    ]);
  const heads = ['rank', 'feature', 'importance', 'interval', 'share', 'rankInterval'];
  return [
    say('model.importance', { n, shown: shown.length, all: importance.length }),
    table(
      heads.map((head) => say(`model.column.${head}`)),
      shown,
    ),
  ].join('\n');
}

/** Risk and survival by the value of a column. */
export function dependenceText({ feature, n, at, points }: PartialDependence, say: Say): string {
  const time = at === null ? '' : figure(at, say);
  const heads = [
    feature,
    say('model.column.risk'),
    say('model.column.middle80'),
    ...(at === null ? [] : [say('model.column.survivalAt', { time })]),
  ];
  const lines = evenly(points.length).flatMap((k) => {
    const point = points[k];
    if (!point) return [];
    const { value, risk, low, high, survival } = point;
    const limits = interval(Number(low.toPrecision(4)), Number(high.toPrecision(4)), say);
    return [[figure(value, say), figure(risk, say), limits, ...(survival === null ? [] : [figure(survival, say)])]];
  });
  return [say('model.dependence', { feature, n }), table(heads, lines)].join('\n');
}

/** Rows without which the deletion test can say nothing. */
const FEWEST = 10;

/** Both tests of faithfulness as sentences, with what they mean. */
export function faithfulnessText({ deletion, randomisation }: Faithfulness, say: Say): string {
  const { area, areaRandom, p, n, background } = deletion;
  const first = say('model.faithfulness.deletion', {
    n,
    background,
    area: figure(area, say),
    random: figure(areaRandom, say),
    p: pText(p, say),
    verdict: say(`model.faithfulness.deletion.${n < FEWEST ? 'tooFew' : p < 0.05 ? 'passed' : 'failed'}`),
  });
  if (!randomisation) return [first, say('model.faithfulness.noOutcome')].join('\n');
  const { permutations, mean, lower, upper, sizeRatio, correlated } = randomisation;
  const second = say('model.faithfulness.randomisation', {
    permutations,
    mean: figure(mean, say),
    limits: interval(Number(lower.toPrecision(3)), Number(upper.toPrecision(3)), say),
    size: figure(Number(sizeRatio.toPrecision(2)), say),
    verdict: say(`model.faithfulness.randomisation.${correlated ? 'failed' : 'passed'}`),
  });
  return [first, second].join('\n');
}
