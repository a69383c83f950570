import { toIso } from '@linea/facts';
import { type CleanFact, type PatientRecord, rounded } from '../record.ts';
import { BLOOD_POPULATIONS, type LbclSetting } from '../truth.ts';
import type { LymphomaPerson } from './lymphoma-person.ts';

/** The days of a patient on the way to the infusion, as day numbers. */
export interface Route {
  readonly registration: number;
  readonly leukapheresis: number;
  readonly lymphodepletion: number;
  readonly infusion: number;
}

/** Everything known before lymphodepletion, as a complete centre records it. */
export function recordBefore(
  to: PatientRecord,
  of: LymphomaPerson,
  setting: LbclSetting,
  route: Route,
  batch: string,
): void {
  const { registration, leukapheresis, lymphodepletion } = route;
  const by = of.person.draws('dates-before');
  const kept = { kept: true, knownAfterDays: 0 };
  to.date('registration:1', 'reg.date', registration, kept);
  to.put('registration:1', 'reg.setting', registration, setting, kept);
  to.put('registration:1', 'reg.indication', registration, 'LBCL', kept);
  for (const kind of ['registry', 'biobank', 'genomic']) {
    to.put(`consent:${kind}`, 'consent.kind', registration, kind, kept);
    to.put(`consent:${kind}`, 'consent.status', registration, 'given', kept);
    to.date(`consent:${kind}`, 'consent.date', registration, kept);
  }
  to.put('demographics:1', 'demo.birthYear', registration, yearOf(registration) - of.age, { ...kept, unit: 'a' });
  to.put('demographics:1', 'demo.sex', registration, of.sex, kept);
  to.put('demographics:1', 'demo.regionResidence', registration, of.region, { knownAfterDays: 0 });
  const relapse = registration - by.whole(5, 25);
  priorLines(to, of, relapse, () => by.whole(20, 200));
  to.put('eligibility:1', 'elig.carT', registration, 'eligible', { knownAfterDays: 0 });
  to.date('eligibility:1', 'ref.date', registration - by.whole(0, 4), { knownAfterDays: 0 });
  to.date('eligibility:1', 'elig.relapseDate', relapse, { knownAfterDays: 7 });
  if (setting === 'lbcl2l')
    to.put('eligibility:1', 'elig.refractoryFirstLine', registration, of.firstLine, { knownAfterDays: 0 });
  staging(to, of, leukapheresis - by.whole(1, 4));
  leukapheresisFacts(to, of, leukapheresis);
  bridging(to, of, leukapheresis, lymphodepletion);
  manufacturing(to, of, leukapheresis, lymphodepletion);
  laboratory(to, of, lymphodepletion - by.whole(1, 3));
  assays(to, of, route, batch);
}

const yearOf = (day: number): number => Number(toIso(day).slice(0, 4));

function priorLines(to: PatientRecord, of: LymphomaPerson, relapse: number, gap: () => number): void {
  let progression = relapse;
  const lines: { start: number; end: number; progression: number }[] = [];
  for (let line = of.priorLines; line >= 1; line--) {
    const early = line > 1 || of.firstLine === 'refractory' ? 15 : gap();
    const end = progression - early;
    const start = end - 21 * 5;
    lines.unshift({ start, end, progression });
    progression = start - 12;
  }
  const diagnosis = (lines[0]?.start ?? relapse) - 20;
  to.date('diagnosis:1', 'dx.date', diagnosis, { knownAfterDays: 10 });
  to.put('diagnosis:1', 'dx.subtype', diagnosis, of.subtype, { kept: true, knownAfterDays: 10 });
  for (const [index, { start, end, progression: back }] of lines.entries()) {
    const event = `line:${index + 1}`;
    const last = index === lines.length - 1 && of.firstLine === 'earlyRelapse' && of.priorLines === 1;
    to.put(event, 'line.number', start, index + 1, { kept: true, knownAfterDays: 0 });
    to.put(event, 'line.intent', start, index === 0 ? 'curative' : 'salvage', { knownAfterDays: 0 });
    if (index > 0) to.put(event, 'line.regimen', start, 'RDHAP', { knownAfterDays: 0 });
    to.date(event, 'line.start', start, { kept: true, knownAfterDays: 0 });
    to.date(event, 'line.end', end, { knownAfterDays: 0 });
    to.put(event, 'line.bestResponse', end, last ? 'CR' : 'PR', { knownAfterDays: 10 });
    to.date(event, 'line.progressionDate', back, { knownAfterDays: 7 });
  }
}

