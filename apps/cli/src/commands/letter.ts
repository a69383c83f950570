import type { PatientJson } from '@linea/briefs';
// biome-ignore format: a list
import { composeLetter, documentHtml, documentMarkdown, documentTypst, LETTER_KINDS, letterDay } from '@linea/briefs/document';
import { journeyJson } from '@linea/registry/journey';
import { labelsIn } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { optionOf } from '../option-of.ts';
import { writePage } from '../page/write-page.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { journeySeen, type SeenOptions } from '../seen.ts';

export type LetterOptions = SeenOptions & {
  readonly kind: string;
  readonly phone?: readonly string[];
  readonly out?: string;
};

/** `linea letter ID --kind discharge|day100 [--as-of DATE]`: as of its own day where that is known, else as of today. */
export async function letterCommand(id: string, options: LetterOptions, { io, say, json }: Context): Promise<void> {
  const kind = optionOf('--kind', options.kind, LETTER_KINDS);
  const known = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const jsonAsOf = (asOf: string | undefined): PatientJson =>
    journeyJson(
      journeySeen(known, asOf === undefined ? options : { ...options, asOf }, io.now()),
      say,
    ) as unknown as PatientJson;
  const now = jsonAsOf(options.asOf);
  const day = options.asOf === undefined ? letterDay(now, kind) : null;
  const patient = day !== null && day < now.asOf ? jsonAsOf(day) : now;
  const words = { say, labels: labelsIn(say) };
  const letter = composeLetter(patient, { kind, numbers: options.phone ?? [] }, words);
  if (typeof letter === 'string') throw new Refused([{ code: letter, at: id, got: patient.asOf }]);
  if (options.out === undefined) {
    io.out(json ? `${JSON.stringify(letter)}\n` : documentMarkdown(letter, say));
    return;
  }
  await writePage(options.out, {
    '.html': () => documentHtml(letter, say),
    '.md': () => documentMarkdown(letter, say),
    '.pdf': () => documentTypst(letter, say),
  });
  io.out(
    json
      ? `${JSON.stringify({ patient: id, asOf: letter.asOf, file: options.out })}\n`
      : `${say('cli.figure.written', { file: options.out })}\n`,
  );
}
