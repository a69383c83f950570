import { AXIS, TimeAxis } from '../axis/time-axis.tsx';
import { Legend, layoutLegend } from '../legend/legend.tsx';
import { INK } from '../palette/palette.ts';
import { Patterns } from '../palette/patterns.tsx';
import { Text } from '../text/text.tsx';
import { wrapText } from '../text/width.ts';
import type { DaySpan } from '../time/days.ts';
import { JourneyLanes } from './journey-lanes.tsx';
import { type JourneyLegendWords, journeyLegend } from './journey-legend.tsx';
import { layoutJourney } from './layout.ts';
import type { Journey } from './model.ts';

export interface JourneySheetProps {
  readonly journey: Journey;
  /** Pixels; a figure of a journal is about 1000 wide. */
  readonly width: number;
  readonly legend: JourneyLegendWords;
  /** Below the figure: what it shows, for whom it is not, and where the facts come from. */
  readonly caption: string;
  readonly shown?: DaySpan;
}

const TITLE = 30;
const MARGIN = 16;

/** A journey as one self-contained drawing: title, axis, lanes, legend, caption. */
export function JourneySheet({ journey, width, legend, caption, shown }: JourneySheetProps) {
  const prefix = 'journey';
  const inner = width - 2 * MARGIN;
  const top = TITLE + AXIS;
  const layout = layoutJourney(journey, { width: inner, top, ...(shown ? { shown } : {}) });
  const entries = journeyLegend(legend, prefix);
  const legendHeight = layoutLegend(entries, inner).height;
  const lines = wrapText(caption, inner / 1.05, 12);
  const captionTop = layout.height + 16 + legendHeight + 14;
  const height = captionTop + lines.length * 16 + MARGIN;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={Math.ceil(height)}
      viewBox={`0 0 ${width} ${Math.ceil(height)}`}
      role="img"
      aria-labelledby="journey-title journey-description"
    >
      <title id="journey-title">{journey.title}</title>
      <desc id="journey-description">{journey.description}</desc>
      <Patterns prefix={prefix} />
      <rect width={width} height={Math.ceil(height)} fill={INK.paper} />
      <g transform={`translate(${MARGIN} 0)`}>
        <Text x={0} y={22} size={16} weight={600}>
          {journey.title}
        </Text>
        <g transform={`translate(0 ${TITLE})`}>
          <TimeAxis
            scale={layout.scale}
            base={journey.base}
            locale={journey.locale}
            zero={journey.zero}
            words={journey.words}
            narrow={layout.narrow}
          />
        </g>
        <JourneyLanes journey={journey} layout={layout} prefix={prefix} live={false} />
        <g transform={`translate(0 ${Math.round(layout.height + 16)})`}>
          <Legend entries={entries} width={inner} />
        </g>
        {lines.map((line, index) => (
          <Text key={line} x={0} y={captionTop + index * 16 + 4} size={12} fill={INK.quiet}>
            {line}
          </Text>
        ))}
      </g>
    </svg>
  );
}
