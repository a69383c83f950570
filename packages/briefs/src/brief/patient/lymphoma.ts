import type { Sentence } from '../brief.ts';
import type { Chart } from '../chart.ts';
import type { PointPlan } from '../plan.ts';
import { ageSentence, coded, laboratory, treatments } from './common.ts';

/** LDH beside the limit of the laboratory that measured it: `LDH 350 U/L, 1.4 times the upper limit`. */
export function ldh(chart: Chart): Sentence | null {
  const fact = chart.last('lab.ldh');
  if (!fact) return null;
  const limit = chart.patient.facts.find(({ code, event }) => code === 'lab.uln' && event === fact.event);
  if (typeof fact.value !== 'number' || typeof limit?.value !== 'number' || limit.value <= 0)
    return laboratory(chart, 'lab.ldh');
  const ratio = (fact.value / limit.value).toLocaleString(chart.words.say.language, { maximumFractionDigits: 1 });
  return chart.about('brief.say.ldhRatio', [fact, limit], { value: chart.value(fact), ratio, when: chart.when(fact) });
}

const measured = (chart: Chart, code: string, key: string): Sentence | null => {
  const fact = chart.last(code);
  return chart.about(key, [fact], { value: fact ? chart.value(fact) : '', when: fact ? chart.when(fact) : '' });
};

/** Signs that cohorts linked with relapse (lymphoma.md 7), as far as they are recorded; words only, no figure for one patient. */
function signs(chart: Chart): readonly (Sentence | null)[] {
  const status = chart.last('elig.refractoryFirstLine');
  const early = status?.value === 'refractory' || status?.value === 'earlyRelapse';
  const sites = chart.last('stg.extranodalSites');
  const lactate = chart.last('lab.ldh');
  const limit = chart.patient.facts.find(({ code, event }) => code === 'lab.uln' && event === lactate?.event);
  const raised = typeof lactate?.value === 'number' && typeof limit?.value === 'number' && lactate.value > limit.value;
  return [
    early ? chart.about('brief.say.sign.early', [status]) : null,
    raised ? chart.about('brief.say.sign.ldh', [lactate, limit]) : null,
    typeof sites?.value === 'number' && sites.value >= 2 ? chart.about('brief.say.sign.extranodal', [sites]) : null,
  ];
}

/** The month after the infusion in which the first scan falls. */
function firstScan(chart: Chart): Sentence | null {
  const infusion = chart.last('inf.date');
  return chart.about('brief.say.scan', [infusion], { when: infusion ? chart.when(infusion) : '' });
}

/** Points of large B-cell lymphoma (briefs.md 1.2). */
export const LYMPHOMA: readonly PointPlan[] = [
  { id: 'L1', fill: (chart) => [coded(chart, 'elig.refractoryFirstLine', 'brief.say.firstLine')] },
  {
    id: 'L2',
    fill: (chart) => [ageSentence(chart), treatments(chart), coded(chart, 'elig.autoHsct', 'brief.say.autoHsct')],
  },
  {
    id: 'L3',
    fill: (chart) => [
      ldh(chart),
      measured(chart, 'stg.annArbor', 'brief.say.stage'),
      measured(chart, 'stg.bulkCm', 'brief.say.bulk'),
      measured(chart, 'stg.mtv', 'brief.say.mtv'),
    ],
  },
  { id: 'L4', fill: (chart) => [firstScan(chart)] },
  { id: 'L5', fill: signs },
  {
    id: 'L6',
    fill: (chart) => [coded(chart, 'path.cd19', 'brief.say.cd19'), coded(chart, 'path.cd20', 'brief.say.cd20')],
  },
];
