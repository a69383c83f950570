import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { responseSeries } from './series.ts';

const DAYS = ['2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'];

interface Drawn {
  readonly value: number;
  readonly censored: boolean;
  /** Where the true value lies, as a fraction of a censored one. */
  readonly at: number;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  value: fc.integer({ min: 1, max: 60 }).map((tenths) => tenths / 10),
  censored: fc.boolean(),
  at: fc.integer({ min: 0, max: 19 }).map((step) => step / 20),
});

const answerOf = (baseline: number, values: readonly Drawn[], complete: boolean) =>
  responseSeries.derive({
    baseline: { date: '2024-01-01', serumM: { value: baseline, unit: 'g/dL' } },
    assessments: values.map(({ value, censored, at }, index) => ({
      date: DAYS[index],
      serumM: {
        value: complete && censored ? value * at : value,
        unit: 'g/dL',
        ...(censored && !complete ? { comparator: '<' } : {}),
      },
    })),
  }).answer;

/** Every value that a field still allows. */
const allowed = (field: unknown): readonly unknown[] =>
  typeof field === 'object' && field !== null && 'possible' in field ? (field.possible as readonly unknown[]) : [field];

const FIELDS = [
  'bestConfirmed',
  'bestUnconfirmed',
  'dateOfResponse',
  'dateOfBestConfirmed',
  'dateOfProgression',
  'unconfirmedPD',
] as const;

describe('mm.response.series over censored values', () => {
  it('whatever a censored value turns out to be, the answer lies among those printed', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 80 }),
        fc.array(drawn, { minLength: 1, maxLength: 4 }),
        (tenths, values) => {
          const [open, complete] = [answerOf(tenths / 10, values, false), answerOf(tenths / 10, values, true)];
          if (open.warnings?.includes('tooManyUnknowns')) return; // Says nothing of any field, so nothing wrong.
          for (const field of FIELDS) expect(allowed(open[field])).toContainEqual(complete[field]);
          const [wide, narrow] = [open, complete].map(
            (answer) => answer.perAssessment as { unconfirmed: unknown; confirmed: unknown }[],
          );
          narrow?.forEach((row, index) => {
            expect(allowed(wide?.[index]?.unconfirmed)).toContainEqual(row.unconfirmed);
            expect(allowed(wide?.[index]?.confirmed)).toContainEqual(row.confirmed);
          });
        },
      ),
      { numRuns: 150 },
    ));

  it('exact values settle everything', () =>
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 80 }), fc.array(drawn, { maxLength: 4 }), (tenths, values) => {
        expect(answerOf(tenths / 10, values, true).status).toBe('determined');
      }),
      { numRuns: 100 },
    ));
});
