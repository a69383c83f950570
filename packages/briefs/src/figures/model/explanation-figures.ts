import type { ModelDrawing, SurvivalDrawing } from '@linea/charts';
import type { Importance } from '@linea/explain';
import { numberText, percentText } from '../../words/numbers.ts';
import type { Say } from '../../words/words.ts';
import { type ModelWords, restsOn, signedText } from './captions.ts';

/** Contributions of some rows, with the values they belong to. */
export interface ExplainedRows {
  readonly features: readonly string[];
  /** By row: features, then the baseline. */
  readonly contributions: readonly (readonly number[])[];
  readonly margin: readonly number[];
  /** By row and feature; NaN = missing. For a group undefined: it has no one value. */
  readonly values: readonly (readonly (number | undefined)[])[];
}

const MOST = 14;
/** More marks than this hide each other: so many rows, evenly chosen, are drawn; numbers are those of all. */
const MOST_DOTS = 400;

const meanSize = (rows: readonly (readonly number[])[], j: number): number =>
  rows.reduce((sum, row) => sum + Math.abs(row[j] ?? 0), 0) / rows.length;

/** Every row's contribution of the features that move the risk most. */
export function beeswarmFigure({ features, contributions, values }: ExplainedRows, words: ModelWords, say: Say): ModelDrawing {
  const step = Math.max(1, contributions.length / MOST_DOTS);
  const drawn = Array.from({ length: Math.min(contributions.length, MOST_DOTS) }, (_, k) => Math.floor(k * step));
  const order = [...features.keys()].sort((a, b) => meanSize(contributions, b) - meanSize(contributions, a) || a - b);
  const shown = order.slice(0, MOST).filter((j, k) => k === 0 || meanSize(contributions, j) > 0);
  const rows = shown.map((j) => ({
    label: features[j] as string,
    contributions: drawn.map((i) => contributions[i]?.[j] ?? 0),
    values: sharesOf(drawn.map((i) => values[i]?.[j])),
    text: numberText(Number(meanSize(contributions, j).toPrecision(3)), say),
  }));
  const describe = ({ label, text, contributions: own }: (typeof rows)[number]): string =>
    `${label}: ${say('figure.model.meanSize')} ${text}, ${signedText(Math.min(...own), say)} … ${signedText(Math.max(...own), say)}.`;
  return {
    kind: 'beeswarm',
    figure: {
      title: words.title ?? say('figure.model.title.beeswarm'),
      description: rows.map(describe).join(' '),
      rows,
      heads: { label: say('figure.model.feature'), text: say('figure.model.meanSize') },
      axis: say('figure.model.contribution'),
      sides: [say('figure.model.lowersShort'), say('figure.model.raisesShort')],
      words: { low: say('figure.model.lowValue'), high: say('figure.model.highValue'), missing: say('figure.model.missing') },
      format: (value) => numberText(value, say),
      caption: `${say('figure.model.caption.beeswarm', { drawn: drawn.length, rows: contributions.length, shown: rows.length, all: features.length })} ${restsOn(words, say)}`,
    },
  };
} // biome-ignore format: messages on a line

/** Each value as its share of the way from the lowest to the highest, by rank: outliers leave the others apart. */
function sharesOf(values: readonly (number | undefined)[]): (number | null)[] {
  const known = [...new Set(values.filter((v): v is number => v !== undefined && !Number.isNaN(v)))].sort((a, b) => a - b);
  const place = new Map(known.map((v, k) => [v, known.length > 1 ? k / (known.length - 1) : 0.5]));
  return values.map((v) => (v === undefined ? 0.5 : (place.get(v) ?? null)));
} // biome-ignore format: one call

const MOST_STEPS = 12;

/**
 * How one row's prediction comes about.
 *
 * @param row       position
 * @param outcomes  what the model says of the row in words, such as its survival
 */
export function waterfallFigure(explained: ExplainedRows, row: number, outcomes: string, words: ModelWords, say: Say): ModelDrawing {
  const { features, contributions, margin, values } = explained;
  const own = contributions[row] as readonly number[];
  const base = own[features.length] as number;
  const order = [...features.keys()].sort((a, b) => Math.abs(own[b] ?? 0) - Math.abs(own[a] ?? 0) || a - b);
  const told = order.filter((j) => own[j] !== 0);
  const shown = told.length <= MOST_STEPS ? told : told.slice(0, MOST_STEPS - 1);
  const rest = told.slice(shown.length);
  const valueText = (j: number): string => {
    const value = values[row]?.[j];
    if (value === undefined) return features[j] as string;
    return `${features[j]} = ${Number.isNaN(value) ? say('figure.model.missing') : numberText(value, say)}`;
  };
  const steps = [
    ...shown.map((j) => ({ label: valueText(j), value: own[j] as number, text: signedText(own[j] as number, say) })),
    ...(rest.length > 0 ? [others(rest)] : []),
  ];
  function others(js: readonly number[]) {
    const value = js.reduce((sum, j) => sum + (own[j] as number), 0);
    return { label: say('figure.model.others', { count: js.length }), value, text: signedText(value, say) };
  }
  const three = (value: number): string => numberText(Number(value.toPrecision(3)), say);
  const sum = three(margin[row] as number);
  return {
    kind: 'waterfall',
    figure: {
      title: words.title ?? say('figure.model.title.waterfall', { row: row + 1 }),
      description: `${say('figure.model.baseline')} ${three(base)}. ${steps.map(({ label, text }) => `${label}: ${text}.`).join(' ')} ${say('figure.model.sum')} ${sum}. ${outcomes}`,
      base: { label: say('figure.model.baseline'), value: base, text: three(base) },
      steps,
      sum: { label: say('figure.model.sum'), text: sum },
      axis: say('figure.model.risk'),
      words: { raises: say('figure.model.raises'), lowers: say('figure.model.lowers') },
      format: (value) => numberText(value, say),
      caption: `${outcomes} ${say('figure.model.caption.waterfall')} ${restsOn(words, say)}`.trim(),
    },
  };
} // biome-ignore format: messages on a line

/** Mean absolute contributions with their intervals, largest first. */
export function importanceFigure(importance: readonly Importance[], words: ModelWords, say: Say): SurvivalDrawing {
  const three = (value: number): string => numberText(Number(value.toPrecision(3)), say);
  const rows = importance.slice(0, 2 * MOST).map(({ name, importance: estimate, lower, upper, share }) => ({
    label: name,
    estimate,
    lower,
    upper,
    text: `${three(estimate)} (${three(lower)}–${three(upper)})`,
    p: percentText(share, say),
  }));
  return {
    kind: 'forest',
    figure: {
      title: words.title ?? say('figure.model.title.importance'),
      description: rows.map(({ label, text, p }) => `${label}: ${text}, ${p}.`).join(' '),
      rows,
      heads: { label: say('figure.model.feature'), text: say('figure.model.importance'), p: say('figure.model.share') },
      axis: say('figure.model.meanSize'),
      scale: 'differences',
      sides: ['', say('figure.model.moves')],
      format: (value) => numberText(value, say),
      caption: `${say('figure.model.caption.importance', { shown: rows.length, all: importance.length })} ${restsOn(words, say)}`,
    },
  };
} // biome-ignore format: messages on a line
