import { describe, expect, it } from 'vitest';
import { studyJsonSchema } from './json-schema.ts';
import { readStudy } from './read-study.ts';

const STUDY = `format: linea-study
version: 1
title: { en: t, it: t }
cut: 2026-10-31
settings: { second: [lbcl2l], later: [lbcl3l] }
population: infused
decision: ld.start
features:
  - { name: crp, code: lab.crp, unit: mg/L, window: [-30, 0] }
  - { name: stage, code: stg.annArbor }
endpoints:
  - { id: pfs, kind: benefit }
model:
  terms:
    crp: { column: crp, transform: log2 }
`;
/** Code, line and column, what was read, what is allowed. */
const refusals = (from: string, to: string) => {
  const text = STUDY.replace(from, to);
  if (text === STUDY) throw new Error(`the study has no ${from}`);
  const read = readStudy(text, 's');
  return read.ok ? [] : read.issues.map(({ code, at, got, allowed }) => [code, at, got, ...(allowed ? [allowed] : [])]);
};

describe('a study file of bad faith, or of haste', () => {
  it('is read as it stands', () => expect(readStudy(STUDY, 's').ok).toBe(true));
  it.each([
    ['a reference to nothing', 'name: crp', 'name: *no', ['study.alias', 's line 9, column 13', '*no']],
    ['a reference into itself', 'title: {', 'title: &t { x: *t, ', ['study.alias', 's line 3, column 16', '*t']],
    ['a tab', '  - { name: stage', '\t- { name: stage', ['study.tab', 's line 10, column 1', 'Tabs are not allowed as indentation']],
    ['a key twice', 'cut:', 'version: 1\ncut:', ['study.twice', 's line 4, column 1', 'version']],
    ['a key with a slip', 'population:', 'popluation:', ['study.unknownKey', 's line 6, column 1', 'popluation', 'population']],
    ['a key of a feature with a slip', 'window:', 'windw:', ['study.unknownKey', 's line 9, column 45', 'windw', 'window']],
    ['a key of a term with a slip', 'transform:', 'tranform:', ['study.unknownKey', 's line 15, column 25', 'tranform', 'transform']],
    ['a window that ends before it begins', '[-30, 0]', '[0, -30]', ['study.windowOrder', 's line 9, column 53', '0, -30', '-30, 0']],
    ['a column the table has', 'name: stage', 'name: patient', ['study.ownColumn', 's line 10, column 13', 'patient']],
    ['answers of a number', 'unit: mg/L', 'is: [high]', ['study.noAnswers', 's line 9, column 37', 'lab.crp: decimal']],
    ['a unit of a stage', 'stg.annArbor', 'stg.annArbor, unit: mg/L', ['study.noUnit', 's line 10, column 46', 'mg/L']],
    ['an upper limit of a stage', 'stg.annArbor', 'stg.annArbor, per: uln', ['study.notNumber', 's line 10, column 45', 'stg.annArbor']],
    ['the highest of subtypes', 'stg.annArbor', 'dx.subtype, take: highest', ['study.notNumber', 's line 10, column 44', 'dx.subtype: highest']],
    ['a date as a feature', 'stg.annArbor', 'dx.date', ['study.noFeature', 's line 10, column 26', 'dx.date: partialDate']],
    ['an answer that a condition cannot have', 'unit: mg/L', 'unit: mg/L, where: { resp.lugano: CRR }', ['study.answer', 's line 9, column 67', 'CRR', 'CR']],
    ['two sources of a feature', 'code: lab.crp, unit: mg/L, window: [-30, 0]', 'from: age, code: lab.crp', ['study.notWithFrom', 's line 9, column 35', 'code, from: age']],
    ['a term that is a word', 'column: crp', 'column: stage', ['study.notNumber', 's line 15, column 20', 'stage: stg.annArbor']],
    ['the logarithm of what is below the limit as zero', 'unit: mg/L', 'unit: mg/L, belowLimit: zero', ['study.logOfZero', 's line 15, column 36', 'log2(crp)', 'belowLimit: half, limit; transform: identity']],
    ['an interaction with itself', 'model:', 'model:\n  interactions: [[crp, crp]]', ['study.twice', 's line 14, column 24', 'crp']],
    ['a setting in two roles', 'later: [lbcl3l]', 'later: [lbcl2l]', ['study.twice', 's line 5, column 39', 'lbcl2l']],
    ['no setting', '{ second: [lbcl2l], later: [lbcl3l] }', '{}', ['study.noSettings', 's line 5, column 11', '{}', 'lbcl2l, lbcl3l, ballRr, mm2l, mm3l, sle']],
    ['centres named both ways', 'population:', 'centres: { only: [a], without: [b] }\npopulation:', ['study.centresTwice', 's line 6, column 32', 'only, without', 'only; without']],
    ['survival as a toxicity', 'kind: benefit', 'kind: toxicity', ['study.endpointKind', 's line 12, column 22', 'pfs: toxicity', 'benefit']],
    ['two matrices of one name', 'population:', 'matrices: [{ id: m, file: a, samples: asy.dataRef }, { id: m, file: b, samples: asy.dataRef }]\npopulation:', ['study.twice', 's line 6, column 60', 'm']],
    ['samples of an unknown code', 'population:', 'matrices: [{ id: m, file: a, samples: asy.datRef }]\npopulation:', ['code.unknown', 's line 6, column 39', 'asy.datRef', 'asy.dataRef, asy.date']],
  ])('%s', (_, from, to, expected) => expect(refusals(from, to)).toEqual([expected])); // biome-ignore format: a table

  it.each([['', 'null'], ['# nothing but this\n', 'null'], ['hello\n', 'hello']])('a file without a study: %j', (text, got) =>
    expect(readStudy(text, 's')).toMatchObject({ issues: [{ code: 'study.empty', at: 's line 1, column 1', got }] })); // biome-ignore format: a table
  it('references that multiply, in good time', () => {
    const level = (name: string, of: string): string => `${name}: &${name} [${`${of}, `.repeat(10)}]\n`;
    const bomb = level('a', 'x') + level('b', '*a') + level('c', '*b') + level('d', '*c') + level('e', '*d') + level('f', '*e') + level('g', '*f') + level('h', '*g') + level('i', '*h') + level('j', '*i') + level('k', '*j') + level('l', '*k'); // biome-ignore format: a bomb
    const read = readStudy(bomb, 's');
    expect(read.ok ? [] : read.issues.map(({ code }) => code)).toEqual(['study.alias']);
  });
  it('names what is wrong in values beside what is wrong in shape', () => {
    const text = STUDY.replace('decision: ld.start', 'decision: ld.stop').replace('lab.crp', 'lab.cpr').replace('id: pfs', 'id: pfss').replace('column: crp', 'column: crq'); // biome-ignore format: four slips
    const read = readStudy(text, 's');
    expect(read.ok ? [] : read.issues.map(({ code, at }) => [code, at])).toEqual([
      ['study.value', 's line 7, column 11'],
      ['code.unknown', 's line 9, column 24'],
      ['study.endpoint', 's line 12, column 11'],
      ['study.noColumn', 's line 15, column 20'],
    ]);
  });
});

