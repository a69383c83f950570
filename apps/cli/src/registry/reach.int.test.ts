import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownerOf } from '@linea/registry';
import { DATABASES } from '@linea/registry/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../main.ts';
import { openReach } from './open-reach.ts';

type World = {
  readonly stopped?: Promise<void>;
  readonly onOut?: (text: string) => void;
  readonly env?: Record<string, string>;
};
const now = () => new Date();

/** Runs a command on real data: a directory, a database, or a server that has them open. */
async function linea(
  words: readonly string[],
  { stopped = Promise.resolve(), onOut = () => {}, env = {} }: World = {},
) {
  let out = '';
  let err = '';
  const code = await main(words, {
    out: (text) => {
      out += text;
      onOut(text);
    },
    err: (text) => {
      err += text;
    },
    readStdin: async () => '',
    env: { LANG: 'C', ...env },
    now,
    reach: (options) => openReach(options, env, now),
    stopped: () => stopped,
  });
  return { code, out, err };
}

/** A server that a command started, until it is stopped. */
async function serving(words: readonly string[], env: Record<string, string> = {}) {
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let ready = (_: string) => {};
  const url = new Promise<string>((resolve) => {
    ready = resolve;
  });
  const running = linea([...words, '--port', '0', '--json'], {
    stopped,
    onOut: (text) => ready(JSON.parse(text).url),
    env,
  });
  await Promise.race([url, running]);
  return {
    url: await url,
    end: async () => {
      stop();
      return (await running).code;
    },
  };
}

