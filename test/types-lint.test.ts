import { describe, expect, inject, it } from 'vitest';
import { type Ran, tool } from './house/run.ts';

const expectDone = ({ code, output }: Ran): void => expect(code, `\n${output}`).toBe(0);

describe('the checkout', () => {
  it('compiles: tsc -b', () => expectDone(inject('build')));
  it('compiles, tests and tools included', async () => expectDone(await tool('tsc', '-p', 'tsconfig.test.json')));
  it('is formatted and free of lint: biome', async () =>
    expectDone(await tool('biome', 'check', '--error-on-warnings', '.')));
  it('has no unused file, export or dependency: knip', async () => expectDone(await tool('knip')));
});
