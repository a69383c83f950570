/**
 * What it costs to get from facts to the analysis table of a study, of the compiled packages. `npm run bench:table` prints a line a task.
 *
 *  read        a file of Linea's JSON into facts
 *  table       facts into the analysis table, the first time in a process (goal: 1,000 patients in 1,000 ms of the main thread)
 *  table again the same once the code is warm
 *
 * The patients are those of `linea synth car-t` (`--patients=1000 --seed=1`), dirt and all; the peer of each ratio is JSON.parse of the same file
 * in the same run. `cpuMs` is all threads of the process, `mainMs` the thread that works (null where the system does not tell). The hash is of the
 * table, outcomes, codebook and genes: the same seed gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { analysisTable, codebookCsv, defaultTruth, matricesCsv, outcomesCsv, readMatrix, readStudy, synthesise, tableCsv } from '@linea/cohort'; // biome-ignore format: a list
import { readLineaJson } from '@linea/facts';

const option = (name, otherwise) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);

function mainMs() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}

function timed(call) {
  const [cpu, main] = [process.cpuUsage(), mainMs()];
  const value = call();
  const { user, system } = process.cpuUsage(cpu);
  return {
    value,
    cpuMs: Math.round((user + system) / 1000),
    mainMs: main === null ? null : Math.round(mainMs() - main),
  };
}

const files = {};
const asked = { seed: option('seed', 1), patients: option('patients', 1000), complete: false, truth: defaultTruth() };
for (const { name, pieces } of synthesise(asked)) files[name] = [...pieces].join('');
const read = readStudy(files['study.yaml'], 'study.yaml');
const matrix = readMatrix(files['expression.csv'], 'expression.csv');
if (!read.ok || !matrix.ok) throw new Error('analysis-table: the synthetic study is not read');
const { study } = read.value;
const text = files['facts.json'];
const parse = timed(() => JSON.parse(text)).cpuMs;
const print = (task, { cpuMs, mainMs: main }, more = {}) =>
  console.log(
    JSON.stringify({ task, cpuMs, mainMs: main, ratioToPeer: Number((cpuMs / parse).toPrecision(3)), ...more }),
  );

const reading = timed(() => readLineaJson(text, { recorded: '2026-11-01T00:00:00Z', by: 'bench', restore: true }));
const { facts } = reading.value;
print('read', reading, { facts: facts.length, megabytes: Math.round(text.length / 1e6) });
for (const task of ['table', 'table again', 'table again']) {
  const made = timed(() => analysisTable(study, facts, new Map([['expression', matrix.value]])));
  const hash = createHash('sha256');
  for (const part of [tableCsv, outcomesCsv, codebookCsv, matricesCsv]) hash.update(part(made.value));
  print(task, made, { rows: made.value.patients.length, sha256: hash.digest('hex').slice(0, 16) });
}
