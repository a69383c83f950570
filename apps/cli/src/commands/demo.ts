import type { Context } from '../context.ts';
import { knownPatients } from '../patients.ts';
import { journeyText } from '../print/journey-text.ts';
import { journeySeen } from '../seen.ts';

const NEXT = [
  'linea patient case-000 --as-of 2024-03-31',
  'linea why case-000 mm.r2iss',
  'linea diff case-000 --from 2024-03-31 --to 2025-12-31',
  'linea derive --list',
  'linea derive mm.r2iss --help',
];

/** `linea demo`: the two published patients as text, and what to try next. */
export async function demoCommand({ io, say, json }: Context): Promise<void> {
  const patients = await knownPatients(undefined, io.now());
  if (json)
    return io.out(
      `${JSON.stringify({ patients: patients.map(({ id, facts }) => ({ patient: id, facts: facts.length })), next: NEXT })}\n`,
    );
  for (const patient of patients)
    io.out(`${journeyText(journeySeen(patient, {}, io.now()), say)}\n\n${'═'.repeat(78)}\n\n`);
  io.out(`${say('cli.demo.next')}\n${NEXT.map((command) => `  npx ${command}`).join('\n')}\n`);
}
