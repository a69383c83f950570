import { describe, expect, it } from 'vitest';
import { methods } from './index.ts';
import { loadMethod } from './load-method.ts';

describe('loadMethod', () => {
  it.each(Object.keys(methods))('%s is the method of that name', async (name) => {
    expect(await loadMethod(name)).toBe(methods[name]);
  });
  it('knows no others', async () => {
    expect(await loadMethod('nothing')).toBeUndefined();
    expect(await loadMethod('constructor')).toBeUndefined();
  });
});
