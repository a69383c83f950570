import { seenAs } from '@linea/registry/journey';
import { decisionJson } from '@linea/registry/therapies';
import type { Context } from '../context.ts';
import { decisionText } from '../print/decision-text.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { accepted, type SeenOptions } from '../seen.ts';

/** `linea decision ID`: the decision page of the patient's disease, with both sides and no verdict. */
export async function decisionCommand(id: string, options: SeenOptions, { io, json, say }: Context): Promise<void> {
  const of = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const seen = accepted(seenAs(of.facts, options, io.now(), { asOf: '--as-of', knownAt: '--known-at' }));
  const found = decisionJson(of, seen, say);
  io.out(json ? `${JSON.stringify(found)}\n` : `${decisionText(found, say)}\n`);
}
