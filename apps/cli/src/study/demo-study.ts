import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openLineaJson } from '@linea/facts';
import { makeFolder, type Registry } from '@linea/registry';

/** The command line itself, for work in a process of its own. */
const LINEA = fileURLToPath(new URL('../../bin/linea.mjs', import.meta.url));
/** Facts that are stored at a time: pages are answered in between. */
const AT_A_TIME = 5000;

type Step = 'facts' | 'registry' | 'model' | 'report';

/**
 * Builds the labelled synthetic study in its folder, beside a server that answers meanwhile: facts, then the registry, then
 * models and a quick report, then the plan in full, whose report takes the place of the quick one. What is interrupted is taken
 * up again; what is done is left alone.
 *
 * @param folder  `study/` of the demo's directory
 * @returns when it is ready, or was stopped
 * @throws {Error} a step that failed; `state.json` says so too
 */
export async function buildDemoStudy(folder: string, registry: Registry, stopped: AbortSignal): Promise<void> {
  const { status, step: reached } = await stateOf(folder);
  if (status === 'ready') return;
  await makeFolder(folder);
  const reach = (step: Step, share: number): Promise<void> => writeState(folder, { status: 'building', step, share });
  try {
    const files = join(folder, 'files');
    const report = ['report', join(files, 'study.yaml'), '--out', join(folder, 'report.{lang}.html')];
    if (reached !== 'report') {
      await reach('facts', 0);
      const there = await stat(join(files, 'truth.json')).catch(() => undefined);
      if (!there) {
        await rm(files, { recursive: true, force: true });
        await linea(['synth', 'car-t', '--out', files], stopped);
      }
      await importInParts(join(files, 'facts.json'), registry, stopped, (share) => reach('registry', share));
      if (stopped.aborted) return;
      await reach('model', 0);
      await linea([...report, '--model', join(folder, 'model.json'), '--quick'], stopped);
      if (stopped.aborted) return;
      await reach('report', 0);
    }
    await linea(report, stopped);
    if (!stopped.aborted) await writeState(folder, { status: 'ready' });
  } catch (error) {
    if (stopped.aborted) return;
    await writeState(folder, { status: 'failed' });
    throw error;
  }
}

async function stateOf(folder: string): Promise<{ readonly status?: unknown; readonly step?: unknown }> {
  const text = await readFile(join(folder, 'state.json'), 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

async function writeState(folder: string, state: object): Promise<void> {
  const file = join(folder, 'state.json');
  await writeFile(`${file}.part`, JSON.stringify(state));
  await rename(`${file}.part`, file);
}

/** Runs the command line in a process that gives way to the pages. */
function linea(words: readonly string[], signal: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    if (signal.aborted) return done();
    const child: ChildProcess = spawn(process.execPath, [LINEA, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
    const stop = (): boolean => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let said = '';
    child.stderr?.on('data', (part) => {
      said = `${said}${part}`.slice(-2000);
    });
    child.once('error', failed);
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (code === 0 || signal.aborted) done();
      else failed(new Error(`linea ${words[0]}: ${code} ${said.trim()}`));
    });
  });
}

/** Stores a file of facts patient by patient, a few at a time: one fact a line, the facts of a patient one after the other. */
async function importInParts(
  file: string,
  registry: Registry,
  stopped: AbortSignal,
  progress: (share: number) => Promise<void>,
): Promise<void> {
  const { size } = await stat(file);
  let [lines, patient, read]: [string[], string, number] = [[], '', 0];
  const store = async (): Promise<void> => {
    const text = `{ "format": "linea", "version": 1, "facts": [${lines.join(',')}] }`;
    const report = await registry.import({ open: () => openLineaJson(text) });
    if (!report.ok) throw new Error(`synthetic facts refused: ${report.issues[0]?.code} ${report.issues[0]?.at}`);
    lines = [];
    await progress(read / size);
  };
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (stopped.aborted) return;
    read += line.length + 1;
    const fact = /^\s*\{.*"patient":"([^"]*)"/.exec(line);
    if (!fact || line.includes('"format"')) continue;
    if (lines.length >= AT_A_TIME && fact[1] !== patient) await store();
    patient = fact[1] as string;
    lines.push(line.replace(/,\s*$/, ''));
  }
  if (lines.length > 0) await store();
}
