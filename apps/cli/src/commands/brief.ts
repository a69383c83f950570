import type { PatientJson } from '@linea/briefs';
import { type Brief, briefHtml, briefMarkdown, briefTypst, composeBrief } from '@linea/briefs/brief';
import { estimateOf } from '@linea/briefs/estimate';
import { journeyJson } from '@linea/registry/journey';
import { indicationRows } from '@linea/registry/therapies';
import { labelsIn } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { optionOf } from '../option-of.ts';
import { writePage } from '../page/write-page.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { journeySeen, type SeenOptions } from '../seen.ts';
import { readStudyModel } from '../study/study-model-file.ts';

export type BriefOptions = SeenOptions & {
  readonly for: string;
  readonly phone?: readonly string[];
  readonly model?: string;
  readonly out?: string;
};

/** `linea brief ID --for patient|clinician [--out FILE.pdf|.html|.md]`: without `--out` Markdown goes to stdout. */
export async function briefCommand(id: string, options: BriefOptions, { io, say, json }: Context): Promise<void> {
  const audience = optionOf('--for', options.for, ['patient', 'clinician']);
  const model = options.model === undefined ? null : await readStudyModel(options.model);
  const known = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const seen = journeySeen(known, options, io.now());
  const patient = journeyJson(seen, say) as unknown as PatientJson;
  const words = { say, labels: labelsIn(say) };
  const brief = composeBrief(
    patient,
    {
      audience,
      numbers: options.phone ?? [],
      indications: audience === 'clinician' ? indicationRows(seen, say) : [],
      estimate: model && estimateOf(model, known, seen, say),
    },
    words,
  );
  if (typeof brief === 'string') throw new Refused([{ code: brief, at: id, got: patient.disease ?? '–' }]);
  if (options.out !== undefined) {
    await writePage(options.out, {
      '.html': () => briefHtml(brief, words),
      '.md': () => briefMarkdown(brief, words),
      '.pdf': () => briefTypst(brief, words),
    });
    io.out(
      json
        ? `${JSON.stringify({ ...summary(brief), file: options.out })}\n`
        : `${say('cli.figure.written', { file: options.out })}\n`,
    );
    return;
  }
  io.out(json ? `${JSON.stringify(brief)}\n` : briefMarkdown(brief, words));
}

const summary = ({ brief, asOf, final, warnings, patient }: Brief) => ({ patient, brief, asOf, final, warnings });
