import type { Person } from '../people.ts';
import { type PatientRecord, rounded } from '../record.ts';
import type { LymphomaPerson } from './lymphoma-person.ts';

/** How often a questionnaire is not filled in by somebody who is up and about; with an ECOG of 2 or more the odds double. */
const NOT_FILLED_IN = 0.12;

/** What has no effect on anything, or is missing for a reason: height and weight, and the quality of life before lymphodepletion. */
export function recordBeside(to: PatientRecord, of: LymphomaPerson, day: number, complete: boolean): void {
  build(to, of, day - 3);
  qualityOfLife(to, of, day - 2, complete);
}

function build(to: PatientRecord, { person, sex }: LymphomaPerson, day: number): void {
  const by = person.draws('build');
  const height = (sex === 'female' ? 162 : 175) + 7 * by.normal();
  const bodyMassIndex = Math.max(16, 26 + 4 * by.normal());
  to.date('function:preLd', 'fun.date', day, { knownAfterDays: 0 });
  to.put('function:preLd', 'com.height', day, rounded(height, 0), { unit: 'cm', knownAfterDays: 0 });
  const weight = rounded(bodyMassIndex * (height / 100) ** 2, 1);
  to.put('function:preLd', 'com.weight', day, weight, { unit: 'kg', knownAfterDays: 0 });
}

function qualityOfLife(
  to: PatientRecord,
  { person, ecog, planted }: LymphomaPerson,
  day: number,
  complete: boolean,
): void {
  const by = person.draws('quality-of-life');
  const odds = (NOT_FILLED_IN / (1 - NOT_FILLED_IN)) * (planted.ecog2 ? 2 : 1);
  const said = { knownAfterDays: 0, kept: true };
  to.date('pro:preLd', 'pro.date', day, said);
  to.put('pro:preLd', 'pro.timepoint', day, 'preLd', said);
  if (by.chance(odds / (1 + odds)) && !complete) {
    to.put('pro:preLd', 'pro.missingReason', day, whyMissing(by, Boolean(planted.ecog2)), said);
    return;
  }
  const overall = Math.min(7, Math.max(1, Math.round(5.2 - 0.8 * Number(ecog) + by.normal())));
  to.put('pro:preLd', 'qlq.q30', day, overall, { ...said, unit: '{score}' });
}

const whyMissing = (by: ReturnType<Person['draws']>, isIll: boolean): string =>
  by.pick(isIll ? { tooIll: 0.8, missed: 0.15, refused: 0.05 } : { tooIll: 0.2, missed: 0.6, refused: 0.2 });
