/**
 * How fast facts become answers, of the compiled packages. `npm run bench` prints one line a task.
 *
 *  page       all derivations of one patient of 200 facts, warm (goal: 20 ms of CPU)
 *  new-fact   the same again after one new M-protein, a month later than the last and of another size (goal: 1 ms)
 *  new-fact, copied     the same after a second M-protein of the same day and size, which changes no question
 *  new-fact, unrelated  the same after a new temperature
 *  new-fact, median of, worst of   of every code that a record has, one more fact in an event of its own: the middle and the dearest code of each disease
 *  bedside    a month of hourly observations of one admission graded again, CRS and ICANS, observations and course (goal: 5 ms)
 *  keystroke  one column of that sheet graded anew while it is typed, from facts, beside 720 columns that are there
 *  sheet      the whole sheet of 721 columns, from facts, after a column was saved
 *  cohort     synthetic patients of 60 facts through every criterion, one core (goal: 100,000 in 120 s); `--patients=N`, of whom the first half is
 *             counted as it comes, while the code is still being compiled, and the others as often as there are more of the 100,000
 *  help       `node bin/linea.mjs --help`, whole process (goal: 0.15 s of CPU)
 *
 * The peer of each ratio is work of the same run: JSON.parse of the same facts, or `node -e 0` for the start.
 */
import { spawnSync } from 'node:child_process';
import { defaultTruth, synthesise } from '@linea/cohort';
import { criteria, criterionById, deriveAgain, deriveFirst, derivePatient } from '@linea/criteria';
import { bedsideColumnOf, bedsideOf, patient } from '@linea/criteria/bedside';
import { extended, publishedCases, readLineaJson, view } from '@linea/facts';
import { bedsideFacts } from './bedside.mjs';
import { synthetic } from './cohort.mjs';

const patients = Number(process.argv.find((word) => word.startsWith('--patients='))?.split('=')[1] ?? 6000);

const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];

