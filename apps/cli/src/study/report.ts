import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { reportHtml } from '@linea/briefs/report';
import { analysisTable, tableCsv } from '@linea/cohort';
import type { Issue } from '@linea/facts';
import { EFFORTS, type PlanResults, runPlan } from '@linea/prediction';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { terminalSpeaker } from '../language.ts';
import { beside } from '../page/beside.ts';
import { readStudyFiles, type StudyFiles, type StudyOptions } from './read-files.ts';
import { refuseUnusable } from './refuse-unusable.ts';

interface ReportOptions extends StudyOptions {
  readonly out: string;
  /** Where the models of the study are written to, besides. */
  readonly model?: string;
  readonly quick?: boolean;
  readonly thorough?: boolean;
}

/** Stands in the name of a page that is wanted in each language. */
const EACH = '{lang}';

/** `linea report STUDY.yaml --out FILE.html`: the plan of the study, run and printed; `--json` gives the named results. */
export async function reportCommand(file: string, options: ReportOptions, { io, say, json }: Context): Promise<void> {
  if (extname(options.out) !== '.html')
    throw new Refused([{ code: 'option.value', at: '--out', got: options.out, allowed: 'FILE.html' }]);
  const effort = options.thorough ? 'thorough' : options.quick ? 'quick' : 'default';
  const files = await readStudyFiles(file, io, options);
  const table = analysisTable(files.study, files.facts, files.matrices);
  refuseUnusable(table, files);
  const results = runPlan(table, EFFORTS[effort], (step) =>
    io.err(`${say('report.progress', { step: say(`report.step.${step}`) })}\n`),
  );
  if (results.effects.length === 0) throw new Refused(noModel(results.refused, files));
  const hash = createHash('sha256').update(tableCsv(table)).digest('hex');
  for (const language of options.out.includes(EACH) ? (['en', 'it'] as const) : [say.language]) {
    const page = reportHtml(table, results, hash, {
      language,
      say: terminalSpeaker(language),
      effort,
      dataCut: files.cut,
    });
    await write(options.out.replace(EACH, language), page);
  }
  if (options.model !== undefined) {
    const { writeStudyModel } = await import('./train.ts');
    writeStudyModel(table, files, { option: '--model', out: options.model }, { io, say });
  }
  const { shortcuts, explanations, ...named } = results;
  const document = {
    synthetic: table.synthetic,
    cut: table.study.cut,
    ...(files.cut ? { dataCut: files.cut } : {}),
    sha256: hash,
    effort,
    ...named,
    // The contributions of single patients are for the drawing alone.
    explanations: explanations.map(({ swarm: _, ...one }) => one),
    shortcuts,
    out: options.out,
  };
  io.out(
    json
      ? `${JSON.stringify(document)}\n`
      : `${table.synthetic ? `${say('report.synthetic')}\n` : ''}${say('report.done', { out: options.out })}\n`,
  );
}

/** Why no model of a benefit was fitted: one reason for each endpoint and setting. */
function noModel(refused: PlanResults['refused'], { study, place }: StudyFiles): readonly Issue[] {
  const benefits = study.endpoints.filter(({ kind }) => kind === 'benefit').map(({ id }) => id);
  const seen = new Set<string>();
  return refused.flatMap(({ code, endpoint, setting, got }) => {
    const model = `${endpoint}, ${setting}`;
    if (!benefits.includes(endpoint) || !(code in WHY) || seen.has(model)) return [];
    seen.add(model);
    const at = place(['endpoints', study.endpoints.findIndex(({ id }) => id === endpoint)]);
    return [{ ...WHY[code as keyof typeof WHY], at, got: `${model}: ${got}` }];
  });
}

const WHY = {
  'plan.fewEvents': { code: 'study.fewEvents', allowed: '>= 10' },
  'plan.manyTerms': { code: 'study.manyTerms', allowed: 'events > terms' },
  'plan.unusable': { code: 'study.manyTerms', allowed: 'events > terms' },
} as const;

const write = (out: string, text: string): Promise<void> =>
  beside([out], { at: '--out', got: out }, ([part]) => writeFile(part as string, text));
