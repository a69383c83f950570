import { alternativesTo, estimateOf } from '@linea/briefs/estimate';
import type { OptionsDocument } from '@linea/registry/contract';
import { seenAs } from '@linea/registry/journey';
import { optionsJson, yearBefore } from '@linea/registry/therapies';
import type { Context } from '../context.ts';
import { optionsText } from '../print/options-text.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { accepted, type SeenOptions } from '../seen.ts';
import { readStudyModel } from '../study/study-model-file.ts';

interface OptionsOptions extends SeenOptions {
  readonly since?: string;
  readonly all?: boolean;
  readonly model?: string;
}

/**
 * `linea options ID [--model M]`: therapies whose printed indication matches the facts of a day, what had changed since another,
 * and, where a model is given, benefit and toxicity beside them with the alternatives.
 */
export async function optionsCommand(id: string, options: OptionsOptions, { io, json, say }: Context): Promise<void> {
  const model = options.model === undefined ? null : await readStudyModel(options.model);
  const of = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const now = accepted(seenAs(of.facts, options, io.now(), { asOf: '--as-of', knownAt: '--known-at' }));
  const earlier = { asOf: options.since ?? yearBefore(now.asOf) };
  const before = accepted(seenAs(of.facts, earlier, io.now(), { asOf: '--since', knownAt: '--since' }));
  const held = optionsJson(of, { now, before }, say);
  const beside = model && {
    ...estimateOf(model, of, now, say),
    alternatives: alternativesTo([...held.options, ...held.others]),
  };
  const found: OptionsDocument = { ...held, beside };
  io.out(json ? `${JSON.stringify(found)}\n` : `${optionsText(found, options.all === true, say)}\n`);
}
