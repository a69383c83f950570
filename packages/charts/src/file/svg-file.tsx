import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A drawing as the text of an SVG file, an element a line: what differs between two can be read. */
export const svgFile = (drawing: ReactElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${renderToStaticMarkup(drawing).replaceAll('><', '>\n<')}\n`;
