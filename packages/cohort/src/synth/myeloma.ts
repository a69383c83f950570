import { toIso } from '@linea/facts';
import { LAST_DAY, registrationDay } from './calendar.ts';
import { calibration, distributionOf } from './calibration.ts';
import { asRecorded } from './dirt.ts';
import { pickBy } from './draw.ts';
import type { SynthOptions, SynthPatient } from './lymphoma/lymphoma.ts';
import {
  answerOf,
  baselineHazard,
  type Course,
  courseOf,
  DAYS_PER_MONTH,
  happens,
  numberOf,
  type Person,
  peopleOf,
} from './people.ts';
import { dayOf, PatientRecord, rounded } from './record.ts';

const SETTING = 'mm2l';

/** Regimens by their name in the vocabulary, and the first day on which an Italian centre could give them (therapies). */
const REGIMENS: Readonly<Record<string, readonly [regimen: string, from: string]>> = {
  SVd: ['SVd', '2022-07-18'],
  PVd: ['PVd', '2019-01-01'],
  Kd: ['Kd', '2019-01-01'],
  DKd: ['DKd', '2021-01-01'],
  IsaKd: ['IsaKd', '2021-09-01'],
  DPd: ['DPd', '2021-09-01'],
  ciltaCel: ['cilta-cel', '2024-11-11'],
};

interface Myeloma {
  readonly person: Person;
  readonly age: number;
  readonly lenRefractory: boolean;
  readonly cd38Refractory: boolean;
  readonly piNaive: boolean;
  readonly del17p: boolean;
  readonly t414: boolean;
  readonly gain1q: boolean;
  readonly monthsToRelapse: number;
  readonly mSerum: number;
  readonly start: number;
  readonly regimen: string | null;
}

/** Second-line myeloma. The regimen depends on the day and on refractoriness (channelling), so that naive comparisons mislead. */
export function* myelomaPatients({ seed, n, complete }: SynthOptions): Generator<SynthPatient> {
  const hazard = baselineHazard(SETTING, (person) => Math.exp(logRatio(drawn(person))));
  for (const person of peopleOf(SETTING, n, seed)) {
    const of = drawn(person);
    const course = courseOf(person, hazard, Math.exp(logRatio(of)), { medianAfterMonths: 22, nrmAt12: 0.05 });
    yield { facts: asRecorded(recorded(of, course), person, { complete, deterioration: 0, decisionDay: of.start }) };
  }
}

function drawn(person: Person): Myeloma {
  const by = person.draws('baseline');
  const yes = (code: string): boolean => happens(SETTING, code, by);
  const lenRefractory = yes('derived.lenRefractory');
  const cd38Refractory = yes('derived.cd38Refractory');
  const piNaive = yes('derived.piNaive');
  const start = registrationDay(person, calibration.settings[SETTING].registrationPeriod, 8 * 30);
  return {
    person,
    age: Math.floor(numberOf(SETTING, 'demo.birthYear#age', by.normal())),
    lenRefractory,
    cd38Refractory,
    piNaive,
    del17p: yes('cyto.abnormality#DEL_17P'),
    t414: yes('cyto.abnormality#T_4_14'),
    gain1q: yes('cyto.abnormality#gain1qAny'),
    monthsToRelapse: numberOf(SETTING, 'derived.monthsToRelapse', by.normal()),
    mSerum: Math.max(0.6, numberOf(SETTING, 'lab.mSerum', by.normal())),
    start,
    regimen: regimenOf(start, { lenRefractory, cd38Refractory, piNaive }, by.uniform()),
  };
}

function regimenOf(
  start: number,
  { cd38Refractory, piNaive }: Pick<Myeloma, 'lenRefractory' | 'cd38Refractory' | 'piNaive'>,
  u: number,
): string | null {
  const of = distributionOf(SETTING, 'line.regimen#second');
  if (of.kind !== 'categorical') return null;
  const shares: Record<string, number> = {};
  for (const [name, p] of Object.entries(of.p)) {
    const [, from] = REGIMENS[name] ?? [];
    if (from === undefined || dayOf(from) > start) continue;
    const anti38 = name === 'DKd' || name === 'IsaKd' || name === 'DPd';
    shares[name] = p * (anti38 && cd38Refractory ? 0.1 : 1) * (name === 'SVd' && piNaive ? 1.5 : 1);
  }
  return REGIMENS[pickBy(shares, u)]?.[0] ?? null;
}

