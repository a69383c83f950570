import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withMembers } from './with-members.ts';

const record = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer());

it('copies as a spread does, in the same order', () =>
  fc.assert(
    fc.property(record, record, record, (one, two, three) => {
      expect(Object.entries(withMembers(one, two, three))).toEqual(Object.entries({ ...one, ...two, ...three }));
      expect(Object.entries(withMembers(one, two))).toEqual(Object.entries({ ...one, ...two }));
    }),
  ));
