import type { Interval, Validation } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import { table } from '../print/table.ts';
import { figure, interval, pText } from '../survival/format.ts';
import type { Compared } from './validate.ts';

const SHOWN = ['harrell', 'uno', 'auc', 'brier', 'ibs', 'slope', 'intercept', 'ici', 'e50', 'e90'] as const;
/** What a line of a split has room for. */
const OF_SPLIT = ['harrell', 'uno', 'auc', 'ibs', 'slope', 'intercept', 'ici', 'e50', 'e90'] as const;

/** Symbols are the same in every language. */
const SHORT: Readonly<Record<string, string>> = {
  harrell: 'C (Harrell)', uno: 'C (Uno)', auc: 'AUC', ibs: 'IBS', ici: 'ICI', e50: 'E50', e90: 'E90',
}; // biome-ignore format: a list

/** What a validation found, for a person. */
export function validationText(answer: Validation & { readonly against?: readonly Compared[] }, say: Say): string {
  const three = (x: number): string =>
    Number.isFinite(x) ? x.toLocaleString(say.language, { minimumFractionDigits: 3, maximumFractionDigits: 3 }) : '–';
  const limits = ({ lower, upper }: Pick<Interval, 'lower' | 'upper'>): string =>
    Number.isFinite(lower) ? interval(Number(lower.toPrecision(3)), Number(upper.toPrecision(3)), say) : '–';
  const head = say('model.validated', {
    learner: answer.learner,
    n: answer.n,
    events: answer.events,
    features: answer.features,
    splits: answer.splits,
  });
  const times = say('model.horizon', {
    from: figure(answer.ibs_from, say),
    tau: figure(answer.tau_uno_ibs, say),
    at: figure(answer.time_auc_brier, say),
  });
  const rows = SHOWN.map((metric) => [
    say(`model.metric.${metric}`),
    three(answer.mean[metric]),
    limits(answer.interval[metric]),
    three(answer.pooled[metric].estimate),
    limits(answer.pooled[metric]),
  ]);
  const own = answer.per_split;
  const splits = own.part.map((part, k) => [
    `${own.repetition[k]} · ${part}`,
    `${own.n[k]}`,
    `${own.events[k]}`,
    ...OF_SPLIT.map((metric) => three(own[metric][k] ?? Number.NaN)),
  ]);
  const splitHeads = [
    ...['split', 'patients', 'events'].map((name) => say(`model.column.${name}`)),
    ...OF_SPLIT.map((metric) => SHORT[metric] ?? say(`model.short.${metric}`)),
  ];
  const net = answer.pooled.net_benefit
    .filter((_, k) => k % 2 === 1)
    .map((point) => [figure(point.threshold, say), three(point.net_benefit), limits(point), three(point.treat_all)]);
  const netHeads = ['threshold', 'netBenefit', 'interval', 'treatAll'].map((name) => say(`model.column.${name}`));
  const heads = ['metric', 'mean', 'interval', 'pooled', 'interval'].map((name) => say(`model.column.${name}`));
  const { ibs } = answer.kaplan_meier.difference;
  // With late entry there is no Brier score and no net benefit.
  const known = Number.isFinite(answer.kaplan_meier.ibs);
  const against = say('model.kaplanMeier', {
    ibs: three(answer.kaplan_meier.ibs),
    difference: three(ibs.estimate),
    lower: three(ibs.lower),
    upper: three(ibs.upper),
    p: pText(ibs.p, say),
  });
  const others = (answer.against ?? []).map((other) => {
    const part = (metric: 'harrell' | 'ibs'): string => {
      const d = other.difference[metric];
      return `${say(`model.metric.${metric}`)} ${three(d.estimate)} (${limits(d)}, ${pText(d.p, say)})`;
    };
    return say('model.against', { learner: other.learner, harrell: part('harrell'), ibs: part('ibs') });
  });
  return [
    head, times, '', table(heads, rows), '', ...(known ? [against] : []), ...others,
    '', say('model.bySplit'), '', table(splitHeads, splits),
    ...(known ? ['', say('model.netBenefit'), '', table(netHeads, net)] : []),
  ].join('\n'); // biome-ignore format: a list
}
