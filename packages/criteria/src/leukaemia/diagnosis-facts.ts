import { type Code, type Fact, withMembers } from '@linea/facts';
import { firstLineDay, hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  beside,
  codeOf,
  dateSpan,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { relapsesOf, sameTime } from './assessments.ts';
import { ANTIGENS, LESIONS } from './diagnosis-names.ts';
import { infused } from './infused.ts';

/** First recorded value of an item, before any relapse and before the infusion: that of the diagnosis. */
function first(of: Patient, code: Code, words: Readonly<Record<string, string | null>> = {}): Sourced {
  const infusion = infused(of);
  const relapsed = relapsesOf(of)[0]?.span.start ?? Infinity;
  const until = Math.min(relapsed, infusion ? dateSpan(of, infusion).start : Infinity);
  const fact = valued(of, code).find((one) => of.span(one).start < until);
  const word = codeOf(fact);
  return fact && word !== undefined
    ? sourced(word in words ? (words[word] ?? null) : word, [fact])
    : unknownInput(code);
}

const ABNORMALITY: Readonly<Record<(typeof LESIONS)[number] | 'ph', readonly string[]>> = {
  ph: ['BCR_ABL1'],
  kmt2a: ['KMT2A_R'],
  tcf3pbx1: ['TCF3_PBX1'],
  etv6runx1: ['ETV6_RUNX1'],
  iamp21: ['IAMP21'],
  phLike: ['CRLF2_R', 'ABL_CLASS_R'],
  ikzf1: ['IKZF1_DEL'],
  tp53: ['TP53_MUT'],
};

/** Present when any of the abnormalities is; absent only when each was looked for and not found. */
function lesion(of: Patient, name: keyof typeof ABNORMALITY): Sourced {
  const wanted = ABNORMALITY[name];
  const found = valued(of, 'cyto.abnormality').filter((fact) => wanted.includes(codeOf(fact) ?? ''));
  const results = found.map((fact): readonly [Fact, Fact | undefined] => [fact, beside(of, fact, 'cyto.result')]);
  const present = results.find(([, result]) => codeOf(result) === 'present');
  if (present)
    return sourced(
      'present',
      present.filter((fact) => fact !== undefined),
      'cyto.abnormality',
    );
  const absent = results.filter(([, result]) => codeOf(result) === 'absent');
  const excluded = wanted.every((code) => absent.some(([fact]) => codeOf(fact) === code));
  return excluded
    ? sourced(
        'absent',
        absent.flat().filter((fact) => fact !== undefined),
        'cyto.abnormality',
      )
    : unknownInput('cyto.abnormality');
}

function lineage(of: Patient): Sourced {
  const fact = valued(of, 'dx.subtype').at(0);
  return fact && (codeOf(fact) ?? '').startsWith('ball') ? sourced('B-ALL', [fact]) : unknownInput('dx.subtype');
}

/** The first finding made with the diagnosis, or before the first line began. */
function atDiagnosis(of: Patient, code: Code): Fact | undefined {
  const [diagnosis, begun] = [of.byCode('dx.date').at(0), firstLineDay(of)];
  return valued(of, code).find(
    (fact) => (diagnosis && sameTime(of, diagnosis, fact)) || (begun !== Infinity && of.span(fact).start <= begun),
  );
}

export function diagnosisApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'ALL')) return [];
  const [marrow, fluid] = [atDiagnosis(of, 'marrow.blasts'), atDiagnosis(of, 'csf.status')];
  const start = of.byCode('dx.date').at(0);
  const inputs = {
    lineage: lineage(of),
    egil: first(of, 'dx.egil'),
    ph: lesion(of, 'ph'),
    karyotype: first(of, 'cyto.karyotypeResult', { failed: null, notDone: null }),
    bmBlasts: marrow ? sourced(measured(marrow), [marrow]) : unknownInput('marrow.blasts'),
    ...Object.fromEntries(ANTIGENS.map((name) => [name, first(of, `path.${name}` as Code, { notDone: null })])),
    ...Object.fromEntries(LESIONS.map((name) => [name, lesion(of, name)])),
    cns: fluid ? sourced(codeOf(fluid) ?? null, [fluid]) : unknownInput('csf.status'),
    mrdMarker: first(of, 'mol.mrdMarker', { notDone: null }),
  };
  return [withMembers(start ? { at: of.span(start) } : {}, { inputs })];
}
