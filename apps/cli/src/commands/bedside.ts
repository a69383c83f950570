import { bedsideJson, bedsideSheet, latestDay } from '@linea/registry/journey';
import type { Context } from '../context.ts';
import { bedsideText } from '../print/bedside-text.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { accepted, journeySeen, type SeenOptions } from '../seen.ts';

/** `linea bedside ID`: the flow-sheet of one admission with its grades and courses. */
export async function bedsideCommand(
  id: string,
  options: SeenOptions & { readonly admission?: string },
  { io, json, say }: Context,
): Promise<void> {
  const patient = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const of = journeySeen(patient, { ...options, asOf: options.asOf ?? latestDay(io.now()) }, io.now());
  const sheet = accepted(bedsideSheet(of, options.admission, '--admission'));
  io.out(json ? `${JSON.stringify(bedsideJson(sheet, say))}\n` : `${bedsideText(sheet, say)}\n`);
}
