export type { ModelWords } from './captions.ts';
export { beeswarmFigure, type ExplainedRows, importanceFigure, waterfallFigure } from './explanation-figures.ts';
export { shapesFigure } from './shapes-figure.ts';
export { comparisonFigure, validatedCalibration, validatedDecision } from './validation-figures.ts';
