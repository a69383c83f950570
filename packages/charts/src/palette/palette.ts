/**
 * Colours by meaning. Each tone has a fill for areas, a deeper stroke for edges and marks, and a text colour that reads on
 * white and on the fill (contrast of at least 4.5). Fills differ in lightness too, so that a grey print keeps them apart;
 * no meaning hangs on colour alone: every mark has a shape, a pattern or a word.
 */
export const TONES = {
  ink: { fill: '#e6e9ee', stroke: '#3d4757', text: '#1f2733' },
  therapy: { fill: '#cfe0f5', stroke: '#1f5a9e', text: '#123c6d' },
  therapyDeep: { fill: '#8db8e8', stroke: '#164a86', text: '#0b2c52' },
  response: { fill: '#cdebd9', stroke: '#1b7246', text: '#0f4a2c' },
  worse: { fill: '#f9d9d2', stroke: '#b23a26', text: '#7c2213' },
  toxicity: { fill: '#fbe3bf', stroke: '#9c5a00', text: '#663a00' },
  support: { fill: '#e5dcf3', stroke: '#6a4b9e', text: '#432c6b' },
  procedure: { fill: '#d5e9ec', stroke: '#1f6a76', text: '#0f434b' },
  unknown: { fill: '#f2f3f5', stroke: '#6b7480', text: '#4a525d' },
} as const;

export type Tone = keyof typeof TONES;

export const INK = {
  text: '#1f2733',
  quiet: '#545d6a',
  faint: '#8a929d',
  rule: '#d9dde3',
  grid: '#eceef2',
  paper: '#ffffff',
} as const;

/** The family every chart is laid out for; others in its place are close in width. */
export const FONT = "'Source Sans 3', 'Source Sans 3 Variable', 'Source Sans Pro', system-ui, sans-serif";
