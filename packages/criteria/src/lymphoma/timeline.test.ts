import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { criterionById } from '../registry.ts';

const answers = (id: string, story: readonly Told[]) => derive(criterionById(id) as never, viewOf(story));
const only = (id: string, story: readonly Told[]) =>
  answers(id, story).map(({ answer, assuming, discrepancy, of }) => ({ ...answer, assuming, discrepancy, of }));

const patient: readonly Told[] = [
  ['2024-01-10', 'registration:r', { 'reg.indication': 'LBCL' }],
  ['2023-02-01', 'diagnosis:d', { 'dx.date': '2023-02-01', 'dx.subtype': 'dlbclNos' }],
  ['2023-02-01', 'pathology:p', { 'path.cd10pct': 0, 'path.bcl6': 80, 'path.mum1': 40, 'path.coo': 'GCB', 'path.cooMethod': 'hans' }],
  ['2023-02-01', 'cytogenetics:c1', { 'cyto.abnormality': 'MYC_R', 'cyto.result': 'present' }],
  ['2023-02-01', 'cytogenetics:c2', { 'cyto.abnormality': 'BCL2_R', 'cyto.result': 'failed' }],
  ['2023-02-01', 'cytogenetics:c3', { 'cyto.abnormality': 'BCL6_R', 'cyto.result': 'absent' }],
  ['2023-02-10', 'line:L1', { 'line.number': 1, 'line.start': '2023-02-10', 'line.end': '2023-06-20', 'line.bestResponse': 'CR', 'line.progressionDate': '2024-01' }],
  ['2023-02-10', 'drug:d1', { 'drug.code': 'rituximab', 'drug.lineRef': 'line:L1' }],
  ['2024-01-20', 'eligibility:e', { 'elig.refractoryFirstLine': 'refractory' }],
  ['2024-02-01', 'leukapheresis:l', { 'leuk.date': '2024-02-01' }],
  ['2024-03-12', 'infusion:i', { 'inf.date': '2024-03-12', 'inf.product': 'axi-cel' }],
  ['2024-04-10', 'response:m1', { 'resp.date': '2024-04-10', 'resp.lugano': 'PR', 'resp.deauville': '4', 'resp.uptakeVsBaseline': 'reduced', 'resp.newLesion': 'no', 'resp.marrowUptake': 'normal', 'resp.timepoint': 'd28' }],
  ['2024-06-10', 'response:m3', { 'resp.date': '2024-06-10', 'resp.lugano': 'PD' }],
  ['2024-06-20', 'subsequent:s', { 'sub.kind': 'bispecific', 'sub.start': '2024-06-20', 'sub.reason': 'relapse' }],
  ['2024-09-30', 'followup:f', { 'fu.date': '2024-09-30', 'fu.survival': 'alive' }],
]; // biome-ignore format: a story

describe('large B-cell lymphoma from the timeline', () => {
  it('cell of origin against what the pathologist wrote', () =>
    expect(only('lbcl.hans', patient)).toMatchObject([{ value: 'nonGCB', discrepancy: { stated: 'GCB' } }]));
  it('a failed probe stays unknown, and is asked for', () =>
    expect(only('lbcl.geneticHit', patient)).toMatchObject([
      { possible: ['mycOnly', 'doubleHitBcl2'], missing: ['cyto.result'], tripleHit: false },
    ]));
  it('first line: relapse in the month seven months after the last dose', () =>
    expect(only('lbcl.secondLineStatus', patient)).toMatchObject([
      { value: 'earlyRelapse', discrepancy: { stated: 'refractory' }, refractoryOrEarly: true },
    ]));
  it('PET-CT at month 1', () =>
    expect(only('lugano.petct', patient)).toMatchObject([
      { value: 'PR', of: { timepoint: 'd28' }, warnings: ['month1Uptake'], discrepancy: null },
    ]));
  it('best response: the second assessment is only stated', () =>
    expect(only('bor', patient)).toMatchObject([
      { possible: ['CR', 'PR'], assuming: [] },
      { value: 'PR', progressionDay: 90, responseDay: 29, assuming: [expect.stringContaining('stated PD')] },
    ]));
  it('time points', () =>
    expect(only('lugano.timepoints', patient)[1]).toMatchObject({
      M1: { response: 'PR', day: 29 },
      M3: { response: 'PD', day: 90 },
      M6: { response: 'PD', day: 90 },
    }));
  it('PFS from infusion and from leukapheresis, taking the stated progression', () =>
    expect(only('outcome.pfs', patient).filter(({ assuming }) => assuming.length > 0)).toMatchObject([
      { of: { anchor: 'infusion' }, timeDays: 90, event: 1, reason: 'pd' },
      { of: { anchor: 'leukapheresis' }, timeDays: 130, event: 1, reason: 'pd' },
    ]));
  it('OS needs no response', () =>
    expect(only('outcome.os', patient)).toMatchObject([
      { of: { anchor: 'infusion' }, timeDays: 202, event: 0 },
      { of: { anchor: 'leukapheresis' }, timeDays: 242, event: 0 },
    ]));
  it('duration of response', () =>
    expect(only('outcome.dor', patient).at(-1)).toMatchObject({ timeDays: 61, event: 1, reason: 'pd' }));
  it('nothing of lymphoma is asked of another disease', () =>
    expect(only('lbcl.hans', [['2024-01-10', 'registration:r', { 'reg.indication': 'MM' }]])).toEqual([]));
});

