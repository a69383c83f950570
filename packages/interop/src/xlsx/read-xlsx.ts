import readXlsxFile from 'read-excel-file/node';
import type { Cell, CellDate, ImportFile, Reading, Row, Table } from '../table/table.ts';
import { inspectWorkbook, type SheetFlaws, WorkbookProblem } from './inspect-workbook.ts';

/** The largest workbook that is read, packed: it is held in memory. */
const PACKED_BYTES = 200_000_000;

/** How an OLE file begins: a workbook of before 2007, or one that a password protects. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** The sheets of a workbook as tables, in its order; undefined when the file was refused. */
export async function readXlsx(file: ImportFile, { notes, limits }: Reading): Promise<readonly Table[] | undefined> {
  try {
    const bytes = await bytesOf(file, Math.min(limits.fileBytes, PACKED_BYTES));
    refuseOthers(bytes);
    const flaws = inspectWorkbook(bytes, limits);
    const sheets = await readXlsxFile(bytes).catch((error: Error) => {
      throw new WorkbookProblem('xlsx.broken', error.message, 'XLSX');
    });
    return sheets.map(({ sheet, data }) => ({
      file: file.name,
      sheet,
      rows: rowsOf(
        (data ?? []) as readonly (readonly RawCell[])[],
        flaws.get(sheet) ?? new Map(),
        { notes, limits },
        file.name,
        sheet,
      ),
    }));
  } catch (error) {
    if (!(error instanceof WorkbookProblem)) throw error;
    return notes.refuse(error.code, { file: file.name, ...error.place }, error.got, error.allowed);
  }
}

async function bytesOf(file: ImportFile, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of file.open()) {
    length += chunk.length;
    if (length > most) throw new WorkbookProblem('file.tooLarge', `> ${most}`, `${most}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuseOthers(bytes: Buffer): void {
  if (OLE.every((byte, index) => bytes[index] === byte))
    throw bytes.includes(ENCRYPTED)
      ? new WorkbookProblem('xlsx.password', 'EncryptedPackage', 'XLSX')
      : new WorkbookProblem('xlsx.old', 'XLS', 'XLSX');
  if (bytes.length === 0) throw new WorkbookProblem('file.empty', '0', 'XLSX');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw new WorkbookProblem('xlsx.notWorkbook', bytes.toString('latin1', 0, 20), 'XLSX');
}

type RawCell = string | number | boolean | Date | null;

function* rowsOf(
  data: readonly (readonly RawCell[])[],
  flaws: SheetFlaws,
  { notes, limits }: Reading,
  file: string,
  sheet: string,
): Generator<Row> {
  for (const [index, raw] of data.entries()) {
    const number = index + 1;
    const at = { file, sheet, row: number };
    if (number > limits.rows) return void notes.refuse('table.tooLong', at, `> ${limits.rows}`, `${limits.rows}`);
    if (raw.length > limits.columns) return void notes.refuse('row.tooWide', at, raw.length, `${limits.columns}`);
    const cells = raw.map((cell) => cellOf(cell, limits.cellCharacters));
    for (const [column, flaw] of flaws.get(number) ?? []) {
      while (cells.length <= column) cells.push(null);
      const cached = cells[column] as string | number | boolean | CellDate | null;
      cells[column] = flaw.kind === 'formula' ? { ...flaw, cached } : flaw;
    }
    yield { number, cells };
  }
}

function cellOf(raw: RawCell, longest: number): Cell {
  if (raw instanceof Date) return dateOf(raw);
  if (typeof raw !== 'string' || raw.length <= longest) return raw;
  return { kind: 'tooLarge', text: `${raw.length}: ${raw.slice(0, 40)}`, allowed: String(longest) };
}

/** A date cell says a day and a clock time without a zone; the reader puts them into UTC. */
function dateOf(date: Date): Cell {
  if (Number.isNaN(date.getTime())) return { kind: 'error', text: 'date' };
  const [day = '', time = ''] = date.toISOString().slice(0, 19).split('T');
  return { kind: 'date', day, ...(time === '00:00:00' ? {} : { time }) };
}
