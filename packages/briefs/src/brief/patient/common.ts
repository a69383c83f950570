import type { Sentence } from '../brief.ts';
import { type Chart, type Fact, nameOf } from '../chart.ts';
import type { PointPlan } from '../plan.ts';

/** What the cells of a product look for. */
const TARGETS: Readonly<Record<string, string>> = {
  'axi-cel': 'CD19',
  'tisa-cel': 'CD19',
  'liso-cel': 'CD19',
  'brexu-cel': 'CD19',
  'obe-cel': 'CD19',
  'zorpo-cel': 'CD19',
  'ide-cel': 'BCMA',
  'cilta-cel': 'BCMA',
};

/** The product infused, or else the one ordered. */
export const productOf = (chart: Chart): Fact | undefined => chart.last('inf.product') ?? chart.last('mfg.product');

/** A sentence for a coded answer, if there are words for that answer. */
export function coded(chart: Chart, code: string, key: string): Sentence | null {
  const fact = chart.last(code);
  if (typeof fact?.value !== 'string' || fact.value === 'unknown') return null;
  const name = `${key}.${fact.value}`;
  return chart.words.say.has(name) ? chart.about(name, [fact]) : null;
}

/** `IgG 3.2 g/L on 3 May 2024`: the last value of a laboratory item. */
export function laboratory(chart: Chart, code: string): Sentence | null {
  const fact = chart.last(code);
  if (!fact) return null;
  const name = chart.words.say.or(`brief.lab.${code.slice(4)}`, chart.words.labels.item(code));
  return chart.about('brief.say.value', [fact], { name, value: chart.value(fact), when: chart.when(fact) });
}

/** The lines of therapy by their names, with how many they are. */
export function treatments(chart: Chart): Sentence | null {
  const facts = chart.all('line.regimen');
  if (facts.length === 0) return null;
  return chart.about('brief.say.treatments', facts, {
    count: facts.length,
    list: facts.map((fact) => nameOf(String(fact.value), chart.words)).join('; '),
  });
}

export function target(chart: Chart): Sentence | null {
  const product = productOf(chart);
  const found = TARGETS[String(product?.value)];
  return found ? chart.about('brief.say.target', [product], { target: found }) : null;
}

export function distance(chart: Chart): Sentence | null {
  const fact = chart.last('demo.distanceKm');
  return chart.about('brief.say.distance', [fact], { distance: fact ? chart.value(fact) : '' });
}

export function ageSentence(chart: Chart): Sentence | null {
  const age = chart.age();
  return age && chart.about('brief.say.age', [age.fact], { years: age.years });
}

const dated = (chart: Chart, code: string, key: string): Sentence | null => {
  const fact = chart.last(code);
  return chart.about(key, [fact], { when: fact ? chart.when(fact) : '' });
};

/** What consent was recorded for each kind, the last of a kind. */
export function consents(chart: Chart): readonly (Sentence | null)[] {
  const byKind = new Map(chart.events('consent').map((event) => [event.code('consent.kind'), event]));
  return [...byKind.values()].map((event) => {
    const [kind, status] = [event.fact('consent.kind'), event.fact('consent.status')];
    const words = kind && status ? { kind: chart.value(kind), status: chart.value(status) } : {};
    return chart.about('brief.say.consent', [kind, status], words);
  });
}

/** The category of CAR-HEMATOTOX in words; nothing where it is not settled or the patient is outside where it was derived. */
function cytopeniaRisk(chart: Chart): Sentence | null {
  const derived = chart.derived('carHematotox.2021').at(-1);
  if (!derived || derived.warnings?.includes('outsideDerivationPopulation')) return null;
  const { category } = derived as { category?: unknown };
  if (category !== 'low' && category !== 'high') return null;
  return { text: chart.words.say(`brief.say.hematotox.${category}`), facts: derived.because };
}

