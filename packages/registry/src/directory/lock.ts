import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { StoreRefused } from '../store-refused.ts';

/** Who has a data directory open. */
export interface Owner {
  readonly pid: number;
  /** Where it serves the registry (`http://127.0.0.1:4100`); null for a command that works on the directory. */
  readonly address: string | null;
}

export interface Lock {
  /** Tells who asks where the directory is served. */
  announce(address: string): void;
  release(): Promise<void>;
}

/** How long an owner that is busy with a long query may take to say who it is. */
const ANSWER_MS = 5_000;

/**
 * Takes a data directory for this process: two processes on one PGlite directory corrupt it without an error.
 *
 * On Linux the lock is an abstract Unix socket named after the real path, which the kernel frees with the process, `kill -9`
 * included; who connects is told who holds it. Elsewhere it is a file with the number of the process.
 * @throws {StoreRefused} another process has it
 */
export async function lockDirectory(directory: string, platform = process.platform): Promise<Lock> {
  const path = await realpath(directory);
  return platform === 'linux' ? lockBySocket(path) : lockByFile(path);
}

/** Who has this directory open; null when nobody has, or it does not exist. */
export async function ownerOf(directory: string, platform = process.platform): Promise<Owner | null> {
  let path: string;
  try {
    path = await realpath(directory);
  } catch {
    return null;
  }
  return platform === 'linux' ? askSocket(socketOf(path)) : readFile(path);
}

const socketOf = (path: string): string => `\0linea:${createHash('sha256').update(path).digest('hex')}`;

const inUse = (path: string, owner: Owner | null): StoreRefused =>
  new StoreRefused({
    code: 'directory.inUse',
    at: path,
    got: owner ? [`pid ${owner.pid}`, ...(owner.address ? [owner.address] : [])].join(', ') : 'pid ?',
  });

async function lockBySocket(path: string): Promise<Lock> {
  let address: string | null = null;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(JSON.stringify({ pid: process.pid, address } satisfies Owner));
  });
  const name = socketOf(path);
  try {
    await listen(server, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw inUse(path, await askSocket(name));
  }
  server.unref();
  return {
    announce: (at) => {
      address = at;
    },
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const listen = (server: Server, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(name, () => {
      server.off('error', reject);
      resolve();
    });
  });

const askSocket = (name: string): Promise<Owner | null> =>
  new Promise((resolve) => {
    let text = '';
    const socket = connect(name);
    socket.setEncoding('utf8');
    const unknown = (): void => resolve(null);
    socket.setTimeout(ANSWER_MS, () => socket.destroy());
    socket.on('error', unknown);
    socket.on('data', (part) => {
      text += part;
    });
    socket.on('close', () => resolve(ownerIn(text)));
  });

function ownerIn(text: string): Owner | null {
  try {
    const { pid, address } = JSON.parse(text);
    return typeof pid === 'number' ? { pid, address: typeof address === 'string' ? address : null } : null;
  } catch {
    return null;
  }
}

const fileOf = (path: string): string => join(path, 'linea.pid');

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The owner named by the file, unless that process has ended. */
function readFile(path: string): Owner | null {
  try {
    const owner = ownerIn(readFileSync(fileOf(path), 'utf8'));
    return owner && isRunning(owner.pid) ? owner : null;
  } catch {
    return null;
  }
}

async function lockByFile(path: string): Promise<Lock> {
  const file = fileOf(path);
  const write = (address: string | null, flag: 'wx' | 'w'): void =>
    writeFileSync(file, JSON.stringify({ pid: process.pid, address } satisfies Owner), { flag });
  try {
    write(null, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = readFile(path);
    if (owner) throw inUse(path, owner);
    rmSync(file, { force: true });
    write(null, 'wx');
  }
  return { announce: (address) => write(address, 'w'), release: async () => rmSync(file, { force: true }) };
}
