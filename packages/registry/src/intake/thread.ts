import { Worker } from 'node:worker_threads';
import {
  type CentreId,
  type Fact,
  type Issue,
  ok,
  type PatientId,
  type ReadingEnd,
  type Result,
  refused,
} from '@linea/facts';
import type { Given, Opening } from '../registry/registry.ts';
import { type Intake, type IntakeRequest, intakeOf } from './intake.ts';
import type { TablesReport } from './tables.ts';

/** What is asked of the thread, one thing after the other. */
export type Question =
  | { readonly kind: 'begin'; readonly request: IntakeRequest }
  | { readonly kind: 'open'; readonly given: Given }
  /** Some of the facts that the store has of the file's patients. */
  | { readonly kind: 'stored'; readonly facts: readonly Fact[] }
  | { readonly kind: 'read' }
  | { readonly kind: 'next' };

/** What it answers to each. */
export interface Answers {
  readonly begin: readonly Issue[];
  readonly open: readonly PatientId[];
  readonly stored: undefined;
  readonly read: ReadonlyMap<PatientId, CentreId>;
  readonly next: { readonly facts: readonly Fact[] } | { readonly end: ReadingEnd; readonly tables?: TablesReport };
}

/** Facts that cross to the thread in one message. */
const AT_A_TIME = 2_000;

/** Less than this is read faster than a thread begins. */
const SMALL_BYTES = 128 * 1024;

/** From the source (in tests) a worker is TypeScript, too. */
const SOURCE = import.meta.url.endsWith('.ts');
const WORKER = new URL(SOURCE ? './worker.testing.mjs' : './worker.js', import.meta.url);
const EXEC_ARGV = SOURCE ? { execArgv: ['--conditions=linea-source'] } : {};

/**
 * As `intakeOf`, for a server that answers others meanwhile: files that take long are read in a thread of their own, and facts
 * come from it a part at a time.
 *
 * @param work  what is done with them; the thread ends with it
 * @returns what the work came to, or why the files cannot be read at all
 */
export async function withIntake<T>(
  request: IntakeRequest,
  work: (intake: Intake) => Promise<T>,
  { small = SMALL_BYTES } = {},
): Promise<Result<T>> {
  const bytes = request.files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes <= small) {
    const intake = await intakeOf(request);
    return intake.ok ? ok(await work(intake.value)) : intake;
  }
  const thread = new ReadingThread();
  try {
    const issues = await thread.ask({ kind: 'begin', request });
    if (issues.length > 0) return refused(...issues);
    let tables: TablesReport | undefined;
    const opening = (given: Given): Promise<Opening> =>
      openedIn(thread, given, (report) => {
        tables = report;
      });
    return ok(await work({ read: { opening }, tables: () => tables }));
  } catch (error) {
    const at = request.files.map(({ name }) => name).join(', ');
    if ((error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY')
      return refused({ code: 'file.tooLarge', at });
    throw error;
  } finally {
    await thread.end();
  }
}

async function openedIn(
  thread: ReadingThread,
  given: Given,
  tell: (tables: TablesReport | undefined) => void,
): Promise<Opening> {
  const asked = await thread.ask({ kind: 'open', given });
  return {
    asked,
    async read(stored) {
      for (let from = 0; from < stored.length; from += AT_A_TIME)
        await thread.ask({ kind: 'stored', facts: stored.slice(from, from + AT_A_TIME) });
      return { patients: await thread.ask({ kind: 'read' }), parts: partsFrom(thread, tell) };
    },
  };
}

async function* partsFrom(
  thread: ReadingThread,
  tell: (tables: TablesReport | undefined) => void,
): AsyncGenerator<readonly Fact[], ReadingEnd> {
  // The part after this one is read while this one is stored.
  let next = thread.ask({ kind: 'next' });
  for (;;) {
    const part = await next;
    if ('end' in part) {
      tell(part.tables);
      return part.end;
    }
    next = thread.ask({ kind: 'next' });
    next.catch(() => {});
    yield part.facts;
  }
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** One thread and what is asked of it: answers come in the order of the questions. */
class ReadingThread {
  readonly #worker = new Worker(WORKER, EXEC_ARGV);
  readonly #waiting: Waiting[] = [];
  #dead: Error | undefined;

  constructor() {
    const die = (error: Error): void => {
      this.#dead ??= error;
      for (const { reject } of this.#waiting.splice(0)) reject(this.#dead);
    };
    this.#worker.on('error', die);
    this.#worker.on('exit', () => die(new Error('intake: its thread has ended')));
    this.#worker.on('message', (answer) => this.#waiting.shift()?.resolve(answer as never));
  }

  ask<Q extends Question>(question: Q): Promise<Answers[Q['kind']]> {
    return new Promise((resolve, reject) => {
      if (this.#dead) return reject(this.#dead);
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(question);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
