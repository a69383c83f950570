import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installDebian } from './debian.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the database `postgres` of a cluster that lives as long as the run. */
    postgresUrl: string;
  }
}

const OLDEST = 15;

/** Where `initdb` and `pg_ctl` of a version that is new enough are; undefined when there are none. */
function binaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const folders = existsSync(debian)
    ? readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, 'bin'))
    : [];
  return [...folders, ...(process.env.PATH ?? '').split(delimiter)].find((folder) => versionIn(folder) >= OLDEST);
}

function versionIn(folder: string): number {
  if (!['initdb', 'pg_ctl', 'postgres'].every((name) => existsSync(join(folder, name)))) return 0;
  const text = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/.exec(text)?.[1] ?? 0);
}

/** A cluster of its own in a temporary folder, on a socket in that folder, as user `postgres` where we are root. */
export class Cluster {
  readonly url: string;
  readonly #folder: string;
  readonly #bin: string;

  constructor() {
    if (!binaries()) installDebian(['postgresql'], `PostgreSQL ${OLDEST} or later`);
    const bin = binaries();
    if (!bin) throw new Error(`No PostgreSQL ${OLDEST} or later after installing it`);
    this.#bin = bin;
    this.#folder = mkdtempSync(join(tmpdir(), 'linea-pg-'));
    if (isRoot) chownSync(this.#folder, idOf('-u'), idOf('-g'));
    this.#run(
      'initdb',
      '--pgdata',
      this.#data,
      '--username',
      'postgres',
      '--auth',
      'trust',
      '--encoding',
      'UTF8',
      '--locale',
      'C.UTF-8',
    );
    this.start();
    this.url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(this.#folder)}`;
  }

  start(): void {
    const options = `-c listen_addresses='' -c unix_socket_directories='${this.#folder}'`;
    this.#run(
      'pg_ctl',
      'start',
      '--wait',
      '--pgdata',
      this.#data,
      '--log',
      join(this.#folder, 'log'),
      '--options',
      options,
    );
  }

  /** As `start`, after `kill`: what the server left behind (processes, shared memory) takes a moment to go. */
  async restart(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return this.start();
      } catch (error) {
        if (attempt === 60) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** As a power cut would, but for the disk: the server has no time for anything. */
  kill(): void {
    const [pid] = readFileSync(join(this.#data, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
  }

  remove(): void {
    try {
      if (existsSync(join(this.#data, 'postmaster.pid')))
        this.#run('pg_ctl', 'stop', '--mode', 'immediate', '--pgdata', this.#data);
    } finally {
      rmSync(this.#folder, { recursive: true, force: true });
    }
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  /** `initdb` refuses root, and the server too. */
  #run(program: string, ...words: string[]): void {
    const [file, args] = isRoot
      ? ['runuser', ['-u', 'postgres', '--', join(this.#bin, program), ...words]]
      : [join(this.#bin, program), words];
    execFileSync(file as string, args as string[], { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

const isRoot = process.getuid?.() === 0;
const idOf = (which: '-u' | '-g'): number => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));

/** One cluster for all tests that need a server; each test file makes databases of its own in it. */
export function setup(project: TestProject): () => void {
  const cluster = new Cluster();
  project.provide('postgresUrl', cluster.url);
  return () => cluster.remove();
}
