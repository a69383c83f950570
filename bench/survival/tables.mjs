/**
 * Seeded survival tables for the benchmarks: no patient stands behind a row.
 *
 *   node bench/survival/tables.mjs right|competing|intervals OUT.csv --rows 10000 [--covariates 20] [--seed 1]
 *                                  [--times days|exact] [--effects all|few]
 *
 * `right`      id,time,status,group,x1..xp   status 0 censored, 1 event
 * `competing`  the same                      status 0 censored, 1 event of interest, 2 another
 * `intervals`  id,start,stop,status,x1..xp   two to four rows a patient, on (start, stop]
 *
 * Covariates: a shared normal part gives them correlation 0.25; every fourth is 0 or 1. Times are Weibull with proportional
 * hazards and about two fifths censored. `days` rounds up to whole days, so that large tables are full of ties; `exact` keeps
 * four decimals. `few`: only the first ten covariates matter.
 */
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A stream of uniform numbers in (0, 1); the same seed gives the same table on every machine.
 *
 * @source Marsaglia G. Multiply-with-carry, two halves of 16 bits; the seed is spread by Knuth's multiplier
 */
function uniform(seed) {
  let high = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
  let low = Math.imul(seed + 7, 0x85ebca6b) >>> 0 || 1;
  return () => {
    high = (36969 * (high & 0xffff) + (high >>> 16)) >>> 0;
    low = (18000 * (low & 0xffff) + (low >>> 16)) >>> 0;
    return (((high << 16) >>> 0) + (low & 0xffff) + 0.5) / 4294967296;
  };
}

const decimals = (x) => Math.round(x * 1e4) / 1e4;

/** Writes one table; resolves when it is on the disk. */
export async function writeTable(kind, path, { rows, covariates = 0, seed = 1, times = 'days', effects = 'all' }) {
  const next = uniform(seed);
  const normal = () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
  const p = covariates;
  const effect = (j) => (effects === 'few' ? (j < 10 ? 0.35 : 0) : 0.5 / (1 + (j % 8))) * (j % 2 === 0 ? 1 : -1);
  const onScale = (t) => (times === 'days' ? Math.max(1, Math.ceil(t)) : Math.max(1e-4, decimals(t)));
  const weibull = (scale, predictor) => scale * (-Math.log(next()) * Math.exp(-predictor)) ** (1 / 1.25);
  const names = Array.from({ length: p }, (_, j) => `x${j + 1}`);
  const file = createWriteStream(path, { highWaterMark: 1 << 20 });
  let text = `${[...(kind === 'intervals' ? ['id', 'start', 'stop', 'status'] : ['id', 'time', 'status', 'group']), ...names].join()}\n`;
  const x = new Array(p);
  for (let i = 1; i <= rows; i++) {
    const common = 0.5 * normal();
    let predictor = 0;
    for (let j = 0; j < p; j++) {
      const value = common + Math.sqrt(0.75) * normal();
      x[j] = j % 4 === 3 ? Number(value > 0.25) : decimals(value);
      predictor += effect(j) * x[j];
    }
    const group = i % 3;
    const event = weibull(600, predictor + (group === 2 ? 0.2 : 0));
    const censoring = Math.min(1900 * next(), 200 - 2200 * Math.log(next()));
    if (kind === 'intervals') {
      const end = onScale(Math.min(event, censoring));
      const pieces = 2 + Math.floor(3 * next());
      let start = 0;
      for (let k = 1; k <= pieces; k++) {
        const cut = (end * k) / pieces;
        const stop = k === pieces ? end : times === 'days' ? Math.floor(cut) : decimals(cut);
        if (stop <= start) continue;
        const now = x.map((value, j) => (j % 4 === 3 || k === 1 ? value : decimals(value + 0.25 * k * normal())));
        text += `${[i, start, stop, Number(k === pieces && event <= censoring), ...now].join()}\n`;
        start = stop;
      }
    } else {
      const other = kind === 'competing' ? weibull(1100, -0.3 * predictor) : Infinity;
      const end = Math.min(event, other, censoring);
      const status = end === censoring ? 0 : end === event ? 1 : 2;
      text += `${[i, onScale(end), status, group, ...x].join()}\n`;
    }
    if (text.length > 1 << 20) {
      if (!file.write(text)) await new Promise((done) => file.once('drain', done));
      text = '';
    }
  }
  await new Promise((done) => file.end(text, done));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kind, path, ...words] = process.argv.slice(2);
  const given = Object.fromEntries(
    words.flatMap((word, k) => (word.startsWith('--') ? [[word.slice(2), words[k + 1]]] : [])),
  );
  const number = (name) => (given[name] === undefined ? {} : { [name]: Number(given[name]) });
  if (!/^(right|competing|intervals)$/.test(kind) || !path || !given.rows) {
    process.stderr.write(
      'usage: tables.mjs right|competing|intervals OUT.csv --rows N [--covariates P] [--seed S] [--times days|exact] [--effects all|few]\n',
    );
    process.exitCode = 2;
  } else await writeTable(kind, path, { ...given, ...number('rows'), ...number('covariates'), ...number('seed') });
}
