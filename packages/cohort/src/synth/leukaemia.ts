import { LAST_DAY, registrationDay } from './calendar.ts';
import { calibration, distributionOf, outcomeOf } from './calibration.ts';
import { asRecorded } from './dirt.ts';
import type { PiecewiseHazard } from './hazard.ts';
import { timeAt } from './hazard.ts';
import { latentScores } from './latent.ts';
import type { SynthOptions, SynthPatient } from './lymphoma/lymphoma.ts';
import {
  answerOf,
  baselineHazard,
  DAYS_PER_MONTH,
  happens,
  milder,
  numberOf,
  type Person,
  peopleOf,
  rateOf,
} from './people.ts';
import { PatientRecord, rounded } from './record.ts';

const SETTING = 'ballRr';

interface Leukaemia {
  readonly person: Person;
  readonly age: number;
  readonly blasts: number;
  readonly inotuzumab: boolean;
  readonly blinatumomab: boolean;
  readonly alloBefore: boolean;
  readonly philadelphia: boolean;
  readonly bridging: string;
  readonly remission: boolean;
  readonly mrdPositive: boolean;
  /** Day of a consolidation transplant, were the patient still in remission. */
  readonly transplantDay: number | null;
}

/** B-ALL patients. The planted effect of a consolidation transplant begins on its day: before it there is none. */
export function* leukaemiaPatients({ seed, n, complete }: SynthOptions): Generator<SynthPatient> {
  const hazard = baselineHazard(SETTING, (person) => Math.exp(logRatio(drawn(person))));
  for (const person of peopleOf(SETTING, n, seed)) yield recorded(drawn(person), hazard, complete);
}

function drawn(person: Person): Leukaemia {
  const by = person.draws('baseline');
  const remission = by.chance(outcomeOf(SETTING, 'crOrCri', 'day28'));
  const mrdPositive = !remission || !by.chance(outcomeOf(SETTING, 'mrdNegativeAmongCr', 'day28'));
  const goes = remission && by.chance(outcomeOf(SETTING, 'consolidationHsct', 'inCr'));
  return {
    person,
    age: Math.floor(numberOf(SETTING, 'demo.birthYear#age', by.normal())),
    blasts: numberOf(SETTING, 'marrow.blasts#preApheresis', by.normal()),
    inotuzumab: happens(SETTING, 'derived.priorInotuzumab', by),
    blinatumomab: happens(SETTING, 'derived.priorBlinatumomab', by),
    alloBefore: happens(SETTING, 'derived.priorAlloHsct', by),
    philadelphia: happens(SETTING, 'cyto.abnormality#BCR_ABL1', by),
    bridging: answerOf(SETTING, 'bridge.kind', by),
    remission,
    mrdPositive,
    transplantDay: goes ? by.whole(60, 140) : null,
  };
}

const planted = calibration.settings[SETTING].truth?.pfsLogHr ?? {};

/** Log hazard from the infusion, the transplant left out. */
const logRatio = (of: Leukaemia): number =>
  (of.blasts >= 5 ? (planted.marrowBurdenPreLd_ge5pct ?? 0) : 0) +
  (of.inotuzumab && of.bridging !== 'inotuzumab' ? (planted.priorInotuzumabNonBridging ?? 0) : 0) +
  (of.mrdPositive ? (planted.mrdPositiveDay28 ?? 0) : 0) +
  ((of.age - 47) / 10) * (planted.ageDecade ?? 0);

/** The event under a hazard that the transplant changes from its day on. */
function eventDayOf(of: Leukaemia, hazard: PiecewiseHazard): number {
  const amount = of.person.draws('course').exponential() / Math.exp(logRatio(of));
  const day = timeAt(hazard, amount) * DAYS_PER_MONTH;
  if (of.transplantDay === null || day <= of.transplantDay) return Math.max(1, Math.round(day));
  const spent = cumulative(hazard, of.transplantDay / DAYS_PER_MONTH);
  const rest = (amount - spent) / Math.exp(planted.consolidationHsct_timeVarying ?? 0);
  return Math.max(1, Math.round(timeAt(hazard, spent + rest) * DAYS_PER_MONTH));
}

function cumulative({ knots, rates }: PiecewiseHazard, month: number): number {
  let sum = 0;
  for (const [i, rate] of rates.entries()) {
    const [from, to] = [knots[i] as number, knots[i + 1] ?? Number.POSITIVE_INFINITY];
    if (month > from) sum += rate * (Math.min(month, to) - from);
  }
  return sum;
}

