import type { SurvivalDrawing } from '@linea/charts';
import { numberText, percentText, ratioText } from '../../words/numbers.ts';
import type { Say } from '../../words/words.ts';
import type { CalibrationAnswer, DecisionAnswer, FigureWords } from './answers.ts';
import { countsSentence, tableInWords } from './captions.ts';

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** `time = 365 days`. */
export const atTime = (time: number, { time: name, unit }: FigureWords, say: Say): string =>
  `${name} = ${numberText(time, say)}${unit === undefined ? '' : ` ${unit}`}`;

/** Predicted against observed risk in groups of predicted risk: a panel per time, a line per model. */
export function calibrationFigure(answer: CalibrationAnswer, words: FigureWords, say: Say): SurvivalDrawing {
  const made = answer.calibration;
  const heads = [
    say('figure.survival.model'),
    say('figure.survival.time'),
    say('figure.survival.meanPredicted'),
    say('figure.survival.meanObserved'),
    say('figure.survival.observedOverExpected'),
  ];
  const rows = distinct(made.map(({ time }) => time)).flatMap((time) =>
    made
      .filter((own) => own.time === time)
      .map(({ model, mean_predicted, observed, o_over_e }) => [
        model,
        numberText(time, say),
        percentText(mean_predicted, say),
        percentText(observed, say),
        ratioText(o_over_e, say),
      ]),
  );
  const points = made.flatMap(({ model, time, groups }) =>
    groups.map(
      ({ mean_predicted, observed }) =>
        `${model}, ${numberText(time, say)}: ${percentText(mean_predicted, say)} → ${percentText(observed, say)}.`,
    ),
  );
  return {
    kind: 'calibration',
    figure: {
      title: words.title ?? say('figure.survival.title.calibration'),
      description: `${tableInWords(heads, rows)} ${say('figure.survival.predictedObserved')} ${points.join(' ')}`,
      panels: distinct(made.map(({ time }) => time)).map((time) => ({
        title: atTime(time, words, say),
        models: made
          .filter((own) => own.time === time)
          .map(({ model, groups }) => ({
            label: model,
            points: groups.map(({ mean_predicted, observed, lower, upper }) => ({
              predicted: mean_predicted,
              observed,
              lower,
              upper,
            })),
          })),
      })),
      x: say('figure.survival.predicted'),
      y: say('figure.survival.observed'),
      perfect: say('figure.survival.perfect'),
      format: (share) => percentText(share, say),
      summary: { heads, rows },
      caption: `${say('figure.survival.caption.calibration')} ${countsSentence(answer.n, answer.n_omitted, say)}`,
    },
  };
}

/** Net benefit over thresholds: a panel per time, a line per model. */
export function decisionFigure(answer: DecisionAnswer, words: FigureWords, say: Say): SurvivalDrawing {
  const made = answer.decision_curve;
  const lines = made.map(
    ({ model, time, curve }) =>
      `${model}, ${numberText(time, say)}: ${curve.map(({ threshold, net_benefit }) => `${percentText(threshold, say)} ${numberText(Math.round(net_benefit * 1e4) / 1e4, say)}`).join('; ')}.`,
  );
  return {
    kind: 'decision',
    figure: {
      title: words.title ?? say('figure.survival.title.decision'),
      description: `${say('figure.survival.netBenefit')}. ${lines.join(' ')}`,
      panels: distinct(made.map(({ time }) => time)).map((time) => {
        const own = made.filter((one) => one.time === time);
        const curve = own[0]?.curve ?? [];
        return {
          title: atTime(time, words, say),
          thresholds: curve.map(({ threshold }) => threshold),
          everybody: curve.map((row) => row.net_benefit_treat_all),
          models: own.map(({ model, curve: values }) => ({
            label: model,
            netBenefit: values.map((row) => row.net_benefit),
          })),
        };
      }),
      words: { everybody: say('figure.survival.everybody'), nobody: say('figure.survival.nobody') },
      x: say('figure.survival.threshold'),
      y: say('figure.survival.netBenefit'),
      percent: (share) => percentText(share, say),
      format: (value) => numberText(value, say),
      caption: `${say('figure.survival.caption.decision')} ${countsSentence(answer.n, answer.n_omitted, say)}`,
    },
  };
}
