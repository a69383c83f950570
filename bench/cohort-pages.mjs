/**
 * What a cohort of many patients costs: the server's answer to a changed filter, and the page that shows it. `npm run bench:cohort`
 * prints a line a task.
 *
 *  build     a patient's row, worked out beside the requests; `block` is the longest that an answer had to wait for it
 *  filters   GET /api/cohort after a change: who is in it, and what every other filter would leave
 *  naive     the peer: the same counts by asking every row anew for every level, in the same process and run
 *  curves    GET /api/cohort/curves: Kaplan-Meier by group with its test (goal, with the drawing: 50 ms)
 *  forest, immune, comparison, oncoprint, swimmer   the other figures
 *  draw      the page's thread, from the answer to the curve in the page, scripts alone; `wall` from the click to the new curve
 *
 * CPU is that of the whole process, or of the page's thread. The patients are those of the synthetic study, 700 of them drawn and
 * repeated under other names until there are as many as asked for; who drew them does not matter to what is measured.
 * `--patients=N` (10,000), `--asks=N` (40).
 */

import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { defaultTruth, synthesise } from '@linea/cohort';
import { readLineaJson } from '@linea/facts';
import { buildApp } from '@linea/server';

const option = (name, otherwise) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const patients = option('patients', 10_000);
const asks = option('asks', 40);
const DRAWN = Math.min(700, patients);

const [file] = [...synthesise({ seed: 1, patients: DRAWN, complete: false, truth: defaultTruth() })].filter(
  ({ name }) => name === 'facts.json',
);
const reading = readLineaJson([...file.pieces].join(''), { recorded: '2026-11-01T00:00:00Z', by: 'bench' });
if (!reading.ok) throw new Error('the synthetic study is not read');
const own = new Map();
for (const fact of reading.facts) own.set(fact.patient, [...(own.get(fact.patient) ?? []), fact]);
const drawn = [...own.values()];
const summaries = Array.from({ length: patients }, (_, index) => ({
  patient: `SYN-${String(index).padStart(6, '0')}`,
  centre: drawn[index % drawn.length][0].centre,
  disease: null,
  facts: drawn[index % drawn.length].length,
  synthetic: true,
}));
const store = {
  as: () => ({
    patients: async () => summaries,
    facts: async (id) => drawn[Number(id.slice(4)) % drawn.length].map((fact) => ({ ...fact, patient: id })),
  }),
};

