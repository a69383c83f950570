import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStudy } from './read-study.ts';

const FOLDER = new URL('../../../../examples/studies/', import.meta.url);

describe('the studies among the examples', () => {
  it.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s is read', (name) => {
    const read = readStudy(readFileSync(new URL(name, FOLDER), 'utf8'), name);
    expect(read.ok ? [] : read.issues).toEqual([]);
  });
});
