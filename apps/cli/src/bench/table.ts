import { type Frame, numberColumn } from '@linea/survival';
import { Refused } from '../io.ts';

/** A table of a benchmark: its columns as they were read, and the covariates `x1`, `x2`, … in their order. */
export interface BenchTable {
  readonly n: number;
  readonly covariates: readonly string[];
  readonly has: (name: string) => boolean;
  /** @throws {Refused} `column.unknown`, `column.notNumbers` */
  readonly numbers: (name: string) => Float64Array;
}

export function benchTable(frame: Frame, file: string): BenchTable {
  const names = [...frame.columns.keys()];
  return {
    n: frame.rows,
    covariates: names.filter((name) => /^x\d+$/.test(name)),
    has: (name) => frame.columns.has(name),
    numbers(name) {
      const column = frame.columns.get(name);
      if (!column)
        throw new Refused([{ code: 'column.unknown', at: file, got: name, allowed: names.slice(0, 12).join(', ') }]);
      if (column.kind !== 'number') throw new Refused([{ code: 'column.notNumbers', at: file, got: name }]);
      return numberColumn(column.values).values;
    },
  };
}
