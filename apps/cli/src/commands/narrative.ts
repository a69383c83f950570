import type { PatientJson } from '@linea/briefs';
import { composeNarrative, documentHtml, documentMarkdown, documentTypst } from '@linea/briefs/document';
import { journeyJson } from '@linea/registry/journey';
import { labelsIn } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { figureSvg } from '../figure/figure-svg.ts';
import { writeFigure } from '../figure/write.ts';
import { writePage } from '../page/write-page.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { journeySeen, type SeenOptions } from '../seen.ts';

/** `linea narrative ID [--out FILE.md|.html|.pdf]`: Markdown has its figure beside it, a page within it; without `--out` Markdown goes to stdout. */
export async function narrativeCommand(
  id: string,
  options: SeenOptions & { readonly out?: string },
  { io, say, json }: Context,
): Promise<void> {
  const known = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const patient = journeyJson(journeySeen(known, options, io.now()), say) as unknown as PatientJson;
  const words = { say, labels: labelsIn(say) };
  const narrative = composeNarrative(patient, words);
  const { out } = options;
  if (out === undefined) {
    io.out(json ? `${JSON.stringify(narrative)}\n` : documentMarkdown(narrative, say));
    return;
  }
  const svg = figureSvg('journey', patient, words, 'calendar', narrative.title);
  const figure = `${out.replace(/\.md$/i, '')}.svg`;
  await writePage(out, {
    '.md': () => documentMarkdown(narrative, say, figure.split(/[/\\]/).at(-1)),
    '.html': () => documentHtml(narrative, say, svg),
    '.pdf': () => documentTypst(narrative, say),
  });
  const files = /\.md$/i.test(out) ? [out, figure] : [out];
  if (files.length > 1) await writeFigure(svg, figure, narrative.title);
  io.out(
    json
      ? `${JSON.stringify({ patient: id, asOf: narrative.asOf, files })}\n`
      : `${say('cli.figure.written', { file: files.join(', ') })}\n`,
  );
}
