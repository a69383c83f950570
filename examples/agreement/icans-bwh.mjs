/**
 * Derived fever and CRS against what the chart says, on the 205 patients of Amidi et al. 2022 (doi:10.1136/jitc-2022-005459):
 * `node examples/agreement/icans-bwh.mjs AllBWH_5days_deID.xlsx`. The table is not part of Linea (CC BY-NC 4.0).
 *
 * The table has one temperature a day and no other sign of CRS, so a grade is derived within limits: 0 without fever, 1 to 4
 * with it. Every disagreement gets one reason, by a rule that is printed beside its count.
 */
import { criterionById, derive } from '@linea/criteria';
import { counted, kappaLine, printCounts, printTable } from './print-tables.mjs';
import { dayOf, pathsGiven, readPatients, valuesOf } from './read-patients.mjs';

const [path] = pathsGiven(1, 'node examples/agreement/icans-bwh.mjs AllBWH_5days_deID.xlsx');
const crsCourse = criterionById('crs.astct2019.course');
const icansCourse = criterionById('icans.astct2019.course');

/** What the chart says of one patient, and what Linea derives from the temperatures. */
function heldAgainst({ id, of }) {
  const [grade] = valuesOf(of, 'crs.maxGrade').map(Number);
  const [occurred] = valuesOf(of, 'crs.occurred');
  const [derivation] = derive(crsCourse, of);
  const days = derivation?.answer.dayGrades ?? [];
  const isKnown = derivation && derivation.answer.maxGrade !== null;
  const possible = !isKnown ? [] : (derivation.answer.maxGrade.possible ?? [derivation.answer.maxGrade]);
  const [onsetFact] = of.byCode('crs.onset');
  const peakFact = of.byCode('crs.maxGrade').find(({ effective }) => effective.anchor);
  return {
    id,
    recorded: grade ?? (occurred === false ? 0 : null),
    possible,
    least: possible[0] ?? null,
    hasFever: possible.length === 0 ? null : possible[0] >= 1,
    days,
    episodes: derivation?.answer.episodes ?? [],
    onset: onsetFact ? dayOf(onsetFact) : null,
    peak: peakFact ? dayOf(peakFact) : null,
    doses: of.byCode('med.drug').length,
    isContradicted: derivation?.discrepancy !== null && derivation?.discrepancy !== undefined,
  };
}

/** Onset and peak of one day, and that among the first: where this stands, fever mostly begins days later. */
const isSameEarlyDay = ({ onset, peak }) => onset !== null && onset === peak && onset <= 2;

/** Why the chart has CRS and the temperatures no fever. */
function reasonNoFever(one) {
  const { days, onset, peak, possible } = one;
  if (possible.length === 0) return 'data: no temperature in the table';
  const last = days.at(-1)?.day ?? -1;
  if (onset !== null && onset > last) return 'data: CRS begins after the last temperature of the table';
  if ((peak ?? onset ?? 0) > last) return 'data: the peak of CRS lies after the last temperature of the table';
  if (peak === null) return 'data: the day of the peak is not given, and the temperatures end before the table does';
  if (isSameEarlyDay(one))
    return 'data: onset and peak on the same day 0 to 2, as in those below whose fever comes later';
  return 'definition: CRS recorded without fever; a scale before ASTCT 2019 does not ask for it';
}

/** Why the temperatures show fever and the chart has no CRS. */
const reasonFeverOnly = ({ doses }) =>
  doses > 0
    ? 'data: tocilizumab was given, so a CRS was treated that the summary lacks'
    : 'definition: fever not called CRS; ASTCT excepts fever of another cause, and the table has no causes';

/** Why the day on which fever begins is not the recorded onset. */
function reasonOtherDay(one) {
  const apart = differenceOf(one);
  if (apart === 0) return 'same day';
  if (apart === -1)
    return 'definition: fever the day before; a fever of the evening, or days counted from 1, the table does not tell';
  if (apart === 1) return 'definition: fever the day after';
  if (apart > 1 && isSameEarlyDay(one)) return 'data: onset and peak on the same day 0 to 2, fever 2 to 5 days later';
  if (apart > 1) return 'data or definition: CRS recorded before fever';
  const last = one.days.at(-1)?.day ?? -1;
  if (one.onset > last) return 'data: CRS begins after the last temperature; the fever is an earlier one';
  return 'definition: an earlier fever of another cause, or an onset noticed late';
}

/** The first day of the nearest episode of fever minus the recorded onset. */
function differenceOf({ episodes, onset }) {
  const apart = episodes.map(({ onsetDay }) => onsetDay - onset);
  return apart.reduce((best, one) => (Math.abs(one) < Math.abs(best) ? one : best), apart[0]);
}

const patients = (await readPatients(path, 'icans-bwh.yaml')).map((patient) => ({
  ...patient,
  ...heldAgainst(patient),
}));
const known = patients.filter(({ recorded, hasFever }) => recorded !== null && hasFever !== null);

