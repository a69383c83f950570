import { describe, expect, it } from 'vitest';
import { Findings } from './findings.ts';
import { readQualifiers } from './read-qualifiers.ts';

function read(raw: unknown) {
  const findings = new Findings();
  return {
    read: readQualifiers(raw, 'qualifiers', findings),
    issues: findings.issues.map(({ code, at }) => [code, at]),
  };
}

describe('what travels with a laboratory result', () => {
  it.each([
    [
      { uln: 245, lln: 120 },
      { uln: 245, lln: 120 },
    ],
    [{ interpretation: 'notHigh' }, { interpretation: 'notHigh' }],
    [
      { spurious: true, spuriousReason: 'immunoglobulin' },
      { spurious: true, spuriousReason: 'immunoglobulin' },
    ],
    [{ symptomatic: 'no' }, { symptomatic: false }],
    [{ symptomatic: true }, { symptomatic: true }],
    [{ symptomatic: 'unknown', uln: null }, undefined],
    [{ comparator: 'lt', low: 8, high: 9 }, undefined],
    [{}, undefined],
    [null, undefined],
  ])('%j', (raw, expected) => expect(read(raw)).toEqual({ read: expected, issues: [] }));

  it.each([
    ['high', 'qualifier.malformed', 'qualifiers'],
    [[], 'qualifier.malformed', 'qualifiers'],
    [{ uln: '245' }, 'qualifier.malformed', 'qualifiers.uln'],
    [{ spurious: 'yes' }, 'qualifier.malformed', 'qualifiers.spurious'],
    [{ symptomatic: 'a little' }, 'qualifier.malformed', 'qualifiers.symptomatic'],
    [{ spuriousReason: 'moon' }, 'qualifier.malformed', 'qualifiers.spuriousReason'],
    [{ ULN: 245 }, 'qualifier.unknown', 'qualifiers.ULN'],
    [{ lln: 245, uln: 120 }, 'number.reversed', 'qualifiers'],
  ])('%j is refused', (raw, code, at) => expect(read(raw).issues).toEqual([[code, at]]));
});
