import type { Course } from '../people.ts';
import { DAYS_PER_MONTH, happens } from '../people.ts';
import { type PatientRecord, rounded } from '../record.ts';
import type { LbclSetting } from '../truth.ts';
import type { Route } from './before-infusion.ts';
import type { LymphomaPerson } from './lymphoma-person.ts';
import type { Toxicity } from './toxicity.ts';

const PLANNED: readonly (readonly [timepoint: string, day: number])[] = [
  ['d28', 30], ['m3', 91], ['m6', 183], ['m12', 365], ['m18', 548], ['m24', 730], ['annual', 1095],
]; // biome-ignore format: a table

/** Everything from the infusion on, up to the last contact: daily observations, toxicity, responses, progression, death. */
export function recordAfter(
  to: PatientRecord,
  of: LymphomaPerson,
  setting: LbclSetting,
  route: Route,
  course: Course,
  toxicity: Toxicity,
  complete: boolean,
): void {
  const day0 = route.infusion;
  const last = Math.min(course.lastDay, course.deathDay);
  infusion(to, of, setting, route);
  hospital(to, of, day0, Math.min(last, 14), toxicity);
  reported(to, day0, last, toxicity);
  neutrophils(to, of, day0, Math.min(last, 30), toxicity.neutropenicDays);
  traps(to, of, day0, last, course);
  if (toxicity.severeInfection && last > 25) {
    to.date('infection:1', 'infx.onset', day0 + 20);
    to.put('infection:1', 'infx.kind', day0 + 20, 'bacterial');
    to.put('infection:1', 'infx.grade', day0 + 20, '3');
  }
  assessments(to, of, day0, last, course, complete);
  outcome(to, of, day0, last, course);
}

function infusion(
  to: PatientRecord,
  of: LymphomaPerson,
  setting: LbclSetting,
  { lymphodepletion, infusion: day0 }: Route,
): void {
  const kept = { kept: true, knownAfterDays: 0 };
  to.date('lymphodepletion:1', 'ld.start', lymphodepletion, kept);
  to.date('lymphodepletion:1', 'ld.end', lymphodepletion + 2, { knownAfterDays: 0 });
  to.put('lymphodepletion:1', 'ld.regimen', lymphodepletion, 'fluCy', { knownAfterDays: 0 });
  to.date('infusion:1', 'inf.date', day0, kept);
  to.put('infusion:1', 'inf.product', day0, of.product, kept);
  to.put('infusion:1', 'inf.outOfSpec', day0, happens(setting, 'inf.outOfSpec', of.person.draws('spec')), {
    knownAfterDays: 0,
  });
  to.put('infusion:1', 'inf.setting', day0, 'inpatient', { knownAfterDays: 0 });
}

/** Daily temperature, pressure, oxygen and ICE of the admission: the ASTCT grades come out of them. */
function hospital(to: PatientRecord, of: LymphomaPerson, day0: number, days: number, toxicity: Toxicity): void {
  const by = of.person.draws('vitals');
  for (let day = 0; day <= days; day++) {
    const event = `daily:d${day}`;
    const inCrs = toxicity.crs > 0 && day >= toxicity.crsOnsetDay && day < toxicity.crsOnsetDay + toxicity.crsDays;
    const peak = inCrs && day === toxicity.crsOnsetDay + 1;
    const grade = inCrs ? (peak ? toxicity.crs : Math.min(toxicity.crs, 1)) : 0;
    const at = day0 + day;
    to.date(event, 'day.date', at, { knownAfterDays: 0 });
    to.put(event, 'day.tempMax', at, rounded(grade > 0 ? 38.2 + 1.4 * by.uniform() : 36.2 + 1.2 * by.uniform(), 1), {
      unit: 'Cel',
      knownAfterDays: 0,
    });
    to.put(event, 'day.hypotension', at, grade >= 2 ? 'present' : 'none', { knownAfterDays: 0 });
    const pressors = grade >= 4 ? ['norepinephrine', 'epinephrine'] : grade === 3 ? ['norepinephrine'] : ['none'];
    to.put(event, 'day.vasopressors', at, pressors, { knownAfterDays: 0 });
    to.put(event, 'day.o2Device', at, 'none', { knownAfterDays: 0 });
    const inIcans =
      toxicity.icans > 0 && day >= toxicity.icansOnsetDay && day < toxicity.icansOnsetDay + toxicity.icansDays;
    const neuro = inIcans ? (day === toxicity.icansOnsetDay + 1 ? toxicity.icans : Math.min(toxicity.icans, 1)) : 0;
    const ice = [10, 8, 5, 2, 0][neuro] as number;
    to.put(event, 'day.iceScore', at, ice, { unit: '{score}', knownAfterDays: 0 });
    to.put(
      event,
      'day.consciousness',
      at,
      neuro >= 4
        ? 'unarousable'
        : neuro === 3
          ? 'awakensToTactile'
          : neuro === 2
            ? 'awakensToVoice'
            : neuro === 1
              ? 'awakensSpontaneously'
              : 'alert',
      { knownAfterDays: 0 },
    );
  }
}

