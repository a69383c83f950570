import { calibration } from './calibration.ts';
import { NORTHERN_REGIONS } from './lymphoma/lymphoma-person.ts';
import { BLOOD_POPULATIONS, bloodColumn } from './truth.ts';

/** The study definition that goes with the synthetic facts: what a study is, by example. */
export function studyYaml(seed: number): string {
  const { bannerEn, bannerIt } = calibration.meta;
  const blood = BLOOD_POPULATIONS.map(
    (population) =>
      `  - { name: ${bloodColumn(population)}, block: flow, code: flow.pctParent, unit: '%', where: { asy.kind: flowBlood, flow.population: ${population} } }`,
  ).join('\n');
  return `# ${bannerEn}
# ${bannerIt}
format: linea-study
version: 1
title:
  en: Synthetic study of CAR-T in second and later lines
  it: Studio sintetico delle CAR-T in seconda linea e nelle linee successive
synthetic: true
data: [facts.json]
matrices:
  - { id: expression, file: expression.csv, samples: asy.dataRef, batch: asy.batch }
cut: 2026-10-31
seed: ${seed}

# Who: candidates are registered, apheresed have a leukapheresis, infused an infusion. A row per infused patient.
settings: { second: [lbcl2l], later: [lbcl3l], others: [ballRr, mm2l, sle] }
population: infused

# When: a feature sees what the centre knew by the start of lymphodepletion, and nothing else.
decision: ld.start

features:
  - { name: age, from: age }
  - { name: sex_female, label: { en: 'Female sex', it: 'Sesso femminile' }, code: demo.sex, is: [female] }
  - { name: region_north, label: { en: 'Lives in northern Italy', it: 'Residenza nel Nord Italia' }, code: demo.regionResidence, is: [${NORTHERN_REGIONS.map((code) => `'${code}'`).join(', ')}] }
  - { name: ecog2, label: { en: 'ECOG 2 or more', it: 'ECOG 2 o più' }, code: stg.ecog, is: ['2', '3', '4'] }
  - { name: stage, code: stg.annArbor }
  - { name: extranodal_sites, code: stg.extranodalSites }
  - { name: bulk, code: stg.bulkCm, unit: cm }
  - { name: mtv, label: { en: 'Metabolic tumour volume', it: 'Volume metabolico tumorale' }, code: stg.mtv, unit: mL }
  - { name: ldh_ratio, code: lab.ldh, per: uln, window: [-30, 0] }
  - { name: crp, code: lab.crp, unit: mg/L, window: [-30, 0] }
  - { name: ferritin, code: lab.ferritin, unit: ug/L, window: [-30, 0] }
  - { name: neutrophils, code: lab.anc, unit: 10*9/L, window: [-30, 0] }
  - { name: hb, code: lab.hb, unit: g/dL, window: [-30, 0] }
  - { name: platelets, code: lab.plt, unit: 10*9/L, window: [-30, 0] }
  - { name: mono_apheresis, code: leuk.monoBefore, unit: 10*9/L }
  - { name: lymphocytes_apheresis, code: leuk.alcBefore, unit: 10*9/L }
  - { name: product_tisa, label: { en: 'Tisagenlecleucel (against other products)', it: 'Tisagenlecleucel (rispetto agli altri prodotti)' }, code: mfg.product, is: [tisa-cel] }
  - { name: bridge_failed, label: { en: 'Bridging without response', it: 'Terapia di bridging senza risposta' }, code: bridge.response, is: [SD, PD], unless: { bridge.kind: none } }
  - { name: tp53, label: { en: 'TP53 altered', it: 'TP53 alterato' }, block: ctdna, code: mol.status, is: [mutated, deleted], where: { mol.gene: TP53 } }
  - { name: ctdna, label: { en: 'ctDNA in plasma', it: 'ctDNA plasmatico' }, block: ctdna, code: ctdna.level, unit: '{hGE}/mL' }
  - { name: product_cd8_tcm, label: { en: 'Central memory CD8 cells of the product', it: 'Cellule CD8 memoria centrale del prodotto' }, block: flow, code: flow.pctParent, unit: '%', where: { asy.kind: flowProduct, flow.population: CAR-CD8-tcm } }
  - { name: product_cd8_exh, label: { en: 'Exhausted CD8 cells of the product', it: 'Cellule CD8 esauste del prodotto' }, block: flow, code: flow.pctParent, unit: '%', where: { asy.kind: flowProduct, flow.population: CAR-CD8-exh } }
${blood}
  - { block: exprSignal, matrix: expression, columns: SYN_MYE_* }
  - { block: exprNoise, matrix: expression, columns: SYN_NOISE_* }
  - { block: exprBatch, matrix: expression, columns: SYN_BATCH_* }
  # Traps: each is seen only after the decision, or is the outcome itself. A study that asks for them is told so.
  - { name: expansion_peak, code: car.expansionPeak, trap: true }
  - { name: ctdna_fold_change, code: ctdna.foldChange, trap: true }
  - { name: response_month_1, code: resp.lugano, trap: true }
  - { name: crs_max_grade, code: crs.maxGrade, trap: true }

endpoints:
  - { id: pfs, kind: benefit }
  - { id: os, kind: benefit }
  - { id: cr3m, kind: response }
  - { id: orr3m, kind: response }
  - { id: crs3, kind: toxicity }
  - { id: icans3, kind: toxicity }
  - { id: icaht3, kind: toxicity }
  - { id: nrm, kind: competing }

# The plan: terms of the multivariable models, by the key under which they are reported.
model:
  terms:
    ctdna: { column: ctdna, transform: log10, centre: 2.1 }
    mtv: { column: mtv, transform: log2, centre: 6.6, for: [benefit, toxicity] }
    ldh: { column: ldh_ratio, transform: log2, centre: 0.3, for: [benefit, toxicity] }
    tp53: { column: tp53 }
    exh: { column: product_cd8_exh, transform: log, centre: ${Math.log(8).toFixed(6)}, scale: 0.5 }
    tcm: { column: product_cd8_tcm, transform: log, centre: ${Math.log(16).toFixed(6)}, scale: 0.5 }
    crp: { column: crp, transform: log2, centre: 3.6, for: [benefit, toxicity] }
    mono: { column: mono_apheresis, transform: log, centre: ${Math.log(0.475).toFixed(6)}, scale: 0.5 }
    bridgeFail: { column: bridge_failed }
    tisa: { column: product_tisa, for: [benefit, toxicity] }
    ecog2: { column: ecog2 }
    age: { column: age, centre: 60, scale: 10, for: [benefit, toxicity] }
    sex: { column: sex_female }
    region: { column: region_north }
    ferritin: { column: ferritin, transform: log2, centre: 8.6, for: [toxicity] }
    neutrophils: { column: neutrophils, transform: log2, centre: 1.6, for: [toxicity] }
    hb: { column: hb, centre: 11, for: [toxicity] }
    platelets: { column: platelets, transform: log2, centre: 7.4, for: [toxicity] }
  controls: [age, sex, region]
  # Findings in the tumour against the immune state of blood and product, adjusted for the line and for these terms.
  associations: { genetics: [ctdna], immune: [flow, mono_apheresis, exprSignal], adjust: [age, sex, mtv] }
  comparison: tisa
  # Sustainability: what standard care gave in another trial, as a cited input with the range that is tried. No causal claim.
  scenario: { month: 24, alternative: 0.16, low: 0.10, high: 0.25, source: 'Locke FL et al. N Engl J Med 2022;386:640-654 (ZUMA-7, event-free survival at 24 months, standard care)' }
  # The first pair is the primary question, asked in second line by itself; the others share a false discovery rate.
  interactions: [[ctdna, tcm], [ctdna, exh], [mtv, tcm], [tp53, tcm]]
`;
}
