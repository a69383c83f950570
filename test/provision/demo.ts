import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { root, run, tool } from '../house/run.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the demo answers: `http://127.0.0.1:41234`. */
    demo: string;
  }
}

let server: ChildProcess | undefined;
let folder: string | undefined;

/** Builds what a user would run, and runs it: the demo with both published cases, on a port and in a directory of its own. */
export async function setup(project: TestProject): Promise<void> {
  for (const built of [await tool('tsc', '-b'), await run('npm', ['run', '-s', 'build', '-w', 'apps/web'])])
    if (built.code !== 0) throw new Error(`The build failed:\n${built.output}`);
  folder = mkdtempSync(join(tmpdir(), 'linea-demo-'));
  await addStudy(folder);
  server = spawn(
    process.execPath,
    [`${root}bin/linea.mjs`, 'demo', '--port', '0', '--data', join(folder, 'data'), '--json', '--no-study'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  project.provide('demo', await addressOf(server));
}

export async function teardown(): Promise<void> {
  const running = server;
  if (running && running.exitCode === null)
    await new Promise((done) => {
      running.once('exit', done);
      running.kill('SIGTERM');
    });
  if (folder) rmSync(folder, { recursive: true, force: true });
}

/** A small synthetic study with its models, as the demo itself would build a large one. */
async function addStudy(inside: string): Promise<void> {
  const [files, data] = [join(inside, 'files'), join(inside, 'data')];
  const words = [
    ['synth', 'car-t', '--out', files, '--patients', '200'],
    ['import', join(files, 'facts.json'), '--data', data],
    ['report', join(files, 'study.yaml'), '--quick', '--out', join(data, 'study', 'report.{lang}.html'), '--model', join(data, 'study', 'model.json')],
  ]; // biome-ignore format: a command a line
  for (const [index, own] of words.entries()) {
    if (index === 2) mkdirSync(join(data, 'study'));
    const done = await run(process.execPath, [`${root}bin/linea.mjs`, ...own]);
    if (done.code !== 0) throw new Error(`linea ${own[0]} failed:\n${done.output}`);
  }
}

/** The first line that it prints says where it answers. */
const addressOf = ({ stdout, ...process }: ChildProcess): Promise<string> =>
  new Promise((found, failed) => {
    let text = '';
    stdout?.on('data', (part) => {
      text += part;
      if (text.includes('\n')) found((JSON.parse(text) as { url: string }).url);
    });
    stdout?.once('close', () => failed(new Error(`The demo ended before it answered (${process.pid})`)));
  });
