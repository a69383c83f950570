import type { LegendEntry } from '../legend/legend.tsx';
import { INK, TONES } from '../palette/palette.ts';
import { hatch } from '../palette/patterns.tsx';
import { ShapeMark } from './shape.tsx';

/** What the signs of a journey are called, in the reader's language. */
export interface JourneyLegendWords {
  readonly certain: string;
  readonly possible: string;
  readonly ongoing: string;
  readonly unrecorded: string;
  readonly value: string;
  readonly valueSpan: string;
  readonly cycle: string;
  readonly planned: string;
  readonly stated: string;
  readonly derived: string;
  readonly severe: string;
  readonly open: string;
}

/** The signs that every journey uses. */
export function journeyLegend(words: JourneyLegendWords, prefix: string): readonly LegendEntry[] {
  const { fill, stroke } = TONES.therapy;
  const bar = { y: 1, height: 10, rx: 2, stroke };
  return [
    { label: words.certain, sign: <rect x="0" width="22" fill={fill} {...bar} /> },
    {
      label: words.possible,
      sign: <rect x="0" width="22" fill={hatch(prefix, 'therapy')} strokeDasharray="3 2" {...bar} />,
    },
    {
      label: words.ongoing,
      sign: (
        <g>
          <rect x="0" width="16" fill={fill} {...bar} />
          <polygon points="16,1 22,6 16,11" fill={stroke} />
        </g>
      ),
    },
    {
      label: words.unrecorded,
      sign: (
        <g>
          <rect x="0" width="4" fill={stroke} {...bar} />
          <line x1="4" x2="22" y1="6" y2="6" stroke={stroke} strokeWidth="2" strokeDasharray="2 3" />
        </g>
      ),
    },
    { label: words.value, sign: <circle cx="11" cy="6" r="4" fill={INK.text} /> },
    { label: words.valueSpan, sign: <rect x="1" y="3" width="20" height="6" rx="3" fill={INK.text} /> },
    { label: words.cycle, sign: <line x1="11" x2="11" y1="0" y2="12" stroke={stroke} strokeWidth="2" /> },
    {
      label: words.planned,
      sign: <line x1="11" x2="11" y1="0" y2="12" stroke={stroke} strokeWidth="1" strokeDasharray="1.5 1.5" />,
    },
    { label: words.stated, sign: <ShapeMark shape="diamond" x={11} y={6} r={5} {...TONES.response} /> },
    { label: words.derived, sign: <ShapeMark shape="dot" x={11} y={6} r={5} {...TONES.response} /> },
    { label: words.severe, sign: <ShapeMark shape="triangle" x={11} y={6} r={5} {...TONES.worse} /> },
    { label: words.open, sign: <ShapeMark shape="query" x={11} y={6} r={5} {...TONES.unknown} /> },
  ];
}