/** Milliseconds of CPU of a call. */
function cpu(call) {
  const start = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Milliseconds of CPU per call, the median of `rounds` after a warm-up. */
function warm(call, calls, rounds = 9) {
  const many = () => {
    for (let index = 0; index < calls; index++) call();
  };
  many();
  many();
  return median(Array.from({ length: rounds }, () => cpu(many) / calls));
}

const line = (task, milliseconds, peer, goal) =>
  console.log(
    JSON.stringify({
      task,
      cpuMs: Number(milliseconds.toPrecision(3)),
      ratioToPeer: Number((milliseconds / peer).toPrecision(3)),
      goal,
    }),
  );

const { facts } = publishedCases()[0];
const text = JSON.stringify(facts);
const parse = warm(() => JSON.parse(text), 100);
line(
  'page',
  warm(() => derivePatient(criteria, view(facts)), 100),
  parse,
  '20 ms',
);

/**
 * The page is open and a fact comes in, then is withdrawn; only its coming in is timed.
 *
 * @returns milliseconds of CPU, the median
 */
function newFact(fact, record = facts, rounds = 500) {
  const before = view(record);
  const first = deriveFirst(criteria, before);
  const again = () => {
    deriveAgain(first, before);
    return cpu(() => deriveAgain(first, extended(before, [fact])));
  };
  for (let warmed = 0; warmed < rounds; warmed++) again();
  return median(Array.from({ length: rounds }, again));
}
const like = facts.findLast(({ code }) => code === 'lab.mSerum');
const later = { start: '2026-01-07', end: '2026-01-07', precision: 'day' };
const other = { ...like.value, number: 0.9 };
line('new-fact', newFact({ ...like, id: 'new', event: 'lab:new', effective: later, value: other }), parse, '1 ms');
line('new-fact, copied', newFact({ ...like, id: 'new', event: 'lab:new' }), parse, '1 ms');
line(
  'new-fact, unrelated',
  newFact({ ...like, id: 'new', event: 'daily:new', code: 'day.temperature' }),
  parse,
  '1 ms',
);

/** One more fact of a code: on the last day of the record, of another size, in an event of its own. */
function oneMore(record, code) {
  const last = record.reduce((day, { effective }) => (effective.end > day ? effective.end : day), '');
  const found = record.findLast((fact) => fact.code === code);
  const { value } = found;
  return {
    ...found,
    id: 'new',
    event: `${found.event.split(':')[0]}:new`,
    effective: { start: last, end: last, precision: 'day' },
    ...(value?.kind === 'number' ? { value: { ...value, number: value.number * 0.9 } } : {}),
  };
}

/** The longest record of a setting of the synthetic study. */
const study = [...synthesise({ seed: 1, patients: 60, complete: true, truth: defaultTruth() })]
  .filter(({ name }) => name === 'facts.json')
  .map(({ pieces }) => readLineaJson([...pieces].join(''), { recorded: '2026-11-01T00:00:00Z', by: 'bench' }).facts)[0];
const longest = (setting) => {
  const records = new Map();
  for (const fact of study) {
    if (!fact.patient.startsWith(`SYN-${setting}-`)) continue;
    records.set(fact.patient, [...(records.get(fact.patient) ?? []), fact]);
  }
  return [...records.values()].sort((a, b) => b.length - a.length)[0];
};

for (const [disease, record] of [
  ['myeloma', facts],
  ['leukaemia', publishedCases()[1].facts],
  ['lymphoma, synthetic', longest('lbcl2l')],
  ['lupus, synthetic', longest('sle')],
]) {
  const codes = [...new Set(record.map(({ code }) => code))];
  const tried = codes.map((code) => [code, newFact(oneMore(record, code), record, 12)]).sort((a, b) => b[1] - a[1]);
  const worst = tried.slice(0, 4).map(([code]) => [code, newFact(oneMore(record, code), record, 400)]);
  const [[code, milliseconds]] = worst.sort((a, b) => b[1] - a[1]);
  const within = tried.filter(([, spent]) => spent <= 1).length;
  line(
    `new-fact, median of ${disease}, ${within} of ${codes.length} codes within the goal`,
    tried[tried.length >> 1][1],
    parse,
    '1 ms',
  );
  line(
    `new-fact, worst of ${disease} (${record.length} facts, ${codes.length} codes): ${code}`,
    milliseconds,
    parse,
    '1 ms',
  );
}

/** Thirty days of hourly records: fever, oxygen, a vasopressor and treatment in the first week, ICE every eight hours. */
const bedside = Array.from({ length: 720 }, (_, hour) => {
  const [fever, oxygen] = [hour > 48 && hour < 140, hour > 80 && hour < 110];
  return {
    at: new Date(Date.UTC(2025, 2, 1, hour)).toISOString().slice(0, 16),
    temperature: { value: fever ? 38.4 : 36.7, unit: 'Cel' },
    hypotension: oxygen ? 'present' : 'none',
    vasopressors: hour > 90 && hour < 95 ? ['norepinephrine'] : [],
    oxygenDevice: oxygen ? 'nasalCannula' : 'none',
    ...(oxygen ? { oxygenFlow: { value: 3, unit: 'L/min' } } : {}),
    ...(hour % 8 === 0
      ? {
          ice: hour > 100 && hour < 150 ? 8 : 10,
          consciousness: 'alert',
          seizure: 'none',
          motor: 'none',
          oedema: 'none',
        }
      : {}),
  };
});
const given = [{ drug: 'tocilizumab', at: '2025-03-04T10:00', dose: 560, unit: 'mg', purpose: 'crs' }];
const admission = { infusionDate: '2025-03-01', ageYears: 60, observations: bedside, drugs: given };
const courses = ['crs.astct2019.course', 'icans.astct2019.course'].map(criterionById);
const admissionText = JSON.stringify(admission);
line(
  'bedside',
  warm(() => courses.forEach((course) => void course.derive(admission)), 100),
  warm(() => JSON.parse(admissionText), 100),
  '5 ms',
);

const sheet = bedsideFacts(720);
const saved = view(sheet.saved);
bedsideOf(patient(saved), 'infusion:i');
let typed = 0;
/** The column with what was typed last: facts that nobody has seen before. */
const typing = () => {
  typed += 1;
  return patient(
    extended(
      saved,
      sheet.typed.map((fact) =>
        fact.code === 'day.tempMax'
          ? { ...fact, value: { ...fact.value, number: 36 + (typed % 40) / 10 } }
          : { ...fact },
      ),
    ),
  );
};
line(
  'keystroke',
  warm(() => bedsideColumnOf(typing(), 'infusion:i', sheet.event), 20),
  warm(() => JSON.parse(admissionText), 100),
  '5 ms',
);
line(
  'sheet',
  warm(() => bedsideOf(typing(), 'infusion:i'), 20),
  warm(() => JSON.parse(admissionText), 100),
  '20 ms',
);

const BATCH = 500;
/** Milliseconds of CPU of deriving, and of JSON.parse, of the patients from one number to another. */
function derivedBetween(from, to) {
  let [derived, parsed] = [0, 0];
  for (let first = from; first < to; first += BATCH) {
    const cohort = Array.from({ length: Math.min(BATCH, to - first) }, (_, index) => synthetic(first + index));
    const texts = cohort.map((one) => JSON.stringify(one));
    derived += cpu(() => cohort.forEach((one) => void derivePatient(criteria, view(one))));
    parsed += cpu(() => texts.forEach((one) => void JSON.parse(one)));
  }
  return { derived, parsed };
}
const COHORT = 100_000;
const half = patients >> 1;
const [first, after] = [derivedBetween(0, half), derivedBetween(half, patients)];
const all = (name) => first[name] + (after[name] / (patients - half)) * (COHORT - half);
line(`cohort of ${patients}, for 100,000`, all('derived'), all('parsed'), '120,000 ms');

function processCpu(args) {
  const times = Array.from({ length: 7 }, () => {
    const run = spawnSync(
      'bash',
      ['-c', `TIMEFORMAT='%U %S'; time ${process.execPath} ${args.join(' ')} > /dev/null`],
      { encoding: 'utf8' },
    );
    const [user = 0, system = 0] = run.stderr.trim().split('\n').at(-1).split(' ').map(Number);
    return (user + system) * 1000;
  });
  return median(times);
}
line('help', processCpu(['bin/linea.mjs', '--help']), processCpu(['-e', '0']), '150 ms');
