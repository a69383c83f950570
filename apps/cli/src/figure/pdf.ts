import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFiles } from './fonts.ts';

/** A folder that does not exist: the compiler sees the drawing and nothing else. */
const WORKSPACE = '/linea-figure';

/** An SVG as a PDF of one page of its size, its words still words. The same bytes for the same drawing. */
export function pdfOf(svg: string, title: string): Uint8Array {
  const compiler = NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontPaths: [...fontFiles()] }] });
  compiler.mapShadow(`${WORKSPACE}/figure.svg`, Buffer.from(svg, 'utf8'));
  const text = JSON.stringify(title);
  return compiler.pdf({
    mainFileContent: `#set document(title: ${text}, date: none)\n#set page(width: auto, height: auto, margin: 0pt)\n#image("figure.svg", alt: ${text})`,
  });
}
