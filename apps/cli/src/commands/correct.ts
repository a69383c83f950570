import { CORRECTION_KINDS, type CorrectionKind, shown } from '@linea/facts';
import type { Context } from '../context.ts';
import { EXIT, Refused } from '../io.ts';
import { printIssues } from '../print/issues.ts';
import { type ReachOptions, withRegistry } from '../registry/reach.ts';

interface CorrectOptions extends ReachOptions {
  readonly kind: string;
  readonly because: string;
  readonly value?: string;
  readonly unit?: string;
  readonly effective?: string;
  readonly absent?: string;
  readonly change?: string;
}

/** `linea correct ID FACT`: a new version of a fact. FACT is the version that was read; the loser of a race gets both values. */
export async function correctCommand(
  id: string,
  fact: string,
  options: CorrectOptions,
  context: Context,
): Promise<void> {
  const { io, say, json, exit } = context;
  const correction = {
    patient: id,
    supersedes: fact,
    kind: kindOf(options.kind),
    because: options.because,
    ...changeOf(options),
  };
  const done = await withRegistry(io, options, (reach) => reach.correct(correction));
  if (done.ok) {
    const words = { patient: id, before: fact, after: String(done.fact.id) };
    return io.out(json ? `${JSON.stringify({ fact: done.fact })}\n` : `${say('cli.correct.done', words)}\n`);
  }
  if (json) io.out(`${JSON.stringify({ issues: done.issues, ...done.conflict })}\n`);
  printIssues(done.issues, io, say);
  if (done.conflict && !json) {
    const { current, wanted } = done.conflict;
    io.err(`${say('cli.correct.conflict', { by: String(current.by), because: String(current.because ?? '–') })}\n`);
    for (const version of [current, wanted]) io.err(`  ${JSON.stringify(version)}\n`);
  }
  exit(EXIT.refused);
}

function kindOf(text: string): CorrectionKind {
  const found = CORRECTION_KINDS.find((kind) => kind === text);
  if (found) return found;
  throw new Refused([{ code: 'option.value', at: '--kind', got: shown(text), allowed: CORRECTION_KINDS.join(', ') }]);
}

/** What changes, as in Linea's JSON; nothing for a withdrawal. @throws {Refused} `--change` is no JSON object */
function changeOf({ value, unit, effective, absent, change }: CorrectOptions): {
  readonly change?: Record<string, unknown>;
} {
  const said = {
    ...(change === undefined ? {} : objectIn(change)),
    ...given({ value: value === undefined ? undefined : plain(value), unit, effective, absent }),
  };
  return Object.keys(said).length > 0 ? { change: said } : {};
}

const given = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined));

/** `1.7`, `true` and `[...]` are what they look like; everything else is a text. */
function plain(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function objectIn(text: string): Record<string, unknown> {
  const read = plain(text);
  if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  throw new Refused([{ code: 'option.value', at: '--change', got: shown(text), allowed: '{ ... }' }]);
}
