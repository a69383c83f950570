import { seenAs } from '@linea/registry/journey';
import { optionsJson, yearBefore } from '@linea/registry/therapies';
import type { Context } from '../context.ts';
import { optionsText } from '../print/options-text.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { accepted, type SeenOptions } from '../seen.ts';

/** `linea options ID`: therapies whose printed indication matches the facts of a day, and what had changed since another. */
export async function optionsCommand(
  id: string,
  options: SeenOptions & { readonly since?: string; readonly all?: boolean },
  { io, json, say }: Context,
): Promise<void> {
  const of = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const now = accepted(seenAs(of.facts, options, io.now(), { asOf: '--as-of', knownAt: '--known-at' }));
  const earlier = { asOf: options.since ?? yearBefore(now.asOf) };
  const before = accepted(seenAs(of.facts, earlier, io.now(), { asOf: '--since', knownAt: '--since' }));
  const found = optionsJson(of, { now, before }, say);
  io.out(json ? `${JSON.stringify(found)}\n` : `${optionsText(found, options.all === true, say)}\n`);
}