/** Points that every patient's brief on CAR-T shares (briefs.md 1.1). */
export const COMMON: readonly PointPlan[] = [
  {
    id: 'G1',
    fill: (chart) => [coded(chart, 'reg.indication', 'brief.say.disease'), treatments(chart), target(chart)],
  },
  {
    id: 'G2',
    fill: (chart) => [
      coded(chart, 'elig.autoHsct', 'brief.say.autoHsct'),
      coded(chart, 'elig.alloHsct', 'brief.say.alloHsct'),
    ],
  },
  {
    id: 'G3',
    fill: (chart) => {
      const product = productOf(chart);
      return [
        chart.about('brief.say.product', [product], { product: product ? chart.value(product) : '' }),
        dated(chart, 'leuk.date', 'brief.say.leukapheresis'),
        dated(chart, 'mfg.releaseDate', 'brief.say.released'),
        dated(chart, 'inf.date', 'brief.say.infusion'),
      ];
    },
  },
  {
    id: 'G4',
    fill: (chart) => [
      coded(chart, 'leuk.access', 'brief.say.access'),
      laboratory(chart, 'lab.hb'),
      laboratory(chart, 'lab.plt'),
      laboratory(chart, 'lab.alc'),
    ],
  },
  {
    id: 'G5',
    fill: (chart) => [
      coded(chart, 'bridge.kind', 'brief.say.bridging'),
      coded(chart, 'bridge.response', 'brief.say.bridged'),
    ],
  },
  {
    id: 'G6',
    fill: (chart) => [
      coded(chart, 'ld.regimen', 'brief.say.lymphodepletion'),
      laboratory(chart, 'lab.egfr'),
      laboratory(chart, 'lab.crcl'),
      coded(chart, 'com.renalFunction', 'brief.say.kidneys'),
    ],
  },
  { id: 'G7', fill: (chart) => [caregiver(chart), distance(chart)] },
  {
    id: 'G8',
    fill: (chart) => {
      const given = chart.all('day.tocilizumab').at(-1);
      return [chart.about('brief.say.tocilizumab', [given], { when: given ? chart.when(given) : '' })];
    },
  },
  {
    id: 'G9',
    fill: (chart) => {
      const writing = chart.all('day.handwriting')[0];
      const language = chart.last('pro.language');
      return [
        chart.about('brief.say.writing', [writing], { when: writing ? chart.when(writing) : '' }),
        chart.about('brief.say.language', [language], { language: language ? chart.value(language) : '' }),
      ];
    },
  },
  { id: 'G10', fill: (chart) => [cytopeniaRisk(chart), laboratory(chart, 'lab.igg')] },
  {
    id: 'G11',
    fill: (chart) => {
      const next = chart.last('sub.kind');
      return [chart.about('brief.say.next', [next], { kind: next ? chart.value(next) : '' })];
    },
  },
  { id: 'G12', fill: (chart) => [priorCancer(chart), dated(chart, 'inf.date', 'brief.say.yearsFrom')] },
  {
    id: 'G13',
    fill: (chart) => [
      ageSentence(chart),
      coded(chart, 'demo.childbearing', 'brief.say.childbearing'),
      coded(chart, 'elig.contraception', 'brief.say.contraception'),
    ],
  },
  { id: 'G14', fill: (chart) => [coded(chart, 'fu.workStatus', 'brief.say.work')] },
  { id: 'G15', fill: (chart) => vaccines(chart) },
  { id: 'G16', fill: (chart) => [...consents(chart), trial(chart)] },
  { id: 'G17', fill: (chart) => [distance(chart)] },
  { id: 'G18', fill: () => [] },
];

export function caregiver(chart: Chart): Sentence | null {
  const fact = chart.last('demo.caregiver');
  if (typeof fact?.value !== 'boolean') return null;
  return chart.about(fact.value ? 'brief.say.caregiver.yes' : 'brief.say.caregiver.no', [fact]);
}

export function priorCancer(chart: Chart): Sentence | null {
  const fact = chart.all('com.condition').findLast(({ value }) => value === 'priorMalignancy');
  return chart.about('brief.say.priorCancer', [fact]);
}

export function trial(chart: Chart): Sentence | null {
  const fact = chart.last('elig.trialId');
  return chart.about('brief.say.trial', [fact], { trial: fact ? String(fact.value) : '' });
}

export function vaccines(chart: Chart): readonly (Sentence | null)[] {
  const given = [...chart.events('procedure'), ...chart.events('support')].findLast(
    (event) => event.code('proc.kind') === 'vaccination' || event.code('supp.kind') === 'vaccine',
  );
  const fact = given?.fact('proc.date') ?? given?.fact('supp.start');
  return [
    chart.about('brief.say.vaccinated', [fact], { when: fact ? chart.when(fact) : '' }),
    dated(chart, 'imm.vaccineRestart', 'brief.say.vaccinesAgain'),
  ];
}
