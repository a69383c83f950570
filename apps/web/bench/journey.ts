/**
 * What it costs a browser to draw a journey of 2,000 facts. `npm run bench:journey` prints a line a task.
 *
 *  figure  facts and derivations -> lanes, bars, marks, curves in the reader's words
 *  draw    layout and React, until the elements stand in the page (goal, with the figure: 50 ms of scripting)
 *  zoom    the same chart over other days
 *  list    the peer: as many elements in a plain React list, in the same page and run
 *
 * The components are those of the page, built for production. The time is the processor's, of the page's thread, in scripts: style,
 * layout and paint are the browser's. The first drawing is that of a page just loaded; the others are warm. `--facts=N` (2000), `--reps=N` (15).
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { journey, journeyJson, type KnownPatient, publishedPatients, seenAs } from '@linea/registry/journey';
import { speaker } from '@linea/registry/words';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { words } from '../vite/words.ts';

const option = (name: string, otherwise: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const FACTS = option('facts', 2000);
const REPS = option('reps', 15);

type Fact = KnownPatient['facts'][number];

/** The published myeloma, and laboratory values at every visit until there are as many facts as asked for. */
function facts(count: number): readonly Fact[] {
  const own = publishedPatients()[0]?.facts ?? [];
  const codes = ['lab.hb', 'lab.plt', 'lab.anc', 'lab.ldh', 'lab.crp', 'lab.ferritin', 'lab.creatinine', 'lab.igg', 'lab.albumin', 'lab.calcium'] as const; // biome-ignore format: a list
  const units = ['g/dL', '10*9/L', '10*9/L', 'U/L', 'mg/L', 'ug/L', 'mg/dL', 'mg/dL', 'g/dL', 'mg/dL'] as const;
  const values = [9.4, 140, 2.1, 210, 12, 430, 0.9, 700, 3.9, 9.1] as const;
  const like = own.find(({ code }) => code === 'lab.hb') as Fact;
  const more = Array.from({ length: Math.max(0, count - own.length) }, (_, n): Fact => {
    const which = n % codes.length;
    const date = new Date(Date.UTC(2023, 10, 20) + Math.floor(n / codes.length) * 4 * 864e5).toISOString().slice(0, 10);
    return {
      ...like,
      id: `x${n}`,
      event: `lab:x${Math.floor(n / codes.length)}`,
      code: codes[which] as Fact['code'],
      effective: { start: date, end: date, precision: 'day' },
      known: `${date}T20:00:00Z`,
      value: {
        kind: 'number',
        number: Math.round((values[which] as number) * (0.8 + (n % 37) / 90) * 100) / 100,
        unit: units[which] as string,
      },
    };
  });
  return [...own, ...more];
}

function patientJson(): unknown {
  const known: KnownPatient = { id: 'large', centre: 'C1', disease: 'MM', synthetic: true, facts: facts(FACTS) };
  const seen = seenAs(known.facts, { asOf: '2026-01-31' }, new Date('2026-11-22'), { asOf: '', knownAt: '' });
  if (!seen.ok) throw new Error('no such day');
  return journeyJson(journey(known, seen.value), speaker('en'));
}

const folder = mkdtempSync(join(tmpdir(), 'linea-bench-'));
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
await build({
  root: here('./'),
  configFile: false,
  logLevel: 'error',
  plugins: [words()],
  resolve: { conditions: ['linea-source', 'module', 'browser', 'production'] },
  build: { outDir: folder, emptyOutDir: true, rollupOptions: { input: here('index.html') } },
});
const kinds: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
const files = new Set((readdirSync(folder, { recursive: true }) as string[]).map((file) => `/${file}`));
const server = createServer((request, response) => {
  const path = request.url === '/' ? '/index.html' : (request.url ?? '');
  if (!files.has(path)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': kinds[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream' });
  return response.end(readFileSync(join(folder, path)));
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'], // biome-ignore format: a list
});

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] as number;
const print = (line: Readonly<Record<string, string | number>>): void =>
  console.log(
    JSON.stringify(line, (_, value) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value,
    ),
  );

try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil: 'load' });
  await page.waitForFunction('"steps" in window');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const clock = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const seconds = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
    return 1000 * (seconds('ThreadTime') - seconds('LayoutDuration') - seconds('RecalcStyleDuration'));
  };
  /** Milliseconds of the page's thread in scripts. */
  const cpu = async (step: string): Promise<number> => {
    const before = await clock();
    await page.evaluate(`void steps.${step}`);
    return (await clock()) - before;
  };
  await page.evaluate(`steps.load(${JSON.stringify(patientJson())})`);
  const times: Record<'figure' | 'draw' | 'zoom' | 'list', number[]> = { figure: [], draw: [], zoom: [], list: [] };
  let elements = 0;
  for (let rep = 0; rep < REPS; rep++) {
    await page.evaluate('steps.clear()');
    for (const step of ['figure', 'draw', 'zoom'] as const) times[step].push(await cpu(`${step}()`));
    elements = (await page.evaluate('steps.elements()')) as number;
    await page.evaluate('steps.clear()');
    times.list.push(await cpu(`list(${elements})`));
  }
  const peer = median(times.list.slice(1));
  for (const [task, all] of Object.entries(times))
    print({ task, firstMs: all[0] as number, warmMs: median(all.slice(1)), ofList: median(all.slice(1)) / peer });
  const both = times.figure.map((figure, rep) => figure + (times.draw[rep] as number));
  print({
    task: 'figure and draw',
    facts: FACTS,
    elements,
    firstMs: both[0] as number,
    warmMs: median(both.slice(1)),
    goalMs: 50,
  });
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
