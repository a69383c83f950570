import { dictionary } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { consistencyRules } from './rules.ts';

describe('the consistency rules', () => {
  it('are 125, each with its own number', () => {
    expect(consistencyRules).toHaveLength(125);
    expect(new Set(consistencyRules.map(({ id }) => id)).size).toBe(125);
  });

  it('speak only of codes of the dictionary', () =>
    expect(consistencyRules.flatMap(({ facts }) => facts.filter((code) => !dictionary().has(code)))).toEqual([]));

  it('have a known severity, a known kind of check, and a message in both languages', () => {
    for (const { severity, check, messageEn, messageIt } of consistencyRules) {
      expect(['error', 'warning', 'info']).toContain(severity);
      expect(['interval', 'implies', 'compare', 'unique', 'all', 'computed']).toContain(check.kind);
      expect(messageEn.trim()).not.toBe('');
      expect(messageIt.trim()).not.toBe('');
    }
  });
});
