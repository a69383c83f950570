import type { CalibrationFigure } from './calibration-sheet.tsx';
import type { CurveFigure } from './curve-model.ts';
import type { DecisionFigure } from './decision-sheet.tsx';
import type { ForestFigure } from './forest-sheet.tsx';

/** A survival figure and how it is drawn. */
export type SurvivalDrawing =
  | { readonly kind: 'curves'; readonly figure: CurveFigure }
  | { readonly kind: 'forest'; readonly figure: ForestFigure }
  | { readonly kind: 'calibration'; readonly figure: CalibrationFigure }
  | { readonly kind: 'decision'; readonly figure: DecisionFigure };
