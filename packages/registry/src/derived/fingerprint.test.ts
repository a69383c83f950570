import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';

let folder = '';
let places: readonly string[] = [];
const LATER = Date.now() + 60_000;
const inA = (name: string): string => join(folder, 'a', name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linea-program-'));
  mkdirSync(inA('deep'), { recursive: true });
  mkdirSync(join(folder, 'b'));
  writeFileSync(inA('rule.js'), 'atLeast(5.5)');
  writeFileSync(inA('deep/more.js'), 'more');
  writeFileSync(join(folder, 'b/words.json'), '{}');
  writeFileSync(join(folder, 'lock.json'), '1.0.0');
  places = [join(folder, 'a'), join(folder, 'b'), join(folder, 'lock.json')];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is the same as long as nothing changes, wherever the folders are', async () => {
  const before = await fingerprintOf(places, LATER);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  expect(await fingerprintOf(places, LATER)).toBe(before);
  renameSync(join(folder, 'a'), join(folder, 'c'));
  expect(await fingerprintOf([join(folder, 'c'), ...places.slice(1)], LATER)).toBe(before);
});

it.each<[string, () => void]>([
  ['a rule with another limit', () => writeFileSync(inA('rule.js'), 'atLeast(5.6)')],
  ['a file further down', () => writeFileSync(inA('deep/more.js'), 'less')],
  ['a new file', () => writeFileSync(inA('new.js'), '')],
  ['a file that is gone', () => rmSync(inA('deep/more.js'))],
  ['a file with another name', () => renameSync(inA('rule.js'), inA('ruler.js'))],
  ['a file in another room', () => renameSync(inA('rule.js'), join(folder, 'b/rule.js'))],
  ['other packages', () => writeFileSync(join(folder, 'lock.json'), '1.0.1')],
  ['a place that is gone', () => rmSync(join(folder, 'lock.json'))],
])('%s is another program', async (_, change) => {
  const before = await fingerprintOf(places, LATER);
  change();
  expect(await fingerprintOf(places, LATER)).not.toBe(before);
});

it.each(['rule.d.ts', 'rule.test.ts', 'rule.testing.ts', '.tsbuildinfo'])('%s decides nothing', async (name) => {
  const before = await fingerprintOf(places, LATER);
  writeFileSync(inA(name), 'x');
  expect(await fingerprintOf(places, LATER)).toBe(before);
});

it('a file that was written after the start is not what runs: there is no answer', async () => {
  const start = Date.now() - 10_000;
  for (const name of ['rule.js', 'deep/more.js']) utimesSync(inA(name), new Date(start - 1000), new Date(start - 1000));
  for (const place of ['b/words.json', 'lock.json']) utimesSync(join(folder, place), new Date(start), new Date(start));
  expect(await fingerprintOf(places, start)).not.toBeNull();
  utimesSync(inA('deep/more.js'), new Date(), new Date());
  expect(await fingerprintOf(places, start)).toBeNull();
});
