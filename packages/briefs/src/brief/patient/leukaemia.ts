import type { Event } from '../../patient/events.ts';
import type { Sentence } from '../brief.ts';
import type { Chart } from '../chart.ts';
import type { PointPlan } from '../plan.ts';
import { ageSentence, coded, laboratory } from './common.ts';

/** The last sample that was looked at for residual disease, in plain words: its level where one was given, else found or not. */
function residual(chart: Chart, of: Event | undefined = chart.events('mrd').at(-1)): Sentence | null {
  const [level, result] = [of?.fact('mrd.value'), of?.fact('mrd.result')];
  const date = of?.fact('mrd.date') ?? level ?? result;
  if (!date) return null;
  const when = chart.when(date);
  if (typeof level?.value === 'number')
    return chart.about('brief.say.mrdLevel', [level, date], { level: fraction(level.value, chart), when });
  if (typeof result?.value !== 'string') return null;
  const words = chart.words.say.or(`brief.say.mrd.${result.value}`, chart.value(result));
  return chart.about('brief.say.mrdResult', [result, date], { result: words, when });
}

/** A sample with all that a clinician needs of it. */
export function mrdRow(chart: Chart, event: Event): Sentence | null {
  const [level, result, method] = ['value', 'result', 'method'].map((name) => event.fact(`mrd.${name}`));
  const [sensitivity, specimen, date] = ['sensitivity', 'specimen', 'date'].map((name) => event.fact(`mrd.${name}`));
  const main = typeof level?.value === 'number' ? level : result;
  if (!main || main.value === null) return null;
  const facts = [main, method, sensitivity, specimen, date].filter((fact) => fact !== undefined);
  return chart.about('brief.row.mrd', facts, {
    result: main === level ? fraction(level.value as number, chart) : chart.value(main),
    method: method ? chart.value(method) : '–',
    sensitivity: sensitivity ? chart.value(sensitivity) : '–',
    specimen: specimen ? chart.value(specimen) : '–',
    when: chart.when(date ?? main),
  });
}

/** A fraction of cells as a person reads it: 0.007 is `0.7 %`, 0.00003 `0.003 %`. */
const fraction = (value: number, { words }: Chart): string =>
  `${(100 * value).toLocaleString(words.say.language, { maximumSignificantDigits: 3 })} %`;

function relapse(chart: Chart): Sentence | null {
  const fact = chart.last('elig.relapseDate');
  return chart.about('brief.say.relapse', [fact], { when: fact ? chart.when(fact) : '' });
}

/** Illnesses recorded, in the words of the dictionary. */
export function conditions(chart: Chart): Sentence | null {
  const facts = chart.all('com.condition');
  if (facts.length === 0) return null;
  return chart.about('brief.say.conditions', facts, {
    list: facts.map((fact) => chart.value(fact).toLowerCase()).join('; '),
  });
}

function aplasia(chart: Chart): Sentence | null {
  const fact = chart.last('imm.cd19');
  return fact
    ? chart.about('brief.say.bCells', [fact], { value: chart.value(fact), when: chart.when(fact) })
    : coded(chart, 'imm.bAplasia', 'brief.say.bAplasia');
}

/** The first sample after an infusion. */
function afterInfusion(chart: Chart): Sentence | null {
  const infusion = chart.last('inf.date');
  const start = infusion?.effective.start;
  if (!start) return null;
  const later = chart.events('mrd').filter((event) => (event.facts[0]?.effective.start ?? '') > start);
  return residual(chart, later.at(-1));
}

/** Points of acute lymphoblastic leukaemia (briefs.md 1.3). */
export const LEUKAEMIA: readonly PointPlan[] = [
  { id: 'A1', fill: (chart) => [residual(chart), relapse(chart)] },
  {
    id: 'A2',
    fill: (chart) => [
      coded(chart, 'bridge.kind', 'brief.say.bridging'),
      coded(chart, 'bridge.response', 'brief.say.bridged'),
    ],
  },
  {
    id: 'A3',
    fill: (chart) => [
      afterInfusion(chart),
      coded(chart, 'donor.search', 'brief.say.donor'),
      coded(chart, 'elig.alloHsct', 'brief.say.alloHsct'),
      ageSentence(chart),
    ],
  },
  { id: 'A4', fill: (chart) => [coded(chart, 'csf.status', 'brief.say.csf')] },
  { id: 'A5', fill: (chart) => [aplasia(chart), laboratory(chart, 'lab.igg')] },
  { id: 'A6', fill: (chart) => [ageSentence(chart), conditions(chart)] },
  { id: 'A7', fill: (chart) => [residual(chart)] },
];
