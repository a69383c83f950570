import type { SurvivalDrawing } from '@linea/charts';
import type { Difference, Interval, Validation } from '@linea/explain';
import { numberText, percentText, pText } from '../../words/numbers.ts';
import type { Say } from '../../words/words.ts';
import { atTime } from '../survival/prediction-figures.ts';
import { type ModelWords, restsOn } from './captions.ts';

type Words = Pick<ModelWords, 'title' | 'time' | 'unit'>;

const two = (x: number, say: Say): string =>
  Number.isFinite(x) ? x.toLocaleString(say.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }) : '–';
const three = (x: number, say: Say): string =>
  Number.isFinite(x) ? x.toLocaleString(say.language, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).replace('-', '−') : '–'; // biome-ignore format: one call

const limits = ({ estimate, lower, upper }: Interval, digits: typeof two, say: Say): string =>
  say('figure.model.limits', { estimate: digits(estimate, say), lower: digits(lower, say), upper: digits(upper, say) });

/** The middle of the patients: beyond, a smooth curve rests on nobody. */
function pointsOf({ predicted, observed, lower, upper }: NonNullable<Validation['pooled']['calibration']>) {
  const cut = Math.floor(predicted.length * 0.025);
  const points = predicted.map((at, k) => ({ predicted: at, observed: observed[k] as number, lower: lower[k] ?? null, upper: upper[k] ?? null }));
  return points.slice(cut, points.length - cut);
} // biome-ignore format: an object a line

/** Smooth calibration of predictions out of fold, a line a learner. */
export function validatedCalibration(models: readonly Validation[], words: Words, say: Say): SurvivalDrawing | undefined {
  const [first] = models;
  const drawn = models.flatMap((one) => (one.pooled.calibration ? [{ one, band: one.pooled.calibration }] : []));
  if (!first || drawn.length === 0) return undefined;
  const heads = ['model', 'slope', 'intercept', 'ici', 'e50', 'e90'].map((name) => say(`figure.model.${name}`));
  const rows = drawn.map(({ one }) => [
    one.learner,
    limits(one.pooled.slope, two, say),
    limits(one.pooled.intercept, two, say),
    ...([one.pooled.ici, one.pooled.e50, one.pooled.e90] as const).map(({ estimate }) => three(estimate, say)),
  ]);
  const title = atTime(first.time_auc_brier, words, say);
  const told = drawn.map(({ one, band }) => {
    const some = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (band.predicted.length - 1)));
    const points = some.map((k) => `${percentText(band.predicted[k] as number, say)} → ${percentText(band.observed[k] as number, say)}`);
    return `${one.learner}: ${points.join('; ')}.`;
  });
  return {
    kind: 'calibration',
    figure: {
      title: words.title ?? say('figure.survival.title.calibration'),
      description: `${rows.map(([name, ...cells]) => `${name}: ${cells.map((cell, k) => `${heads[k + 1]} ${cell}`).join('; ')}.`).join(' ')} ${say('figure.model.predictedObserved')} ${told.join(' ')}`,
      panels: [
        {
          title,
          models: drawn.map(({ one, band }) => ({
            label: one.learner,
            smooth: true,
            points: pointsOf(band),
          })),
        },
      ],
      x: say('figure.survival.predicted'),
      y: say('figure.survival.observed'),
      perfect: say('figure.survival.perfect'),
      format: (share) => percentText(share, say),
      summary: { heads, rows },
      caption: `${say('figure.model.caption.calibration')} ${restsOn(first, say)}`,
    },
  };
} // biome-ignore format: messages on a line

/** Net benefit of predictions out of fold, a line a learner. */
export function validatedDecision(models: readonly Validation[], words: Words, say: Say): SurvivalDrawing {
  const first = models[0] as Validation;
  const thresholds = first.pooled.net_benefit.map(({ threshold }) => threshold);
  const told = models.map(
    ({ learner, pooled }) =>
      `${learner}: ${pooled.net_benefit.map(({ threshold, net_benefit, lower, upper }) => `${percentText(threshold, say)} ${three(net_benefit, say)} (${three(lower, say)}, ${three(upper, say)})`).join('; ')}.`,
  );
  return {
    kind: 'decision',
    figure: {
      title: words.title ?? say('figure.survival.title.decision'),
      description: `${say('figure.survival.netBenefit')}. ${told.join(' ')}`,
      panels: [
        {
          title: atTime(first.time_auc_brier, words, say),
          thresholds,
          everybody: first.pooled.net_benefit.map(({ treat_all }) => treat_all),
          models: models.map(({ learner, pooled }) => ({ label: learner, netBenefit: pooled.net_benefit.map(({ net_benefit }) => net_benefit) })),
        },
      ],
      words: { everybody: say('figure.survival.everybody'), nobody: say('figure.survival.nobody') },
      x: say('figure.survival.threshold'),
      y: say('figure.survival.netBenefit'),
      percent: (share) => percentText(share, say),
      format: (value) => numberText(value, say),
      caption: `${say('figure.survival.caption.decision')} ${say('figure.model.caption.outOfFold')} ${restsOn(first, say)}`,
    },
  };
} // biome-ignore format: messages on a line

/** Another learner on the same splits: ours less its. */
interface Compared {
  readonly learner: string;
  readonly difference: Readonly<Record<'harrell' | 'uno' | 'auc' | 'brier' | 'ibs', Difference>>;
}

/** What a learner gains over others on the same splits, paired; for Brier scores the sign is turned, so that more is better. */
export function comparisonFigure(own: Validation, others: readonly Compared[], words: Words, say: Say): SurvivalDrawing {
  const row = (metric: 'harrell' | 'uno' | 'auc' | 'brier' | 'ibs', learner: string, found: Difference) => {
    const turn = metric === 'brier' || metric === 'ibs' ? -1 : 1;
    const ends = [turn * found.lower, turn * found.upper].sort((a, b) => a - b) as [number, number];
    const made = { estimate: turn * found.estimate, lower: ends[0], upper: ends[1], se: found.se };
    return {
      label: say('figure.model.against', { metric: say(`figure.model.metric.${metric}`), learner }),
      estimate: Number.isFinite(made.estimate) ? made.estimate : null,
      lower: Number.isFinite(made.lower) ? made.lower : null,
      upper: Number.isFinite(made.upper) ? made.upper : null,
      text: limits(made, three, say),
      p: Number.isNaN(found.p) ? '–' : pText(found.p, say).replace(/^p (= )?/, ''),
    };
  };
  const rows = [
    ...others.flatMap(({ learner, difference }) => (['harrell', 'auc', 'ibs'] as const).map((metric) => row(metric, learner, difference[metric]))),
    row('ibs', say('figure.model.kaplanMeier'), own.kaplan_meier.difference.ibs),
  ].filter(({ estimate }) => estimate !== null); // with late entry some measures are not defined
  return {
    kind: 'forest',
    figure: {
      title: words.title ?? say('figure.model.title.comparison', { learner: own.learner }),
      description: rows.map(({ label, text, p }) => `${label}: ${text}, p ${p}.`).join(' '),
      rows,
      heads: { label: say('figure.model.measure'), text: say('figure.model.gain'), p: 'p' },
      axis: say('figure.model.gainAxis', { learner: own.learner }),
      scale: 'differences',
      sides: [say('figure.model.worse'), say('figure.model.better')],
      format: (value) => numberText(value, say),
      caption: `${say('figure.model.caption.comparison', { splits: own.splits })} ${restsOn(own, say)}`,
    },
  };
} // biome-ignore format: messages on a line