function reported(
  to: PatientRecord,
  day0: number,
  last: number,
  { crs, crsOnsetDay, crsDays, icans, icansOnsetDay, icansDays }: Toxicity,
): void {
  if (last < 15) return;
  for (const [kind, grade, onset, days] of [
    ['crs', crs, crsOnsetDay, crsDays],
    ['icans', icans, icansOnsetDay, icansDays],
  ] as const) {
    const event = `${kind}:1`;
    to.put(event, `${kind}.occurred`, day0 + (grade > 0 ? onset : 14), grade > 0, { knownAfterDays: 1 });
    if (grade === 0) continue;
    to.date(event, `${kind}.onset`, day0 + onset, { knownAfterDays: 0 });
    to.date(event, `${kind}.end`, day0 + onset + days, { knownAfterDays: 1 });
    to.put(event, `${kind}.maxGrade`, day0 + onset, String(grade), { knownAfterDays: days + 1 });
  }
}

function neutrophils(to: PatientRecord, of: LymphomaPerson, day0: number, days: number, neutropenic: number): void {
  const by = of.person.draws('neutrophils');
  for (let day = 0; day <= days; day += 2) {
    const low = day >= 4 && day < 4 + neutropenic;
    const value = day < 4 ? of.anc * (1 - day / 6) : low ? 0.05 + 0.4 * by.uniform() : 0.7 + 1.5 * by.uniform();
    to.date(`lab:d${day}`, 'lab.date', day0 + day, { knownAfterDays: 0 });
    to.put(`lab:d${day}`, 'lab.anc', day0 + day, rounded(value, 2), { unit: '10*9/L', knownAfterDays: 0 });
  }
}

/** What a careless analysis would use as a feature: expansion and the fall of tumour DNA after the infusion, tied to the outcome. */
function traps(to: PatientRecord, of: LymphomaPerson, day0: number, last: number, { eventDay }: Course): void {
  if (last < 30) return;
  const by = of.person.draws('traps');
  const lasting = Math.log(eventDay / 180);
  to.put('assay:expansion', 'asy.kind', day0 + 10, 'carDdpcr', { knownAfterDays: 3 });
  to.put(
    'assay:expansion',
    'car.expansionPeak',
    day0 + 10,
    rounded(Math.exp(3 + 0.45 * Math.max(-2, Math.min(2, lasting)) + 0.7 * by.normal()), 1),
    { unit: '/uL', knownAfterDays: 3 },
  );
  to.put('assay:ctdna28', 'asy.kind', day0 + 28, 'ctdnaPanel', { block: 'ctdna', knownAfterDays: 10 });
  to.put(
    'assay:ctdna28',
    'ctdna.foldChange',
    day0 + 28,
    rounded(-1.5 - 0.8 * Math.max(-2, Math.min(2, lasting)) + 0.6 * by.normal(), 2),
    { unit: '{log10}', block: 'ctdna', knownAfterDays: 10 },
  );
}

