/**
 * The study's plan on synthetic studies of many seeds, from facts to conclusions: `npm run torture [-- --seeds 100] [--out FILE.jsonl]`. It asks what
 * the calibration asks (section 6): planted effects come back with honest intervals, differences and interactions are found where they were planted
 * and not where they were not, noise adds nothing, leaks are refused. Every seed is tried as planted and without any difference between
 * lines; every tenth also dirty, without any effect, with the lines changed over, and without the interaction.
 *
 * A study is a line of the file, written when it is done: interrupted, it goes on where it stopped; two at once with `--part 1/2` and
 * `--part 2/2` share the work. A hundred seeds take three quarters of an hour of one core. Exit code 1 when a share lies outside of its
 * limits by more than the chance of so many seeds explains (three standard errors).
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from './torture/checks.ts';
import { type Asked, type Line, runSeed } from './torture/run-seed.ts';
import type { TruthName } from './torture/truths.ts';

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const SEEDS = Number(option('--seeds') ?? 100);
if (!(Number.isInteger(SEEDS) && SEEDS >= 2))
  throw new RangeError('torture: --seeds takes a whole number of at least 2');
const [part = 1, parts = 1] = (option('--part') ?? '1/1').split('/').map(Number);
const out = option('--out') ?? join(tmpdir(), 'linea-torture.jsonl');

const keyOf = ({ seed, truth, complete }: Asked): string => `${seed} ${truth} ${complete ? 'complete' : 'dirty'}`;
const asked = Array.from({ length: SEEDS }, (_, index) => index + 1).flatMap((seed): readonly Asked[] => {
  const as = (truth: TruthName, complete = true): Asked => ({ seed, truth, complete });
  const tenth = [as('planted', false), as('nothing'), as('swapped'), as('noInteraction')];
  return [as('planted'), as('same'), ...(seed % 10 === 1 ? tenth : [])];
});

const done = new Map<string, Line>();
if (existsSync(out))
  for (const text of readFileSync(out, 'utf8').split('\n'))
    if (text !== '') {
      const line = JSON.parse(text) as Line;
      done.set(keyOf(line), line);
    }
const left = asked.filter((one, index) => !done.has(keyOf(one)) && index % parts === part - 1);
process.stderr.write(`${asked.length - left.length} of ${asked.length} studies are done or another part's: ${out}\n`);
const started = process.hrtime.bigint();
for (const [index, one] of left.entries()) {
  const line = runSeed(one);
  appendFileSync(out, `${JSON.stringify(line)}\n`);
  done.set(keyOf(line), line);
  const minutes = Number(process.hrtime.bigint() - started) / 6e10;
  const rest = (minutes / (index + 1)) * (left.length - index - 1);
  process.stderr.write(`${keyOf(one)}: ${index + 1} of ${left.length}, about ${Math.ceil(rest)} minutes left\n`);
}
const lines = asked.flatMap((one) => done.get(keyOf(one)) ?? []);
const found = checks(lines);
for (const line of found) console.log(line);
process.exitCode = found.some((line) => line.startsWith('FAIL')) ? 1 : 0;
