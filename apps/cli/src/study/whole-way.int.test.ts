import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../main.ts';
import { openReach } from '../registry/open-reach.ts';
import { strangers } from './report-numbers.testing.ts';

const TRUTH = fileURLToPath(new URL('../../../../examples/truths/moved.json', import.meta.url));
const now = (): Date => new Date('2026-11-22T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'linea-whole-way-'));
const at = (name: string): string => join(folder, name);

/** Runs a command as the command line does, on a data directory of its own; the answer is its JSON. */
async function linea(...words: readonly string[]) {
  let out = '';
  let err = '';
  const code = await main([...words, '--json'], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    readStdin: async () => '',
    env: { LANG: 'C' },
    now,
    reach: (options) => openReach(options, {}, now),
    stopped: () => Promise.resolve(),
  });
  return { code, err, json: JSON.parse(out) };
}

const sha256 = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(at(name)))
    .digest('hex');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * The whole way as its user goes it: a synthetic study with effects of one's own, into a registry, frozen, seen as a table, reported, learnt from, and asked about one
 * patient. Small (300 patients), so what is planted strongly must be found and the rest may stay open; what ten and a hundred seeds of full
 * size find is asked elsewhere (`acceptance.test.ts`, `npm run torture`).
 */
describe('from planted effects to one patient', () => {
  const registry = ['--data', at('data')];
  // biome-ignore lint/suspicious/noExplicitAny: what commands print, read as a user's script would.
  const said: Record<string, any> = {};

  beforeAll(async () => {
    const step = async (name: string, ...words: readonly string[]): Promise<void> => {
      const { code, err, json } = await linea(...words);
      if (code !== 0) throw new Error(`${name}: ${code} ${err} ${JSON.stringify(json).slice(0, 500)}`);
      said[name] = json;
    };
    await step('synth', 'synth', 'car-t', '--out', at('study'), '--patients', '300', '--seed', '5', '--truth', TRUTH, '--complete');
    await step('import', 'import', at('study/facts.json'), '--empty', ...registry);
    await step('cut', 'cut', 'create', 'first', ...registry);
    await step('fromFile', 'cohort', at('study/study.yaml'), '--out', at('file.csv'));
    const text = readFileSync(at('study/study.yaml'), 'utf8');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(at('study/registry.yaml'), text.replace('data: [facts.json]', 'data: []'));
    await step('fromCut', 'cohort', at('study/registry.yaml'), '--cut', 'first', '--out', at('cut.csv'), ...registry);
    await step('report', 'report', at('study/registry.yaml'), '--cut', 'first', '--out', at('report.html'), '--quick', ...registry);
    await step('train', 'model', 'train', at('study/registry.yaml'), '--cut', 'first', '--out', at('model.json'), ...registry);
    await step('predict', 'predict', 'SYN-lbcl3l-0001', '--model', at('model.json'), ...registry);
  }, 300_000); // biome-ignore format: a step a line

  it('stores every fact that was written', () => {
    const written = JSON.parse(readFileSync(at('study/facts.json'), 'utf8')).facts.length;
    expect(said.import).toMatchObject({ accepted: written, refused: 0, issues: [] });
    expect(said.cut).toMatchObject({ name: 'first', synthetic: true, facts: written });
  });
  it('gives the same table from the registry as from the file, byte by byte', () => {
    expect(sha256('cut.csv')).toBe(sha256('file.csv'));
    expect(said.fromCut.sha256).toBe(sha256('cut.csv'));
    expect(said.fromCut.dataCut.sha256).toBe(said.cut.sha256);
    expect(said.report).toMatchObject({ sha256: said.fromCut.sha256, dataCut: { name: 'first' } });
  });
  it('refuses the planted leaks by name', () =>
    expect(said.report.leaks.map(({ code }: { code: string }) => code)).toEqual([
      'car.expansionPeak',
      'ctdna.foldChange',
      'resp.lugano',
      'crs.maxGrade',
    ]));
  it('finds the effect whose sign was reversed, and covers what was planted', () => {
    const truth = JSON.parse(readFileSync(at('study/truth.json'), 'utf8'));
    const planted = new Map<string, { logHr2L: number; logHr3L: number }>(truth.effects.map((one: { key: string }) => [one.key, one])); // biome-ignore format: one thought
    const pfs = said.report.effects.filter(({ endpoint }: { endpoint: string }) => endpoint === 'pfs');
    const mono = pfs.find(({ key, setting }: { key: string; setting: string }) => key === 'mono' && setting === 'lbcl3l');
    expect(mono.estimate).toBeLessThan(0);
    expect(mono.q).toBeLessThan(0.05);
    let asked = 0;
    for (const { key, setting, estimate, se } of pfs) {
      const of = planted.get(key)?.[setting === 'lbcl2l' ? 'logHr2L' : 'logHr3L'];
      if (of === undefined) continue;
      asked++;
      // One small study: within four standard errors of what was planted.
      expect(Math.abs(estimate - of), `${setting} ${key}`).toBeLessThan(4 * se);
    }
    expect(asked).toBeGreaterThan(15);
  }); // biome-ignore format: a chain
  it('does not report the interaction that was taken away, nor noise', () => {
    const { interactions, blocks } = said.report;
    expect(interactions.find(({ asked }: { asked: string }) => asked === 'primary')).toMatchObject({ keys: ['ctdna', 'tcm'], found: false }); // biome-ignore format: one thought
    for (const name of ['exprNoise', 'exprBatch'])
      expect(blocks.find(({ block }: { block: string }) => block === name)).toMatchObject({ adds: false });
  });
  it('prints no number in a table that its named results do not give', () => {
    const page = readFileSync(at('report.html'), 'utf8');
    expect(page.match(/<td/g)?.length).toBeGreaterThan(500);
    expect(strangers(page, said.report)).toEqual([]);
  });
  it('gives no result that is not described', () => {
    const described = readFileSync(fileURLToPath(new URL('../../../../docs/report.md', import.meta.url)), 'utf8');
    for (const name of Object.keys(said.report)) expect(described, name).toContain(`\`${name}\``);
  });
  it('prints a page that needs nothing else and says what it is', () => {
    const page = readFileSync(at('report.html'), 'utf8');
    expect(page).toContain('SYNTHETIC DATA');
    expect(page).not.toMatch(/(?:src|href)="https?:/);
  });
  it('estimates one patient by the model of the study, benefit and toxicity, labelled', () => {
    expect(said.train).toMatchObject({ synthetic: true, n: said.fromCut.rows });
    expect(said.predict).toMatchObject({ patient: 'SYN-lbcl3l-0001', synthetic: true, researchUse: true });
    expect(existsSync(at('model.json'))).toBe(true);
    expect(['estimated', 'abstained']).toContain(said.predict.status);
  });
});
