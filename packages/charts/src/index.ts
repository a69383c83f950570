export { AXIS, TimeAxis, type TimeAxisProps } from './axis/time-axis.tsx';
export { type CompositionFigure, CompositionSheet } from './cohort/composition-sheet.tsx';
export { type OncoprintFigure, OncoprintSheet, type OncoprintSign } from './cohort/oncoprint-sheet.tsx';
export {
  SWIMMER_LANE, SwimmerAxis, type SwimmerLaneFigure, SwimmerLanes, SwimmerMark, type SwimmerSign, swimmerScale,
} from './cohort/swimmer-lanes.tsx'; // biome-ignore format: a list
export { JourneyLanes } from './journey/journey-lanes.tsx';
export { type JourneyLegendWords, journeyLegend } from './journey/journey-legend.tsx';
export { JourneySheet, type JourneySheetProps } from './journey/journey-sheet.tsx';
export { GUTTER, type JourneyLayout, type LayoutOptions, layoutJourney, withAir } from './journey/layout.ts';
// biome-ignore format: a list
export type {
  Band, Bar, Curve, CycleTick, Journey, Lane, LaneGroup, Mark, Point, Regimen, Shape,
} from './journey/model.ts';
export { Legend, type LegendEntry, layoutLegend } from './legend/legend.tsx';
export type { BeeswarmFigure } from './model/beeswarm-sheet.tsx';
export { type ModelDrawing, ModelSheet } from './model/model-sheet.tsx';
export type { ShapesFigure } from './model/shapes-sheet.tsx';
export type { WaterfallFigure } from './model/waterfall-sheet.tsx';
export { contrast, luminance } from './palette/contrast.ts';
export { FONT, INK, TONES, type Tone } from './palette/palette.ts';
export { Patterns } from './palette/patterns.tsx';
export type { GridTable } from './plot/grid-table.tsx';
export { NumbersTable } from './plot/numbers-table.tsx';
export type { CalibrationFigure, CalibrationModel } from './survival/calibration-sheet.tsx';
export type { CurveFigure, CurveLine, CurvePanel } from './survival/curve-model.ts';
export { SHADED } from './survival/curve-panel.tsx';
export type { DecisionFigure } from './survival/decision-sheet.tsx';
export type { SurvivalDrawing } from './survival/drawing.ts';
export type { ForestFigure, ForestRow } from './survival/forest-sheet.tsx';
export { SurvivalSheet } from './survival/survival-sheet.tsx';
export { fitting, textWidth, wrapText } from './text/width.ts';
export { type Day, type DaySpan, dayOf } from './time/days.ts';
export { type TimeScale, timeScale } from './time/scale.ts';
