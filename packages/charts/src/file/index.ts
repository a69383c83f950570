import { createElement } from 'react';
import { JourneySheet, type JourneySheetProps } from '../journey/journey-sheet.tsx';
import { type ModelDrawing, ModelSheet } from '../model/model-sheet.tsx';
import type { SurvivalDrawing } from '../survival/drawing.ts';
import { SurvivalSheet } from '../survival/survival-sheet.tsx';
import { svgFile } from './svg-file.tsx';

/** A journey as the text of an SVG file: title, axis, lanes, legend, caption. */
export const journeySheet = (props: JourneySheetProps): string => svgFile(createElement(JourneySheet, props));

/** A survival figure as the text of an SVG file. */
export const survivalSheet = (drawing: SurvivalDrawing, width: number): string =>
  svgFile(createElement(SurvivalSheet, { drawing, width }));

/** A figure that explains a model as the text of an SVG file. */
export const modelSheet = (drawing: ModelDrawing, width: number): string =>
  svgFile(createElement(ModelSheet, { drawing, width }));
