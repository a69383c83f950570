import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prophylaxis } from '../leukaemia/prophylaxis.ts';
import { iss } from '../myeloma/iss.ts';
import { answerTo } from './answers.ts';
import { equal } from './equal.ts';
import { type Application, unknownInput } from './patient.ts';
import { shared } from './shared.ts';

describe('shared', () => {
  it('is what was before, where all is equal', () => {
    const before = { a: [{ b: 1 }, new Map([['c', [2]]])] };
    expect(shared(before, structuredClone(before))).toBe(before);
  });
  it('keeps the equal parts of what differs', () => {
    const before = { a: { b: 1 }, c: [{ d: 2 }, { e: 3 }] };
    const made = shared(before, { a: { b: 1 }, c: [{ d: 2 }, { e: 4 }] });
    expect(made).toEqual({ a: { b: 1 }, c: [{ d: 2 }, { e: 4 }] });
    expect(made.a).toBe(before.a);
    expect(made.c[0]).toBe(before.c[0]);
    expect(made).not.toBe(before);
  });
  it('finds what stands after an insertion again', () => {
    const before = [{ a: 1 }, { b: 2 }, { c: 3 }] as readonly object[];
    const made = shared(before, [{ a: 1 }, { new: 0 }, { b: 2 }, { c: 3 }]);
    expect([made[0], made[2], made[3]].map((one) => before.indexOf(one as object))).toEqual([0, 1, 2]);
  });
  it.each([
    ['another order of names', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['a member more', { a: 1 }, { a: 1, b: undefined }],
    ['a list and a record', [1], { 0: 1 }],
    ['other functions', { f: () => 1 }, { f: () => 1 }],
  ])('%s is not the same', (_, before, made) => expect(shared<unknown>(before, made)).not.toBe(before));

  it('is always equal to what was made, and changes neither', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), fc.boolean(), (a, b, same) => {
        const made = same ? structuredClone(a) : b;
        const [first, second] = [structuredClone(a), structuredClone(made)];
        const kept = shared<unknown>(a, made);
        expect(equal(kept, made)).toBe(true);
        if (equal(a, made)) expect(kept).toBe(a);
        expect([equal(a, first), equal(made, second)]).toEqual([true, true]);
      }),
    ));

  it('who is known by nothing is still asked with its parameters', () => {
    const asked = (rule: string): Application => ({ params: { rule }, inputs: { daysSinceInfusion: unknownInput('inf.date'), cd4: unknownInput('imm.cd4') } });
    expect(['and', 'or'].map((rule) => answerTo(prophylaxis, asked(rule)))).toMatchObject([{ params: { rule: 'and' } }, { params: { rule: 'or' } }]);
  }); // biome-ignore format: one thought

  it('the answer goes with the question, not with the facts it was asked of', () => {
    const asked = (b2m: number, fact: string): Application => ({
      inputs: { b2m: { value: { value: b2m, unit: 'mg/L' }, facts: [fact], codes: ['lab.b2m'] } },
    });
    const before = asked(6, 'f1');
    const answer = answerTo(iss, before);
    const [again, other] = [shared(before, asked(6, 'f2')), shared(before, asked(3, 'f2'))];
    expect(again.inputs.b2m?.facts).toEqual(['f2']);
    expect(answerTo(iss, again)).toBe(answer);
    expect(answerTo(iss, other)).not.toBe(answer);
  });
});
