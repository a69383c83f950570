import { saveFile } from '../patient/save-file.ts';

/** Three pixels for one: about 300 dpi over the width of a page. */
const SCALE = 3;

const source = (svg: SVGSVGElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}`;

/** The drawing as a file of its own. */
export const saveSvg = (svg: SVGSVGElement, name: string): void =>
  saveFile(new Blob([source(svg)], { type: 'image/svg+xml' }), name);

/** The drawing as pixels. @throws {Error} the browser cannot draw it */
export async function savePng(svg: SVGSVGElement, name: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([source(svg)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {
      width: svg.width.baseVal.value * SCALE,
      height: svg.height.baseVal.value * SCALE,
    });
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (!blob) throw new Error('savePng: the browser made no picture');
    saveFile(blob, name);
  } finally {
    URL.revokeObjectURL(url);
  }
}
