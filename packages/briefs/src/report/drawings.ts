import type { CalibrationFigure, CurveFigure, DecisionFigure, ForestFigure, SurvivalDrawing } from '@linea/charts';
import { survivalSheet } from '@linea/charts/file';
import type { Performance } from '@linea/prediction';
import { productLimit, quantileOf } from '@linea/survival';
import { type LogRatio, type Numbers, ratioText } from './html.ts';

export interface Group {
  readonly name: string;
  readonly time: readonly number[];
  readonly event: readonly number[];
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What every drawing of the report needs: words, numbers, and the sentence that names cut and denominator. */
export interface Drawing {
  readonly say: Say;
  readonly numbers: Numbers;
  readonly caption: string;
}

const WIDTH = 900;
const DAYS_A_MONTH = 30.4375;

/** A drawing inside a page: ids of several drawings must not meet. */
export const figure = (id: string, drawing: SurvivalDrawing): string => inPage(id, survivalSheet(drawing, WIDTH));

/** The text of an SVG file inside a page. */
export function inPage(id: string, file: string): string {
  const svg = file
    .replace(/^<\?xml[^>]*>\n/, '')
    .replaceAll(/\bid="/g, `id="${id}-`)
    .replaceAll(/url\(#/g, `url(#${id}-`)
    .replace(/aria-labelledby="([^"]*)"/, (_, ids: string) => `aria-labelledby="${ids.split(' ').map((one) => `${id}-${one}`).join(' ')}"`); // biome-ignore format: one replacement
  return `<figure tabindex="0">${svg}</figure>`;
}

/**
 * Kaplan-Meier curves of groups, in months, with marks where somebody was censored and the numbers at risk.
 *
 * @param from, last  where the clock of the endpoint starts, and the last day drawn
 */
export function curves(
  title: string,
  groups: readonly Group[],
  { from, last }: { readonly from: 'infusion' | 'leukapheresis' | 'diagnosis'; readonly last: number },
  { say, numbers, caption }: Drawing,
): SurvivalDrawing {
  const inMonths = (days: ArrayLike<number>): number[] => Array.from(days, (day) => day / DAYS_A_MONTH);
  const lines = groups.map(({ name, time, event }) => {
    const curve = productLimit(time, event);
    const median = quantileOf(curve, 0.5);
    return {
      label: name,
      n: time.length,
      events: event.reduce((sum, e) => sum + e, 0),
      time: inMonths(curve.time),
      value: Array.from(curve.survival),
      lower: Array.from(curve.lower),
      upper: Array.from(curve.upper),
      risk: Array.from(curve.risk),
      censored: inMonths(time.filter((_, i) => event[i] === 0)).sort((a, b) => a - b),
      median: Number.isFinite(median.time) ? median.time / DAYS_A_MONTH : null,
      limits: [median.lower, median.upper] as const,
    };
  });
  const monthsOf = (days: number): string =>
    Number.isFinite(days) ? numbers.fixed(days / DAYS_A_MONTH, 1) : say('report.notReached');
  const rows = lines.map(({ label, n, events, median, limits: [lower, upper] }) => [
    label, String(n), String(events),
    median === null ? say('report.notReached') : `${numbers.fixed(median, 1)} (${monthsOf(lower)} – ${monthsOf(upper)})`,
  ]); // biome-ignore format: a row
  const heads = ['', 'n', say('report.events'), say('report.median')];
  const drawn: CurveFigure = {
    title,
    description: rows.map((row) => row.join(', ')).join('; '),
    first: 1,
    highest: 1,
    panels: [{ lines }],
    x: { label: say(`report.axis.months.${from}`), format: String, months: true, until: last / DAYS_A_MONTH },
    y: { label: '', format: (share) => `${Math.round(100 * share)}%` },
    atRisk: say('report.atRisk'),
    summary: { heads, rows },
    caption: `${caption}. ${say('report.curves.marks')}`,
  };
  return { kind: 'curves', figure: drawn };
}

export interface ForestLine extends LogRatio {
  readonly name: string;
  readonly p: number;
}

/** Ratios with 95 % intervals on a logarithmic axis. */
export function forest(
  title: string,
  rows: readonly ForestLine[],
  axis: string,
  { say, numbers, caption }: Drawing,
  sides: readonly [string, string] = [say('report.fewer'), say('report.more')],
): SurvivalDrawing {
  const drawn: ForestFigure = {
    title,
    description: rows.map((row) => `${row.name}: ${ratioText(row, numbers)}`).join('; '),
    rows: rows.map((row) => ({
      label: row.name,
      estimate: Math.exp(row.estimate),
      lower: Math.exp(row.lower),
      upper: Math.exp(row.upper),
      text: ratioText(row, numbers),
      p: numbers.p(row.p),
    })),
    heads: { label: say('report.term'), text: say('report.ratio.short'), p: 'p' },
    axis,
    sides,
    format: (value) => numbers.fixed(value, value < 1 ? 2 : 1),
    caption,
  };
  return { kind: 'forest', figure: drawn };
}

/** Predicted against seen risk in fifths, a panel a setting, for centres that the model had not seen. */
export function calibrationPlot(
  title: string,
  performance: Readonly<Record<string, Performance>>,
  named: (setting: string) => string,
  { say, numbers, caption }: Drawing,
): SurvivalDrawing {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const drawn: CalibrationFigure = {
    title,
    description: Object.entries(performance)
      .map(([setting, { ratio }]) => `${named(setting)}: ${numbers.fixed(ratio, 2)}`)
      .join('; '),
    panels: Object.entries(performance).map(([setting, { calibration }]) => ({
      title: named(setting),
      models: [
        {
          label: named(setting),
          points: calibration.map(({ meanPredicted, observed, lower, upper }) => ({
            predicted: meanPredicted,
            observed,
            lower: finite(lower),
            upper: finite(upper),
          })),
        },
      ],
    })),
    x: say('report.predicted'),
    y: say('report.observed'),
    perfect: say('report.perfect'),
    format: (share) => `${Math.round(100 * share)}%`,
    summary: {
      heads: ['', say('report.transport.ratio')],
      rows: Object.entries(performance).map(([setting, { ratio }]) => [named(setting), numbers.fixed(ratio, 2)]),
    },
    caption,
  };
  return { kind: 'calibration', figure: drawn };
}

/** Net benefit by threshold, a panel a setting. */
export function decisionPlot(
  title: string,
  performance: Readonly<Record<string, Performance>>,
  named: (setting: string) => string,
  { say, numbers, caption }: Drawing,
): SurvivalDrawing {
  const drawn: DecisionFigure = {
    title,
    description: title,
    panels: Object.entries(performance).map(([setting, { decision }]) => ({
      title: named(setting),
      thresholds: decision.map(({ threshold }) => threshold),
      models: [{ label: say('report.model'), netBenefit: decision.map(({ netBenefit }) => netBenefit) }],
      everybody: decision.map(({ treatAll }) => treatAll),
    })),
    words: { everybody: say('report.everybody'), nobody: say('report.nobody') },
    x: say('report.threshold'),
    y: say('report.netBenefit'),
    percent: (share) => `${Math.round(100 * share)}%`,
    format: (value) => numbers.fixed(value, 2),
    caption,
  };
  return { kind: 'decision', figure: drawn };
}