describe('an outcome that may come before the decision', () => {
  it.each([
    ['ld.start', 'leukapheresis', 'candidates'],
    ['inf.date', 'leukapheresis', 'apheresed'],
    ['leuk.date', 'diagnosis', 'candidates'],
    ['day30', 'diagnosis', 'candidates'],
  ])('a decision at %s of a clock from %s is refused', (decision, from, population) => {
    const text = STUDY.replace('decision: ld.start', `decision: ${decision}`)
      .replace('kind: benefit', `kind: benefit, from: ${from}`)
      .replace('population: infused', `population: ${population}`);
    const read = readStudy(text, 's');
    expect(read.ok ? [] : read.issues.map(({ code, at }) => [code, at])).toEqual([
      ['study.decidedTooLate', 's line 12, column 11'],
    ]);
  });
  it.each(['crs3', 'icans3', 'icaht3', 'cr1m', 'orr1m'])('%s is no question of day 30', (id) => {
    const kind = id.endsWith('m') ? 'response' : 'toxicity';
    const text = STUDY.replace('ld.start', 'day30').replace('id: pfs, kind: benefit', `id: ${id}, kind: ${kind}`);
    const read = readStudy(text, 's');
    expect(read.ok ? [] : read.issues.map(({ code }) => code)).toEqual(['study.decidedTooLate']);
  });
  it.each(['pfs', 'os'])('%s from the infusion may be asked on day 30: as a landmark', (id) =>
    expect(readStudy(STUDY.replace('ld.start', 'day30').replace('id: pfs', `id: ${id}`), 's').ok).toBe(true),
  );
});

describe('the JSON Schema', () => {
  const schema = studyJsonSchema() as Record<string, unknown>;
  /** Every member of the schema under properties, by path. */
  function members(of: unknown, path: string): readonly (readonly [string, Record<string, unknown>])[] {
    if (typeof of !== 'object' || of === null) return [];
    const { properties, items, anyOf, additionalProperties } = of as Record<string, unknown>;
    const own = Object.entries((properties ?? {}) as Record<string, Record<string, unknown>>);
    return [
      ...own.flatMap(([name, member]) => [[`${path}.${name}`, member] as const, ...members(member, `${path}.${name}`)]),
      ...members(items, `${path}[]`),
      ...((anyOf ?? []) as unknown[]).flatMap((one) => members(one, path)),
      ...members(additionalProperties, `${path}.*`),
    ];
  }
  const SAYS_ITSELF = /\.(format|version|en|it|id|block|features|endpoints|second|later)$|scale$/;

  it('says of every key what it is', () =>
    expect(
      members(schema, '').flatMap(([path, of]) =>
        of.description || of.$ref || of.allOf || SAYS_ITSELF.test(path) ? [] : [path],
      ),
    ).toEqual([]));
  it('knows the codes, settings and endpoints, with their words', () => {
    const { code, setting, endpoint } = schema.$defs as Record<string, { anyOf: readonly unknown[] }>;
    expect(code?.anyOf).toContainEqual({ const: 'lab.crp', description: expect.stringContaining('mg/L') });
    expect(setting?.anyOf).toContainEqual({ const: 'lbcl2l', description: expect.any(String) });
    expect(endpoint?.anyOf).toContainEqual({ const: 'nrm', description: 'kind: competing' });
  });
});