function staging(to: PatientRecord, of: LymphomaPerson, day: number): void {
  to.date('staging:pre', 'stg.date', day, { knownAfterDays: 1 });
  to.put('staging:pre', 'stg.annArbor', day, of.stage, { knownAfterDays: 1 });
  to.put('staging:pre', 'stg.extranodalSites', day, of.extranodal, { unit: '{sites}', knownAfterDays: 1 });
  to.put('staging:pre', 'stg.bulkCm', day, rounded(of.bulkCm, 1), { unit: 'cm', knownAfterDays: 1 });
  to.put('staging:pre', 'stg.mtv', day, rounded(of.planted.mtv ?? 0, 1), { unit: 'mL', knownAfterDays: 3 });
  to.put('staging:pre', 'stg.mtvMethod', day, 'suv4', { knownAfterDays: 3 });
  to.put('staging:pre', 'stg.ecog', day, of.ecog, { knownAfterDays: 0 });
}

function leukapheresisFacts(to: PatientRecord, of: LymphomaPerson, day: number): void {
  to.date('leukapheresis:1', 'leuk.date', day, { kept: true, knownAfterDays: 0 });
  to.put('leukapheresis:1', 'leuk.alcBefore', day, rounded(of.lymphocytes, 2), { unit: '10*9/L', knownAfterDays: 0 });
  to.put('leukapheresis:1', 'leuk.monoBefore', day, rounded(of.planted.mono ?? 0, 3), {
    unit: '10*9/L',
    knownAfterDays: 0,
  });
  to.put('leukapheresis:1', 'leuk.result', day, 'accepted', { knownAfterDays: 1 });
}

function bridging(to: PatientRecord, of: LymphomaPerson, leukapheresis: number, lymphodepletion: number): void {
  const start = leukapheresis + 2;
  to.put('bridging:1', 'bridge.kind', start, of.bridging, { kept: true, knownAfterDays: 0 });
  if (of.bridgingResponse === null) return;
  to.date('bridging:1', 'bridge.start', start, { knownAfterDays: 0 });
  to.date('bridging:1', 'bridge.end', lymphodepletion - 8, { knownAfterDays: 0 });
  to.put('bridging:1', 'bridge.response', lymphodepletion - 5, of.bridgingResponse, { knownAfterDays: 2 });
  to.date('bridging:1', 'bridge.responseDate', lymphodepletion - 5, { knownAfterDays: 2 });
}

function manufacturing(to: PatientRecord, of: LymphomaPerson, leukapheresis: number, lymphodepletion: number): void {
  const event = 'manufacturing:1';
  to.put(event, 'mfg.product', leukapheresis, of.product, { kept: true, knownAfterDays: 0 });
  to.date(event, 'mfg.orderDate', leukapheresis, { knownAfterDays: 0 });
  to.date(event, 'mfg.releaseDate', lymphodepletion - 6, { knownAfterDays: 0 });
  to.put(event, 'mfg.result', lymphodepletion - 6, 'released', { knownAfterDays: 0 });
  to.date(event, 'mfg.receivedDate', lymphodepletion - 4, { knownAfterDays: 0 });
}

function laboratory(to: PatientRecord, of: LymphomaPerson, day: number): void {
  const event = 'lab:preLd';
  const uln = of.person.centre % 2 === 0 ? 250 : 220;
  const said: Partial<CleanFact> = { knownAfterDays: 0 };
  to.date(event, 'lab.date', day, said);
  to.put(event, 'lab.ldh', day, Math.round((of.planted.ldh ?? 1) * uln), { ...said, unit: 'U/L', qualifiers: { uln } });
  to.put(event, 'lab.crp', day, rounded(of.planted.crp ?? 0, 2), { ...said, unit: 'mg/L' });
  to.put(event, 'lab.ferritin', day, Math.round(of.ferritin), { ...said, unit: 'ug/L' });
  to.put(event, 'lab.anc', day, rounded(of.anc, 2), { ...said, unit: '10*9/L' });
  to.put(event, 'lab.hb', day, rounded(of.hb, 1), { ...said, unit: 'g/dL' });
  to.put(event, 'lab.plt', day, Math.round(of.platelets), { ...said, unit: '10*9/L' });
}

