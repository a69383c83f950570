import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Base, Labels, PatientJson } from '@linea/briefs';
import { item } from '@linea/facts';
import { journeyJson } from '@linea/registry/journey';
import type { Say } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { FIGURE_KINDS, figureSvg } from '../figure/figure-svg.ts';
import { Refused } from '../io.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { journeySeen, type SeenOptions } from '../seen.ts';

export type FigureOptions = SeenOptions & {
  readonly kind: string;
  readonly axis: string;
  readonly out?: string;
};

/** `linea figure ID --kind journey|response [--out FILE.svg|.png|.pdf]`: without `--out` the SVG goes to stdout. */
export async function figureCommand(id: string, options: FigureOptions, { io, say, json }: Context): Promise<void> {
  const kind = oneOf('--kind', options.kind, FIGURE_KINDS);
  const axis = oneOf('--axis', options.axis, ['calendar', 'infusion']);
  const format = options.out === undefined ? '.svg' : oneOf('--out', extname(options.out).toLowerCase(), FORMATS);
  const known = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const patient = journeyJson(journeySeen(known, options, io.now()), say) as unknown as PatientJson;
  const title = (say.language === 'it' ? known.titleIt : known.titleEn) ?? say('cli.figure.title', { patient: id });
  const base: Base = axis === 'infusion' ? 'relative' : 'calendar';
  const svg = figureSvg(kind, patient, { say, labels: labelsIn(say) }, base, title);
  if (options.out === undefined) return io.out(svg);
  await writeFile(options.out, await rendered(svg, format, title)).catch((error: NodeJS.ErrnoException) => {
    throw new Refused([{ code: 'file.unwritable', at: options.out as string, got: error.code ?? String(error) }]);
  });
  io.out(
    json
      ? `${JSON.stringify({ patient: id, kind, file: options.out })}\n`
      : `${say('cli.figure.written', { file: options.out })}\n`,
  );
}

const FORMATS = ['.svg', '.png', '.pdf'] as const;

function oneOf<T extends string>(at: string, got: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === got);
  if (found === undefined) throw new Refused([{ code: 'option.unknown', at, got, allowed: allowed.join(', ') }]);
  return found;
}

async function rendered(svg: string, format: (typeof FORMATS)[number], title: string): Promise<string | Uint8Array> {
  if (format === '.svg') return svg;
  if (format === '.png') return (await import('../figure/png.ts')).pngOf(svg);
  return (await import('../figure/pdf.ts')).pdfOf(svg, title);
}

/** What the dictionary calls things. */
const labelsIn = (say: Say): Labels => ({
  item: (code) => (say.language === 'it' ? item(code).labelIt : item(code).labelEn),
  answer: (code, answer) => item(code).values?.find((value) => value.code === answer)?.[say.language] ?? answer,
});
