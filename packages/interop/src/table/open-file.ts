import { readCsv } from '../csv/read-csv.ts';
import { readXlsx } from '../xlsx/read-xlsx.ts';
import type { ImportFile, Reading, Table, TextForm } from './table.ts';

export type TableFormat = 'csv' | 'xlsx';

/** How a workbook begins: a ZIP, or the older form that a password also makes of it. */
const WORKBOOKS: readonly (readonly number[])[] = [
  [0x50, 0x4b],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** The tables of a file; undefined when it was refused. By its content where no format is asked for. */
export async function openFile(
  file: ImportFile,
  format: TableFormat | 'auto',
  form: TextForm,
  reading: Reading,
): Promise<{ readonly format: TableFormat; readonly tables: readonly Table[] } | undefined> {
  const first = await firstBytes(file);
  if (first.length === 0) return reading.notes.refuse('file.empty', { file: file.name }, '0', 'CSV, XLSX');
  const isWorkbook = WORKBOOKS.some((begin) => begin.every((byte, index) => first[index] === byte));
  if (format === 'xlsx' || (format === 'auto' && isWorkbook)) {
    const tables = await readXlsx(file, reading);
    return tables && { format: 'xlsx', tables };
  }
  const table = await readCsv(file, form, reading);
  return table && { format: 'csv', tables: [table] };
}

async function firstBytes(file: ImportFile): Promise<Uint8Array> {
  for await (const chunk of file.open()) if (chunk.length > 0) return chunk.subarray(0, 8);
  return new Uint8Array(0);
}
