import type { TrainingTable } from '@linea/explain';
import type { Context } from '../context.ts';

/** What to know before trusting what is learnt from a table: more features than events, columns that do not vary. */
export function warn({ io, say }: Context, table: TrainingTable, cause: number, varying: readonly string[]): void {
  const events = table.event.reduce((sum, own) => sum + (own === cause ? 1 : 0), 0);
  const line = (text: string, code: string) => io.err(`${say('cli.warning', { text })} [${code}]\n`);
  if (table.features.length > events) {
    const ratio = (events / table.features.length).toLocaleString(say.language, { maximumSignificantDigits: 2 });
    line(say('model.warning.fewEvents', { features: table.features.length, events, ratio }), 'features.manyForEvents');
  }
  const constant = table.features.filter((name) => !varying.includes(name));
  if (constant.length > 0) line(say('model.warning.constant', { columns: constant.join(', ') }), 'column.constant');
}
