import { shown } from '@linea/facts';
import { CsvError, parse } from 'csv-parse';
import type { Limits } from '../table/limits.ts';
import type { Cell, ImportFile, Reading, Row, Table, TextForm } from '../table/table.ts';
import { findDelimiter, SEPARATOR_LINE } from './delimiter.ts';
import { type Encoding, findEncoding } from './encoding.ts';

const HEAD_BYTES = 64 * 1024;

/** What a reader puts where bytes are no character. */
const REPLACEMENT = '\ufffd';

/**
 * A CSV as a table: its rows are streamed, none is held beyond the limits. Encoding and delimiter are as declared, otherwise
 * found out. What cannot be read is refused where it stands; undefined when nothing can.
 */
export async function readCsv(file: ImportFile, form: TextForm, reading: Reading): Promise<Table | undefined> {
  const encoding = await findEncoding(file, form.encoding, reading);
  if (encoding === undefined) return undefined;
  const head = await headOf(file, encoding);
  const separator = SEPARATOR_LINE.exec(head)?.[1];
  const delimiter = form.delimiter ?? separator ?? findDelimiter(head);
  return { file: file.name, rows: rowsOf(file, encoding, delimiter, separator === undefined ? 0 : 1, reading) };
}

async function headOf(file: ImportFile, encoding: Encoding): Promise<string> {
  const decoder = new TextDecoder(encoding);
  let head = '';
  for await (const chunk of file.open()) {
    head += decoder.decode(chunk, { stream: true });
    if (head.length >= HEAD_BYTES) break;
  }
  return head.slice(0, HEAD_BYTES);
}

async function* decoded(file: ImportFile, encoding: Encoding): AsyncGenerator<Uint8Array | string> {
  if (encoding === 'utf-8') {
    yield* file.open();
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of file.open()) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

async function* rowsOf(
  file: ImportFile,
  encoding: Encoding,
  delimiter: string,
  skip: number,
  { notes, limits }: Reading,
): AsyncGenerator<Row> {
  let number = 0;
  for await (const cells of recordsOf(decoded(file, encoding), delimiter, limits, refuseSyntax)) {
    number++;
    if (number <= skip) continue;
    const at = { file: file.name, row: number };
    if (number > limits.rows) return void notes.refuse('table.tooLong', at, `> ${limits.rows}`, `${limits.rows}`);
    if (cells.length > limits.columns) return void notes.refuse('row.tooWide', at, cells.length, `${limits.columns}`);
    yield { number, cells: cells.map(checked) };
  }

  function checked(cell: string): Cell {
    if (cell.includes(REPLACEMENT)) return { kind: 'encoding', text: shown(cell), allowed: encoding };
    if (cell.length <= limits.cellCharacters) return cell;
    return { kind: 'tooLarge', text: `${cell.length}: ${cell.slice(0, 40)}`, allowed: String(limits.cellCharacters) };
  }

  function refuseSyntax(error: CsvError): void {
    const at = { file: file.name, row: Number(error.records) + 1, column: String(Number(error.column) + 1) };
    if (error.code === 'CSV_MAX_RECORD_SIZE')
      notes.refuse('cell.tooLarge', at, `> ${limits.rowCharacters}`, String(limits.cellCharacters));
    else notes.refuse('csv.quotes', at, `line ${error.lines}`, '"a ""quoted"" cell"');
  }
}

/** The records of a CSV. One that cannot be read ends them, after all before it: a stream would drop what it still holds. */
async function* recordsOf(
  chunks: AsyncIterable<Uint8Array | string>,
  delimiter: string,
  limits: Limits,
  refuse: (error: CsvError) => void,
): AsyncGenerator<readonly string[]> {
  let records: string[][] = [];
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    max_record_size: limits.rowCharacters,
    on_record: (record: string[]) => {
      records.push(record);
      return null;
    },
  });
  let broken: Error | undefined;
  const failed = (error?: Error | null): void => {
    broken ??= error ?? undefined;
  };
  parser.on('error', failed).resume();
  const taken = (): readonly string[][] => {
    const before = records;
    records = [];
    return before;
  };
  for await (const chunk of chunks) {
    await new Promise<void>((done) => parser.write(chunk, (error) => done(failed(error))));
    yield* taken();
    if (broken) break;
  }
  if (!broken) {
    await new Promise<void>((done) =>
      parser
        .once('error', () => done())
        .once('end', () => done())
        .end(),
    );
    yield* taken();
  }
  if (broken instanceof CsvError) refuse(broken);
  else if (broken) throw broken;
}
