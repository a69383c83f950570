import type { Tone } from '../palette/palette.ts';

/** How the n-th line of a chart is drawn: colour, dashes and the shape of its marks, so that none hangs on colour alone. */
export interface Stroke {
  readonly tone: Tone;
  readonly dash: string | undefined;
  readonly shape: 'circle' | 'square' | 'triangle' | 'diamond';
}

const STROKES: readonly Stroke[] = [
  { tone: 'therapy', dash: undefined, shape: 'circle' },
  { tone: 'worse', dash: '9 3', shape: 'square' },
  { tone: 'ink', dash: '2 2.5', shape: 'triangle' },
  { tone: 'toxicity', dash: '11 3 2 3', shape: 'diamond' },
  { tone: 'support', dash: '5 2', shape: 'circle' },
  { tone: 'response', dash: '1.5 4', shape: 'square' },
  { tone: 'procedure', dash: '7 2 2 2 2 2', shape: 'triangle' },
];

/** After as many lines as there are tones these come again with other dashes. */
export function strokeOf(index: number): Stroke {
  const own = STROKES[index % STROKES.length] as Stroke;
  const round = Math.floor(index / STROKES.length);
  return round === 0 ? own : { ...own, dash: (STROKES[(index + 3 * round) % STROKES.length] as Stroke).dash };
}
