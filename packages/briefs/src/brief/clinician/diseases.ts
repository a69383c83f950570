import { publishedPredictors } from '@linea/criteria';
import type { Sentence } from '../brief.ts';
import type { Chart } from '../chart.ts';
import { mrdRow } from '../patient/leukaemia.ts';
import { resistant } from '../patient/myeloma.ts';
import type { PointPlan } from '../plan.ts';
import { followUp, gaps, identity, references } from './common.ts';
import { derivedRows, factRows } from './rows.ts';

/** Codes whose presence makes a published predictor worth reading beside this patient. */
const PREDICTORS: Readonly<Record<string, readonly string[]>> = {
  crpFerritinLdh: ['lab.crp', 'lab.ferritin', 'lab.ldh'],
  burden: ['stg.extranodalSites'],
  mtv: ['stg.mtv'],
  bridging: ['bridge.kind'],
  clinical: ['bridge.response'],
  ctdnaBefore: ['ctdna.level'],
  genetics: ['mol.gene'],
  inflamix: ['ext.name'],
};

/** What cohorts reported of signs that are recorded for this patient: effects of a cohort, each with its source. */
function predictors(chart: Chart): readonly (Sentence | null)[] {
  return publishedPredictors.flatMap(({ id, cohort }) => {
    const facts = (PREDICTORS[id] ?? []).flatMap((code) => chart.last(code) ?? []);
    if (facts.length === 0) return [];
    return [chart.about('brief.row.predictor', facts, { finding: chart.words.say(`predictor.${id}`), cohort })];
  });
}

/** What the brief of large B-cell lymphoma adds (briefs.md 2.2). */
export const LYMPHOMA: readonly PointPlan[] = [
  {
    id: 'KL',
    fill: (chart) => [
      ...derivedRows(
        chart,
        'lbcl.secondLineStatus',
        'lbcl.cellOfOrigin',
        'lbcl.hans',
        'lbcl.geneticHit',
        'aaipi',
        'ipi',
        'lbcl.stage',
      ),
      ...factRows(chart, 'path.cd19', 'path.cd20'),
      ...predictors(chart),
    ],
  },
];

/** What the brief of acute leukaemia adds (briefs.md 2.3); the table "transplant or watch" is facts only. */
export const LEUKAEMIA: readonly PointPlan[] = [
  {
    id: 'KA',
    fill: (chart) => [
      ...chart
        .events('mrd')
        .slice(-3)
        .map((event) => mrdRow(chart, event)),
      ...derivedRows(chart, 'all.burden', 'all.relapse', 'all.relapseTiming'),
      ...factRows(chart, 'csf.status', 'extramed.site', 'path.cd19', 'path.cd22'),
      ...chart
        .events('cytogenetics')
        .filter((event) => event.code('cyto.abnormality') === 'BCR_ABL1')
        .map((event) =>
          chart.about('brief.row.ph', [event.fact('cyto.result')], {
            result: event.fact('cyto.result') ? chart.value(event.fact('cyto.result') as never) : '',
          }),
        ),
    ],
  },
  {
    id: 'KT',
    fill: (chart) => {
      const age = chart.age();
      return [
        age && chart.about('brief.say.age', [age.fact], { years: age.years }),
        ...derivedRows(chart, 'hctci.2005', 'all.mrd', 'all.bca'),
        ...factRows(chart, 'donor.search', 'elig.alloHsct', 'imm.bAplasia'),
        ...chart
          .events('procedure')
          .filter((event) => event.code('proc.kind') === 'alloHsct')
          .map((event) => {
            const date = event.fact('proc.date');
            return chart.about('brief.row.transplant', [date], { when: date ? chart.when(date) : '' });
          }),
      ];
    },
  },
];

/** What the brief of myeloma adds (briefs.md 2.4). */
export const MYELOMA: readonly PointPlan[] = [
  {
    id: 'KM',
    fill: (chart) => [
      ...derivedRows(chart, 'mm.refractory.classes'),
      resistant(chart),
      ...derivedRows(chart, 'mm.iss', 'mm.riss', 'mm.r2iss', 'mm.cgs2025', 'mm.rdi', 'mm.doseLevel'),
      ...factRows(
        chart,
        'extramed.site',
        'lab.plasmaCellsPb',
        'lab.mSerum',
        'lab.mUrine',
        'lab.kappa',
        'lab.lambda',
        'lab.heavyChain',
      ),
      chart.code('lab.heavyChain') === 'igg'
        ? chart.about('brief.row.iggWarning', [chart.last('lab.heavyChain')])
        : null,
    ],
  },
];

