import { describe, expect, it } from 'vitest';
import { type Frame, rowsOf } from '../frame/frame.ts';
import { fixtureFrame } from '../testing/reference.testing.ts';
import { methods } from './index.ts';

type Answer = Record<string, number[]> & { n: number; n_omitted: number };
const ask = (method: string, frame: Frame, formula: string, options: Record<string, unknown> = {}): Answer =>
  methods[method]!({ frames: [frame], formula, options }) as Answer;
const lung = fixtureFrame('lung');
const near = (wanted: readonly number[], digits = 8) => wanted.map((v) => expect.closeTo(v, digits));

/** One question asked in two ways has one answer. */
describe('methods agree with each other', () => {
  it('a binary Cox score test without ties is the log-rank test', () => {
    // Times made distinct, so that the hypergeometric variance is the binomial one.
    const time = Float64Array.from(
      { length: lung.rows },
      (_, i) => (lung.columns.get('time') as { values: Float64Array }).values[i]! + i * 1e-4,
    );
    const frame = { rows: lung.rows, columns: new Map(lung.columns).set('time', { kind: 'number', values: time }) };
    const { score_test } = ask('cox', frame, 'Surv(time, status) ~ sex') as unknown as { score_test: { test: number } };
    expect(score_test.test).toBeCloseTo(
      ask('logrank', frame, 'Surv(time, status) ~ sex').chisq as unknown as number,
      8,
    );
  });

  it('interactions with the stratum are separate fits', () => {
    const column = lung.columns.get('sex') as { values: Float64Array };
    const part = (sex: number): Frame =>
      rowsOf(
        lung,
        Int32Array.from(column.values.keys()).filter((i) => column.values[i] === sex),
      );
    const [first, second] = [1, 2].map((sex) => ask('cox', part(sex), 'Surv(time, status) ~ age').coef![0]!);
    const both = ask('cox', lung, 'Surv(time, status) ~ age * strata(sex)').coef!;
    expect([both[0], both[0]! + both[1]!]).toEqual(near([first!, second!], 6));
  });

  it('a factor and its indicators are one model', () => {
    const factor = ask('cox', lung, 'Surv(time, status) ~ factor(ph_ecog)');
    const indicators = ask('cox', lung, 'Surv(time, status) ~ I(ph_ecog == 1) + I(ph_ecog == 2) + I(ph_ecog == 3)');
    expect(factor.coef).toEqual(near(indicators.coef!));
    expect(factor.loglik).toBeCloseTo(indicators.loglik as unknown as number, 10);
  });

  it('an offset of the fitted predictor leaves nothing to fit', () => {
    const [b] = ask('cox', lung, 'Surv(time, status) ~ age').coef!;
    const [rest] = ask('cox', lung, `Surv(time, status) ~ age + offset(age * ${b})`).coef!;
    expect(rest).toBeCloseTo(0, 8);
  });

  it('a spline of three degrees holds the straight line', () => {
    const line = ask('cox', lung, 'Surv(time, status) ~ age').loglik as unknown as number;
    const spline = ask('cox', lung, 'Surv(time, status) ~ ns(age, 3)') as unknown as {
      loglik: number;
      terms: string[];
    };
    expect(spline.terms).toEqual(['ns(age, 3)1', 'ns(age, 3)2', 'ns(age, 3)3']);
    expect(spline.loglik).toBeGreaterThan(line);
  });

  it('a penalty of almost nothing is the Breslow fit', () => {
    const path = ask('coxnet', lung, 'Surv(time, status) ~ age + sex + ph_ecog', { lambda: [1e-9], alpha: 0.5 });
    const free = ask('cox', lung, 'Surv(time, status) ~ age + sex + ph_ecog', { ties: 'breslow' });
    expect((path.coef_by_lambda as unknown as number[][])[0]).toEqual(near(free.coef!, 6));
  });

  it('concordance of a Cox model is that of its linear predictor', () => {
    const fit = ask('cox', lung, 'Surv(time, status) ~ age + sex');
    const direct = ask('concordance', lung, 'Surv(time, status) ~ age + sex', { cox: true });
    expect(fit.concordance).toBe(direct.concordance);
    expect(fit.concordance_se).toBe(direct.se);
  });
});
