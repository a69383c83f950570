import { limitsInShort, type ModelLimits, type RiskCoveragePoint } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import { table, wrapped } from '../print/table.ts';
import { figure, pText } from '../survival/format.ts';
import { headsOf, intervalText, percentText, section } from './interval-text.ts';

type Subgroup = ModelLimits['subgroups'][number];

/** What a model knows of its limits, for a person. */
export function limitsText(limits: ModelLimits, say: Say): string {
  const { outOfFold, at, drift, stability } = limits;
  const head = section(
    say('limits.learnt', {
      n: outOfFold.n,
      events: outOfFold.events,
      parts: outOfFold.parts,
      at: figure(at, say),
    }),
    `  ${say('limits.outOfFold.harrell')}  ${intervalText(outOfFold.harrell, say)}`,
    `  ${say('limits.outOfFold.slope')}  ${intervalText(outOfFold.slope, say)}`,
    `  ${say('limits.outOfFold.ratio')}  ${intervalText(outOfFold.ratio, say)}`,
  );
  return [
    inShortText(limits, say),
    head,
    conformalText(limits, say),
    coverageText(limits.riskCoverage, at, say),
    ...(limits.subgroups.length > 0 ? [subgroupsText(say('limits.subgroups'), limits.subgroups, say)] : []),
    ...(drift
      ? [
          section(
            subgroupsText(say('limits.drift', { column: drift.column }), drift.periods, say),
            say('limits.trend', {
              ratio: intervalText(
                {
                  estimate: Math.exp(drift.trend.estimate),
                  lower: Math.exp(drift.trend.lower),
                  upper: Math.exp(drift.trend.upper),
                },
                say,
              ),
              p: pText(drift.p, say),
            }),
          ),
        ]
      : []),
    ...(limits.learningCurve.length > 0 ? [learningText(limits, say)] : []),
    ...(stability ? [stabilityText(stability, say)] : []),
  ].join('\n\n');
}

/** The first page: a sentence for each thing to know before looking at a number. */
function inShortText(limits: ModelLimits, say: Say): string {
  const { harrell, ratio, tooExtreme, groups, looked, tooSmall, drifts, stillLearning } = limitsInShort(limits);
  const named = groups.map((own) => `${own.column} ${own.group} (${intervalText(own.ratio, say)})`);
  const lines = [
    say('limits.short.c', { c: intervalText(harrell, say) }),
    say('limits.short.ratio', { ratio: intervalText(ratio, say), at: figure(limits.at, say) }),
    ...(tooExtreme ? [say('limits.short.tooExtreme')] : []),
    say('limits.short.silent'),
    ...(looked > 0
      ? [
          named.length > 0
            ? say('limits.short.groups', { groups: named.join('; '), looked, tooSmall })
            : say('limits.short.noGroups', { looked, tooSmall }),
        ]
      : [say('limits.short.notLooked')]),
    ...(drifts === null ? [] : [say(drifts ? 'limits.short.drifts' : 'limits.short.steady')]),
    ...(stillLearning === null ? [] : [say(stillLearning ? 'limits.short.learning' : 'limits.short.learnt')]),
  ];
  return section(say('limits.short.title'), ...lines.map((line) => `  - ${wrapped(line, 110, '    ')}`));
}

function conformalText({ conformal, outOfFold }: ModelLimits, say: Say): string {
  const lines = conformal.map(({ coverage, lower, interval, latest }) =>
    say('limits.conformal.line', {
      coverage: percentText(coverage, say),
      lower: percentText(lower, say),
      from: percentText(interval[0], say),
      to: interval[1] === null ? say('limits.open') : percentText(interval[1], say),
      latest: figure(Number(latest.toPrecision(3)), say),
    }),
  );
  return section(say('limits.conformal.title', { n: outOfFold.n }), ...lines.map((line) => `  ${line}`));
}

/** Error among those answered, as fewer are. */
export function coverageText(riskCoverage: readonly RiskCoveragePoint[], at: number, say: Say): string {
  const rows = riskCoverage.map(({ coverage, n, brier, harrell }) => [
    percentText(coverage, say),
    `${n}`,
    brier === null ? '–' : figure(Number(brier.toFixed(3)), say),
    harrell === null ? '–' : figure(Number(harrell.toFixed(3)), say),
  ]);
  return section(
    say('limits.riskCoverage', { at: figure(at, say) }),
    table(headsOf(['coverage', 'patients', 'brier', 'harrell'], say), rows),
  );
}

function subgroupsText(title: string, groups: readonly Subgroup[], say: Say): string {
  const rows = groups.map(({ column, group, n, events, harrell, ratio, slope, hidden }) => [
    `${column}: ${group === '?' ? say('limits.notKnown') : group}`,
    hidden === 'fewPatients' ? '–' : `${n}`,
    hidden === 'fewPatients' ? '–' : `${events}`,
    hidden ? say(`limits.hidden.${hidden}`) : intervalText(harrell, say),
    hidden ? '' : intervalText(ratio, say),
    hidden ? '' : intervalText(slope, say),
  ]);
  const heads = headsOf(['subgroup', 'patients', 'events', 'harrell', 'observedExpected', 'slope'], say);
  return section(title, table(heads, rows));
}

function learningText({ learningCurve }: ModelLimits, say: Say): string {
  const rows = learningCurve.map(({ n, harrell, lowest, highest }) => [
    `${n}`,
    figure(Number(harrell.toFixed(3)), say),
    `${figure(Number(lowest.toFixed(3)), say)}–${figure(Number(highest.toFixed(3)), say)}`,
  ]);
  return section(say('limits.learning'), table(headsOf(['patients', 'harrell', 'range'], say), rows));
}

const MOST = 15;

function stabilityText({ resamples, features }: NonNullable<ModelLimits['stability']>, say: Say): string {
  const rows = features
    .slice(0, MOST)
    .map((one) => [one.feature, intervalText(one, say, 3), percentText(one.amongFirst, say)]);
  return section(
    say('limits.stability', { resamples }),
    table(headsOf(['feature', 'importance', 'amongFirst'], say), rows),
  );
}
