import { criterionById } from '@linea/criteria';
import { dictionary } from '@linea/facts';
import type { Sentence } from '../brief.ts';
import { type Chart, nameOf } from '../chart.ts';
import { productOf } from '../patient/common.ts';
import { conditions } from '../patient/leukaemia.ts';
import { ldh } from '../patient/lymphoma.ts';
import type { PointPlan } from '../plan.ts';
import { ownEstimateRows } from './own-estimate.ts';
import { derivedRows, factRows } from './rows.ts';

/** Who, which disease, which line, when, and how much of what the dictionary requires is there. */
export function identity(chart: Chart): readonly (Sentence | null)[] {
  const { patient, words } = chart;
  const disease = String(patient.disease);
  const required = [...dictionary().values()].filter(
    (item) => item.required.level === 'core' && (item.diseases as readonly string[]).includes(disease),
  );
  const present = required.filter(({ code }) => patient.facts.some((fact) => fact.code === code));
  const indication = chart.last('reg.indication') ?? chart.last('dx.subtype') ?? patient.facts[0];
  return [
    chart.about('brief.row.identity', [indication], {
      patient: patient.patient,
      centre: patient.centre,
      disease: words.say.or(`brief.disease.${disease}`, disease),
      lines: patient.lines.length,
      asOf: patient.asOf,
    }),
    chart.about('brief.row.complete', [indication], { present: present.length, required: required.length }),
    ...patient.lines.map((line) => lineRow(chart, line)),
  ];
}

/** A line with the fact that names its regimen: that of the line, or the product that was infused. */
function lineRow(chart: Chart, line: Chart['patient']['lines'][number]): Sentence {
  const { words } = chart;
  const fact = chart
    .events('line')
    .find((event) => event.fact('line.number')?.value === line.number)
    ?.fact('line.regimen');
  const named = fact ?? chart.all('inf.product').find(({ value }) => value === line.regimen);
  const text = words.say('brief.row.line', {
    number: String(line.number),
    regimen: line.regimen ? nameOf(line.regimen, words) : '–',
    start: line.start,
    stop: line.stop ?? '…',
    best: line.bestResponse ?? '–',
    refractory: line.refractoryTo.map((drug) => nameOf(drug, words)).join(', ') || '–',
  });
  return { text, facts: named ? [named.id] : [] };
}

/** Estimates and scores that came from elsewhere, as recorded: never one of Linea's own. */
function externalScores(chart: Chart): readonly (Sentence | null)[] {
  return chart.events('external-score').map((event) => {
    const [name, value] = [event.fact('ext.name'), event.fact('ext.value') ?? event.fact('ext.category')];
    const version = event.fact('ext.version');
    return chart.about('brief.row.external', [name, value, ...(version ? [version] : [])], {
      name: name ? chart.value(name) : '',
      value: value ? chart.value(value) : '',
      version: version ? chart.value(version) : '–',
    });
  });
}

/** Codes that undecided criteria ask for, each once: what is missing rests on no fact. */
export function gaps({ patient, words }: Chart): readonly Sentence[] {
  const asked = new Set(patient.derivations.flatMap(({ missing }) => missing));
  if (asked.size === 0) return [];
  const list = [...asked].map((code) => words.labels.item(code)).join('; ');
  return [{ text: words.say('brief.row.gaps', { list }), facts: [] }];
}

/** Sources of the criteria that had something to say, each once. */
export function references({ patient }: Chart): readonly Sentence[] {
  const used = new Set(patient.derivations.map(({ criterion }) => criterion));
  const sources = new Set([...used].flatMap((id) => criterionById(id)?.source ?? []));
  return [...sources]
    .filter((source) => !/^(convention|definitions?) of this project/.test(source))
    .map((text) => ({ text, facts: [] }));
}

/** Discrepancies between what was stated and what was derived, first of all what a reader must see. */
const discrepancies = (chart: Chart): readonly Sentence[] =>
  chart.patient.derivations.flatMap(({ discrepancy, stated, because }) =>
    discrepancy ? [{ text: discrepancy.message, facts: [...(stated ? [stated.fact] : []), ...because] }] : [],
  );