const TRIAL_EXCLUSIONS = [
  'csf.status',
  'stg.cnsInvolved',
  'infx.kind',
  'spm.occurred',
  'lab.pregnancyTest',
  'com.lvef',
  'lab.egfr',
  'com.hbvSurfaceAg',
  'com.hcvAb',
  'com.hivAgAb',
] as const;

/** The clinician's brief of lupus (lupus.md 8). */
export const LUPUS: readonly PointPlan[] = [
  {
    id: 'C1',
    fill: (chart) => [
      ...identity(chart),
      ...derivedRows(chart, 'sledai2k', 'doris2021', 'lldas'),
      ...factRows(chart, 'sledai.items', 'sledai.total', 'sledai.pga', 'sle.nephritisClass', 'sle.organs'),
      ...factRows(
        chart,
        'bilag.constitutional',
        'bilag.mucocutaneous',
        'bilag.neuropsychiatric',
        'bilag.musculoskeletal',
        'bilag.cardiorespiratory',
        'bilag.gastrointestinal',
        'bilag.ophthalmic',
        'bilag.renal',
        'bilag.haematological',
      ),
    ],
  },
  { id: 'C2', fill: (chart) => derivedRows(chart, 'sleTrials.eligibilityPattern', 'eularAcr2019') },
  { id: 'C3', fill: (chart) => factRows(chart, ...TRIAL_EXCLUSIONS) },
  {
    id: 'C4',
    fill: (chart) => [
      ...factRows(chart, 'elig.sleFailures'),
      ...chart.events('drug').map((event) => {
        const [drug, start, stop] = [event.fact('drug.code'), event.fact('drug.start'), event.fact('drug.stopReason')];
        return chart.about('brief.row.drug', [drug], {
          drug: drug ? chart.value(drug) : '',
          start: start ? chart.when(start) : '–',
          stop: stop ? chart.value(stop) : '–',
        });
      }),
    ],
  },
  {
    id: 'C5',
    fill: (chart) =>
      factRows(
        chart,
        'imm.cd19',
        'imm.bNaivePct',
        'lab.dsdna',
        'lab.ro',
        'car.expansionPeak',
        'sledai.sliccDamage',
        'dx.date',
      ),
  },
  {
    id: 'C6',
    fill: (chart) =>
      factRows(
        chart,
        'sledai.gcDose',
        'com.hbvCoreAb',
        'com.tbTest',
        'com.cmvIgG',
        'elig.contraception',
        'imm.vaccineRestart',
      ),
  },
  {
    id: 'C7',
    fill: (chart) => [
      ...derivedRows(chart, 'crs.astct2019.course', 'icans.astct2019.course', 'ice.score'),
      ...factRows(chart, 'crs.maxGrade', 'icans.maxGrade', 'day.tocilizumab'),
    ],
  },
  {
    id: 'C8',
    fill: (chart) => [
      ...factRows(chart, 'lab.upcr', 'lab.proteinuria24', 'lab.egfr'),
      ...derivedRows(chart, 'renalResponse.kdigo2024'),
    ],
  },
  {
    id: 'C9',
    fill: (chart) => [
      ...derivedRows(chart, 'bCellAplasia', 'hypogammaglobulinaemia'),
      ...factRows(chart, 'imm.cd19', 'imm.bNaivePct', 'lab.igg'),
    ],
  },
  {
    id: 'C10',
    fill: (chart) => derivedRows(chart, 'doris2021.sustained', 'drugFreeMonths', 'renalResponse.kdigo2024'),
  },
  { id: 'C11', fill: (chart) => [...factRows(chart, 'inf.date'), followUp(chart)] },
  { id: 'C12', fill: (chart) => [...gaps(chart), ...references(chart)] },
];
