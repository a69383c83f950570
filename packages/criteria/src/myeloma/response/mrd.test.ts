import { describe, expect, it } from 'vitest';
import { mrd } from './mrd.ts';

const flow = { response: 'CR', method: 'NGF', result: 'negative', sensitivity: 1e-5, date: '2025-03-10' };
const prior = (date: string) => ({ date, result: 'negative', petNegative: true });

describe('mm.mrd, myeloma.md 4.4', () => {
  it.each([
    [1, flow, 'flow-neg'],
    [2, { ...flow, method: 'NGS', sensitivity: 1e-6 }, 'seq-neg'],
    [3, { ...flow, sensitivity: 1e-4 }, 'not-assessable-at-1e-5'],
    [4, { ...flow, method: 'NGS', sensitivity: undefined }, 'not-assessable-at-1e-5'],
    [6, { ...flow, petNegative: true }, 'imaging-neg'],
    [7, { ...flow, petNegative: true, prior: prior('2024-03-10') }, 'sustained'],
    [8, { ...flow, petNegative: true, prior: prior('2024-03-11') }, 'imaging-neg'],
    [9, { ...flow, result: 'positive' }, 'positive'],
  ])('row %i', (_, input, category) => {
    const { answer } = mrd.derive(input);
    expect(answer).toMatchObject({ status: 'determined', category });
    expect(answer).not.toHaveProperty('label');
  });

  it('row 5: negative without CR', () =>
    expect(mrd.derive({ ...flow, response: 'VGPR' }).answer).toMatchObject({
      category: 'flow-neg',
      label: 'MRD-neg, CR not documented',
    }));

  it('unknown method, unknown result, imprecise date', () => {
    expect(mrd.derive({ ...flow, method: null }).answer).toMatchObject({
      possible: ['flow-neg', 'seq-neg'],
      missing: ['method'],
      category: null,
    });
    expect(mrd.derive({ ...flow, result: null }).answer).toMatchObject({
      possible: ['positive', 'flow-neg'],
      missing: ['result'],
    });
    expect(mrd.derive({ ...flow, petNegative: true, prior: prior('2024-03') }).answer).toMatchObject({
      possible: ['imaging-neg', 'sustained'],
      missing: ['date'],
    });
  });
});
