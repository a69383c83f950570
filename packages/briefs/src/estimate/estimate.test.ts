import type { EstimateJson, EstimatesJson } from '@linea/prediction';
import { describe, expect, it } from 'vitest';
import { sayFor } from '../testing/say.testing.ts';
import { alternativesTo } from './alternatives.ts';
import { ownEstimate } from './own-estimate.ts';

const say = sayFor('en');

/** An outcome with value, lower and upper share without the event; null: the model abstains. */
const outcome = (kind: 'benefit' | 'toxicity', without: readonly [number, number, number] | null): EstimateJson =>
  ({
    endpoint: kind === 'benefit' ? 'pfs' : 'crs3',
    kind,
    reasons: without ? [] : [{ code: 'abstain.noDiscrimination', about: [] }],
    n: 64,
    days: [30, 365],
    headline: 365,
    without: without && { value: [1, without[0]], lower: [1, without[1]], upper: [1, without[2]] },
    seen: [0.9, 0.48],
    bars: [],
    inputs: [],
    missing: [],
    unseenCentres: { harrell: [0.7, 0.6, 0.8], slope: [1, 0.8, 1.2], expected: 0.5, observed: 0.5 },
  }) as unknown as EstimateJson;

const estimates = (...of: readonly EstimateJson[]): EstimatesJson =>
  ({
    setting: 'lbcl2l',
    reasons: [],
    model: { title: { en: 'Study', it: 'Studio' }, hash: 'abcdef0123456789', cut: '2026-10-31', synthetic: true },
    points: [{ decision: 'ld.start', day: '2025-03-14', reached: true, estimates: of }],
  }) as unknown as EstimatesJson;

describe('whether a response is to be expected', () => {
  it.each([
    ['exactly one half', [0.5, 0.3, 0.7], 'expected'],
    ['below, the interval reaches one half', [0.49, 0.3, 0.5], 'doubtful'],
    ['below with the whole interval', [0.3, 0.2, 0.499], 'notExpected'],
    ['no estimate', null, 'unknown'],
  ] as const)('%s', (_, without, response) =>
    expect(ownEstimate(estimates(outcome('benefit', without)), say).response).toBe(response),
  );

  it('is told by the first outcome of benefit, never by a toxicity', () =>
    expect(
      ownEstimate(estimates(outcome('toxicity', [0.1, 0.05, 0.2]), outcome('benefit', [0.8, 0.7, 0.9])), say).response,
    ).toBe('expected'));
});

it('of a toxicity the share with the event is told, the ends of its interval in order', () => {
  const [row] = ownEstimate(estimates(outcome('toxicity', [0.9, 0.8, 0.95])), say).rows;
  expect([row?.value, row?.lower, row?.upper, row?.average].map((one) => one?.toFixed(2))).toEqual([
    '0.10',
    '0.05',
    '0.20',
    '0.52',
  ]);
});

it('an outcome without an estimate keeps what happened to all, with the reason', () => {
  const [row] = ownEstimate(estimates(outcome('benefit', null)), say).rows;
  expect(row).toMatchObject({ value: null, average: 0.48, n: 64, facts: [] });
  expect(row?.reasons).toEqual([say('abstain.noDiscrimination')]);
});

it('alternatives are what is no CAR-T, by group, each with what would settle it; what does not match is none', () => {
  const option = (id: string, group: string, drug: string, ask: readonly string[] = []) => ({
    id,
    name: id,
    group,
    classSwitch: [{ drug }],
    label: { conditions: [{ answer: ask.length > 0 ? 'unknown' : 'met', ask: ask.map((label) => ({ label })) }] },
  });
  expect(
    alternativesTo([
      option('axi-cel', 'matches', 'axi-cel'),
      option('trial', 'trialOnly', 'obinutuzumab'),
      option('zorpo', 'trialOnly', 'zorpo-cel'),
      option('open', 'undecided', 'tafasitamab', ['Age', 'Age']),
      option('no', 'notMatched', 'rituximab'),
      option('yes', 'matches', 'epcoritamab'),
    ]),
  ).toEqual([
    { id: 'yes', name: 'yes', group: 'matches', ask: [] },
    { id: 'open', name: 'open', group: 'undecided', ask: ['Age'] },
    { id: 'trial', name: 'trial', group: 'trialOnly', ask: [] },
  ]);
});
