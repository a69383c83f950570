import { toIso } from '@linea/facts';
import { LAST_DAY, registrationDay } from '../calendar.ts';
import { calibration, distributionOf, outcomeOf } from '../calibration.ts';
import { asRecorded } from '../dirt.ts';
import { batchOf, expressionOf } from '../expression.ts';
import { baselineHazard, type Course, courseOf, happens, type Person, peopleOf } from '../people.ts';
import { PatientRecord, type SynthFact } from '../record.ts';
import type { LbclSetting, Truth } from '../truth.ts';
import { recordAfter } from './after-infusion.ts';
import { type Route, recordBefore } from './before-infusion.ts';
import { recordBeside } from './beside.ts';
import { type LymphomaPerson, logRatioOf, lymphomaPerson } from './lymphoma-person.ts';
import { toxicityOf } from './toxicity.ts';

export interface SynthOptions {
  readonly seed: number;
  /** Patients of the setting. */
  readonly n: number;
  readonly complete: boolean;
  readonly truth: Truth;
}

export interface SynthPatient {
  readonly facts: readonly SynthFact[];
  /** The sample of the transcriptome, where one was measured and shipped. */
  readonly expression?: { readonly id: string; readonly values: Float64Array };
}

/** The patients of a lymphoma setting, one at a time. */
export function* lymphomaPatients(
  setting: LbclSetting,
  { seed, n, complete, truth }: SynthOptions,
): Generator<SynthPatient> {
  const hazard = baselineHazard(setting, (person) =>
    Math.exp(logRatioOf(lymphomaPerson(person, setting, 0), truth, setting, 0)),
  );
  const medianAfterMonths = setting === 'lbcl2l' ? 9 : 6;
  const nrmAt12 = outcomeOf(setting, 'nrm', 'all', 12);
  for (const person of peopleOf(setting, n, seed)) {
    const of = lymphomaPerson(person, setting, seed);
    const ratio = Math.exp(logRatioOf(of, truth, setting, seed));
    const course = courseOf(person, hazard, ratio, { medianAfterMonths, nrmAt12 });
    yield recordedPatient(of, setting, course, complete);
  }
}

function recordedPatient(of: LymphomaPerson, setting: LbclSetting, course: Course, complete: boolean): SynthPatient {
  const { person } = of;
  const by = person.draws('route');
  const toLeukapheresis = by.whole(7, 21);
  const period = calibration.settings[setting].registrationPeriod;
  const registration = registrationDay(person, period, toLeukapheresis + of.veinToVeinDays + course.lastDay);
  const leukapheresis = registration + toLeukapheresis;
  const infusion = leukapheresis + of.veinToVeinDays;
  const route: Route = { registration, leukapheresis, lymphodepletion: infusion - 5, infusion };
  const followed = inTime(course, infusion);
  const batch = batchOf(person.centre, Number(toIso(leukapheresis).slice(0, 4)));
  const to = new PatientRecord();
  recordBefore(to, of, setting, route, batch);
  const lost = notInfused(person, setting);
  if (lost === null) recordAfter(to, of, setting, route, followed, toxicityOf(of, setting), complete);
  else recordLoss(to, leukapheresis, lost, by.whole(25, 60), by.whole(60, 200));
  recordBeside(to, of, route.lymphodepletion, complete);
  const before =
    lost === null
      ? to.facts
      : to.facts.filter((fact) => fact.day <= leukapheresis + 25 || (fact.kept && !fact.event.startsWith('pro:')));
  const facts = asRecorded(before, person, {
    complete,
    deterioration: of.scores.ldh ?? 0,
    decisionDay: route.lymphodepletion,
  });
  const shipped = facts.some((fact) => fact.code === 'asy.dataRef' && fact.value !== undefined);
  return {
    facts,
    ...(shipped && lost === null ? { expression: { id: person.id, values: expressionOf(of, batch) } } : {}),
  };
}

/** The course, cut at the last day of the study. */
function inTime(course: Course, infusion: number): Course {
  return { ...course, lastDay: Math.max(30, Math.min(course.lastDay, LAST_DAY - infusion)) };
}

/** Why the product was not infused; null where it was. */
function notInfused(person: Person, setting: LbclSetting): string | null {
  const by = person.draws('infused');
  const [all, failed] = [probabilityOf(setting, 'derived.notInfused'), probabilityOf(setting, 'mfg.result#failed')];
  // Half of the failures are made good by a second manufacturing.
  if (happens(setting, 'mfg.result#failed', by) && by.chance(0.5)) return 'manufacturingFailure';
  if (!by.chance((all - failed / 2) / (1 - failed / 2))) return null;
  return by.pick({ progressionDeath: 0.6, infection: 0.15, clinicalDeterioration: 0.15, patientChoice: 0.1 });
}

function probabilityOf(setting: LbclSetting, code: string): number {
  const of = distributionOf(setting, code);
  return of.kind === 'bernoulli' ? of.p : 0;
}

function recordLoss(
  to: PatientRecord,
  leukapheresis: number,
  reason: string,
  afterDays: number,
  deathAfterDays: number,
): void {
  const kept = { kept: true, knownAfterDays: 2 };
  const day = leukapheresis + afterDays;
  to.put('infusion:1', 'inf.notInfusedReason', day, reason, kept);
  if (reason === 'manufacturingFailure') {
    to.put('manufacturing:1', 'mfg.result', day, 'failed', kept);
    to.put('manufacturing:1', 'mfg.failReason', day, 'lowExpansion', kept);
  }
  if (reason === 'progressionDeath' || reason === 'clinicalDeterioration') {
    to.date('death:1', 'death.date', leukapheresis + deathAfterDays, kept);
    to.put('death:1', 'death.cause', leukapheresis + deathAfterDays, 'relapse', kept);
    return;
  }
  to.date('followup:last', 'fu.date', leukapheresis + deathAfterDays, kept);
  to.put('followup:last', 'fu.survival', leukapheresis + deathAfterDays, 'alive', kept);
}
