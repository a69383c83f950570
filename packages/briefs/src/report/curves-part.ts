import type { AnalysisTable } from '@linea/cohort';
import { atTimes, logRank, productLimit } from '@linea/survival';
import { curves, figure, type Group } from './drawings.ts';
import { htmlTable, paragraph, section } from './html.ts';
import { intervalText, LAST, MONTH } from './outcome-parts.ts';
import type { Reporting } from './reporting.ts';

/** Curves of each benefit by the values of the features that the study names, with the log-rank test: not adjusted for anything. */
export function curvesPart(table: AnalysisTable, of: Reporting): string {
  const { study, patients, features, times } = table;
  const { say, numbers, labels, settings, cut } = of;
  const benefits = study.endpoints.filter(({ id, kind }) => kind === 'benefit' && times[id]);
  const parts = study.curves.flatMap(({ by, at }) => {
    const values = features.find(({ spec }) => spec.name === by)?.values;
    if (!values) return [];
    return benefits.flatMap(({ id, from }) => {
      const rows = patients.flatMap(({ setting }, row) => {
        const [end, value] = [times[id]?.[row], values[row]?.value];
        return settings.includes(setting) && end && !('missing' in end) && value !== null && value !== undefined
          ? [{ days: Math.max(0.5, end.days), event: end.event === 1 ? 1 : 0, group: groupOf(by, value, at, of) }]
          : [];
      });
      const groups = [...new Map(rows.map(({ group }) => [group.order, group.name])).entries()].sort(([a], [b]) =>
        typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1,
      );
      if (groups.length < 2) return [];
      const drawn = groups.map(([order, name]): Group => {
        const own = rows.filter(({ group }) => group.order === order);
        return { name, time: own.map(({ days }) => days), event: own.map(({ event }) => event) };
      });
      const { p } = logRank(
        Float64Array.from(rows, ({ days }) => days),
        Float64Array.from(rows, ({ event }) => event),
        Int32Array.from(rows, ({ group }) => groups.findIndex(([order]) => order === group.order)),
      );
      const endpoint = say(`report.endpoint.${id}`);
      const caption = say('report.curves.caption', { cut, endpoint, by: labels.column(by), n: rows.length });
      const cells = drawn.map(({ name, time, event }) => {
        const { survival, lower, upper } = atTimes(productLimit(time, event), [6 * MONTH, 12 * MONTH]);
        const shares = Array.from(survival, (s, k) =>
          intervalText([s, lower[k] as number, upper[k] as number], numbers.percent),
        );
        return [name, String(time.length), String(event.reduce((sum, e) => sum + e, 0)), ...shares];
      });
      const heads = ['', 'n', say('report.events'), ...[6, 12].map((n) => say('report.months', { n }))];
      return [
        figure(
          `by-${by}-${id}`,
          curves(`${endpoint}: ${labels.column(by)}`, drawn, { from, last: LAST }, { say, numbers, caption }),
        ),
        htmlTable(caption, heads, cells),
        paragraph(say('report.curves.logRank', { p: numbers.p(p) })),
      ];
    });
  });
  return parts.length > 0 ? section(say('report.curves'), ...parts) : '';
}

/** The group of a value: between two cuts, yes or no, or itself. */
function groupOf(
  column: string,
  value: number | string,
  cuts: readonly number[],
  { say, numbers, labels }: Reporting,
): { readonly order: number | string; readonly name: string } {
  if (typeof value === 'string') return { order: value, name: labels.level(column, value) };
  if (cuts.length === 0)
    return { order: value, name: value === 0 ? say('report.no') : value === 1 ? say('report.yes') : String(value) };
  const sorted = [...cuts].sort((a, b) => a - b);
  const above = sorted.filter((cut) => value >= cut).length;
  const text = (cut: number): string => numbers.fixed(cut, Number.isInteger(cut) ? 0 : 1);
  const [low, high] = [sorted[above - 1], sorted[above]];
  if (low === undefined) return { order: above, name: `< ${text(high as number)}` };
  return { order: above, name: high === undefined ? `≥ ${text(low)}` : `${text(low)} – < ${text(high)}` };
}
