import { toIso } from '@linea/facts';
import type { AnalysisTable } from './analysis-table.ts';

/** One cell for a spreadsheet: quoted where needed, formulas neutralised. */
export function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (cells: readonly (string | number | null | undefined)[]): string => `${cells.map(cell).join(',')}\n`;

/** The table for statisticians: `patient, centre, setting, pfs_days, pfs_event`, then the features; an empty cell is missing. */
export function tableCsv({ patients, features, times }: AnalysisTable): string {
  const head = ['patient', 'centre', 'setting', 'pfs_days', 'pfs_event', ...features.map(({ spec }) => spec.name)];
  const rows = patients.map(({ patient, centre, setting }, row) => {
    const pfs = times.pfs?.[row];
    const end = pfs && !('missing' in pfs) ? [pfs.days, pfs.event] : [null, null];
    return line([patient, centre, setting, ...end, ...features.map(({ values }) => values[row]?.value ?? null)]);
  });
  return line(head) + rows.join('');
}

/** Every endpoint beside the table: days and event (0 censored, 1 event, 2 competing), yes or no, and what each rests on. */
export function outcomesCsv({ patients, times, binary, decisions }: AnalysisTable): string {
  const timed = Object.keys(times);
  const yesNo = Object.keys(binary);
  const head = [
    'patient', 'decision_day', ...timed.flatMap((id) => [`${id}_days`, `${id}_event`, `${id}_basis`]), ...yesNo.flatMap((id) => [id, `${id}_basis`]),
  ]; // biome-ignore format: a list
  const rows = patients.map(({ patient, relative }, row) => {
    const decision = relative ? null : decisions[row];
    const ends = timed.flatMap((id) => {
      const value = times[id]?.[row];
      if (!value || 'missing' in value) return [null, null, value?.missing ?? null];
      return [value.days, value.event, value.approximate ? `${value.basis}, approximate` : value.basis];
    });
    const marks = yesNo.flatMap((id): (string | number | null)[] => {
      const value = binary[id]?.[row];
      return !value || 'missing' in value ? [null, value?.missing ?? null] : [value.value, value.basis];
    });
    return line([patient, decision ? toIso(decision.day) : null, ...ends, ...marks]);
  });
  return line(head) + rows.join('');
}

/** The columns of matrices (genes), a row a patient. */
export function matricesCsv({ patients, matrices }: AnalysisTable): string {
  const head = [
    'patient',
    ...new Set(matrices.length > 0 ? ['batch'] : []),
    ...matrices.flatMap(({ columns }) => columns),
  ];
  const rows = patients.map(({ patient }, row) =>
    line([
      patient,
      ...(matrices.length > 0 ? [matrices[0]?.batches[row] ?? null] : []),
      ...matrices.flatMap(({ columns, rows: values }) => columns.map((_, column) => values[row]?.[column] ?? null)),
    ]),
  );
  return line(head) + rows.join('');
}