describe('never infused', () => {
  const story: readonly Told[] = [
    ['2024-01-10', 'registration:r', { 'reg.indication': 'LBCL' }],
    ['2024-02-01', 'leukapheresis:l', { 'leuk.date': '2024-02-01' }],
    ['2024-02-21', 'death:d', { 'death.date': '2024-02-21', 'death.cause': 'relapse' }],
  ];
  it('counts by intention to treat only', () =>
    expect(only('outcome.os', story)).toMatchObject([{ of: { anchor: 'leukapheresis' }, timeDays: 20, event: 1 }]));
});

describe('CT from measured lesions', () => {
  const lesion = (on: string, name: string, ldi: number, sdi: number, rest: object = {}): Told => [on, `lesion:${name}`, { 'lesion.date': on, 'lesion.id': 'A', 'lesion.role': 'target', 'lesion.kind': 'node', 'lesion.ldi': ldi, 'lesion.sdi': sdi, ...rest }]; // biome-ignore format: one event
  const story: readonly Told[] = [
    ['2024-01-10', 'registration:r', { 'reg.indication': 'LBCL' }],
    ['2024-03-12', 'infusion:i', { 'inf.date': '2024-03-12' }],
    lesion('2024-03-01', 'b', 5, 4),
    lesion('2024-04-10', 'm1', 1.6, 1),
    [
      '2024-04-10',
      'response:m1',
      { 'resp.date': '2024-04-10', 'resp.nonTarget': 'absent', 'resp.newLesion': 'no', 'resp.imaging': 'ct' },
    ],
    lesion('2024-06-10', 'm3', 2.1, 1.2),
  ];
  it('reads the nadir from the course', () =>
    expect(only('lugano.ct', story)).toMatchObject([
      { possible: ['PR', 'PD'], missing: ['marrow.lymphoma'], spdBaseline: 20, spdNow: 1.6 },
      { value: 'PD', spdNow: 2.52 },
    ]));
  it('a lesion no longer visible, and one too small to measure', () =>
    expect(
      only('lugano.ct', [
        ...story.slice(0, 3),
        ['2024-04-10', 'lesion:m1', { 'lesion.date': '2024-04-10', 'lesion.id': 'A', 'lesion.role': 'target', 'lesion.status': 'tooSmall' }],
        ['2024-06-10', 'lesion:m3', { 'lesion.date': '2024-06-10', 'lesion.id': 'A', 'lesion.role': 'target', 'lesion.status': 'notVisible' }],
        ['2024-09-10', 'lesion:m6', { 'lesion.date': '2024-09-10', 'lesion.id': 'A', 'lesion.role': 'target', 'lesion.status': 'notAssessed' }],
      ]).map((answer) => (answer as { spdNow?: unknown }).spdNow),
    ).toEqual([0.25, 0, null])); // biome-ignore format: events
});
