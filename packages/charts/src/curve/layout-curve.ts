import { max, min, ticks } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import type { Curve, Point } from '../journey/model.ts';
import { fitting, textWidth } from '../text/width.ts';
import type { TimeScale } from '../time/scale.ts';

/** A value on the chart: a stretch of the days it may be from, as high as the values it may be. */
export interface PlacedPoint {
  readonly item: Point;
  readonly from: number;
  readonly to: number;
  /** Pixels of the higher and the lower value; y grows downwards. */
  readonly top: number;
  readonly bottom: number;
  readonly exact: boolean;
  readonly label: { readonly text: string; readonly x: number; readonly y: number } | null;
}

interface PlacedBand {
  readonly id: string;
  readonly label: string | null;
  readonly tone: Curve['bands'][number]['tone'];
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlacedCurve {
  readonly points: readonly PlacedPoint[];
  readonly bands: readonly PlacedBand[];
  readonly ticks: readonly { readonly y: number; readonly label: string }[];
  readonly log: boolean;
}

/** Values that span more than two orders of magnitude are read on a logarithmic scale. */
const isWide = (values: readonly number[]): boolean => {
  const least = min(values.filter((value) => value > 0));
  return values.every((value) => value > 0) && least !== undefined && (max(values) ?? 0) / least > 100;
};

const SIZE = 10.5;

/**
 * @param top  pixels of the upper edge, @param bottom of the lower edge of the plot
 * @param locale  for the numbers of the axis
 */
export function layoutCurve(curve: Curve, scale: TimeScale, top: number, bottom: number, locale: string): PlacedCurve {
  const values = curve.points.flatMap(({ low, high, censored }) =>
    censored === 'below' ? [high] : censored === 'above' ? [low] : [low, high],
  );
  const log = curve.axis === undefined && isWide(values);
  const highest = max([...values, ...(curve.axis ?? [0])]) ?? 0;
  const lowest = min(values) ?? 0;
  const from = curve.axis ? Math.min(curve.axis[0], lowest) : Math.min(0, lowest * 1.12);
  const room = curve.axis ? 0 : 0.12 * highest;
  const y = log
    ? scaleLog()
        .domain([min(values) as number, highest])
        .nice()
        .range([bottom, top])
    : scaleLinear()
        .domain([from, highest + Math.max(room, 0) || (from < 0 ? 0 : 1)])
        .range([bottom, top]);
  const floor = y.domain()[0] as number;
  const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const steps = log
    ? (y.ticks(3) as number[]).filter((tick) => /^1/.test(tick.toExponential()))
    : ticks(from, y.domain()[1] as number, bottom - top > 80 ? 4 : 2);
  const clampY = (value: number): number => Math.min(bottom, Math.max(top, y(Math.max(value, floor))));
  let before: number | null = null;
  let labelled: { x: number; to: number; y: number }[] = [];
  const points = [...curve.points]
    .sort((a, b) => a.span.first - b.span.first)
    .flatMap((item): PlacedPoint[] => {
      const { from, to } = scale.over(item.span);
      if (to <= scale.left || from >= scale.right) return [];
      const exact = item.span.first === item.span.last;
      const high = item.censored === 'above' ? top : clampY(item.high);
      const low = item.censored === 'below' ? bottom : clampY(item.low);
      const middle = (Math.max(from, scale.left) + Math.min(to, scale.right)) / 2;
      const text = item.wordings[0] ?? '';
      const width = textWidth(text, SIZE, 600) * 1.06;
      // A curve that falls comes from the upper left: its value is written to the right of that.
      const falls = before !== null && before < high - 4;
      before = high;
      const wanted = falls ? middle + width / 2 + 2 : middle;
      const x = Math.min(scale.right - width / 2, Math.max(scale.left + width / 2, wanted));
      const candidates = [high - 7, low + 14].filter((at) => at - 9 >= top - 10 && at <= bottom + 2);
      const free = candidates.find(
        (at) =>
          !labelled.some((other) => x - width / 2 < other.to && x + width / 2 > other.x && Math.abs(at - other.y) < 11),
      );
      if (free !== undefined) labelled = [...labelled, { x: x - width / 2 - 3, to: x + width / 2 + 3, y: free }];
      return [
        { item, from, to, top: high, bottom: low, exact, label: free === undefined ? null : { text, x, y: free } },
      ];
    });
  const bands = curve.bands.flatMap((band): PlacedBand[] => {
    const span = scale.over(band.span);
    const from = Math.max(scale.left, span.from);
    const to = Math.min(scale.right, span.to);
    if (to <= from) return [];
    const upper = clampY(Math.min(band.high, y.domain()[1] as number));
    const lower = clampY(band.low);
    if (lower - upper < 1) return [];
    const label = lower - upper >= 9 ? (fitting([band.label], to - from - 8, SIZE) ?? null) : null;
    return [{ id: band.id, label, tone: band.tone, from, to, top: upper, bottom: lower }];
  });
  return { points, bands, log, ticks: steps.map((tick) => ({ y: y(tick), label: numbers.format(tick) })) };
}
