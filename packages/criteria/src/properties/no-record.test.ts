import { expect, it } from 'vitest';
import { iss } from '../myeloma/iss.ts';

it.each([
  ['a list', [{ b2m: { value: 6, unit: 'mg/L' } }, {}]],
  ['a word', 'III'],
  ['a number', 3],
])('%s is no record of inputs: it is refused once, and its places are no inputs that were ignored', (_, input) => {
  const { answer, issues } = iss.derive(input);
  expect(answer).toMatchObject({ status: 'indeterminate', possible: ['I', 'II', 'III'] });
  expect(answer.warnings).toEqual(['rejected:input']);
  expect(issues).toMatchObject([{ code: 'input.notObject', fatal: true }]);
});
it('nothing at all is nothing given', () => expect(iss.derive(null).answer.warnings).toEqual([]));
