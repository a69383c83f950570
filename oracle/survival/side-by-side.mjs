/**
 * Asks `linea survival` what side-by-side.R asked R, and prints where the answers differ: `node side-by-side.mjs OUT [id part]`.
 * Needs a build (`npm run build`). Exit 1 where something differs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../apps/cli/dist/main.js';

const [folder, part = ''] = process.argv.slice(2);
const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')).filter(({ id }) => id.includes(part));

const asked = async (words) => {
  const said = { out: '', err: '' };
  const io = {
    out: (text) => { said.out += text; },
    err: (text) => { said.err += text; },
    readStdin: async () => '',
    env: {},
    now: () => new Date(0),
    interactive: false,
  }; // biome-ignore format: small functions
  const code = await main(['survival', ...words, '--json'], io);
  return { code, ...said };
};

const near = (a, b, tolerance, path) =>
  Math.abs(a - b) <= Math.max(tolerance * Math.abs(b), tolerance * (path.endsWith('loglik') ? 1 : 1e-3));

/** Rows of ours at the times of R's curve, where ours has more of them. */
function atTheirTimes(got, want) {
  if (!Array.isArray(got?.time) || !Array.isArray(want?.time) || got.time.length <= want.time.length) return got;
  const places = want.time.map((t) => got.time.findIndex((u) => Math.abs(u - t) <= 1e-9 * Math.max(1, Math.abs(t))));
  return Object.fromEntries(
    Object.entries(got).map(([name, v]) => [name, Array.isArray(v) ? places.map((k) => v[k]) : v]),
  );
}

function compare(got, want, tolerance, path, found) {
  if (want === null || want === 'NaN' || want === 'Inf' || want === '-Inf' || want === 'NA') {
    if (got !== null && got !== undefined) found.push(`${path}: ${JSON.stringify(got)?.slice(0, 60)} where R has none`);
  } else if (typeof want === 'number') {
    const own = Array.isArray(got) && got.length === 1 ? got[0] : got;
    if (typeof own !== 'number' || !near(own, want, tolerance, path)) found.push(`${path}: ${JSON.stringify(own)?.slice(0, 60)} for ${want}`);
  } else if (Array.isArray(want)) {
    if (!Array.isArray(got)) want.length === 1 ? compare(got, want[0], tolerance, path, found) : found.push(`${path}: ${JSON.stringify(got)?.slice(0, 60)} for a list of ${want.length}`);
    else if (got.length !== want.length) found.push(`${path}: ${got.length} values for ${want.length}`);
    else {
      // Members near zero of a list are known as well as its largest: R's fits stop at 1e-9 of the likelihood.
      const scale = want.every((w) => typeof w === 'number') ? Math.max(...want.map(Math.abs)) : 0;
      for (const [k, w] of want.entries())
        if (!(typeof got[k] === 'number' && Math.abs(got[k] - w) <= tolerance * 0.1 * scale)) compare(got[k], w, tolerance, `${path}[${k}]`, found);
    }
  } else if (typeof want === 'object') {
    const own = atTheirTimes(got, want);
    for (const [name, w] of Object.entries(want)) compare(own?.[name], w, tolerance, `${path}.${name}`, found);
  } else if (got !== want) found.push(`${path}: ${JSON.stringify(got)} for ${JSON.stringify(want)}`);
} // biome-ignore format: one line a kind

/** What the answer says of itself. */
const says = (answer) => [
  ...(answer.warnings ?? []),
  ...(answer.status && answer.status !== 'converged' ? [answer.status] : []),
];

/** What is wrong with an answer where R stops or warns. */
function judge({ stops, warns, want, under, tolerance }, answer, found) {
  if (answer.issues) {
    if (stops === undefined && warns === undefined)
      found.push(`refused: ${JSON.stringify(answer.issues).slice(0, 300)}`);
  } else if (stops !== undefined) {
    if (shown) found.push(`answers where R stops: ${stops}`);
  } else if (warns !== undefined) {
    if (says(answer).length === 0) found.push(`says nothing where R warns: ${warns}`);
    for (const name of ['loglik', 'loglik_null', 'n', 'nevent'].filter((one) => one in want))
      compare(answer[name], want[name], Math.max(tolerance, 1e-5), name, found);
  } else compare(under ? answer[under] : answer, want, tolerance, under ?? '', found);
}

const shown = process.argv.includes('--stops');
const most = 40;
let wrong = 0;
const kinds = new Map();
for (const one of cases) {
  const { id, words } = one;
  const { code, out, err } = await asked(words);
  const found = [];
  let answer;
  try {
    answer = JSON.parse(out);
  } catch {
    found.push(`exit ${code}: ${err.trim()}`);
  }
  if (code !== 0 && code !== 1) found.push(`exit ${code}`);
  if (answer) judge(one, answer, found);
  if (found.length === 0) continue;
  wrong++;
  const kind = id.slice(id.indexOf('.') + 1);
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  if (kinds.get(kind) > most) continue;
  console.log(`${id}\n  linea survival ${words.map((w) => (/[ ()~]/.test(w) ? `'${w}'` : w)).join(' ')}`);
  for (const line of found.slice(0, 6)) console.log(`    ${line}`);
  if (found.length > 6) console.log(`    and ${found.length - 6} more`);
}
for (const [kind, count] of kinds) console.log(`${count} of ${kind}`);
console.log(`${cases.length} cases, ${wrong} differ`);
process.exitCode = wrong > 0 ? 1 : 0;
