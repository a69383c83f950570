import type { AnalysisTable } from '@linea/cohort';
import { printedUnit } from '@linea/facts/printed-unit';
import type { PlanResults } from '@linea/prediction';
import { htmlTable, section } from './html.ts';
import type { Reporting } from './reporting.ts';
import { baselineRows, completenessRows } from './table-one.ts';

/** From candidates to infused, by setting, with what kept the others from it, the commonest first. */
export function funnelPart({ populations }: PlanResults, { say, numbers, named, cut }: Reporting): string {
  const rows = Object.entries(populations).map(([setting, { candidates, apheresed, infused, lost }]) => {
    const of = (n: number): string => (candidates === 0 ? String(n) : `${n} (${numbers.percent(n / candidates)})`);
    const why = Object.entries(lost).sort(([, a], [, b]) => b - a);
    return [
      named(setting), String(candidates), of(apheresed), of(infused),
      why.map(([code, n]) => `${say(`report.lost.${code}`)}: ${n}`).join(', '),
    ];
  }); // biome-ignore format: a row
  const heads = ['', say('report.candidates'), say('report.apheresed'), say('report.infused'), say('report.lost')];
  const caption = `${say('report.funnel.caption')}; ${say('report.cut', { cut })}`;
  return section(say('report.funnel'), htmlTable(caption, heads, rows));
}

/** How much of what the study asks for each centre has filled in. */
export function completenessPart({ completeness }: PlanResults, { say, numbers, labels, cut }: Reporting): string {
  const [first] = completeness;
  if (!first) return '';
  const heads = [say('report.centre'), 'n', ...first.blocks.map(({ block }) => labels.block(block))];
  const n = completeness.reduce((sum, centre) => sum + centre.n, 0);
  const caption = `${say('report.completeness.caption', { n })}; ${say('report.cut', { cut })}`;
  return section(say('report.completeness'), htmlTable(caption, heads, completenessRows(completeness, numbers)));
}

/** Who they were, as known before the decision, and how far the lines differ. */
export function baselinePart(table: AnalysisTable, { baseline }: PlanResults, of: Reporting): string {
  const { say, numbers, labels, settings, named, cut } = of;
  const decision = say(`report.decision.${table.study.decision}`);
  const caption = `${say('report.baseline.caption', { decision })}; ${say('report.cut', { cut })}`;
  const nameOf = (column: string): string => {
    const unit = table.features.find(({ spec }) => spec.name === column)?.spec.unit;
    return `${labels.column(column)}${unit ? ` [${printedUnit(unit)}]` : ''}`;
  };
  const heads = ['', ...settings.map(named), say('report.standardised')];
  return section(
    say('report.baseline'),
    htmlTable(caption, heads, baselineRows(baseline, numbers, nameOf, labels.level)),
  );
}
