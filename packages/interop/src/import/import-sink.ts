import { shown } from '@linea/facts';
import { type Anchors, anchorId } from '../apply/anchors.ts';
import type { Applied, CellProblem, RawFact } from '../apply/apply-rule.ts';
import { columnName } from '../apply/find-column.ts';
import type { ColumnPlaces, Sink } from '../apply/sink.ts';
import type { Notes } from '../table/notes.ts';
import type { Table } from '../table/table.ts';
import type { RefusedCell } from './refused-cells.ts';

/** A column of one table mapping as far as it was read, and where the date and the unit of its facts stand. */
export interface ReadColumn extends ColumnPlaces {
  readonly table: ReadTable;
  /** Empty: facts that rows state without a column. */
  readonly column: string;
  readonly codes: readonly string[];
  cells: number;
  skipped: number;
  /** Cells that never became a fact. */
  refused: number;
}

export interface ReadTable {
  readonly file: string;
  readonly sheet?: string | undefined;
  rows: number;
  leftOut: number;
  blank: number;
  readonly columns: ReadColumn[];
  readonly unmapped: { readonly column: string; cells: number }[];
}

/** A fact in Linea's JSON and the column and row that it comes from; none for an anchor that the mapping states. */
export interface PlacedFact {
  readonly raw: RawFact;
  readonly column: number;
  readonly row: number;
  /** The cell says why there is no value. */
  readonly absent: boolean;
}

/** Collects what tables say, with the places from which it came. */
export class ImportSink {
  readonly facts: PlacedFact[] = [];
  readonly columns: ReadColumn[] = [];
  readonly tables: ReadTable[] = [];
  readonly patients = new Set<string>();
  readonly refusedCells: RefusedCell[] = [];
  /** Facts and rows that were refused here. */
  refused = 0;
  readonly #notes: Notes;
  readonly #anchors: Anchors;
  readonly #mappingName: string;
  /** Facts that went with others. */
  readonly #companions = new Set<string>();
  /** Anchors that the mapping itself states, by id. */
  readonly #stated = new Set<string>();

  constructor(notes: Notes, anchors: Anchors, mappingName: string) {
    this.#notes = notes;
    this.#anchors = anchors;
    this.#mappingName = mappingName;
  }

  /** Where one part of a mapping puts what it finds in a table. */
  table({ file, sheet }: Table): Sink {
    const table: ReadTable = { file, sheet, rows: 0, leftOut: 0, blank: 0, columns: [], unmapped: [] };
    this.tables.push(table);
    let names: readonly string[] = [];
    let said = '';
    return {
      header: (header) => {
        names = header;
      },
      column: (column, codes, places) => {
        const read: ReadColumn = {
          table,
          column,
          codes: [...new Set(codes)],
          cells: 0,
          skipped: 0,
          refused: 0,
          ...places,
        };
        table.columns.push(read);
        this.columns.push(read);
        return this.columns.length - 1;
      },
      unmapped: (column) => {
        const counts = { column, cells: 0 };
        table.unmapped.push(counts);
        return counts;
      },
      row: (kind, patient) => {
        if (kind === 'blank') table.blank++;
        else if (kind === 'left out') table.leftOut++;
        else table.rows++;
        if (patient !== undefined) this.patients.add(patient);
      },
      problem: (row, column, problem) => {
        this.refused += row > 0 ? 1 : 0;
        this.#refuse({ file, sheet, row: row || undefined, column }, problem);
      },
      cell: (number, row, applied) => {
        const read = this.columns[number] as ReadColumn;
        if (applied.every(({ kind }) => kind === 'empty')) return;
        read.cells++;
        if (applied.every(({ kind }) => kind === 'skipped' || kind === 'empty')) read.skipped++;
        for (const made of applied) {
          if (made.kind === 'facts') this.#add(made, number, row);
          if (made.kind !== 'problem') continue;
          read.refused++;
          this.refused++;
          const { column } = made.problem;
          const name = column === undefined ? read.column : columnName(names, column);
          // The date of a row is wrong once, however many cells hang on it.
          const key = `${row}|${name}|${made.problem.code}`;
          if (key !== said) this.#refuse({ file, sheet, row, column: name || undefined }, made.problem);
          said = key;
        }
      },
    };
  }

  #refuse(place: Omit<RefusedCell, 'code' | 'got' | 'allowed'>, { code, got, allowed }: CellProblem): void {
    this.#notes.refuse(code, place, got, allowed);
    if (this.refusedCells.length < this.#notes.limit)
      this.refusedCells.push({ ...place, code, got: shown(got), allowed });
  }

  #add({ facts, companions, absent }: Extract<Applied, { kind: 'facts' }>, column: number, row: number): void {
    const read = this.columns[column] as ReadColumn;
    const inSheet = read.table.sheet === undefined ? '' : `sheet ${shown(read.table.sheet)}, `;
    const place = `${inSheet}row ${row}${read.column === '' ? '' : `, column ${shown(read.column)}`}`;
    const source = { kind: 'file', name: read.table.file, place };
    const push = (fact: RawFact): void => {
      this.#stateAnchor(fact);
      this.facts.push({ raw: { ...fact, source }, column, row, absent });
    };
    for (const fact of facts) push(fact);
    for (const fact of companions) {
      // Two columns of one event bring the same companion: it is said once.
      const key = JSON.stringify(fact);
      if (!this.#companions.has(key)) push(fact);
      this.#companions.add(key);
    }
  }

  /** The first fact that counts its days from an anchor whose day nobody knows brings the anchor with it. */
  #stateAnchor({ effective, patient, centre }: RawFact): void {
    const ref = (effective as { anchor?: { ref: string } } | undefined)?.anchor?.ref;
    if (ref === undefined || this.#stated.has(ref)) return;
    this.#stated.add(ref);
    for (const anchor of this.#anchors.values()) {
      if (anchor.between === undefined || anchorId(patient as string, anchor) !== ref) continue;
      const { name, code, event, between } = anchor;
      const source = { kind: 'file', name: this.#mappingName, place: `anchors.${name}` };
      const raw = { id: ref, patient, centre, code, event, effective: between, absent: 'unknown', source };
      this.facts.push({ raw, column: -1, row: 0, absent: false });
    }
  }
}
