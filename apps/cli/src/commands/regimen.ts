import { writeFile } from 'node:fs/promises';
import { shown } from '@linea/facts';
import { regimenCalendar } from '@linea/registry/calendar';
import { seenAs } from '@linea/registry/journey';
import { regimensJson } from '@linea/registry/therapies';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { beside } from '../page/beside.ts';
import { regimensText } from '../print/regimen-text.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { accepted, type SeenOptions } from '../seen.ts';

/** `linea regimen ID`: the lines of a patient at work, and the planned doses as a calendar file. */
export async function regimenCommand(
  id: string,
  options: SeenOptions & { readonly line?: string; readonly ics?: string; readonly days?: boolean },
  { io, json, say }: Context,
): Promise<void> {
  const of = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const seen = accepted(seenAs(of.facts, options, io.now(), { asOf: '--as-of', knownAt: '--known-at' }));
  const all = regimensJson(of, seen, say);
  const regimens = all.regimens.filter(({ line }) => options.line === undefined || String(line) === options.line);
  if (options.line !== undefined && regimens.length === 0) {
    const allowed = all.regimens.map(({ line }) => line).join(', ');
    throw new Refused([
      { code: 'regimen.lineUnknown', at: '--line', got: shown(options.line), ...(allowed ? { allowed } : {}) },
    ]);
  }
  const found = { ...all, regimens };
  if (options.ics !== undefined) {
    const calendar = regimenCalendar(found, io.now(), say);
    await beside([options.ics], { at: options.ics }, ([part]) => writeFile(part as string, calendar));
  }
  io.out(json ? `${JSON.stringify(found)}\n` : `${regimensText(found, options.days === true, say)}\n`);
  if (options.ics !== undefined && !json) io.out(`${say('cli.regimen.written', { file: options.ics })}\n`);
}