function recorded(of: Leukaemia, hazard: PiecewiseHazard, complete: boolean): SynthPatient {
  const { person } = of;
  const by = person.draws('route');
  const v2v = Math.round(numberOf(SETTING, 'derived.veinToVeinDays', by.normal()));
  const follow = Math.round((6 + 30 * by.uniform()) * DAYS_PER_MONTH);
  const registration = registrationDay(person, calibration.settings[SETTING].registrationPeriod, v2v + 14 + follow);
  const leukapheresis = registration + by.whole(7, 14);
  const day0 = leukapheresis + v2v;
  const ld = day0 - 4;
  const lastFollow = Math.max(30, Math.min(follow, LAST_DAY - day0));
  const to = new PatientRecord();
  const kept = { kept: true, knownAfterDays: 0 };
  to.date('registration:1', 'reg.date', registration, kept);
  to.put('registration:1', 'reg.setting', registration, SETTING, kept);
  to.put('registration:1', 'reg.indication', registration, 'ALL', kept);
  to.put('demographics:1', 'demo.birthYear', registration, 1970 + Math.floor(registration / 365.25) - of.age, {
    ...kept,
    unit: 'a',
  });
  to.put('demographics:1', 'demo.sex', registration, answerOf(SETTING, 'demo.sex', by), kept);
  to.date('diagnosis:1', 'dx.date', registration - by.whole(160, 900), { knownAfterDays: 5 });
  to.put('diagnosis:1', 'dx.subtype', registration - 150, of.philadelphia ? 'ballPh' : 'ballNos', {
    kept: true,
    knownAfterDays: 5,
  });
  to.put('cytogenetics:ph', 'cyto.abnormality', registration - 140, 'BCR_ABL1', { knownAfterDays: 10 });
  to.put('cytogenetics:ph', 'cyto.result', registration - 140, of.philadelphia ? 'present' : 'absent', {
    knownAfterDays: 10,
  });
  if (of.alloBefore) {
    to.put('procedure:allo', 'proc.kind', registration - 100, 'alloHsct', kept);
    to.date('procedure:allo', 'proc.date', registration - 100, kept);
  }
  for (const [drug, given] of [
    ['inotuzumab', of.inotuzumab],
    ['blinatumomab', of.blinatumomab],
  ] as const) {
    if (!given) continue;
    to.put(`drug:${drug}`, 'drug.code', registration - 60, drug, kept);
    to.date(`drug:${drug}`, 'drug.start', registration - 60, kept);
    to.date(`drug:${drug}`, 'drug.end', registration - 30, kept);
  }
  beside(to, person, registration, ld - 3);
  to.put('staging:pre', 'stg.ecog', leukapheresis - 1, answerOf(SETTING, 'stg.ecog', by), { knownAfterDays: 0 });
  to.date('leukapheresis:1', 'leuk.date', leukapheresis, kept);
  to.put('bridging:1', 'bridge.kind', leukapheresis + 2, of.bridging, kept);
  to.date('marrow:preLd', 'marrow.date', ld - 3, { knownAfterDays: 2 });
  to.put('marrow:preLd', 'marrow.blasts', ld - 3, rounded(of.blasts, 1), { unit: '%', knownAfterDays: 2 });
  laboratory(to, of, ld - 1);
  to.date('lymphodepletion:1', 'ld.start', ld, kept);
  to.put('lymphodepletion:1', 'ld.regimen', ld, 'fluCy', { knownAfterDays: 0 });
  const infusedAtAll = !person.draws('infused').chance(probability('derived.notInfused'));
  if (!infusedAtAll) {
    to.put('infusion:1', 'inf.notInfusedReason', ld, 'progressionDeath', kept);
    to.date('death:1', 'death.date', ld + by.whole(10, 90), kept);
    to.put('death:1', 'death.cause', ld + 10, 'relapse', kept);
    const facts = to.facts.filter((fact) => !fact.event.startsWith('lymphodepletion:'));
    return { facts: asRecorded(facts, person, { complete, deterioration: 0, decisionDay: ld }) };
  }
  to.date('infusion:1', 'inf.date', day0, kept);
  to.put('infusion:1', 'inf.product', day0, 'brexu-cel', kept);
  after(to, of, day0, eventDayOf(of, hazard), lastFollow);
  return { facts: asRecorded(to.facts, person, { complete, deterioration: 0, decisionDay: ld }) };
}

/** Lines before, a month each and as far apart, and disease outside the marrow. */
function beside(to: PatientRecord, person: Person, registration: number, marrow: number): void {
  const by = person.draws('beside');
  const lines = Number(answerOf(SETTING, 'line.number#prior', by));
  for (let line = 1; line <= lines; line++) {
    const start = registration - 30 - 30 * (lines - line + 1);
    const event = `line:${line}`;
    to.put(event, 'line.number', start, line, { kept: true, knownAfterDays: 0 });
    to.put(event, 'line.intent', start, line === 1 ? 'curative' : 'salvage', { knownAfterDays: 0 });
    to.date(event, 'line.start', start, { kept: true, knownAfterDays: 0 });
    to.date(event, 'line.end', start + 25, { knownAfterDays: 0 });
  }
  const sites = happens(SETTING, 'extramed.site#any', by)
    ? [by.pick({ softTissue: 0.5, cns: 0.3, testis: 0.2 })]
    : ['none'];
  to.put('marrow:preLd', 'extramed.site', marrow, sites, { knownAfterDays: 2 });
}

