import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFiles } from './fonts.ts';

/** A folder that does not exist: the compiler sees what it is given and nothing else. */
const WORKSPACE = '/linea-figure';

const compilerOf = (): NodeCompiler =>
  NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontPaths: [...fontFiles()] }] });

/** An SVG as a PDF of one page of its size, its words still words. The same bytes for the same drawing. */
export function pdfOf(svg: string, title: string): Uint8Array {
  const compiler = compilerOf();
  compiler.mapShadow(`${WORKSPACE}/figure.svg`, Buffer.from(svg, 'utf8'));
  const text = JSON.stringify(title);
  return compiler.pdf({
    mainFileContent: `#set document(title: ${text}, date: none)\n#set page(width: auto, height: auto, margin: 0pt)\n#image("figure.svg", alt: ${text})`,
  });
}

/** A document's source as a PDF that keeps its headings, lists and language as tags (PDF/UA-1). The same bytes for the same source. */
export const typeset = (source: string): Uint8Array =>
  compilerOf().pdf({ mainFileContent: `#set text(font: "Source Sans 3")\n${source}` }, { pdfStandard: 'ua-1' });
