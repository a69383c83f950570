import { Resvg } from '@resvg/resvg-js';
import { fontFiles } from './fonts.ts';

/** An SVG as PNG at three pixels to one: about 300 dpi over the width of a page. */
export const pngOf = (svg: string): Uint8Array =>
  new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 3 },
    font: { fontFiles: [...fontFiles()], loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
  })
    .render()
    .asPng();
