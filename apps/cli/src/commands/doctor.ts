import { criteria, derivePatient } from '@linea/criteria';
import { dictionary, type Issue, view } from '@linea/facts';
import type { KnownPatient } from '@linea/registry/journey';
import type { Context } from '../context.ts';
import { EXIT, Refused } from '../io.ts';
import { knownPatients } from '../patients.ts';
import { printIssues } from '../print/issues.ts';

/** `linea doctor`: can this installation read its facts and work everything out? Exit 1 when it finds a problem. */
export async function doctorCommand(options: { facts?: string }, { io, say, json, exit }: Context): Promise<void> {
  const problems: Issue[] = [];
  const patients = await read(options.facts, io.now(), problems);
  for (const patient of patients) problems.push(...problemsOf(patient));
  const facts = patients.reduce((sum, patient) => sum + patient.facts.length, 0);
  const ok = problems.length === 0;
  if (json) io.out(`${JSON.stringify({ ok, facts, patients: patients.length, problems })}\n`);
  else {
    io.out(
      `${say('cli.doctor.counts', { patients: patients.length, facts, criteria: criteria.length, codes: dictionary().size, node: process.version })}\n`,
    );
    printIssues(problems, io, say);
    io.out(`${say(ok ? 'cli.doctor.ok' : 'cli.doctor.problems', { count: problems.length })}\n`);
  }
  if (!ok) exit(EXIT.refused);
}

async function read(file: string | undefined, now: Date, problems: Issue[]): Promise<readonly KnownPatient[]> {
  try {
    return await knownPatients(file, now);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problems.push(...error.issues);
    return [];
  }
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
