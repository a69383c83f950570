import { basename } from 'node:path';
import type { Ensemble } from '@linea/explain';
import { readCsv } from '@linea/survival';
import type { OptionValues } from 'commander';
import type { Context } from '../context.ts';
import { bytesOf, inUtf8, Refused } from '../io.ts';
import { readModel } from '../model/files.ts';
import { table } from '../print/table.ts';
import { threadsOf } from '../threads/threads.ts';
import { benchTable } from './table.ts';
import { type Settings, TASKS } from './tasks.ts';
import { type Clocks, timed } from './timing.ts';

const clocks: Clocks = {
  wall: () => performance.now(),
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

/** What `linea bench` prints: times in seconds, of the call alone; `check` holds the numbers to compare. */
interface Line {
  readonly task: string;
  readonly csv: string;
  readonly n: number;
  readonly p: number;
  readonly threads: number;
  readonly libs_s: number;
  readonly load_s: number;
  readonly runs: number;
  readonly compute_s: number;
  readonly cpu_s: number;
  readonly min_s: number;
  readonly max_s: number;
  readonly cold_s: number;
  readonly check: readonly (number | null)[];
}

function whole(options: OptionValues, name: string, least: number, otherwise: number): number {
  const given = options[name];
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Refused([
    {
      code: 'option.value',
      at: `--${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`,
      got: String(given),
      allowed: `${least}, ${least + 1}, …`,
    },
  ]);
}

/** A number between 0 and 1. */
function share(options: OptionValues, name: string, otherwise: number): number {
  const given = options[name];
  const value = given === undefined ? otherwise : Number(given);
  if (value > 0 && value < 1) return value;
  throw new Refused([{ code: 'option.value', at: `--${name}`, got: String(given), allowed: '0 < … < 1' }]);
}

/** The trees of a model of XGBoost. */
async function foreignModel(file: string): Promise<Ensemble> {
  const model = await readModel(file);
  if ('xgboost' in model) return model.xgboost.ensemble;
  throw new Refused([{ code: 'model.unknown', at: file, got: 'Linea', allowed: 'XGBoost' }]);
}

/** `linea bench TASK data.csv`: how long one piece of work takes here, and the numbers it gave. */
export async function benchCommand(task: string, file: string, options: OptionValues, context: Context): Promise<void> {
  const libs = performance.now() / 1000;
  const prepare = TASKS[task];
  if (!prepare) {
    throw new Refused([{ code: 'task.unknown', at: 'argv', got: task, allowed: Object.keys(TASKS).join(', ') }]);
  }
  const settings: Settings = {
    file,
    time: whole(options, 'time', 0, 365),
    replicates: whole(options, 'boot', 1, 1000),
    trees: whole(options, 'trees', 1, 500),
    innerTrees: whole(options, 'innerTrees', 1, 200),
    node: whole(options, 'node', 1, 15),
    rounds: whole(options, 'rounds', 1, 500),
    depth: whole(options, 'depth', 1, 4),
    seed: whole(options, 'seed', 0, 1),
    optimality: share(options, 'optimality', 1e-4),
    threads: threadsOf(whole(options, 'threads', 1, 1)),
    model: options.model === undefined ? undefined : await foreignModel(options.model),
  };
  const { model } = settings;
  const reps = whole(options, 'reps', 1, 5);
  const begun = performance.now();
  const read = benchTable(readCsv(inUtf8(await bytesOf(file), file)), file);
  const load = (performance.now() - begun) / 1000;
  if (model && model.p !== read.covariates.length) {
    throw new Refused([
      { code: 'columns.count', at: 'header', got: `${read.covariates.length}`, allowed: `${model.p}` },
    ]);
  }
  const { timing, answer } = await timed(prepare(read, settings), reps, clocks);
  await settings.threads.close();
  const line: Line = {
    task,
    csv: basename(file),
    n: read.n,
    p: read.covariates.length,
    threads: settings.threads.count,
    libs_s: rounded(libs),
    load_s: rounded(load),
    runs: timing.runs,
    compute_s: rounded(timing.median),
    cpu_s: rounded(timing.cpu),
    min_s: rounded(timing.least),
    max_s: rounded(timing.most),
    cold_s: rounded(timing.cold),
    check: answer.map((x) => (Number.isFinite(x) ? x : null)),
  };
  context.io.out(context.json ? `${JSON.stringify(line)}\n` : `${text(line, context)}\n`);
}

/** To a microsecond. */
const rounded = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

const text = (line: Line, { say }: Context): string =>
  table(
    [say('bench.what'), say('bench.value')],
    Object.entries(line).map(([name, value]) => [
      say.or(`bench.${name}`, name),
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
