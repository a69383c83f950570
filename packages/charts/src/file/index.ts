import { createElement } from 'react';
import { JourneySheet, type JourneySheetProps } from '../journey/journey-sheet.tsx';
import { svgFile } from './svg-file.tsx';

/** A journey as the text of an SVG file: title, axis, lanes, legend, caption. */
export const journeySheet = (props: JourneySheetProps): string => svgFile(createElement(JourneySheet, props));
