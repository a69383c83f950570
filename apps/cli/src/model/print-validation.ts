import type { Interval, Validation } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import { table } from '../print/table.ts';
import { figure, interval, pText } from '../survival/format.ts';
import type { Compared } from './validate.ts';

const SHOWN = ['harrell', 'uno', 'auc', 'brier', 'ibs', 'slope', 'intercept'] as const;
const POOLED = [...SHOWN, 'ici', 'e50', 'e90'] as const;

/** What a validation found, for a person. */
export function validationText(answer: Validation & { readonly against?: readonly Compared[] }, say: Say): string {
  const three = (x: number): string =>
    Number.isFinite(x) ? x.toLocaleString(say.language, { minimumFractionDigits: 3, maximumFractionDigits: 3 }) : '–';
  const limits = ({ lower, upper }: Interval): string =>
    interval(Number(lower.toPrecision(3)), Number(upper.toPrecision(3)), say);
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
  const rows = POOLED.map((metric) => {
    const isSplit = (SHOWN as readonly string[]).includes(metric);
    const key = metric as (typeof SHOWN)[number];
    return [
      say(`model.metric.${metric}`),
      isSplit ? three(answer.mean[key]) : '',
      isSplit ? limits(answer.interval[key]) : '',
      three(answer.pooled[metric].estimate),
      limits(answer.pooled[metric]),
    ];
  });
  const heads = ['metric', 'mean', 'interval', 'pooled', 'interval'].map((name) => say(`model.column.${name}`));
  const { ibs } = answer.kaplan_meier.difference;
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
  return [head, times, '', table(heads, rows), '', against, ...others].join('\n');
}
