// biome-ignore format: a list
export type {
  CalibrationAnswer, CurvesAnswer, DecisionAnswer, FigureWords, RatiosAnswer, StatesAnswer,
} from './answers.ts';
export { type CurveTest, curveFigure } from './curve-figure.ts';
export { forestFigure } from './forest-figure.ts';
export { incidenceFigure } from './incidence-figure.ts';
export { calibrationFigure, decisionFigure } from './prediction-figures.ts';