/** Points that every clinician's brief shares (briefs.md 2.1). */
export const COMMON: readonly PointPlan[] = [
  { id: 'K1', fill: (chart) => [...identity(chart), ...discrepancies(chart)] },
  {
    id: 'K2',
    fill: (chart) => {
      const product = productOf(chart);
      return [
        chart.about('brief.row.product', [product], { product: product ? chart.value(product) : '' }),
        ...(chart.indications.length > 0 ? chart.indications : derivedRows(chart, 'mm.gate', 'all.gate')),
        ...derivedRows(chart, 'lbcl.secondLineStatus'),
      ];
    },
  },
  {
    id: 'K3',
    fill: (chart) => [
      ...derivedRows(chart, 'ecog', 'hctci.2005', 'charlson.1987'),
      conditions(chart),
      ...factRows(
        chart,
        'com.lvef',
        'com.fev1',
        'com.dlco',
        'lab.egfr',
        'lab.crcl',
        'com.renalFunction',
        'com.hepaticFunction',
      ),
    ],
  },
  {
    id: 'K4',
    fill: (chart) => [
      ldh(chart),
      ...factRows(chart, 'stg.mtv', 'lab.crp', 'lab.ferritin'),
      ...derivedRows(chart, 'carHematotox.2021', 'easix', 'mEasix', 'sEasix'),
    ],
  },
  { id: 'K5', fill: (chart) => [...ownEstimateRows(chart), ...externalScores(chart)] },
  {
    id: 'K6',
    fill: (chart) => [
      ...factRows(chart, 'bridge.kind', 'bridge.regimen', 'bridge.start', 'bridge.response'),
      ...derivedRows(chart, 'bridgingResponse', 'carT.intervals'),
    ],
  },
  {
    id: 'K7',
    fill: (chart) => [
      ...derivedRows(chart, 'crs.astct2019.course', 'icans.astct2019.course', 'ice.score', 'iechs.astct2023'),
      ...factRows(chart, 'crs.maxGrade', 'icans.maxGrade', 'day.tocilizumab', 'day.dexaEq', 'day.anakinra'),
    ],
  },
  {
    id: 'K8',
    fill: (chart) => [
      ...derivedRows(chart, 'icaht.early', 'icaht.late', 'neutrophilRecovery', 'ticaht.early', 'ticaht.late'),
      ...factRows(chart, 'lab.anc', 'lab.plt', 'lab.hb', 'supp.transfusionDependent'),
    ],
  },
  {
    id: 'K9',
    fill: (chart) => [
      ...factRows(chart, 'lab.igg', 'lab.gammaNetM', 'imm.cd4', 'imm.cd19'),
      ...derivedRows(
        chart,
        'hypogammaglobulinaemia',
        'cd4Recovery',
        'bCellAplasia',
        'all.bca',
        'all.igg',
        'all.prophylaxis',
      ),
    ],
  },
  {
    id: 'K10',
    fill: (chart) => [
      ...factRows(chart, 'resp.lugano', 'resp.deauville', 'resp.all', 'resp.imwg'),
      ...derivedRows(
        chart,
        'lugano.timepoints',
        'lugano.petct',
        'bor',
        'all.response',
        'all.mrd',
        'mm.response.series',
        'mm.mrd',
      ),
    ],
  },
  {
    id: 'K11',
    fill: (chart) => [
      ...factRows(chart, 'inf.date', 'spm.kind', 'spm.date'),
      ...derivedRows(chart, 'secondMalignancy'),
      followUp(chart),
    ],
  },
];

/** What every clinician's brief ends with. */
export const LAST: readonly PointPlan[] = [
  { id: 'K12', fill: gaps },
  { id: 'K13', fill: references },
];

/** The next visits of the long-term follow-up that were not yet due. */
export function followUp(chart: Chart): Sentence | null {
  const derived = chart.derived('longTermFollowUp').at(-1);
  const dates = derived?.ltfuDueDates as
    | readonly { month: number; due: boolean; from: { start: string } }[]
    | undefined;
  const next = dates?.filter(({ due }) => !due).slice(0, 3) ?? [];
  if (!derived || next.length === 0) return null;
  const list = next
    .map(({ month, from }) => chart.words.say('brief.row.month', { month, from: from.start }))
    .join('; ');
  return { text: chart.words.say('brief.row.followUp', { list }), facts: derived.because };
}
