import { criteria, derivePatient } from '@linea/criteria';
import { dictionary, type Issue, view } from '@linea/facts';
import type { KnownPatient } from '@linea/registry/journey';
import type { Context } from '../context.ts';
import { EXIT, Refused } from '../io.ts';
import { printIssues } from '../print/issues.ts';
import { everyPatientShown, type ReachOptions, withRegistry } from '../registry/reach.ts';

/** `linea doctor`: can this installation read its facts and work everything out? Exit 1 when it finds a problem. */
export async function doctorCommand(options: ReachOptions, context: Context): Promise<void> {
  const { io, say, json, exit } = context;
  const problems: Issue[] = [];
  const { patients, facts } = await look(context, options, problems);
  const ok = problems.length === 0;
  if (json) io.out(`${JSON.stringify({ ok, facts, patients, problems })}\n`);
  else {
    io.out(
      `${say('cli.doctor.counts', { patients, facts, criteria: criteria.length, codes: dictionary().size, node: process.version })}\n`,
    );
    printIssues(problems, io, say);
    io.out(`${say(ok ? 'cli.doctor.ok' : 'cli.doctor.problems', { count: problems.length })}\n`);
  }
  if (!ok) exit(EXIT.refused);
}

/** Every patient in turn; a registry that cannot be opened is a problem itself. */
async function look(
  { io, say }: Context,
  options: ReachOptions,
  problems: Issue[],
): Promise<{ patients: number; facts: number }> {
  const seen = { patients: 0, facts: 0 };
  try {
    await withRegistry(io, { ...options, long: true }, (reach) =>
      everyPatientShown(reach, io, say('cli.doctor.working'), (patient) => {
        seen.patients++;
        seen.facts += patient.facts.length;
        problems.push(...problemsOf(patient));
      }),
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problems.push(...error.issues);
  }
  return seen;
}

/** Dates that contradict each other, and criteria that fail on this patient (which would be our error). */
function problemsOf(patient: KnownPatient): readonly Issue[] {
  const seen = view(patient.facts);
  const clash: Issue[] = seen.contradiction
    ? [{ code: 'dates.contradict', at: patient.id, got: seen.contradiction.join(' ↔ ') }]
    : [];
  try {
    derivePatient(criteria, seen);
    return clash;
  } catch (error) {
    return [
      ...clash,
      { code: 'criterion.failed', at: patient.id, got: error instanceof Error ? error.message : String(error) },
    ];
  }
}
