import type { LearnerName, LearnerOptions, Outcomes, Prediction, TrainingTable } from '@linea/explain';
import type { Context } from '../context.ts';
import { figure } from '../survival/format.ts';

/** More words than this in a column, one for every third patient, are names of patients rather than of groups. */
const MANY = 10;

/** What to know before trusting what is learnt from a table: more features than events, words that tell patients apart, columns that do not vary. */
export function warn({ io, say }: Context, table: TrainingTable, cause: number, varying: readonly string[]): void {
  const events = table.event.reduce((sum, own) => sum + (own === cause ? 1 : 0), 0);
  const line = (text: string, code: string) => io.err(`${say('cli.warning', { text })} [${code}]\n`);
  if (table.features.length > events) {
    const ratio = (events / table.features.length).toLocaleString(say.language, { maximumSignificantDigits: 2 });
    line(say('model.warning.fewEvents', { features: table.features.length, events, ratio }), 'features.manyForEvents');
  }
  const levels = new Map<string, number>();
  for (const [name] of Object.entries(table.origin ?? {})) {
    const [column = '', ...others] = table.origin?.[name] ?? [];
    if (others.length === 0) levels.set(column, (levels.get(column) ?? 1) + 1);
  }
  const many = [...levels].filter(([, count]) => count > MANY && count * 3 > table.rows.n);
  for (const [column, count] of many)
    line(say('model.warning.levels', { column, levels: count, patients: table.rows.n }), 'levels.many');
  const constant = table.features.filter((name) => !varying.includes(name));
  if (constant.length > 0) line(say('model.warning.constant', { columns: constant.join(', ') }), 'column.constant');
}

/** What a validation does not say of these outcomes: who reads its measures must know. */
export function warnMeasures({ io, say }: Context, { start, weights }: Pick<Outcomes, 'start' | 'weights'>): void {
  const line = (text: string, code: string) => io.err(`${say('cli.warning', { text })} [${code}]\n`);
  if (start) line(say('model.warning.lateEntry'), 'validation.lateEntry');
  if (weights) line(say('model.warning.weights'), 'validation.weights');
}

const READ: Readonly<Record<string, readonly LearnerName[]>> = {
  knots: ['cox', 'coxnet'],
  penalty: ['cox'],
  alpha: ['coxnet'],
  trees: ['forest'],
  loss: ['boost'],
  monotone: ['boost'],
};

/** Options that the learner does not read are said: nobody may think that they were heard. */
export function warnUnread({ io, say }: Context, learner: LearnerName, told: LearnerOptions): void {
  const unread = Object.entries(READ).flatMap(([option, learners]) =>
    told[option as keyof LearnerOptions] !== undefined && !learners.includes(learner) ? [`--${option}`] : [],
  );
  const factors = learner !== 'coxnet' && (told.blocks ?? []).some(({ factor }) => factor !== undefined);
  const all = [...unread, ...(factors ? ['--block NAME=COLUMNS:FACTOR'] : [])];
  if (all.length === 0) return;
  const text = say('model.warning.unread', { learner, options: all.join(', ') });
  io.err(`${say('cli.warning', { text })} [option.unread]\n`);
}

/** What may be said of rows; the code of the warning, the message of it. */
const OF_ROWS = {
  'row.outOfRange': 'model.warning.outOfRange',
  'row.missing': 'model.warning.missing',
  'row.stratum': 'model.warning.stratum',
} as const;

/** So many rows are named in a line; the others are counted, and stand in `--json` one by one. */
const MOST_ROWS = 20;

/** Rows of which something must be known, each with what it is about: `2 (age, marker)`. */
export function warnRows(
  { io, say }: Context,
  code: keyof typeof OF_ROWS,
  about: readonly (readonly string[])[],
): void {
  const rows = about.flatMap((own, i) => (own.length > 0 ? [`${i + 1} (${own.join(', ')})`] : []));
  if (rows.length === 0) return;
  const shown = rows.slice(0, MOST_ROWS).join('; ');
  const more = rows.length - MOST_ROWS;
  const text = say(OF_ROWS[code], {
    rows: more > 0 ? `${shown} ${say('model.warning.more', { count: more })}` : shown,
  });
  io.err(`${say('cli.warning', { text })} [${code}]\n`);
}

/** Of what was asked: features in what seems to be another unit, and times beyond all follow-up. */
export function warnAsked(
  { io, say }: Context,
  { units, times }: Pick<Prediction, 'units' | 'times'>,
  longest: number,
): void {
  const line = (text: string, code: string) => io.err(`${say('cli.warning', { text })} [${code}]\n`);
  for (const { feature, factor, conversions } of units) {
    const by = figure(factor, say);
    line(say('model.warning.unit', { feature, factor: by, conversions: conversions.join(', ') }), 'column.unit');
  }
  const beyond = times.filter((t) => t > longest).map((t) => figure(t, say));
  if (beyond.length > 0)
    line(say('model.warning.beyond', { times: beyond.join(', '), longest: figure(longest, say) }), 'time.beyond');
}

/** A learner that found nothing gives everyone the same risk: its C of one half is no finding about the features. */
export function warnSilent({ io, say }: Context, learner: LearnerName, risks: readonly Float64Array[]): void {
  const silent = risks.filter((risk) => risk.length > 1 && risk.every((value) => value === risk[0])).length;
  if (silent === 0) return;
  const text = say('model.warning.silent', { learner, silent, all: risks.length });
  io.err(`${say('cli.warning', { text })} [learner.silent]\n`);
}
