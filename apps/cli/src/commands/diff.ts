import type { Derivation } from '@linea/criteria';
import { asOfDay, compareInstants, diffFacts, type Fact, factJson, type Instant, view } from '@linea/facts';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { aboutText, type Journey, journey } from '../journey.ts';
import type { Say } from '../language.ts';
import { knownPatient } from '../patients.ts';
import { resultText } from '../print/answer.ts';
import { codeLabel, factText, spanText } from '../print/value.ts';
import { instantOption } from '../seen.ts';

interface Moved {
  readonly name: string;
  readonly before: Derivation | null;
  readonly after: Derivation | null;
}

/** `linea diff ID --from --to`: facts that became known or were corrected between two instants, and the answers that moved. */
export async function diffCommand(
  id: string,
  options: { from: string; to: string; facts?: string },
  context: Context,
): Promise<void> {
  const { io, say, json } = context;
  const known = await knownPatient(id, options.facts, io.now());
  const [first, last] = [instantOption(options.from, '--from'), instantOption(options.to, '--to')];
  if (compareInstants(first, last) > 0)
    throw new Refused([
      { code: 'date.reversed', at: '--from, --to', got: `${first} > ${last}`, allowed: '--from <= --to' },
    ]);
  const at = (instant: Instant): Journey => {
    const day = instant.slice(0, 10);
    return journey(known, { view: view(known.facts, asOfDay(day, instant)), asOf: day, knownAt: instant });
  };
  const [from, to] = [at(first), at(last)];
  const facts = diffFacts(from.view, to.view);
  const moved = movedBetween(from, to, say);
  if (json) {
    const answer = (derivation: Derivation | null) => derivation?.answer ?? null;
    io.out(`${JSON.stringify({
      patient: id, from: from.knownAt, to: to.knownAt,
      added: facts.added.map(factJson),
      corrected: facts.corrected.map(({ before, after }) => ({ before: factJson(before), after: factJson(after), by: after.by, because: after.because ?? null, kind: after.kind ?? null })),
      removed: facts.removed.map(({ fact, withdrawal }) => ({ fact: factJson(fact), by: withdrawal?.by ?? null, because: withdrawal?.because ?? null })),
      moved: moved.map(({ name, before, after }) => ({ derivation: name, criterion: (after ?? before)?.criterion, of: (after ?? before)?.of ?? null, before: answer(before), after: answer(after) })),
    })}\n`); // biome-ignore format: the shape of the document
    return;
  }
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

/** The same question in both journeys: criterion, subject, parameters, with or without an assumption. */
const keyOf = (derivation: Derivation): string =>
  JSON.stringify([derivation.criterion, derivation.of, derivation.answer.params ?? {}, derivation.assuming.length > 0]);

const nameOf = (derivation: Derivation, say: Say): string =>
  `${aboutText(derivation, say)}${derivation.assuming.length > 0 ? ` (${derivation.assuming.join(', ')})` : ''}`;

function movedBetween(from: Journey, to: Journey, say: Say): readonly Moved[] {
  const before = new Map(from.derivations.map((derivation) => [keyOf(derivation), derivation]));
  const after = new Map(to.derivations.map((derivation) => [keyOf(derivation), derivation]));
  const moved: Moved[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key) ?? null, after.get(key) ?? null];
    if (said(was) !== said(is)) moved.push({ name: nameOf((is ?? was) as Derivation, say), before: was, after: is });
  }
  return moved;
}

/** What an answer says, without the facts and warnings it came with. */
function said(derivation: Derivation | null): string {
  if (!derivation) return '';
  const {
    because: _,
    warnings: __,
    assuming: ___,
    params: ____,
    ...rest
  } = derivation.answer as Record<string, unknown>;
  return JSON.stringify(rest);
}

function movedText({ name, before, after }: Moved, say: Say): string {
  const text = (derivation: Derivation | null) =>
    derivation ? resultText(derivation.criterion, derivation.answer, say) : say('cli.diff.notAsked');
  return `  ${name}\n    ${say('cli.diff.before')} ${text(before)}\n    ${say('cli.diff.after')} ${text(after)}`;
}
