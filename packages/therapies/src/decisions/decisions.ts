import { criterionById, derive, hasDisease, type Patient } from '@linea/criteria';
import type { Code, Disease, FactId } from '@linea/facts';
import type { Answer } from '../gate/judged.ts';
import { decisionEvidence, type EvidenceStatement } from '../knowledge/knowledge.ts';
import { type Factor, type FactorDefinition, factorsOf } from './factors.ts';

const DECISIONS = ['alloAfterCart', 'secondLineCart', 'lupusCart'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

/** An inclusion text that recurs in trials, against the facts; a pattern, never a gate. */
export interface PatternCheck {
  readonly check: string;
  readonly answer: Answer;
  readonly facts: readonly FactId[];
  readonly ask: readonly Code[];
}

/** A decision with both sides and no verdict. */
export interface Decision {
  readonly kind: DecisionKind;
  readonly factors: readonly Factor[];
  readonly pattern: readonly PatternCheck[];
  readonly evidence: readonly EvidenceStatement[];
}

const DISEASE_OF: Readonly<Record<DecisionKind, Disease>> = {
  alloAfterCart: 'ALL',
  secondLineCart: 'LBCL',
  lupusCart: 'SLE',
};

/** all.md 5.7, in its order. */
const ALLO: readonly FactorDefinition[] = [
  { factor: 'burdenBefore', group: 'disease', codes: ['marrow.blasts', 'mrd.result', 'mrd.value'], when: 'beforeInfusion', criteria: [{ id: 'all.burden', of: { timepoint: 'preLd' } }, { id: 'all.mrd', of: { timepoint: 'postBridging' } }] },
  { factor: 'priorLines', group: 'disease', codes: ['line.number'], when: 'beforeInfusion' },
  { factor: 'priorAllo', group: 'disease', codes: ['proc.kind'], answers: ['alloHsct', 'autoHsct'], when: 'beforeInfusion' },
  { factor: 'genetics', group: 'disease', codes: ['dx.subtype', 'cyto.abnormality', 'cyto.result', 'cyto.karyotypeResult', 'mol.gene', 'mol.status'], most: 8 },
  { factor: 'extramedullary', group: 'disease', codes: ['extramed.site', 'csf.status'] },
  { factor: 'cd19', group: 'disease', codes: ['path.cd19'] },
  { factor: 'mrd', group: 'response', codes: ['mrd.result', 'mrd.method', 'mrd.sensitivity'], when: 'sinceInfusion', most: 8, criteria: [{ id: 'all.mrd', of: { timepoint: 'd28' } }, { id: 'all.mrd', of: { timepoint: 'm3' } }] },
  { factor: 'bCellAplasia', group: 'response', codes: ['imm.bAplasia', 'imm.cd19'], when: 'sinceInfusion', criteria: [{ id: 'all.bca' }] },
  { factor: 'age', group: 'patient', codes: ['demo.ageStated'] },
  { factor: 'comorbidity', group: 'patient', codes: ['com.hctciReported', 'com.condition'], criteria: [{ id: 'hctci.2005' }], most: 8 },
  { factor: 'ecog', group: 'patient', codes: ['stg.ecog', 'fu.ecog'], most: 2 },
  { factor: 'infections', group: 'patient', codes: ['infx.kind', 'infx.site', 'fu.seriousInfection'] },
  { factor: 'donor', group: 'patient', codes: ['donor.search', 'elig.alloHsct'] },
]; // biome-ignore format: a table

const SECOND_LINE: readonly FactorDefinition[] = [
  { factor: 'entity', group: 'disease', codes: ['dx.subtype'] },
  { factor: 'firstLine', group: 'disease', codes: ['line.regimen', 'line.bestResponse', 'line.end', 'line.progressionDate', 'elig.relapseDate'], criteria: [{ id: 'lbcl.secondLineStatus' }], most: 8 },
  { factor: 'biopsy', group: 'disease', codes: ['elig.relapseBiopsy'] },
  { factor: 'burden', group: 'disease', codes: ['stg.annArbor', 'stg.mtv', 'stg.bulkCm', 'stg.extranodalSites', 'lab.ldh'], most: 6 },
  { factor: 'risk', group: 'disease', criteria: [{ id: 'ipi' }, { id: 'car-hematotox' }] },
  { factor: 'cns', group: 'disease', codes: ['csf.status', 'stg.cnsInvolved'] },
  { factor: 'transplantIntent', group: 'patient', codes: ['elig.autoHsct'] },
  { factor: 'age', group: 'patient', codes: ['demo.ageStated'] },
  { factor: 'ecog', group: 'patient', codes: ['stg.ecog', 'fu.ecog'], most: 2 },
  { factor: 'organs', group: 'patient', codes: ['com.lvef', 'lab.creatinine', 'lab.egfr', 'com.dlco'] },
  { factor: 'infections', group: 'patient', codes: ['infx.kind', 'infx.site', 'com.hbvSurfaceAg', 'com.hivAgAb'] },
  { factor: 'logistics', group: 'path', codes: ['elig.boardDate', 'elig.slotDate', 'bridge.kind', 'bridge.response'] },
]; // biome-ignore format: a table

const LUPUS: readonly FactorDefinition[] = [
  { factor: 'activity', group: 'disease', codes: ['sle.organs', 'sle.nephritisClass'], criteria: [{ id: 'sledai2k' }, { id: 'doris2021' }] },
  { factor: 'failedDrugs', group: 'disease', codes: ['elig.sleFailures'] },
  { factor: 'kidney', group: 'disease', codes: ['lab.egfr', 'lab.upcr'], most: 3 },
  { factor: 'immunity', group: 'patient', codes: ['lab.igg', 'imm.cd19', 'imm.cd3'], most: 3 },
  { factor: 'age', group: 'patient', codes: ['demo.ageStated'] },
  { factor: 'fertility', group: 'patient', codes: ['elig.contraception'] },
  { factor: 'trial', group: 'path', codes: ['elig.trialId', 'consent.status'] },
]; // biome-ignore format: a table

const FACTORS: Readonly<Record<DecisionKind, readonly FactorDefinition[]>> = {
  alloAfterCart: ALLO,
  secondLineCart: SECOND_LINE,
  lupusCart: LUPUS,
};

const PATTERN = { met: 'met', notMet: 'not-met', unknown: 'unknown' } as const;

/** The recurring inclusion texts of CAR-T trials in lupus (`sleTrials.eligibilityPattern`), each with its facts. */
function patternOf(of: Patient): readonly PatternCheck[] {
  const criterion = criterionById('sleTrials.eligibilityPattern');
  const [derivation] = criterion ? derive(criterion, of) : [];
  const checks = (derivation?.answer.checks ?? []) as readonly { check: string; status: keyof typeof PATTERN }[];
  return checks.map(({ check, status }) => {
    const inputs = (INPUTS[check] ?? []).flatMap((name) => derivation?.inputs[name] ?? []);
    return {
      check,
      answer: PATTERN[status],
      facts: status === 'unknown' ? [] : inputs.flatMap(({ facts }) => facts).slice(0, MOST_FACTS),
      ask: status === 'unknown' ? [...new Set(inputs.flatMap(({ codes }) => codes))] : [],
    };
  });
}

const MOST_FACTS = 6;

/** The inputs of the pattern that each of its lines reads. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  classification: ['classified'], autoantibodies: ['autoantibodies'], activity: ['sledai', 'bilag'], failedDrugs: ['failedDrugs'], age: ['ageYears'],
  egfr: ['egfr'], lvef: ['lvef'], noActiveInfection: ['activeInfection'], noHiv: ['hiv'], noHbv: ['hbv'], noHcv: ['hcv'], contraception: ['contraception'],
  noActiveCns: ['activeCns'], noRecentCancer: ['recentCancer'], cd3: ['cd3'],
}; // biome-ignore format: a table

/** The decision that belongs to the patient's disease; null: none is described for it. @param asOf  YYYY-MM-DD */
export function decisionOf(of: Patient, asOf: string): Decision | null {
  const kind = DECISIONS.find((one) => hasDisease(of, DISEASE_OF[one]));
  if (kind === undefined) return null;
  return {
    kind,
    factors: factorsOf(of, FACTORS[kind], asOf),
    pattern: kind === 'lupusCart' ? patternOf(of) : [],
    evidence: decisionEvidence.filter((one) => one.decision === kind),
  };
}
