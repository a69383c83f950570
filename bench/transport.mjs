// How often the verdict on carrying a model is right, on invented populations whose truth is known: node bench/transport.mjs [runs]
// Not a benchmark of speed. The tests run twenty of each; this runs as many as are asked for (default 200) and prints rates.
import { fitLearner, transport } from '../packages/explain/dist/index.js';

const runs = Number(process.argv[2] ?? 200);
const effects = [0.5, -0.4, 0.3, 0, 0];

/** mulberry32, by T. Ettinger, public domain. */
const uniform = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

function population({ n, b = effects, hazard = 1, shifted = [], seed }) {
  const u = uniform(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - u())) * Math.cos(2 * Math.PI * u());
  const x = new Float64Array(n * b.length);
  const time = new Float64Array(n);
  const event = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    let line = 0;
    b.forEach((own, j) => {
      x[i * b.length + j] = normal() + (shifted[j] ?? 0);
      line += own * x[i * b.length + j];
    });
    const happens = (-100 * Math.log(1 - u())) / (hazard * Math.exp(line));
    const censored = 40 + 260 * u();
    time[i] = Math.min(happens, censored);
    event[i] = happens <= censored ? 1 : 0;
  }
  return { features: b.map((_, j) => `x${j + 1}`), rows: { n, p: b.length, x }, time, event };
}

const truths = {
  'nothing differs, 500': { n: 500 },
  'nothing differs, 150': { n: 150 },
  'nothing differs, 60': { n: 60 },
  'patients differ': { n: 500, shifted: [0.5, 0.5] },
  'hazard x 1.6': { n: 500, hazard: 1.6 },
  'hazard x 1.25': { n: 500, hazard: 1.25 },
  'effects x 0.6': { n: 500, b: effects.map((v) => 0.6 * v) },
  'one effect gone': { n: 500, b: [0.5, 0, 0.3, 0, 0] },
  'effects gone': { n: 500, b: [0, 0, 0, 0, 0] },
  'effects turned': { n: 500, b: effects.map((v) => -v) },
};
for (const [name, truth] of Object.entries(truths)) {
  const counts = {};
  for (let k = 0; k < runs; k++) {
    const before = population({ n: 1000, seed: 2 * k + 1 });
    const { verdict, because } = transport(
      fitLearner('cox', before),
      population({ ...truth, seed: 1e6 + 2 * k }),
      before,
    );
    const key = `${verdict} (${because})`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  const rates = Object.entries(counts)
    .sort((a, b) => b[1] - a[1])
    .map(([key, count]) => `${key} ${((100 * count) / runs).toFixed(0)} %`);
  console.log(`${name.padEnd(22)} ${rates.join(', ')}`);
}
