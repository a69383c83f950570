import { journeyJson, type PatientSummary } from '@linea/registry/journey';
import type { Context } from '../context.ts';
import { journeyText } from '../print/journey-text.ts';
import { table } from '../print/table.ts';
import { patientIn, withRegistry } from '../registry/reach.ts';
import { journeySeen, type SeenOptions } from '../seen.ts';

/** `--all` prints every statement that came again and again. */
type PatientOptions = SeenOptions & { readonly all?: boolean };

/** `linea patient list` and `linea patient ID`. */
export async function patientCommand(id: string, options: PatientOptions, context: Context): Promise<void> {
  const { io, say, json } = context;
  if (id === 'list') return listPatients(await withRegistry(io, options, (reach) => reach.patients()), context);
  const patient = await withRegistry(io, options, (reach) => patientIn(reach, id));
  const of = journeySeen(patient, options, io.now());
  io.out(json ? `${JSON.stringify(journeyJson(of, say))}\n` : `${journeyText(of, say, options.all)}\n`);
}

function listPatients(patients: readonly PatientSummary[], { io, say, json }: Context): void {
  const heads = ['patient', 'centre', 'disease', 'facts', 'synthetic'].map((name) => say(`cli.column.${name}`));
  const rows = patients.map(({ patient, centre, disease, facts, synthetic }) => [
    patient,
    centre,
    disease ?? '–',
    String(facts),
    say(synthetic ? 'value.yes' : 'value.no'),
  ]);
  io.out(`${json ? JSON.stringify(patients) : table(heads, rows)}\n`);
}