console.log(`${patients.length} patients; ${known.length} with a recorded answer about CRS and a temperature`);
const ROWS = ['0', '1', '2', '3', '4', 'unknown'];
const COLUMNS = ['no fever', 'fever', 'no temperature'];
const nameOf = ({ hasFever }) => (hasFever === null ? COLUMNS[2] : hasFever ? COLUMNS[1] : COLUMNS[0]);
printTable(
  'Highest grade of CRS as recorded (rows) against fever of 38.0 degrees or more from day 0 on (columns)',
  ROWS,
  COLUMNS,
  counted(
    patients.map((one) => [one.recorded === null ? 'unknown' : String(one.recorded), nameOf(one)]),
    ROWS,
    COLUMNS,
  ),
);

const twoByTwo = (ones) =>
  counted(
    ones.map(({ recorded, hasFever }) => [recorded >= 1, hasFever]),
    [false, true],
    [false, true],
  );
const grades = [0, 1, 2, 3, 4];
const nearest = ({ recorded, possible }) => possible.find((grade) => grade >= recorded) ?? possible.at(-1);
console.log('');
console.log(kappaLine('CRS or none, against fever or none', twoByTwo(known), 'none'));
console.log(
  kappaLine(
    'grade 0 to 4, against the least that the temperatures prove (linear weights)',
    counted(
      known.map(({ recorded, least }) => [recorded, least]),
      grades,
      grades,
    ),
    'linear',
  ),
);
console.log(
  kappaLine(
    'the same, against the nearest grade that the temperatures leave open',
    counted(
      known.map((one) => [one.recorded, nearest(one)]),
      grades,
      grades,
    ),
    'linear',
  ),
);

const missed = known.filter(({ recorded, hasFever }) => recorded >= 1 && !hasFever);
const noTemperature = patients.filter(({ recorded, hasFever }) => recorded >= 1 && hasFever === null);
const extra = known.filter(({ recorded, hasFever }) => recorded === 0 && hasFever);
printCounts(
  `CRS recorded, no fever derived (${missed.length + noTemperature.length})`,
  [...missed, ...noTemperature].map(reasonNoFever),
);
printCounts(`Fever derived, no CRS recorded (${extra.length})`, extra.map(reasonFeverOnly));
const unknown = patients.filter(({ recorded }) => recorded === null);
printCounts(
  `CRS recorded as 0 with a day of the peak, read as unknown (${unknown.length})`,
  unknown.map(({ hasFever }) => (hasFever === null ? 'no temperature' : hasFever ? 'fever' : 'no fever')),
);

const settled = (one) =>
  !(one.recorded >= 1 && !one.hasFever && reasonNoFever(one).startsWith('data')) &&
  !(one.recorded === 0 && one.hasFever && reasonFeverOnly(one).startsWith('data'));
console.log('');
console.log(
  kappaLine('CRS or none against fever or none, where the table can tell', twoByTwo(known.filter(settled)), 'none'),
);
console.log(
  `recorded grades that Linea lists as contradicted (R048): ${patients.filter(({ isContradicted }) => isContradicted).length}`,
);

const both = known.filter(({ recorded, hasFever, onset }) => recorded >= 1 && hasFever && onset !== null);
const byDays = [...new Set(both.map(differenceOf))].sort((a, b) => a - b);
const many = (days) => both.filter((one) => differenceOf(one) === days).length;
printTable(
  'First day of the nearest episode of fever minus recorded onset of CRS, days',
  ['patients'],
  byDays.map(String),
  [byDays.map(many)],
);
printCounts('Why the day differs', both.map(reasonOtherDay));

/** The course of ICANS from the recorded scores of each day: a mean of several assessments is at least its next whole grade. */
const icans = patients.map(({ of }) => {
  const dayGrades = of.byCode('day.icansMeanReported').flatMap((fact) => {
    const day = dayOf(fact);
    return day === null || day < 0 || fact.value?.kind !== 'number'
      ? []
      : [{ day, grade: Math.ceil(fact.value.number) }];
  });
  return icansCourse.derive({ dayGrades }).answer;
});
const positive = icans.filter(({ maxGrade }) => typeof maxGrade === 'number' && maxGrade >= 1);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const atLeast3 = positive.filter(({ maxGrade }) => maxGrade >= 3).length;
const again = positive.filter(({ episodes }) => episodes.length > 1).length;
console.log(
  `\nICANS by the recorded scores of each day: ${positive.length} of ${icans.length} above 0, ${atLeast3} of grade 3 or 4`,
);
console.log(
  `  first day ${median(positive.map(({ onsetDay }) => onsetDay))} (median), first to last day ${median(positive.map(({ durationDays }) => durationDays))} (median), a second episode in ${again}`,
);