function logRatio(of: Myeloma): number {
  const log = calibration.settings[SETTING].truth?.pfsLogHr ?? {};
  const highRisk = of.del17p || of.t414;
  return (
    (of.lenRefractory ? (log.lenRefractory ?? 0) : 0) +
    (of.cd38Refractory ? (log.cd38Refractory ?? 0) : 0) +
    (highRisk ? (log.highRiskCytogenetics ?? 0) : 0) +
    (of.monthsToRelapse < 18 ? (log.monthsToRelapse_lt18 ?? 0) : 0) +
    (of.regimen === 'SVd' && of.piNaive ? (log.regimenSVd_x_piNaive ?? 0) : 0)
  );
}

function recorded(of: Myeloma, course: Course): PatientRecord['facts'] {
  const { person, start } = of;
  const by = person.draws('record');
  const to = new PatientRecord();
  const kept = { kept: true, knownAfterDays: 0 };
  const relapse = start - by.whole(10, 30);
  const first = relapse - Math.round(of.monthsToRelapse * DAYS_PER_MONTH);
  to.date('registration:1', 'reg.date', start, kept);
  to.put('registration:1', 'reg.setting', start, SETTING, kept);
  to.put('registration:1', 'reg.indication', start, 'MM', kept);
  to.put('demographics:1', 'demo.birthYear', start, Number(toIso(start).slice(0, 4)) - of.age, { ...kept, unit: 'a' });
  to.put('demographics:1', 'demo.sex', start, answerOf(SETTING, 'demo.sex', by), kept);
  to.date('diagnosis:1', 'dx.date', first - 20, { knownAfterDays: 7 });
  to.put('diagnosis:1', 'dx.subtype', first - 20, 'mmActive', { kept: true, knownAfterDays: 7 });
  to.put('staging:dx', 'stg.issReported', first - 20, answerOf(SETTING, 'stg.issReported', by), { knownAfterDays: 5 });
  for (const [code, present] of [
    ['DEL_17P', of.del17p],
    ['T_4_14', of.t414],
    ['GAIN_1Q', of.gain1q],
  ] as const) {
    to.put(`cytogenetics:${code}`, 'cyto.abnormality', first - 20, code, { knownAfterDays: 14 });
    to.put(`cytogenetics:${code}`, 'cyto.method', first - 20, 'fishCd138', { knownAfterDays: 14 });
    to.put(`cytogenetics:${code}`, 'cyto.result', first - 20, present ? 'present' : 'absent', { knownAfterDays: 14 });
  }
  const drugs = [
    ...(of.piNaive ? [] : ['bortezomib']),
    'lenalidomide',
    ...(of.cd38Refractory ? ['daratumumab'] : []),
    'dexamethasone',
  ];
  to.put('line:1', 'line.number', first, 1, kept);
  to.date('line:1', 'line.start', first, kept);
  const stop = of.lenRefractory || of.cd38Refractory ? relapse : Math.max(first + 120, relapse - 200);
  to.date('line:1', 'line.end', stop, { knownAfterDays: 0 });
  to.put('line:1', 'line.bestResponse', stop, by.chance(0.5) ? 'VGPR' : 'PR', { knownAfterDays: 5 });
  to.date('line:1', 'line.progressionDate', relapse, { kept: true, knownAfterDays: 5 });
  for (const drug of drugs) {
    to.put(`drug:${drug}`, 'drug.code', first, drug, kept);
    to.put(`drug:${drug}`, 'drug.lineRef', first, 'line:1', kept);
    to.date(`drug:${drug}`, 'drug.start', first, kept);
    const goesOn = (drug === 'lenalidomide' && of.lenRefractory) || (drug === 'daratumumab' && of.cd38Refractory);
    to.date(`drug:${drug}`, 'drug.end', goesOn ? relapse : Math.min(stop, first + 240), kept);
  }
  laboratory(to, of, start - 2, by);
  beside(to, person, first - 20, start - 2);
  to.put('line:2', 'line.number', start, 2, kept);
  to.date('line:2', 'line.start', start, kept);
  if (of.regimen !== null) to.put('line:2', 'line.regimen', start, of.regimen, kept);
  after(to, of, course);
  return to.facts;
}

