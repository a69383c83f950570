import { describe, expect, it } from 'vitest';
import { lot } from './lot.ts';

describe('mm.lot', () => {
  const line = { id: 'e2', kind: 'regimen', start: '2023-11-20', drugs: ['daratumumab', 'lenalidomide'] };
  it.each([
    ['four days by its dates', '2023-11-16', { e1: null, e2: 1 }],
    ['six days by its dates', '2023-11-18', { e1: 1, e2: 2 }],
  ])('a steroid pulse of %s', (_, stop, lineOf) =>
    expect(
      lot.derive({
        episodes: [
          { id: 'e1', kind: 'steroid-pulse', start: '2023-11-13', stop, drugs: ['dexamethasone'], totalDexMg: 80 },
          line,
        ],
      }).answer.lineOf,
    ).toEqual(lineOf),
  );
});
