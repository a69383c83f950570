import { coverageTable, type LimitsTable, limitsSentences, limitsTables } from '@linea/briefs/model-card';
import type { ModelLimits, RiskCoveragePoint } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import { table, wrapped } from '../print/table.ts';
import { section } from './interval-text.ts';

/** What a model knows of its limits, for a person: in short, then a table for each kind. */
export function limitsText(limits: ModelLimits, say: Say): string {
  const sentences = limitsSentences(limits, say).map((line) => `  - ${wrapped(line, 110, '    ')}`);
  const short = section(say('limits.short.title'), ...sentences);
  return [short, ...limitsTables(limits, say).map(tableText)].join('\n\n');
}

/** Error among those answered, as fewer are. */
export const coverageText = (points: readonly RiskCoveragePoint[], at: number, say: Say): string =>
  tableText(coverageTable(points, at, say));

const tableText = ({ title, heads, rows, note }: LimitsTable): string =>
  section(title, table(heads, rows), ...(note === undefined ? [] : [note]));
