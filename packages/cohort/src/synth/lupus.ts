import { toIso } from '@linea/facts';
import { registrationDay } from './calendar.ts';
import { calibration, outcomeOf } from './calibration.ts';
import { asRecorded } from './dirt.ts';
import type { SynthOptions, SynthPatient } from './lymphoma/lymphoma.ts';
import { answerOf, DAYS_PER_MONTH, happens, numberOf, type Person, peopleOf } from './people.ts';
import { PatientRecord, rounded } from './record.ts';

const SETTING = 'sle';
const FAILED: readonly string[] = [
  'glucocorticoids', 'hydroxychloroquine', 'mycophenolate', 'cyclophosphamide', 'azathioprine', 'methotrexate', 'cni', 'belimumab', 'anifrolumab',
  'rituximab', 'obinutuzumab', 'other',
]; // biome-ignore format: a list

/** Lupus patients of investigational CAR-T. No prognostic effect is planted: forty patients cannot support a model. */
export function* lupusPatients({ seed, n, complete }: SynthOptions): Generator<SynthPatient> {
  for (const person of peopleOf(SETTING, n, seed))
    yield { facts: asRecorded(recorded(person), person, { complete, deterioration: 0, decisionDay: 0 }) };
}

function recorded(person: Person): PatientRecord['facts'] {
  const by = person.draws('baseline');
  const to = new PatientRecord();
  const kept = { kept: true, knownAfterDays: 0 };
  const follow = Math.round((6 + 18 * by.uniform()) * DAYS_PER_MONTH);
  const registration = registrationDay(person, calibration.settings[SETTING].registrationPeriod, 90 + follow);
  const leukapheresis = registration + by.whole(20, 50);
  const day0 = leukapheresis + by.whole(14, 30);
  const age = Math.floor(numberOf(SETTING, 'demo.birthYear#age', by.normal()));
  to.date('registration:1', 'reg.date', registration, kept);
  to.put('registration:1', 'reg.setting', registration, SETTING, kept);
  to.put('registration:1', 'reg.indication', registration, 'SLE', kept);
  to.put('demographics:1', 'demo.birthYear', registration, Number(toIso(registration).slice(0, 4)) - age, {
    ...kept,
    unit: 'a',
  });
  to.put('demographics:1', 'demo.sex', registration, answerOf(SETTING, 'demo.sex', by), kept);
  const nephritis = happens(SETTING, 'sle.nephritisClass#any', by);
  to.put('diagnosis:1', 'dx.subtype', registration - 900, nephritis ? 'sleNephritis' : 'sle', {
    kept: true,
    knownAfterDays: 7,
  });
  to.date('diagnosis:1', 'dx.date', registration - 900, { knownAfterDays: 7 });
  if (nephritis)
    to.put('sle-diagnosis:1', 'sle.nephritisClass', registration - 800, by.pick({ '3': 0.3, '4': 0.5, '5': 0.2 }), {
      knownAfterDays: 7,
    });
  const failures = Math.max(2, Math.round(numberOf(SETTING, 'elig.sleFailures#count', by.normal())));
  to.put('eligibility:1', 'elig.sleFailures', registration, FAILED.slice(0, failures), { knownAfterDays: 0 });
  activity(
    to,
    'baseline',
    registration + 5,
    Math.round(numberOf(SETTING, 'sledai.total', by.normal())),
    numberOf(SETTING, 'sledai.gcDose', by.normal()),
  );
  to.date('lab:baseline', 'lab.date', registration + 5, { knownAfterDays: 1 });
  for (const [code, unit, decimals] of [
    ['lab.upcr', 'mg/g', 0],
    ['lab.c3', 'mg/dL', 0],
    ['lab.dsdna', '[IU]/mL', 0],
    ['lab.igg', 'mg/dL', 0],
  ] as const) {
    const value = Math.max(0, numberOf(SETTING, code, by.normal()));
    to.put('lab:baseline', code, registration + 5, rounded(value, decimals), { unit, knownAfterDays: 1 });
  }
  to.date('leukapheresis:1', 'leuk.date', leukapheresis, kept);
  to.date('lymphodepletion:1', 'ld.start', day0 - 5, kept);
  to.put('lymphodepletion:1', 'ld.regimen', day0 - 5, 'fluCy', { knownAfterDays: 0 });
  to.date('infusion:1', 'inf.date', day0, kept);
  to.put('infusion:1', 'inf.product', day0, 'investigational', kept);
  after(to, person, day0, follow);
  return to.facts;
}

function activity(to: PatientRecord, name: string, day: number, total: number, glucocorticoid: number): void {
  to.date(`sle-activity:${name}`, 'sledai.date', day, { knownAfterDays: 1 });
  to.put(`sle-activity:${name}`, 'sledai.version', day, '2k', { knownAfterDays: 1 });
  to.put(`sle-activity:${name}`, 'sledai.total', day, total, { unit: '{score}', knownAfterDays: 1 });
  to.put(`sle-activity:${name}`, 'sledai.gcDose', day, rounded(glucocorticoid, 1), { unit: 'mg/d', knownAfterDays: 1 });
}

function after(to: PatientRecord, person: Person, day0: number, follow: number): void {
  const by = person.draws('after');
  for (const kind of ['crs', 'icans'] as const) {
    const occurs = by.chance(outcomeOf(SETTING, `${kind}Any`));
    to.put(`${kind}:1`, `${kind}.occurred`, day0 + 3, occurs, { knownAfterDays: 1 });
    if (occurs)
      to.put(`${kind}:1`, `${kind}.maxGrade`, day0 + 3, by.chance(0.02) ? '3' : by.chance(0.7) ? '1' : '2', {
        knownAfterDays: 6,
      });
  }
  const remission = by.chance(outcomeOf(SETTING, 'doris', 'all', 6));
  const drugFree = by.chance(outcomeOf(SETTING, 'drugFree', 'all', 6));
  for (const month of [3, 6, 12]) {
    const day = Math.round(month * DAYS_PER_MONTH);
    if (day > follow) break;
    activity(to, `m${month}`, day0 + day, remission ? by.whole(0, 2) : by.whole(4, 10), drugFree ? 0 : 5);
  }
  const aplasia = Math.max(30, Math.round(outcomeOf(SETTING, 'bAplasiaDays') + 47 * by.normal()));
  for (const day of [30, 60, 90, 120, 150, 180, 240]) {
    if (day > follow) break;
    to.date(`immune:d${day}`, 'imm.date', day0 + day, { knownAfterDays: 2 });
    to.put(`immune:d${day}`, 'imm.cd19', day0 + day, day < aplasia ? 0 : Math.min(200, day - aplasia + 5), {
      unit: '/uL',
      knownAfterDays: 2,
    });
  }
  to.date('followup:last', 'fu.date', day0 + follow, { kept: true, knownAfterDays: 3 });
  to.put('followup:last', 'fu.survival', day0 + follow, 'alive', { kept: true, knownAfterDays: 3 });
}
