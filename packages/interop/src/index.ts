// biome-ignore format: a list
export { type GivenTables, type OpenedTables, type OpenTablesOptions, openTables, readTables, type TablesReading } from './import/read-tables.ts';
export { type RefusedCell, refusedCsv } from './import/refused-cells.ts';
export type { ColumnSummary, ImportSummary, TableSummary } from './import/summary.ts';
export { type Mapping, readMapping } from './mapping/read-mapping.ts';
export { mappingJsonSchema } from './mapping/schema.ts';
export { schemaIssues } from './mapping/schema-issues.ts';
export { type PlacedYaml, readYaml } from './mapping/yaml-places.ts';
export { LIMITS, type Limits } from './table/limits.ts';
export type { ImportFile } from './table/table.ts';
