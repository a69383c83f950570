import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generated } from '../tools/generate.ts';

const modules = Object.entries(await generated());

describe('npm run generate has been run since data, units or messages changed', () => {
  it.each(modules)('%s', (path, text) => {
    expect(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8') === text).toBe(true);
  });
});