const READS = [
  'patient list',
  'patient case-000 --as-of 2025-12-03',
  'patient case-000 --known-at 2024-03-31 --as-of 2025-12-03 --lang it',
  'why case-001 all.response',
  'diff case-000 --from 2024-03-31 --to 2025-12-31',
  'doctor',
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linea-reach-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

it('what is due is listed alike: worked out, taken from what was kept, read from a file; and after a correction', async () => {
  const data = ['--data', at('due')];
  const exported = async (name: string) => {
    expect((await linea(['export', '--format', 'linea', '--out', at(name), ...data])).code).toBe(0);
    return join(at(name), 'linea.json');
  };
  const listed = async (...from: string[]) => {
    const { code, out } = await linea(['worklist', '--json', '--days', '90', ...from]);
    expect(code).toBe(0);
    return out;
  };
  const worked = await listed(...data);
  expect(JSON.parse(worked)).toMatchObject({ patients: 2, questionsLooked: 2 });
  expect(await listed(...data)).toBe(worked);
  expect(await listed('--facts', await exported('due-1'))).toBe(worked);
  expect(JSON.parse(await listed(...data, '--centre', 'elsewhere'))).toMatchObject({ patients: 0, total: 0 });
  const { facts } = JSON.parse((await linea(['patient', 'case-001', ...data, '--json'])).out);
  const given = facts.find(({ code }: { code: string }) => code === 'inf.product');
  const words = ['--kind', 'withdrawn', '--because', 'not this patient'];
  expect((await linea(['correct', 'case-001', given.id, ...words, ...data])).code).toBe(0);
  const after = await listed(...data);
  expect(after).not.toBe(worked);
  expect(await listed('--facts', await exported('due-2'))).toBe(after);
}, 180_000); // Ten commands, each of which opens the embedded database.

describe('a running server and the directory itself', () => {
  const data = ['--data', '']; // The folder is made later.
  const all = async () => {
    const answers: string[] = [];
    for (const words of READS) {
      const { code, out, err } = await linea([...words.split(' '), ...data, '--json']);
      expect([code, err]).toEqual([0, '']);
      answers.push(out);
    }
    return answers;
  };

  it('answer with the same bytes: list, patient, why, diff, doctor, export', async () => {
    data[1] = at('demo');
    const server = await serving(['demo', ...data]);
    expect(await ownerOf(at('demo'))).toMatchObject({ address: server.url });
    const served = await all();
    expect((await linea(['export', '--format', 'linea', '--out', at('one'), ...data])).code).toBe(0);
    const page = await fetch(`${server.url}/api/patients/case-000?asOf=2025-12-03`);
    expect(`${await page.text()}\n`).toBe(served[1]);
    expect(await server.end()).toBe(0);
    expect(await all()).toEqual(served);
    expect((await linea(['export', '--format', 'linea', '--out', at('two'), ...data])).code).toBe(0);
    expect(readFileSync(join(at('two'), 'linea.json'))).toEqual(readFileSync(join(at('one'), 'linea.json')));
  });

  it('write the same: import tried and done, correction, lost race, refusals', async () => {
    const facts = at('facts.json');
    const fact = {
      patient: 'p-1',
      centre: 'bergamo',
      code: 'lab.hb',
      event: 'lab:l1',
      id: 'f1',
      effective: '2024-03-05',
      value: 9.1,
      unit: 'g/dL',
    };
    writeFileSync(facts, JSON.stringify({ format: 'linea', version: 1, facts: [fact] }));
    writeFileSync(
      at('wrong.json'),
      JSON.stringify({ format: 'linea', version: 1, facts: [{ ...fact, effective: '2024-02-30' }] }),
    );
    const steps = [
      ['import', facts, '--dry-run'],
      ['import', facts],
      ['import', facts],
      ['import', at('wrong.json')],
      ['correct', 'p-1', 'f1', '--kind', 'transcription', '--because', 'read as 1.9', '--value', '9.2'],
      ['correct', 'p-1', 'f1', '--kind', 'withdrawn', '--because', 'of another patient'],
      ['correct', 'p-1', 'nothing', '--kind', 'withdrawn', '--because', 'x'],
      ['correct', 'nobody', 'f1', '--kind', 'withdrawn', '--because', 'x'],
      ['correct', 'p-1', 'f1~2', '--kind', 'transcription', '--because', 'x', '--value', 'many'],
      ['import', facts, '--format', 'cobol'],
    ];
    const run = async (name: string) => {
      const results: unknown[] = [];
      for (const words of steps) {
        const { code, out } = await linea([...words, '--data', at(name), '--empty', '--json']);
        results.push([words.slice(0, 3).join(' '), code, out.replace(/"recorded":"[^"]*"/g, '')]);
      }
      return results;
    };
    const alone = await run('alone');
    expect(alone.map((result) => (result as unknown[])[1])).toEqual([0, 0, 0, 1, 0, 1, 1, 1, 1, 1]);
    const server = await serving(['start', '--data', at('served')]);
    const served = await run('served');
    await server.end();
    expect(served).toEqual(alone);
  });
});

it('tables come in by a mapping, alone and through a server: tried, done, done again, refused, only what is valid', async () => {
  const example = (name: string) => fileURLToPath(new URL(`../../../../examples/${name}`, import.meta.url));
  const [labs, mapping] = [example('data/centre-labs.csv'), example('mappings/centre-labs.yaml')];
  const changed = at('centre-labs.csv');
  writeFileSync(changed, readFileSync(labs, 'utf8').replace('9,8', '9.8').replace('INV-03', 'INV-04'));
  const steps = [
    ['import', labs, '--dry-run'],
    ['import', labs],
    ['import', labs],
    ['import', changed],
    ['import', changed, '--accept-valid'],
  ];
  const run = async (name: string) => {
    const results: unknown[] = [];
    for (const words of steps) {
      const { code, out } = await linea([...words, '--mapping', mapping, '--data', at(name), '--empty', '--json']);
      const { accepted, duplicates, refused, issues, summary } = JSON.parse(out);
      results.push([code, accepted, duplicates, refused, issues.length, summary.patients]);
    }
    return results;
  };
  const alone = await run('tables-alone');
  expect(alone).toEqual([
    [0, 47, 0, 0, 0, 3],
    [0, 47, 0, 0, 0, 3],
    [0, 0, 47, 0, 0, 3],
    [1, 0, 0, 1, 1, 3],
    [0, 9, 37, 1, 1, 3],
  ]);
  const server = await serving(['start', '--data', at('tables-served')]);
  const served = await run('tables-served');
  await server.end();
  expect(served).toEqual(alone);
});

it('start makes an empty directory, the other commands one with the cases unless they are told', async () => {
  const server = await serving(['start', '--data', at('started')]);
  expect(await (await fetch(`${server.url}/api/patients`)).json()).toEqual([]);
  expect(await server.end()).toBe(0);
  const list = async (...words: string[]) =>
    JSON.parse((await linea(['patient', 'list', '--json', '--data', ...words])).out).length;
  expect(await list(at('listed'))).toBe(2);
  expect(await list(at('empty'), '--empty')).toBe(0);
});

it('two commands at once take turns; a second server is refused and named the first', async () => {
  const many = await Promise.all(Array.from({ length: 3 }, () => linea(['patient', 'list', '--data', at('turns')])));
  expect(many.map(({ code }) => code)).toEqual([0, 0, 0]);
  const server = await serving(['start', '--data', at('turns')]);
  const second = await linea(['start', '--data', at('turns'), '--port', '0']);
  expect(second.code).toBe(1);
  expect(second.err).toContain(server.url);
  expect(await server.end()).toBe(0);
});

it('DATABASE_URL is asked when no directory is named', async () => {
  const postgres = DATABASES.find(([name]) => name === 'PostgreSQL')?.[1];
  const place = await postgres?.();
  if (!place || !('url' in place.where)) throw new Error('no server');
  const env = { DATABASE_URL: place.where.url };
  const server = await serving(['start'], env);
  expect(await (await fetch(`${server.url}/api/patients`)).json()).toEqual([]);
  expect((await linea(['patient', 'list', '--json'], { env })).out).toBe('[]\n');
  expect(await server.end()).toBe(0);
  await place.remove();
});
