import type { Base, PatientJson } from '@linea/briefs';
import { journeyJson } from '@linea/registry/journey';
import { labelsIn } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { FIGURE_KINDS, figureSvg } from '../figure/figure-svg.ts';
import { formatOf, writeFigure } from '../figure/write.ts';
import { optionOf } from '../option-of.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { journeySeen, type SeenOptions } from '../seen.ts';

export type FigureOptions = SeenOptions & {
  readonly kind: string;
  readonly axis: string;
  readonly out?: string;
};

/** `linea figure ID --kind journey|response|course [--out FILE.svg|.png|.pdf]`: without `--out` the SVG goes to stdout. */
export async function figureCommand(id: string, options: FigureOptions, { io, say, json }: Context): Promise<void> {
  const kind = optionOf('--kind', options.kind, FIGURE_KINDS);
  const axis = optionOf('--axis', options.axis, ['calendar', 'infusion']);
  if (options.out !== undefined) formatOf(options.out);
  const known = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const patient = journeyJson(journeySeen(known, options, io.now()), say) as unknown as PatientJson;
  const own = say.language === 'it' ? known.titleIt : known.titleEn;
  const title = own ? say(`figure.titled.${kind}`, { title: own }) : say(`figure.title.${kind}`, { patient: id });
  const base: Base = axis === 'infusion' ? 'relative' : 'calendar';
  const svg = figureSvg(kind, patient, { say, labels: labelsIn(say) }, base, title);
  if (options.out === undefined) return io.out(svg);
  await writeFigure(svg, options.out, title);
  io.out(
    json
      ? `${JSON.stringify({ patient: id, kind, file: options.out })}\n`
      : `${say('cli.figure.written', { file: options.out })}\n`,
  );
}
