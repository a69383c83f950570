import { boardOf, patient } from '@linea/criteria';
import { boardJson, seenAs } from '@linea/registry/journey';
import type { Context } from '../context.ts';
import { boardText } from '../print/board-text.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { accepted, type SeenOptions } from '../seen.ts';

/** `linea board ID`: the way of a patient through a CAR-T treatment, as of a day. */
export async function boardCommand(id: string, options: SeenOptions, { io, json, say }: Context): Promise<void> {
  const { facts, synthetic } = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const { view, asOf } = accepted(seenAs(facts, options, io.now(), { asOf: '--as-of', knownAt: '--known-at' }));
  if (json) return io.out(`${JSON.stringify(boardJson(id, { view, asOf }))}\n`);
  const board = boardOf(patient(view), asOf);
  io.out(`${board ? boardText(id, board, synthetic, say) : say('cli.board.none', { id, asOf })}\n`);
}
