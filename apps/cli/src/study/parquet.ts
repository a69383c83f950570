import type { AnalysisTable } from '@linea/cohort';
import { parquetWriteBuffer } from 'hyparquet-writer';

/** The table as Parquet, for DuckDB, R and Python: the same columns as the CSV, numbers as doubles, days and events as integers. */
export async function tableParquet({ patients, features, times }: AnalysisTable): Promise<Uint8Array> {
  const ends = patients.map((_, row) => {
    const value = times.pfs?.[row];
    return value && !('missing' in value) ? value : null;
  });
  const columnData = [
    { name: 'patient', data: patients.map(({ patient }) => patient), type: 'STRING' as const },
    { name: 'centre', data: patients.map(({ centre }) => centre), type: 'STRING' as const },
    { name: 'setting', data: patients.map(({ setting }) => setting), type: 'STRING' as const },
    { name: 'pfs_days', data: ends.map((end) => end?.days ?? null), type: 'INT32' as const, nullable: true },
    { name: 'pfs_event', data: ends.map((end) => end?.event ?? null), type: 'INT32' as const, nullable: true },
    ...features.map(({ spec, values }) => {
      const isText = values.some(({ value }) => typeof value === 'string');
      const data = values.map(({ value }) => (value === null ? null : isText ? String(value) : value));
      return { name: spec.name, data, type: isText ? ('STRING' as const) : ('DOUBLE' as const), nullable: true };
    }),
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
