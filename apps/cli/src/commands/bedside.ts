import { bedsideJson, bedsideSheet, latestDay, wardClock } from '@linea/registry/journey';
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
  const { patient, approvals } = await withRegistry(io, options, async (reach) => {
    const found = await patientIn(reach, id);
    const { approvalsIn } = await import('@linea/registry');
    return { patient: found, approvals: approvalsIn(await reach.protocols(found.centre)) };
  });
  const of = journeySeen(patient, { ...options, asOf: options.asOf ?? latestDay(io.now()) }, io.now());
  const sheet = accepted(bedsideSheet(of, options.admission, '--admission', { approvals, now: wardClock(io.now()) }));
  io.out(json ? `${JSON.stringify(bedsideJson(sheet, say))}\n` : `${bedsideText(sheet, say)}\n`);
}
