import { journeyJson, summaryOf } from '@linea/registry/journey';
import type { Context } from '../context.ts';
import { knownPatient, knownPatients } from '../patients.ts';
import { journeyText } from '../print/journey-text.ts';
import { table } from '../print/table.ts';
import { journeySeen, type SeenOptions } from '../seen.ts';

/** `linea patient list` and `linea patient ID`. */
export async function patientCommand(id: string, options: SeenOptions, context: Context): Promise<void> {
  if (id === 'list') return listPatients(options, context);
  const { io, say, json } = context;
  const patient = await knownPatient(id, options.facts, io.now());
  const of = journeySeen(patient, options, io.now());
  io.out(json ? `${JSON.stringify(journeyJson(of, say))}\n` : `${journeyText(of, say)}\n`);
}

async function listPatients(options: SeenOptions, { io, say, json }: Context): Promise<void> {
  const patients = await knownPatients(options.facts, io.now());
  const rows = patients.map(summaryOf);
  if (json) return io.out(`${JSON.stringify(rows)}\n`);
  const heads = ['patient', 'centre', 'disease', 'facts', 'synthetic'].map((name) => say(`cli.column.${name}`));
  io.out(
    `${table(
      heads,
      rows.map((row) => [
        row.patient,
        row.centre,
        row.disease ?? '–',
        String(row.facts),
        say(row.synthetic ? 'journey.yes' : 'journey.no'),
      ]),
    )}\n`,
  );
}
