import { asOfDay, publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { gate } from './gate.ts';

const DRD = { drugs: ['daratumumab', 'lenalidomide', 'dexamethasone'] };
const SVD = { drugs: ['selinexor', 'bortezomib', 'dexamethasone'] };
interface Gated {
  readonly overall: string;
  readonly trialPopulation: unknown;
  readonly conditions: readonly { readonly condition: string; readonly status: string }[];
}
const answerOf = (input: unknown) => gate.derive(input).answer as unknown as Gated;
const statuses = ({ conditions }: Gated) =>
  Object.fromEntries(conditions.map(({ condition, status }) => [condition, status]));

describe('mm.gate, myeloma.md 8', () => {
  it('row 1: cilta-cel after DRd, lenalidomide-refractory, no proteasome inhibitor', () => {
    const answer = answerOf({ product: 'cilta-cel', priorLines: [DRD], lenalidomideRefractory: true });
    expect(statuses(answer)).toMatchObject({
      'at-least-1-prior-line': 'met',
      'prior-imid': 'met',
      'prior-pi': 'not-met',
      'lenalidomide-refractory': 'met',
    });
    expect(answer.overall).toBe('not-met');
  });

  const afterSvd = { product: 'cilta-cel', priorLines: [DRD, SVD], lenalidomideRefractory: true };

  it('row 2: all met when progressing on SVd', () => {
    const answer = answerOf({ ...afterSvd, progressingOnLast: true });
    expect(new Set(Object.values(statuses(answer)))).toEqual(new Set(['met']));
    expect(answer.overall).toBe('met');
  });

  it('row 3: still responding on SVd', () => {
    const answer = answerOf({ ...afterSvd, progressingOnLast: false });
    expect(statuses(answer)).toMatchObject({ 'progression-on-last-therapy': 'not-met' });
    expect(answer.overall).toBe('not-met');
  });

  it('row 4: SVd without prior therapy', () =>
    expect(answerOf({ product: 'SVd', priorLines: [] }).overall).toBe('not-met'));

  it('row 5: PVd after a line without lenalidomide', () =>
    expect(
      answerOf({ product: 'PVd', priorLines: [{ drugs: ['bortezomib', 'melphalan', 'prednisone'] }] }),
    ).toMatchObject({ overall: 'not-met' }));

  it('row 6: BPd after lenalidomide, refractoriness unknown: exposure suffices', () =>
    expect(answerOf({ product: 'BPd', priorLines: [DRD] }).overall).toBe('met'));

  it('row 7: BVd when refractory to anti-CD38: label met, outside the trial population', () => {
    const answer = answerOf({ product: 'BVd', priorLines: [DRD], antiCd38Refractory: true });
    expect(answer).toMatchObject({
      overall: 'met',
      trialPopulation: { trial: 'DREAMM-7', condition: 'not-anti-cd38-refractory', status: 'not-met' },
    });
    expect(answerOf({ product: 'BVd', antiCd38Refractory: true })).toMatchObject({
      overall: 'met',
      trialPopulation: { status: 'not-met' },
    });
  });

  it('row 8: ide-cel after one line, triple-class exposed', () => {
    const answer = answerOf({
      product: 'ide-cel',
      priorLines: [{ drugs: ['daratumumab', 'bortezomib', 'lenalidomide', 'dexamethasone'] }],
    });
    expect(statuses(answer)).toMatchObject({
      'at-least-2-prior-lines': 'not-met',
      'prior-pi': 'met',
      'prior-imid': 'met',
      'prior-anti-cd38': 'met',
    });
    expect(answer.overall).toBe('not-met');
  });

  it('the same from counts, classes and agents', () => {
    expect(answerOf({ product: 'ide-cel', priorLines: 1, exposedClasses: ['PI', 'IMID', 'CD38'] })).toMatchObject({
      overall: 'not-met',
    });
    expect(
      answerOf({ product: 'ide-cel', priorLines: 2, exposedClasses: ['PI', 'IMID', 'CD38'], progressingOnLast: true }),
    ).toMatchObject({ overall: 'met' });
    expect(
      answerOf({
        product: 'Cilta-cel',
        priorLines: ['DRd', 'SVd'],
        refractoryAgents: ['lenalidomide'],
        progressedOnLast: true,
      }),
    ).toMatchObject({ overall: 'met' });
  });

  it('what is not known is unknown, and is asked for', () => {
    expect(answerOf({ product: 'cilta-cel', priorLines: [DRD, SVD] })).toMatchObject({
      overall: 'unknown',
      missing: ['progressingOnLast', 'lenalidomideRefractory'],
    });
    expect(answerOf({ product: 'PVd', priorLines: [{ regimen: 'something else' }] })).toMatchObject({
      overall: 'unknown',
      missing: ['priorLines'],
    });
    expect(answerOf({ product: 'SVd' })).toMatchObject({ overall: 'unknown', missing: ['priorLines'] });
  });

  it('nobody is refractory to a drug never given', () =>
    expect(statuses(answerOf({ product: 'cilta-cel', priorLines: [SVD] }))).toMatchObject({
      'lenalidomide-refractory': 'not-met',
      'prior-imid': 'not-met',
    }));

  it('label texts are from memory; an unknown product is an error', () => {
    expect(gate.derive({ product: 'SVd', priorLines: 1 }).answer.warnings).toContain('ruleNotIndependentlyVerified');
    expect(gate.derive({ product: 'XYZ' }).answer).toEqual({ error: 'product-unknown' });
  });

  it('D28: case 000 in March 2024', () => {
    const derived = derive(gate, view(publishedCases()[0]?.facts ?? [], asOfDay('2024-03-31')));
    const overall = Object.fromEntries(derived.map(({ of, answer }) => [of?.product, answer.overall]));
    expect(overall).toMatchObject({
      SVd: 'met',
      PVd: 'met',
      Kd: 'met',
      BPd: 'met',
      BVd: 'met',
      'cilta-cel': 'not-met',
      'ide-cel': 'not-met',
    });
    const of = (product: string) => derived.find((entry) => entry.of?.product === product)?.answer as unknown as Gated;
    expect(statuses(of('cilta-cel'))).toMatchObject({ 'prior-pi': 'not-met', 'prior-imid': 'met' });
    expect(of('BVd')).toMatchObject({
      conditions: [{ condition: 'at-least-1-prior-line', status: 'met' }],
      trialPopulation: { trial: 'DREAMM-7', condition: 'not-anti-cd38-refractory', status: 'not-met' },
    });
    expect(statuses(of('cilta-cel'))).toMatchObject({
      'lenalidomide-refractory': 'met',
      'progression-on-last-therapy': 'unknown',
    });
  });

  it('case 000 in December 2025: a proteasome inhibitor was given, but the disease responds', () => {
    const derived = derive(gate, view(publishedCases()[0]?.facts ?? [], asOfDay('2025-12-03')));
    const cilta = derived.find((entry) => entry.of?.product === 'cilta-cel')?.answer as unknown as Gated;
    expect(statuses(cilta)).toMatchObject({ 'prior-pi': 'met', 'progression-on-last-therapy': 'not-met' });
  });
});
