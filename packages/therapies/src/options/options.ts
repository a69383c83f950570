import { hasDisease, type Patient } from '@linea/criteria';
import { type Disease, fromIso } from '@linea/facts';
import { classSwitch, type DrugRelation } from '../evidence/class-switch.ts';
import { byEvidence, evidenceFor, type TrialEvidence } from '../evidence/evidence.ts';
import { conditionsOf, type JudgedText, judgedText } from '../gate/label.ts';
import {
  type ExpectedToxicity, type KnownRegimen, type Label, labels, regimenById, toxicityOf,
} from '../knowledge/knowledge.ts'; // biome-ignore format: a list
import { type StatusOn, statusOn } from '../status/status-on.ts';

/**
 * What the printed text comes to for this patient on this day.
 *
 *  matches      every condition is met
 *  sameTarget   every condition is met, but it repeats a drug the disease is refractory to, or a class whose trial took nobody refractory to it
 *  undecided    no condition is failed and some are open: what to ask for stands beside each
 *  trialOnly    no printed indication: clinical trials only
 *  notMatched   a condition is failed
 *  notYet       not authorised on this day
 */
export type Group = 'matches' | 'sameTarget' | 'undecided' | 'trialOnly' | 'notMatched' | 'notYet';

/** A therapy whose indication was held against the facts of a day. */
export interface Option {
  readonly id: string;
  readonly group: Group;
  readonly regimen: KnownRegimen;
  readonly label: JudgedText;
  readonly europe: StatusOn;
  readonly italy: StatusOn;
  /** Paid for by the national health service for this patient's facts: another question than authorised. */
  readonly reimbursed: { readonly answer: 'yes' | 'no' | 'unknown'; readonly text: JudgedText | null };
  readonly classSwitch: readonly DrugRelation[];
  readonly evidence: readonly TrialEvidence[];
  readonly toxicity: readonly ExpectedToxicity[];
}

const DISEASES: readonly Disease[] = ['LBCL', 'ALL', 'MM', 'SLE'];

const NOT_PAID: ReadonlySet<string> = new Set(['cnn', 'notReimbursed', 'notAuthorised', 'trialOnly']);

function reimbursement(
  { reimbursedFor, reimbursedReading, reading }: Label,
  label: JudgedText,
  italy: StatusOn,
  of: Patient,
  day: number,
): Option['reimbursed'] {
  const text = reimbursedFor ? judgedText(reimbursedFor, reimbursedReading ?? reading, of, day) : null;
  if (NOT_PAID.has(italy.status)) return { answer: 'no', text };
  if (italy.status !== 'reimbursed') return { answer: 'unknown', text };
  const { answer } = text ?? label;
  return { answer: answer === 'met' ? 'yes' : answer === 'not-met' ? 'no' : 'unknown', text };
}

/** True where a trial says that nobody in it was refractory to what this drug acts on. */
const noneRefractory = (evidence: readonly TrialEvidence[], name: string | null): boolean => {
  const point = name === 'CD38' ? 'antiCd38Refractory' : name === 'IMID' ? 'lenalidomideRefractory' : null;
  return (
    point !== null &&
    evidence.length > 0 &&
    evidence.every(({ likeness }) => likeness.some((one) => one.point === point && one.standing === 'outside'))
  );
};

function groupOf(
  label: Label,
  judged: JudgedText,
  europe: StatusOn,
  drugs: readonly DrugRelation[],
  evidence: readonly TrialEvidence[],
): Group {
  if (europe.status === 'trialOnly') return 'trialOnly';
  if (europe.status === 'notAuthorised') return 'notYet';
  if (judged.answer !== 'met') return judged.answer === 'not-met' ? 'notMatched' : 'undecided';
  const repeats = drugs.some(
    ({ relation, class: name }) =>
      relation === 'refractoryDrug' || (relation === 'refractoryClass' && noneRefractory(evidence, name)),
  );
  if (repeats) return 'sameTarget';
  return europe.status === 'unknown' && label.europe.length > 0 ? 'undecided' : 'matches';
}

function optionOf(label: Label, of: Patient, disease: Disease, day: number): Option {
  const regimen = regimenById(label.regimen) as KnownRegimen;
  const judged = judgedText(conditionsOf(label), label.reading, of, day);
  const europe = statusOn(label.europe, day, 'notAuthorised');
  const national = statusOn(label.italy, day, 'unknown');
  const italy =
    europe.status === 'notAuthorised' && national.status !== 'earlyAccess'
      ? { ...europe, status: 'notAuthorised' as const }
      : national;
  const evidence = evidenceFor(label.trials, of, disease, day, [regimen.id, regimen.nameEn]);
  const drugs = classSwitch(of, regimen.drugs);
  return {
    id: label.id,
    group: groupOf(label, judged, europe, drugs, evidence),
    regimen,
    label: judged,
    europe,
    italy,
    reimbursed: reimbursement(label, judged, italy, of, day),
    classSwitch: drugs,
    evidence,
    toxicity: regimen.drugs.flatMap((drug) => toxicityOf(drug) ?? []),
  };
}

const ORDER: readonly Group[] = ['matches', 'sameTarget', 'undecided', 'trialOnly', 'notMatched', 'notYet'];

/**
 * Every therapy of the patient's disease held against the facts of a day: by group, and by evidence within it.
 * A comparison of recorded facts with printed texts; it decides nothing.
 *
 * @param asOf  the day of the patient's view, YYYY-MM-DD
 */
export function optionsOf(of: Patient, asOf: string): readonly Option[] {
  const day = fromIso(asOf);
  const disease = DISEASES.find((one) => hasDisease(of, one));
  if (disease === undefined) return [];
  return labels
    .filter((label) => label.disease === disease)
    .map((label) => optionOf(label, of, disease, day))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.group) - ORDER.indexOf(b.group) || byEvidence(a.evidence, b.evidence) || (a.id < b.id ? -1 : 1),
    );
}
