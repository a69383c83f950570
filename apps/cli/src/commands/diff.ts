import type { Derivation } from '@linea/criteria';
import type { Fact } from '@linea/facts';
// biome-ignore format: a list
import {
  codeLabel, diffJourneys, diffJson, factText, type Journey, type Moved, mayBeCut, movedName, resultText, spanText,
} from '@linea/registry/journey';
import type { Say } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { patientIn, type ReachOptions, withRegistry } from '../registry/reach.ts';
import { accepted } from '../seen.ts';

/** `linea diff ID --from --to`: facts that became known or were corrected between two instants, and the answers that moved. */
export async function diffCommand(
  id: string,
  options: ReachOptions & { from: string; to: string },
  { io, say, json }: Context,
): Promise<void> {
  const { known, cuts } = await withRegistry(io, options, async (reach) => ({
    known: await patientIn(reach, id),
    cuts: [options.from, options.to].some(mayBeCut) ? await reach.cuts() : [],
  }));
  const diff = accepted(diffJourneys(known, options, { from: '--from', to: '--to' }, cuts));
  if (json) return io.out(`${JSON.stringify(diffJson(diff, say))}\n`);
  const { from, to, facts, moved } = diff;
  const line = (mark: string, fact: Fact, seen: Journey) =>
    `  ${mark} ${fact.id}  ${spanText(seen.view.span(fact))}  ${codeLabel(fact.code, say)} ${factText(fact, say)}`;
  io.out(
    `${[
      say('cli.diff.head', { patient: id, from: options.from, to: options.to }),
      '',
      say('cli.diff.added', { count: facts.added.length }),
      ...facts.added.map((fact) => line('+', fact, to)),
      say('cli.diff.corrected', { count: facts.corrected.length }),
      ...facts.corrected.flatMap(({ before, after }) => [
        line('-', before, from),
        `${line('+', after, to)}  (${after.by}: ${after.because ?? '–'})`,
      ]),
      say('cli.diff.removed', { count: facts.removed.length }),
      ...facts.removed.map(
        ({ fact, withdrawal }) =>
          `${line('-', fact, from)}${withdrawal ? `  (${withdrawal.by}: ${withdrawal.because ?? '–'})` : ''}`,
      ),
      say('cli.diff.moved', { count: moved.length }),
      ...moved.map((one) => movedText(one, say)),
    ].join('\n')}\n`,
  );
}

function movedText(moved: Moved, say: Say): string {
  const text = (derivation: Derivation | null) =>
    derivation ? resultText(derivation.criterion, derivation.answer, say) : say('cli.diff.notAsked');
  return `  ${movedName(moved, say)}\n    ${say('cli.diff.before')} ${text(moved.before)}\n    ${say('cli.diff.after')} ${text(moved.after)}`;
}