function assessments(
  to: PatientRecord,
  of: LymphomaPerson,
  day0: number,
  last: number,
  { eventDay, diedWithoutProgression }: Course,
  complete: boolean,
): void {
  const by = of.person.draws('responses');
  const clinical = !complete && of.person.draws('clinical-progression').chance(CLINICAL);
  let best = '';
  for (const [timepoint, day] of PLANNED) {
    if (day > last || day >= eventDay) break;
    best = responseAt(day, eventDay, best, by.uniform());
    assessment(to, timepoint, day0 + day, best);
  }
  if (eventDay <= last && !diedWithoutProgression) assessment(to, 'progression', day0 + eventDay, 'PD', clinical);
  else if (eventDay > last && !PLANNED.some(([, day]) => day === last)) {
    best = responseAt(last, eventDay, best, by.uniform());
    assessment(to, 'unscheduled', day0 + last, best);
  }
}

/**
 * Response of a patient who has not progressed: those about to progress respond less, who has not responded by the first assessment responds
 * later more rarely; a complete response stays complete.
 */
function responseAt(day: number, eventDay: number, before: string, u: number): string {
  if (before === 'CR') return 'CR';
  const left = (eventDay - day) / DAYS_PER_MONTH;
  const [complete, partial] = left > 5 ? [0.84, 0.8] : left > 2 ? [0.42, 0.7] : [0.27, 0.62];
  if (before === '') return u < complete ? 'CR' : u < complete + partial * (1 - complete) ? 'PR' : 'SD';
  const better = complete * LATER;
  return u < better ? 'CR' : before === 'PR' || u < better + LATER * partial ? 'PR' : 'SD';
}

/** How much rarer a response is that comes after the first assessment. */
const LATER = 0.3;

/** What a PET of each response shows: Deauville score, and uptake against the baseline. */
const PET: Readonly<Record<string, readonly [deauville: string, uptake: string]>> = {
  CR: ['2', 'reduced'],
  PR: ['4', 'reduced'],
  SD: ['4', 'unchanged'],
  PD: ['5', 'increased'],
};

/** Progressions seen at the bedside, of which nobody made a PET. */
const CLINICAL = 0.12;

function assessment(to: PatientRecord, timepoint: string, day: number, response: string, clinical = false): void {
  const event = `response:${timepoint}`;
  const said = { knownAfterDays: 3, kept: response === 'PD' };
  const [deauville, uptake] = PET[response] as readonly [string, string];
  to.date(event, 'resp.date', day, said);
  to.put(event, 'resp.timepoint', day, timepoint, said);
  to.put(event, 'resp.imaging', day, clinical ? 'none' : 'petct', said);
  to.put(event, 'resp.lugano', day, response, said);
  if (clinical) return;
  to.put(event, 'resp.deauville', day, deauville, said);
  to.put(event, 'resp.uptakeVsBaseline', day, uptake, said);
  to.put(event, 'resp.newLesion', day, response === 'PD' ? 'lymphoma' : 'no', said);
  to.put(event, 'resp.marrowUptake', day, 'normal', said);
}

function outcome(
  to: PatientRecord,
  of: LymphomaPerson,
  day0: number,
  last: number,
  { eventDay, deathDay, lastDay, diedWithoutProgression }: Course,
): void {
  const kept = { kept: true, knownAfterDays: 5 };
  const by = of.person.draws('outcome');
  const treated = eventDay + 20;
  if (!diedWithoutProgression && treated < last && by.chance(0.6)) {
    to.date('subsequent:1', 'sub.start', day0 + treated, { knownAfterDays: 0, kept: true });
    to.put('subsequent:1', 'sub.kind', day0 + treated, by.chance(0.6) ? 'bispecific' : 'chemo', {
      knownAfterDays: 0,
      kept: true,
    });
    to.put('subsequent:1', 'sub.reason', day0 + treated, 'relapse', { knownAfterDays: 0, kept: true });
  }
  if (deathDay <= lastDay) {
    to.date('death:1', 'death.date', day0 + deathDay, kept);
    to.put('death:1', 'death.cause', day0 + deathDay, diedWithoutProgression ? 'infection' : 'relapse', kept);
    return;
  }
  to.date('followup:last', 'fu.date', day0 + last, kept);
  to.put('followup:last', 'fu.survival', day0 + last, 'alive', kept);
  to.put('followup:last', 'fu.diseaseStatus', day0 + last, eventDay <= last ? 'progression' : 'remission', {
    knownAfterDays: 5,
  });
}
