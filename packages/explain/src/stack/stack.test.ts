import { describe, expect, it } from 'vitest';
import { CoxLoss } from '../hazard/cox-loss.ts';
import { attributeGroups } from '../model/attribute-groups.ts';
import { attribute, predictRisk, predictSurvival } from '../model/survival-model.ts';
import { cohort } from '../testing/cohorts.testing.ts';
import { fitStack } from './fit-stack.ts';
import { ontoSimplex, rankingShares } from './margin-stack.ts';
import { membersFor } from './member.ts';

const table = cohort({ n: 160, p: 3, effects: [1.4, -0.7], seed: 21 });
const stack = fitStack(table, { parts: 3, repetitions: 1 });
const rows = { n: 12, p: 3, x: table.rows.x.subarray(0, 36) };
const background = { n: 9, p: 3, x: table.rows.x.subarray(60, 87) };

const spreadOf = (risk: Float64Array): number => {
  const mean = risk.reduce((a, b) => a + b, 0) / risk.length;
  return Math.sqrt(risk.reduce((sum, v) => sum + (v - mean) ** 2, 0) / risk.length);
};

it('weights and shares of curves are none below 0, and the mixture is whole', () => {
  for (const { weight, share } of stack.members) {
    expect(weight).toBeGreaterThanOrEqual(0);
    expect(share).toBeGreaterThanOrEqual(0);
  }
  expect(stack.proportional).toBeGreaterThanOrEqual(0);
  const whole = stack.members.reduce((sum, { share }) => sum + share, stack.proportional);
  expect(whole).toBeCloseTo(1, 12);
});
it('survival is the mixture of the curves of its members and that of the common risk', () => {
  const times = [30, 90];
  const mixed = predictSurvival(stack, rows, times);
  const common = predictSurvival(
    { ...stack, proportional: 1, members: stack.members.map((own) => ({ ...own, share: 0 })) },
    rows,
    times,
  );
  const parts = stack.members.map(({ share, model }) => predictSurvival(model, rows, times).map((s) => share * s));
  mixed.forEach((s, k) => {
    const sum = parts.reduce((total, own) => total + own[k]!, stack.proportional * common[k]!);
    expect(s).toBeCloseTo(sum, 12);
  });
});

describe('attributions of the blend are the blend of attributions', () => {
  const wanted = { interactions: true, background };
  const whole = attribute(stack, rows, wanted);
  const parts = stack.members
    .filter(({ weight }) => weight > 0)
    .map(({ weight, model }) => ({ weight, own: attribute(model, rows, wanted) }));
  const blended = (pick: (own: typeof whole) => Float64Array, k: number): number =>
    parts.reduce((sum, { weight, own }) => sum + weight * pick(own)[k]!, 0);

  it.each(['contributions', 'interventional'] as const)('%s, and they add up to the risk', (kind) => {
    const risk = predictRisk(stack, rows);
    for (let i = 0; i < rows.n; i++) {
      let sum = 0;
      for (let j = 0; j < 4; j++) {
        const value = whole[kind]![i * 4 + j]!;
        sum += value;
        expect(value).toBeCloseTo(blended((own) => own[kind]!, i * 4 + j) + (j === 3 ? stack.base : 0), 10);
      }
      expect(sum).toBeCloseTo(risk[i]!, 10);
    }
  });
  it('by group as well', () => {
    const grouped = attributeGroups(stack, rows, Int32Array.of(0, 0, 1), 2);
    const risk = predictRisk(stack, rows);
    for (let i = 0; i < rows.n; i++)
      expect(grouped[3 * i]! + grouped[3 * i + 1]! + grouped[3 * i + 2]!).toBeCloseTo(risk[i]!, 10);
  });
});

describe('members', () => {
  const of = (events: number, p: number): string[] =>
    membersFor({ ...table, rows: { n: 300, p, x: new Float64Array(0) }, event: new Uint8Array(events).fill(1) }).map(
      ({ name }) => name,
    );
  it.each([
    [199, 3, false],
    [200, 3, true],
    [359, 9, false],
    [360, 9, true],
    [500, 1, false],
    [3000, 20, true],
    [3000, 21, false],
  ])('of %i events and %i features: products, %o', (events, p, are) => {
    expect([of(events, p).includes('products'), of(events, p).includes('additive')]).toEqual([are, !are]);
  });
  it('products multiply what they must: a blend with them explains itself as any other', { timeout: 60_000 }, () => {
    const many = cohort({ n: 330, p: 2, effects: [1, 0.5], seed: 8 });
    // The hazard of the second feature turns with the first.
    const time = many.time.map((t, i) => t * Math.exp(-2 * many.rows.x[2 * i]! * many.rows.x[2 * i + 1]!) + 1);
    const blend = fitStack({ ...many, time }, { parts: 3, repetitions: 1 });
    expect(blend.members.map(({ name }) => name)).toContain('products');
    const few = { n: 5, p: 2, x: many.rows.x.subarray(0, 10) };
    const { contributions, interactions } = attribute(blend, few, { interactions: true });
    const risk = predictRisk(blend, few);
    for (let i = 0; i < 5; i++) {
      const sum = (values: Float64Array, width: number): number =>
        values.subarray(i * width, (i + 1) * width).reduce((a, b) => a + b);
      expect(sum(contributions, 3)).toBeCloseTo(risk[i]!, 10);
      expect(sum(interactions!, 9)).toBeCloseTo(risk[i]!, 10);
    }
  });
});

describe('what decides are rows held out', () => {
  it('shares are a point of the simplex, and go to the risk that puts held-out pairs in order', () => {
    const good = table.rows.x.filter((_, k) => k % 3 === 0);
    const noise = table.rows.x.filter((_, k) => k % 3 === 2);
    const standard = (v: Float64Array): Float64Array => {
      const spread = spreadOf(v);
      const mean = v.reduce((a, b) => a + b, 0) / v.length;
      return v.map((own) => (own - mean) / spread);
    };
    const shares = rankingShares(table, [[standard(good), standard(noise)]]);
    expect(shares[0]! + shares[1]!).toBeCloseTo(1, 12);
    expect(shares[0]).toBeGreaterThan(0.7);
    expect(shares[1]).toBeGreaterThanOrEqual(0);
  });
  it('a member that knows its own rows by heart does not win by that: the blend is near the truth on new patients', () => {
    const fresh = cohort({ n: 400, p: 3, effects: [1.4, -0.7], seed: 22 });
    const truth = Float64Array.from(
      { length: 400 },
      (_, i) => 1.4 * fresh.rows.x[3 * i]! - 0.7 * fresh.rows.x[3 * i + 1]!,
    );
    const loss = new CoxLoss(fresh);
    const none = loss.logLikelihood(new Float64Array(400));
    const gain = (risk: Float64Array): number => loss.logLikelihood(risk) - none;
    // Learnt from 160 patients, it keeps at least two thirds of what the truth itself would gain.
    expect(gain(predictRisk(stack, fresh.rows))).toBeGreaterThan((2 / 3) * gain(truth));
  });
  it('the nearest point of the simplex, by hand', () => {
    expect(Array.from(ontoSimplex(Float64Array.of(0.5, 0.9, -1)))).toEqual(
      [0.3, 0.7, 0].map((v) => expect.closeTo(v, 12)),
    );
  });
});