/** Performance status at the start of the second line, and where the disease sits outside the marrow. */
function beside(to: PatientRecord, person: Person, diagnosis: number, start: number): void {
  const by = person.draws('beside');
  const sites = happens(SETTING, 'extramed.site#any', by)
    ? [by.pick({ softTissue: 0.5, paraskeletal: 0.5 })]
    : ['none'];
  to.date('marrow:dx', 'marrow.date', diagnosis, { knownAfterDays: 3 });
  to.put('marrow:dx', 'extramed.site', diagnosis, sites, { knownAfterDays: 3 });
  to.date('staging:start', 'stg.date', start, { knownAfterDays: 0 });
  to.put('staging:start', 'stg.ecog', start, answerOf(SETTING, 'stg.ecog', by), { knownAfterDays: 0 });
}

function laboratory(to: PatientRecord, of: Myeloma, day: number, by: { normal(): number }): void {
  to.date('lab:start', 'lab.date', day, { knownAfterDays: 1 });
  const put = (code: string, value: number, unit: string, decimals: number): void =>
    to.put('lab:start', code, day, rounded(value, decimals), { unit, knownAfterDays: 1 });
  put('lab.mSerum', of.mSerum, 'g/dL', 2);
  for (const [code, unit, decimals] of [
    ['lab.b2m', 'mg/L', 1],
    ['lab.albumin', 'g/dL', 1],
    ['lab.hb', 'g/dL', 1],
    ['lab.plt', '10*9/L', 0],
    ['lab.creatinine', 'mg/dL', 2],
  ] as const)
    put(code, numberOf(SETTING, code, by.normal()), unit, decimals);
}

/** M-protein every eight weeks: it falls, stays, and rises by more than half a gram from its lowest at progression. */
function after(to: PatientRecord, of: Myeloma, course: Course): void {
  const { start } = of;
  const last = Math.min(course.lastDay, course.deathDay, LAST_DAY - start);
  const by = of.person.draws('m-protein');
  const depth = course.eventDay > 300 ? 0.08 + 0.2 * by.uniform() : 0.2 + 0.5 * by.uniform();
  const progressed = course.eventDay <= last && !course.diedWithoutProgression;
  for (let day = 56; day <= Math.min(last, course.eventDay - 1, 730); day += 56) {
    to.date(`lab:d${day}`, 'lab.date', start + day, { knownAfterDays: 1 });
    const value = of.mSerum * (depth + (1 - depth) * Math.exp(-day / 40));
    to.put(`lab:d${day}`, 'lab.mSerum', start + day, rounded(value, 2), { unit: 'g/dL', knownAfterDays: 1 });
  }
  if (progressed) {
    to.date('lab:pd', 'lab.date', start + course.eventDay, { kept: true, knownAfterDays: 1 });
    to.put('lab:pd', 'lab.mSerum', start + course.eventDay, rounded(of.mSerum * depth * 1.4 + 0.7, 2), {
      kept: true,
      unit: 'g/dL',
      knownAfterDays: 1,
    });
    to.date('line:2', 'line.progressionDate', start + course.eventDay, { kept: true, knownAfterDays: 5 });
  }
  if (course.deathDay <= last) {
    to.date('death:1', 'death.date', start + course.deathDay, { kept: true, knownAfterDays: 5 });
    to.put('death:1', 'death.cause', start + course.deathDay, course.diedWithoutProgression ? 'infection' : 'relapse', {
      kept: true,
      knownAfterDays: 5,
    });
  } else {
    to.date('followup:last', 'fu.date', start + last, { kept: true, knownAfterDays: 5 });
    to.put('followup:last', 'fu.survival', start + last, 'alive', { kept: true, knownAfterDays: 5 });
  }
}
