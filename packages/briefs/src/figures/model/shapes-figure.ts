import type { ModelDrawing, ShapesFigure } from '@linea/charts';
import { type AdditiveModel, readRatio, readShape, type ShapeReading } from '@linea/explain';
import { numberText, percentText, ratioText } from '../../words/numbers.ts';
import type { Say } from '../../words/words.ts';
import { type ModelWords, restsOn } from './captions.ts';

/** Lowest and highest value of a feature in training. */
interface Range {
  readonly name: string;
  readonly lowest: number | null;
  readonly highest: number | null;
}

/** Features with the widest shapes are drawn. */
const MOST = 9;

type Panel = ShapesFigure['panels'][number];

/**
 * The glass box read as it is: a function of each feature on the hazard, with survival and mean time at a horizon beside it.
 *
 * @param horizon  time of the survival, in units of follow-up
 */
export function shapesFigure(model: AdditiveModel, ranges: readonly Range[], horizon: number, words: ModelWords, say: Say): ModelDrawing {
  const shapes = model.features.map((name, j) => ({ name, shape: readShape(model, j, horizon), range: ranges[j] }));
  const width = (shape: readonly ShapeReading[]): number => {
    const logs = shape.filter(({ patients }) => patients > 0).map(({ hazardRatio }) => Math.log(hazardRatio));
    return logs.length > 0 ? Math.max(...logs) - Math.min(...logs) : 0;
  };
  const drawn = shapes.filter(({ shape }) => width(shape) > 0.01).sort((a, b) => width(b.shape) - width(a.shape));
  const shown = drawn.length > 0 ? drawn.slice(0, MOST) : shapes.slice(0, 1);
  const panels = shown.map(({ name, shape, range }) => panelOf(name, shape, range));
  const pairs = model.terms.filter(({ features }) => features.length === 2).map(({ features }) => features.map((j) => model.features[j]).join(' × '));
  const timed = `${numberText(horizon, say)}${words.unit === undefined ? '' : ` ${words.unit}`}`;
  const read = (ratio: number): string => {
    const { survival, mean } = readRatio(model, ratio, horizon);
    return `${percentText(survival, say)} · ${numberText(Number(mean.toPrecision(3)), say)}`;
  };
  const describe = (name: string, shape: readonly ShapeReading[]): string => {
    const known = shape.filter(({ patients }) => patients > 0);
    return `${name}: ${known.map((one) => `${stretchText(one, say)} ${ratioText(one.hazardRatio, say)} (${percentText(one.survival / 100, say)})`).join('; ')}.`;
  };
  return {
    kind: 'shapes',
    figure: {
      title: words.title ?? say('figure.model.title.shapes'),
      description: `${say('figure.model.hazardRatio')}, ${say('figure.model.survivalAt', { time: timed })}. ${shown.map(({ name, shape }) => describe(name, shape)).join(' ')}`,
      panels,
      y: say('figure.model.hazardRatio'),
      read: { label: say('figure.model.reading', { time: timed }), at: read },
      words: { missing: say('figure.model.missingShort') },
      format: (value) => numberText(value, say),
      caption: [
        say('figure.model.caption.shapes', { time: timed, shown: panels.length, all: model.features.length }),
        ...(pairs.length > 0 ? [say('figure.model.pairs', { pairs: pairs.join(', ') })] : []),
        restsOn(words, say),
      ].join(' '),
    },
  };
} // biome-ignore format: messages on a line

function panelOf(name: string, shape: readonly ShapeReading[], range: Range | undefined): Panel {
  const most = Math.max(1, ...shape.map(({ patients }) => patients));
  const own = shape.filter(({ missing }) => !missing);
  const absent = shape.find(({ missing }) => missing);
  const [lowest, highest] = [range?.lowest ?? own.at(0)?.to ?? 0, range?.highest ?? own.at(-1)?.from ?? 1];
  const isBinary = own.filter(({ patients }) => patients > 0).length === 2 && lowest === 0 && highest === 1;
  const stretches = own.map(({ from, to, hazardRatio, lower, upper, patients }) => ({
    from: isBinary ? (from === undefined ? -0.5 : 0.5) : Math.max(lowest, from ?? lowest),
    to: isBinary ? (to === undefined ? 1.5 : 0.5) : Math.min(highest, to ?? highest),
    ratio: hazardRatio,
    lower,
    upper,
    share: patients / most,
  }));
  return {
    title: name,
    stretches: stretches.filter(({ from, to }) => to > from),
    ...(absent && absent.patients > 0 && { missing: { ratio: absent.hazardRatio, lower: absent.lower, upper: absent.upper } }),
    ...(whole(own, lowest, highest) ?? (isBinary && { ticks: [0, 1] })),
  };
} // biome-ignore format: conditions on a line

/** Few whole numbers, cut half-way between them: these are the ticks. */
function whole(shape: readonly ShapeReading[], lowest: number, highest: number): { ticks: number[] } | undefined {
  const halves = shape.every(({ from = 0.5, to = 0.5 }) => Math.abs(from % 1) === 0.5 && Math.abs(to % 1) === 0.5);
  if (!halves || highest - lowest > 6) return undefined;
  return { ticks: Array.from({ length: highest - lowest + 1 }, (_, k) => lowest + k) };
}

function stretchText({ from, to, missing }: ShapeReading, say: Say): string {
  if (missing) return say('figure.model.missing');
  if (from === undefined) return `< ${numberText(to, say)}`;
  return to === undefined ? `≥ ${numberText(from, say)}` : `${numberText(from, say)}–${numberText(to, say)}`;
}
