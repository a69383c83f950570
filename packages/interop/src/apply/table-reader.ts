import type { TableMapping } from '../mapping/schema.ts';
import type { Row } from '../table/table.ts';
import { type BoundTable, bindTable, type TableOptions } from './bind-table.ts';
import { readRow } from './read-row.ts';
import type { Sink } from './sink.ts';

/** A part of a mapping that reads the rows of a table in turn. */
export interface TableReader {
  readonly read: (row: Row) => void;
  /** After the last row. */
  readonly end: () => void;
}

/** Reads a table row by row: what comes before the header is passed over, and without all its columns nothing is read. */
export function tableReader(table: TableMapping, options: TableOptions, sink: Sink): TableReader {
  let bound: BoundTable | null | undefined;
  return {
    read: (row) => {
      if (bound === undefined) {
        if (row.number >= (table.header ?? 1)) bound = bindTable(table, row, options, sink);
      } else if (bound !== null) readRow(bound, row, options, sink);
    },
    end: () => {
      if (bound === undefined) sink.problem(0, undefined, { code: 'table.empty', got: '', allowed: 'header' });
    },
  };
}
