import type { Sentence } from '../brief.ts';
import { type Chart, nameOf } from '../chart.ts';
import type { PointPlan } from '../plan.ts';
import { laboratory, target, treatments } from './common.ts';

/** Drugs to which the disease was found resistant, each with the facts of its derivation. */
export function resistant(chart: Chart): Sentence | null {
  const found = chart.derived('mm.refractory').filter(({ value }) => value === true);
  const agents = [...new Set(found.map(({ of }) => String(of?.agent)))];
  if (agents.length === 0) return null;
  const list = agents.map((agent) => nameOf(agent, chart.words)).join(', ');
  return {
    text: chart.words.say('brief.say.resistant', { list }),
    facts: [...new Set(found.flatMap(({ because }) => because))],
  };
}

const MARKERS = ['lab.mSerum', 'lab.mUrine', 'lab.kappa', 'lab.lambda'];

function priorBcma(chart: Chart): Sentence | null {
  const had = chart
    .all('drug.code')
    .filter(({ value }) =>
      ['belantamab', 'teclistamab', 'elranatamab', 'linvoseltamab', 'ide-cel', 'cilta-cel'].includes(String(value)),
    );
  return chart.about('brief.say.priorBcma', [had.at(-1)]);
}

function fractures(chart: Chart): Sentence | null {
  const fact = chart.last('stg.vertebrae');
  if (!Array.isArray(fact?.value)) return null;
  return chart.about('brief.say.fractures', [fact], { list: fact.value.join(', ') });
}

/** Infections recorded, counted. */
function infections(chart: Chart): Sentence | null {
  const facts = chart.all('infx.onset').length > 0 ? chart.all('infx.onset') : chart.all('infx.kind');
  return facts.length === 0 ? null : chart.about('brief.say.infections', facts, { count: facts.length });
}

function bones(chart: Chart): Sentence | null {
  const fact = chart.last('stg.boneLesions');
  return chart.about('brief.say.bones', [fact], { value: fact ? chart.value(fact).toLowerCase() : '' });
}

/** Points of multiple myeloma (briefs.md 1.4). */
export const MYELOMA: readonly PointPlan[] = [
  { id: 'M1', fill: (chart) => [treatments(chart), resistant(chart)] },
  { id: 'M2', fill: (chart) => [target(chart), priorBcma(chart)] },
  { id: 'M3', fill: (chart) => [...MARKERS.map((code) => laboratory(chart, code)), bones(chart)] },
  { id: 'M4', fill: (chart) => [target(chart)] },
  {
    id: 'M5',
    fill: (chart) => [
      fractures(chart),
      laboratory(chart, 'lab.igg'),
      laboratory(chart, 'lab.gammaNetM'),
      infections(chart),
    ],
  },
  { id: 'M6', fill: () => [] },
];