const quiet = new Writable({ write: (_, __, done) => done() });
const app = await buildApp({
  store,
  page: fileURLToPath(new URL('../apps/web/dist/', import.meta.url)),
  version: 'bench',
  now: () => new Date('2026-11-22T10:00:00Z'),
  log: { level: 'error', stream: quiet },
});
const ask = async (url) => {
  const answer = await app.inject({ url, headers: { host: 'localhost' } });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body.slice(0, 300)}`);
  return answer.body;
};

const sorted = (times) => [...times].sort((a, b) => a - b);
const at = (times, share) => sorted(times)[Math.floor(share * (times.length - 1))];
const cpu = ({ user, system }) => (user + system) / 1000;
const print = (line) =>
  console.log(
    JSON.stringify(line, (_, value) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value,
    ),
  );

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const began = process.cpuUsage();
while (JSON.parse(await ask('/api/cohort')).status !== 'ready') await new Promise((done) => setTimeout(done, 500));
delay.disable();
print({
  task: 'build',
  patients,
  msPerPatient: cpu(process.cpuUsage(began)) / patients,
  blockMs: delay.percentile(99) / 1e6,
  longestMs: delay.max / 1e6,
});

/** Changed filters, each asked for once: nothing is answered from memory. */
const filters = (index) => {
  const ages = ['18-39', '40-49', '50-59', '60-69', '70-79'];
  const products = ['axi-cel', 'tisa-cel'];
  const chosen = ages.filter((_, k) => ((index + 1) >> k) & 1 || k === index % ages.length);
  return `disease=LBCL&age=${chosen.join(',')}${index % 3 === 0 ? `&product=${products[index % 2]}` : ''}`;
};
async function cpuOf(path) {
  const times = [];
  for (let index = -5; index < asks; index++) {
    const start = process.cpuUsage();
    await ask(`${path}${path.includes('?') ? '&' : '?'}${filters(index + 5)}`);
    if (index >= 0) times.push(cpu(process.cpuUsage(start)));
  }
  return times;
}

/** The counts of every level by a pass over all rows for each, as one would write them first. */
const facets = JSON.parse(await ask('/api/cohort')).facets;
const rows = summaries.map((_, index) =>
  Object.fromEntries(facets.map(({ id, levels }) => [id, levels[(index * 7 + id.length) % levels.length].level])),
);
const naive = () => {
  const chosen = { disease: ['LBCL'], age: ['60-69', '70-79'] };
  let sum = 0;
  for (const { id, levels } of facets)
    for (const { level } of levels)
      sum += rows.filter(
        (row) =>
          row[id] === level && Object.entries(chosen).every(([own, wanted]) => own === id || wanted.includes(row[own])),
      ).length;
  return sum;
};
const naiveTimes = Array.from({ length: 5 }, () => {
  const start = process.cpuUsage();
  naive();
  return cpu(process.cpuUsage(start));
});
const peer = at(naiveTimes, 0.5);
print({ task: 'naive', patients, ms: peer });
for (const [task, path] of [
  ['filters', '/api/cohort'],
  ['curves', '/api/cohort/curves'],
  ['forest', '/api/cohort/forest'],
  ['immune', '/api/cohort/immune'],
  ['comparison', '/api/cohort/comparison?setting=lbcl2l&b.disease=LBCL&b.setting=lbcl3l'],
  ['oncoprint', '/api/cohort/oncoprint'],
  ['swimmer', '/api/cohort/swimmer'],
]) {
  const times = await cpuOf(path);
  print({ task, patients, ms: at(times, 0.5), p90: at(times, 0.9), ofNaive: at(times, 0.5) / peer });
}

const { chromium } = createRequire(new URL('../apps/web/package.json', import.meta.url))('playwright-core');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://127.0.0.1:${app.server.address().port}/cohort?disease=LBCL&lang=en`, {
    waitUntil: 'networkidle',
  });
  await page.locator('svg[role=img]').waitFor();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const clock = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const seconds = (wanted) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
    return {
      script: 1000 * (seconds('ThreadTime') - seconds('LayoutDuration') - seconds('RecalcStyleDuration')),
      all: 1000 * seconds('ThreadTime'),
    };
  };
  await page.locator('summary', { hasText: 'Age at infusion' }).click();
  await page.evaluate(() => {
    // From the click to the first picture after the new curve stands in the page.
    window.change = (index) =>
      new Promise((done) => {
        const boxes = [...document.querySelectorAll('details')]
          .find((one) => one.querySelector('summary')?.textContent?.startsWith('Age at infusion'))
          .querySelectorAll('input');
        const before = document.querySelector('svg[role=img] desc').textContent;
        const start = performance.now();
        const look = () => {
          if (document.querySelector('svg[role=img] desc')?.textContent !== before)
            return requestAnimationFrame(() => done(performance.now() - start));
          if (performance.now() - start > 5000) return done(NaN);
          return requestAnimationFrame(look);
        };
        boxes[1 + (index % 4)].click();
        requestAnimationFrame(look);
      });
  });
  const [walls, scripts, alls] = [[], [], []];
  for (let index = -4; index < Math.min(asks, 16); index++) {
    const before = await clock();
    const wall = await page.evaluate((which) => window.change(which), index + 4);
    const after = await clock();
    if (index < 0) continue;
    walls.push(wall);
    scripts.push(after.script - before.script);
    alls.push(after.all - before.all);
  }
  print({
    task: 'draw',
    patients,
    scriptMs: at(scripts, 0.5),
    withLayoutMs: at(alls, 0.5),
    wallMs: at(walls, 0.5),
    wallP90: at(walls, 0.9),
    goalMs: 50,
  });
} finally {
  await browser.close();
  await app.close();
}
