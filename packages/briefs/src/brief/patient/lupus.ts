import type { Sentence } from '../brief.ts';
import { type Chart, nameOf } from '../chart.ts';
import type { PointPlan } from '../plan.ts';
// biome-ignore format: a list
import { ageSentence, caregiver, coded, consents, distance, laboratory, priorCancer, trial, vaccines } from './common.ts';

const listed = (chart: Chart, code: string, key: string): Sentence | null => {
  const fact = chart.last(code);
  return chart.about(key, [fact], {
    list: fact ? chart.value(fact).toLowerCase() : '',
    when: fact ? chart.when(fact) : '',
  });
};

const valued = (chart: Chart, code: string, key: string): Sentence | null => {
  const fact = chart.last(code);
  return chart.about(key, [fact], { value: fact ? chart.value(fact) : '', when: fact ? chart.when(fact) : '' });
};

/** The activity index: derived where the facts decide it, else as the centre stated it. */
function activity(chart: Chart): Sentence | null {
  const derived = chart.derived('sledai2k').at(-1);
  if (derived?.status === 'determined' && typeof derived.score === 'number')
    return {
      text: chart.words.say('brief.say.sledai', { value: derived.score, when: derived.at ?? '' }),
      facts: derived.because,
    };
  return valued(chart, 'sledai.total', 'brief.say.sledai');
}

const nephritis = (chart: Chart): Sentence | null =>
  chart.code('sle.nephritisClass') === 'noBiopsy' ? null : valued(chart, 'sle.nephritisClass', 'brief.say.nephritis');

/** Drugs that nobody recorded an end for, with their dose where there is one. */
function currentDrugs(chart: Chart): Sentence | null {
  const running = chart.events('drug').filter((event) => event.code('drug.code') && !event.fact('drug.end'));
  const facts = running.flatMap((event) => event.fact('drug.code') ?? []);
  if (facts.length === 0) return null;
  const list = running.map((event) => {
    const [dose, unit] = [event.fact('drug.dose'), event.code('drug.doseUnit')];
    const name = nameOf(event.code('drug.code') ?? '', chart.words);
    return dose ? `${name} ${chart.value(dose)}${unit ? ` ${unit}` : ''}` : name;
  });
  return chart.about('brief.say.currentDrugs', facts, { list: list.join('; ') });
}

const infected = (chart: Chart): Sentence | null => {
  const facts = chart.all('infx.kind');
  return facts.length === 0 ? null : chart.about('brief.say.infections', facts, { count: facts.length });
};

/** Points of lupus (lupus.md 7). */
export const LUPUS: readonly PointPlan[] = [
  {
    id: 'P1',
    fill: (chart) => [
      activity(chart),
      listed(chart, 'sle.organs', 'brief.say.organs'),
      nephritis(chart),
      listed(chart, 'elig.sleFailures', 'brief.say.failed'),
    ],
  },
  { id: 'P2', fill: (chart) => [trial(chart)] },
  { id: 'P3', fill: (chart) => [listed(chart, 'elig.sleFailures', 'brief.say.failed')] },
  {
    id: 'P4',
    fill: (chart) => [
      valued(chart, 'leuk.date', 'brief.say.leukapheresis'),
      valued(chart, 'ld.start', 'brief.say.ldStart'),
      valued(chart, 'inf.date', 'brief.say.infusion'),
    ],
  },
  { id: 'P5', fill: (chart) => [currentDrugs(chart), valued(chart, 'sledai.gcDose', 'brief.say.prednisone')] },
  { id: 'P6', fill: (chart) => [caregiver(chart), distance(chart)] },
  {
    id: 'P7',
    fill: (chart) => [
      coded(chart, 'com.renalFunction', 'brief.say.kidneys'),
      laboratory(chart, 'lab.egfr'),
      infected(chart),
      valued(chart, 'com.weight', 'brief.say.weight'),
    ],
  },
  { id: 'P8', fill: (chart) => [laboratory(chart, 'lab.igg'), ...vaccines(chart), ageSentence(chart)] },
  {
    id: 'P9',
    fill: (chart) => [
      ageSentence(chart),
      coded(chart, 'demo.childbearing', 'brief.say.childbearing'),
      coded(chart, 'elig.contraception', 'brief.say.contraception'),
    ],
  },
  {
    id: 'P10',
    fill: (chart) => [
      activity(chart),
      valued(chart, 'sledai.pga', 'brief.say.pga'),
      valued(chart, 'sledai.gcDose', 'brief.say.prednisone'),
      laboratory(chart, 'lab.upcr'),
    ],
  },
  { id: 'P11', fill: (chart) => [coded(chart, 'sledai.response', 'brief.say.flare')] },
  { id: 'P12', fill: (chart) => [priorCancer(chart)] },
  { id: 'P13', fill: (chart) => [coded(chart, 'fu.workStatus', 'brief.say.work'), caregiver(chart)] },
  { id: 'P14', fill: (chart) => [distance(chart)] },
  { id: 'P15', fill: consents },
  { id: 'P16', fill: () => [] },
];
