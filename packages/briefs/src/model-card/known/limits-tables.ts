import { limitsInShort, type ModelLimits, type RiskCoveragePoint } from '@linea/explain';
import { numberText, pText } from '../../words/numbers.ts';
import type { Say } from '../../words/words.ts';

/** A table behind the first page. */
export interface LimitsTable {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}

/** An estimate with limits; what cannot be known is a dash. */
interface Estimate {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

function intervalText(own: Estimate | null, say: Say, digits = 2): string {
  if (!own || !Number.isFinite(own.estimate)) return '–';
  const fixed = (x: number): string =>
    x.toLocaleString(say.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return say('limits.known.interval', {
    estimate: fixed(own.estimate),
    lower: fixed(own.lower),
    upper: fixed(own.upper),
  });
}

const share = (x: number, say: Say): string =>
  x.toLocaleString(say.language, { style: 'percent', maximumFractionDigits: 0 });
const three = (x: number | null, say: Say): string => (x === null ? '–' : numberText(Number(x.toFixed(3)), say));

/** What a clinician has to know of a model's limits before looking at a number: a sentence each. */
export function limitsSentences(limits: ModelLimits, say: Say): string[] {
  const { harrell, ratio, tooExtreme, groups, looked, tooSmall, drifts, stillLearning } = limitsInShort(limits);
  const named = groups.map((own) => `${own.column} ${own.group} (${intervalText(own.ratio, say)})`).join('; ');
  return [
    say('limits.short.c', { c: intervalText(harrell, say) }),
    say('limits.short.ratio', { ratio: intervalText(ratio, say), at: numberText(limits.at, say) }),
    ...(tooExtreme ? [say('limits.short.tooExtreme')] : []),
    say('limits.short.silent'),
    looked === 0
      ? say('limits.short.notLooked')
      : groups.length > 0
        ? say('limits.short.groups', { groups: named, looked, tooSmall })
        : say('limits.short.noGroups', { looked, tooSmall }),
    ...(drifts === null ? [] : [say(drifts ? 'limits.short.drifts' : 'limits.short.steady')]),
    ...(stillLearning === null ? [] : [say(stillLearning ? 'limits.short.learning' : 'limits.short.learnt')]),
  ];
}

/** Everything that is known of a model's limits, a table for each kind. */
export function limitsTables(limits: ModelLimits, say: Say): LimitsTable[] {
  const { subgroups, drift } = limits;
  return [
    outOfFoldTable(limits, say),
    boundsTable(limits, say),
    coverageTable(limits.riskCoverage, limits.at, say),
    ...(subgroups.length > 0 ? [groupsTable(say('limits.subgroups'), subgroups, say)] : []),
    ...(drift
      ? [
          {
            ...groupsTable(say('limits.drift', { column: drift.column }), drift.periods, say),
            note: say('limits.trend', { ratio: intervalText(exponential(drift.trend), say), p: pText(drift.p, say) }),
          },
        ]
      : []),
    ...(limits.learningCurve.length > 0 ? [learningTable(limits, say)] : []),
    ...(limits.stability ? [stabilityTable(limits.stability, say)] : []),
  ];
}

const exponential = ({ estimate, lower, upper }: Estimate): Estimate => ({
  estimate: Math.exp(estimate),
  lower: Math.exp(lower),
  upper: Math.exp(upper),
});

const heads = (names: readonly string[], say: Say): string[] => names.map((name) => say(`limits.column.${name}`));

/** On whom the limits were learnt, and how the model did there: measure and value. */
export function outOfFoldTable({ outOfFold, at }: ModelLimits, say: Say): LimitsTable {
  const { n, events, parts, harrell, slope, ratio } = outOfFold;
  return {
    title: say('limits.learnt', { n, events, parts, at: numberText(at, say) }),
    heads: heads(['measure', 'value'], say),
    rows: [
      [say('limits.column.harrell'), intervalText(harrell, say)],
      [say('limits.column.slope'), intervalText(slope, say)],
      [say('limits.column.observedExpected'), intervalText(ratio, say)],
    ],
  };
}

function boundsTable({ conformal, outOfFold }: ModelLimits, say: Say): LimitsTable {
  return {
    title: say('limits.conformal.title', { n: outOfFold.n }),
    heads: heads(['promise', 'lowerBound', 'interval', 'latest'], say),
    rows: conformal.map(({ coverage, lower, interval, latest }) => [
      share(coverage, say),
      share(lower, say),
      `${share(interval[0], say)} – ${interval[1] === null ? say('limits.open') : share(interval[1], say)}`,
      numberText(Number(latest.toPrecision(3)), say),
    ]),
    note: say('limits.conformal.note'),
  };
}

/** Error among those answered, as fewer are. */
export function coverageTable(points: readonly RiskCoveragePoint[], at: number, say: Say): LimitsTable {
  return {
    title: say('limits.riskCoverage', { at: numberText(at, say) }),
    heads: heads(['coverage', 'patients', 'brier', 'harrell'], say),
    rows: points.map(({ coverage, n, brier, harrell }) => [
      share(coverage, say),
      `${n}`,
      three(brier, say),
      three(harrell, say),
    ]),
  };
}

function groupsTable(title: string, groups: ModelLimits['subgroups'], say: Say): LimitsTable {
  return {
    title,
    heads: heads(['subgroup', 'patients', 'events', 'harrell', 'observedExpected', 'slope'], say),
    rows: groups.map(({ column, group, n, events, harrell, ratio, slope, hidden }) => {
      const name = `${column}: ${group === '?' ? say('limits.notKnown') : group}`;
      if (hidden === 'fewPatients') return [name, '–', '–', say('limits.hidden.fewPatients'), '', ''];
      if (hidden) return [name, `${n}`, `${events}`, say(`limits.hidden.${hidden}`), '', ''];
      return [
        name,
        `${n}`,
        `${events}`,
        intervalText(harrell, say),
        intervalText(ratio, say),
        intervalText(slope, say),
      ];
    }),
  };
}

function learningTable({ learningCurve }: ModelLimits, say: Say): LimitsTable {
  return {
    title: say('limits.learning'),
    heads: heads(['patients', 'harrell', 'range'], say),
    rows: learningCurve.map(({ n, harrell, lowest, highest }) => [
      `${n}`,
      three(harrell, say),
      `${three(lowest, say)}–${three(highest, say)}`,
    ]),
  };
}

const MOST = 15;

function stabilityTable({ resamples, features }: NonNullable<ModelLimits['stability']>, say: Say): LimitsTable {
  return {
    title: say('limits.stability', { resamples }),
    heads: heads(['feature', 'importance', 'amongFirst'], say),
    rows: features.slice(0, MOST).map((one) => [one.feature, intervalText(one, say, 3), share(one.amongFirst, say)]),
  };
}
