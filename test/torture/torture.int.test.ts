import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Cluster } from '../provision/postgres.ts';
import { torture } from './torture.ts';

const KILLS = 50;

it('PGlite loses nothing that it accepted and keeps no half import through kill -9', {
  timeout: 1_200_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'linea-torture-'));
  try {
    const result = await torture({ directory: join(folder, 'data') }, { kills: KILLS, seed: 1 });
    expect(result.problems).toEqual([]);
    expect(result.imports).toBeGreaterThan(KILLS / 4);
    expect(result.corrections).toBeGreaterThan(KILLS / 4);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('PostgreSQL neither, and when the server dies with it', { timeout: 1_200_000 }, async () => {
  const cluster = new Cluster();
  try {
    const alsoKill = async (): Promise<void> => {
      cluster.kill();
      await cluster.restart();
    };
    const result = await torture({ url: cluster.url }, { kills: KILLS, seed: 2, alsoKill });
    expect(result.problems).toEqual([]);
    expect(result.imports).toBeGreaterThan(KILLS / 4);
    expect(result.corrections).toBeGreaterThan(KILLS / 4);
  } finally {
    cluster.remove();
  }
});
