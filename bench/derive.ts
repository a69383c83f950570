/**
 * How fast facts become answers. `npm run bench` prints one line a task.
 *
 *  page        all derivations of one patient of 200 facts, warm (goal: 20 ms of CPU)
 *  new-fact    the same after one new fact (goal: 1 ms)
 *  cohort      N synthetic patients of 60 facts through every criterion, one core (goal: 100,000 in 120 s)
 *  help        `node bin/linea.mjs --help`, whole process (goal: 0.15 s of CPU)
 *
 * The peer of each ratio is work of the same run: `node --version` for the start, JSON.parse of the same facts for the rest.
 */
import { spawnSync } from 'node:child_process';
import { criteria, derivePatient } from '@linea/criteria';
import { type Fact, publishedCases, view } from '@linea/facts';

const patients = Number(process.argv.find((word) => word.startsWith('--patients='))?.split('=')[1] ?? 2000);

/** Milliseconds of CPU per call, the median of `rounds` after a warm-up. */
function cpu(call: () => unknown, calls: number, rounds = 7): number {
  for (let warm = 0; warm < calls; warm++) call();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    for (let index = 0; index < calls; index++) call();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000 / calls);
  }
  return times.sort((a, b) => a - b)[rounds >> 1] as number;
}

/** One patient of 60 facts: the published myeloma's first facts of each kind, moved to another patient. */
function synthetic(index: number, facts: readonly Fact[]): readonly Fact[] {
  const patient = `synthetic-${index}`;
  return facts.filter((_, at) => at % 10 < 3 || at % 7 === index % 7).slice(0, 60).map((fact) => ({ ...fact, patient, id: `${patient}-${fact.id}` }));
}

const line = (task: string, milliseconds: number, peer: number, goal: string) =>
  console.log(JSON.stringify({ task, cpuMs: Number(milliseconds.toPrecision(3)), ratioToPeer: Number((milliseconds / peer).toPrecision(3)), goal }));

const facts = publishedCases()[0]?.facts ?? [];
const text = JSON.stringify(facts);
const parse = cpu(() => JSON.parse(text), 50);
line('page', cpu(() => derivePatient(criteria, view(facts)), 50), parse, '20 ms');
const added: Fact = { ...(facts.find(({ code }) => code === 'lab.mSerum') as Fact), id: 'new', event: 'lab:new' };
line('new-fact', cpu(() => derivePatient(criteria, view([...facts, added])), 50), parse, '1 ms');

const cohort = Array.from({ length: patients }, (_, index) => synthetic(index, facts));
const parseCohort = cpu(() => cohort.forEach((one) => void JSON.parse(JSON.stringify(one))), 1, 3);
const all = cpu(() => cohort.forEach((one) => void derivePatient(criteria, view(one))), 1, 3);
line(`cohort of ${patients}, for 100,000`, (all / patients) * 100_000, (parseCohort / patients) * 100_000, '120,000 ms');

function processCpu(args: readonly string[]): number {
  const times = Array.from({ length: 7 }, () => {
    const run = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time ${process.execPath} ${args.join(' ')} > /dev/null`], { encoding: 'utf8' });
    const [user, system] = run.stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
    return ((user ?? 0) + (system ?? 0)) * 1000;
  });
  return times.sort((a, b) => a - b)[3] as number;
}
line('help', processCpu(['bin/linea.mjs', '--help']), processCpu(['-e', '0']), '150 ms');