/** Samples and assays before lymphodepletion: tumour DNA, product and blood by flow, gene of interest, transcriptome by reference. */
function assays(to: PatientRecord, of: LymphomaPerson, { leukapheresis, lymphodepletion }: Route, batch: string): void {
  const drawn = lymphodepletion - 6;
  const ctdna = { block: 'ctdna', knownAfterDays: 4 } as const;
  sample(to, 'ctdna', 'pbStreck', 'preLd', drawn, 'ctdna');
  to.put('assay:ctdna', 'asy.kind', drawn, 'ctdnaPanel', ctdna);
  to.put('assay:ctdna', 'asy.sampleRef', drawn, 'sample:ctdna', ctdna);
  to.put('assay:ctdna', 'ctdna.level', drawn, rounded(of.planted.ctdna ?? 0, 2), { ...ctdna, unit: '{hGE}/mL' });
  to.put('assay:ctdna', 'ctdna.lod', drawn, 0.01, { ...ctdna, unit: '%' });
  to.put('molecular:tp53', 'mol.gene', drawn, 'TP53', { knownAfterDays: 4 });
  to.date('molecular:tp53', 'mol.date', drawn, { knownAfterDays: 4 });
  to.put('molecular:tp53', 'mol.status', drawn, of.planted.tp53 ? 'mutated' : 'wildType', { knownAfterDays: 4 });
  const released = lymphodepletion - 6;
  sample(to, 'product', 'productResidual', 'preLd', released, 'flow');
  for (const [population, value] of [
    ['CAR-CD8-tcm', of.planted.tcm],
    ['CAR-CD8-exh', of.planted.exh],
  ] as const) {
    flow(to, `product-${population}`, 'flowProduct', 'sample:product', released, population, value ?? 0, 'CAR-CD8');
  }
  sample(to, 'blood', 'pbEdta', 'preLd', drawn, 'flow');
  for (const population of BLOOD_POPULATIONS) {
    flow(to, `blood-${population}`, 'flowBlood', 'sample:blood', drawn, population, of.blood[population] ?? 0, 'T');
  }
  const rna = { block: 'expression', knownAfterDays: 14 } as const;
  sample(to, 'rna', 'apheresis', 'apheresis', leukapheresis, 'expression');
  to.put('assay:rna', 'asy.kind', leukapheresis, 'rnaseqBulk', rna);
  to.put('assay:rna', 'asy.sampleRef', leukapheresis, 'sample:rna', rna);
  to.put('assay:rna', 'asy.batch', leukapheresis, batch, rna);
  to.put('assay:rna', 'asy.dataRef', leukapheresis, `expression.csv#${of.person.id}`, rna);
}

function sample(
  to: PatientRecord,
  name: string,
  type: string,
  timepoint: string,
  day: number,
  block: 'ctdna' | 'flow' | 'expression',
): void {
  to.put(`sample:${name}`, 'smp.type', day, type, { knownAfterDays: 0, block });
  to.put(`sample:${name}`, 'smp.timepoint', day, timepoint, { knownAfterDays: 0, block });
}

function flow(
  to: PatientRecord,
  name: string,
  kind: string,
  sampleRef: string,
  day: number,
  population: string,
  value: number,
  parent: string,
): void {
  const said = { block: 'flow', knownAfterDays: 2 } as const;
  to.put(`assay:${name}`, 'asy.kind', day, kind, said);
  to.put(`assay:${name}`, 'asy.sampleRef', day, sampleRef, said);
  to.put(`assay:${name}`, 'flow.population', day, population, said);
  to.put(`assay:${name}`, 'flow.parent', day, parent, said);
  to.put(`assay:${name}`, 'flow.pctParent', day, rounded(value, 2), { ...said, unit: '%' });
}