const probability = (code: string): number => {
  const of = distributionOf(SETTING, code);
  return of.kind === 'bernoulli' ? of.p : 0;
};

function laboratory(to: PatientRecord, of: Leukaemia, day: number): void {
  const scores = latentScores(of.person.draws('latent'));
  to.date('lab:preLd', 'lab.date', day, { knownAfterDays: 0 });
  const put = (code: string, name: string, unit: string, decimals: number): void =>
    to.put('lab:preLd', code, day, rounded(numberOf(SETTING, code, scores[name] ?? 0), decimals), {
      unit,
      knownAfterDays: 0,
    });
  put('lab.ferritin', 'ferritin', 'ug/L', 0);
  put('lab.crp', 'crp', 'mg/L', 1);
  put('lab.plt', 'plt', '10*9/L', 0);
  put('lab.anc', 'mono', '10*9/L', 2);
  put('lab.hb', 'hb', 'g/dL', 1);
}

function after(to: PatientRecord, of: Leukaemia, day0: number, eventDay: number, lastDay: number): void {
  const by = of.person.draws('after');
  const diedWithout = by.chance(outcomeOf(SETTING, 'nrm', 'all', 12) / 0.54);
  const deathDay = diedWithout
    ? eventDay
    : eventDay + Math.max(1, Math.round((by.exponential() * 6 * DAYS_PER_MONTH) / Math.LN2));
  const last = Math.min(lastDay, deathDay);
  for (const [kind, any, severe] of [
    ['crs', 'crsAny', 'crs3'],
    ['icans', 'icansAny', 'icans3'],
  ] as const) {
    const severeRate = rateOf(SETTING, severe, 'brexu-cel', 0.1);
    const isSevere = by.chance(severeRate);
    const occurs = isSevere || by.chance(milder(rateOf(SETTING, any, 'brexu-cel', 0.5), severeRate));
    to.put(`${kind}:1`, `${kind}.occurred`, day0 + 4, occurs, { knownAfterDays: 1 });
    if (occurs)
      to.put(`${kind}:1`, `${kind}.maxGrade`, day0 + 4, isSevere ? '3' : by.chance(0.5) ? '1' : '2', {
        knownAfterDays: 8,
      });
  }
  if (last >= 28 && eventDay > 28) {
    to.date('response:d28', 'resp.date', day0 + 28, { kept: true, knownAfterDays: 3 });
    to.put('response:d28', 'resp.timepoint', day0 + 28, 'd28', { kept: true, knownAfterDays: 3 });
    to.put('response:d28', 'resp.all', day0 + 28, of.remission ? (by.chance(0.7) ? 'CR' : 'CRi') : 'NR', {
      kept: true,
      knownAfterDays: 3,
    });
    to.date('mrd:d28', 'mrd.date', day0 + 28, { knownAfterDays: 5 });
    to.put('mrd:d28', 'mrd.method', day0 + 28, 'flow', { knownAfterDays: 5 });
    to.put('mrd:d28', 'mrd.result', day0 + 28, of.mrdPositive ? 'positive' : 'negative', { knownAfterDays: 5 });
    if (by.chance(0.85)) to.put('mrd:d28', 'mrd.sensitivity', day0 + 28, 0.0001, { unit: '1', knownAfterDays: 5 });
  }
  if (of.transplantDay !== null && of.transplantDay < Math.min(eventDay, last)) {
    to.put('procedure:consolidation', 'proc.kind', day0 + of.transplantDay, 'alloHsct', {
      kept: true,
      knownAfterDays: 0,
    });
    to.date('procedure:consolidation', 'proc.date', day0 + of.transplantDay, { kept: true, knownAfterDays: 0 });
  }
  if (eventDay <= last && !diedWithout) {
    to.date('response:relapse', 'resp.date', day0 + eventDay, { kept: true, knownAfterDays: 2 });
    to.put('response:relapse', 'resp.timepoint', day0 + eventDay, 'progression', { kept: true, knownAfterDays: 2 });
    to.put('response:relapse', 'resp.all', day0 + eventDay, 'relapse', { kept: true, knownAfterDays: 2 });
  } else if (last > 30) {
    to.date('response:last', 'resp.date', day0 + last, { kept: true, knownAfterDays: 3 });
    to.put('response:last', 'resp.all', day0 + last, of.remission ? 'CR' : 'PR', { kept: true, knownAfterDays: 3 });
  }
  if (deathDay <= lastDay) {
    to.date('death:1', 'death.date', day0 + deathDay, { kept: true, knownAfterDays: 3 });
    to.put('death:1', 'death.cause', day0 + deathDay, diedWithout ? 'infection' : 'relapse', {
      kept: true,
      knownAfterDays: 3,
    });
  } else {
    to.date('followup:last', 'fu.date', day0 + last, { kept: true, knownAfterDays: 3 });
    to.put('followup:last', 'fu.survival', day0 + last, 'alive', { kept: true, knownAfterDays: 3 });
  }
}
