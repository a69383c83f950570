import { describe, expect, it } from 'vitest';
import { studyYaml } from '../synth/study-yaml.ts';
import { studyJsonSchema } from './json-schema.ts';
import { readStudy } from './read-study.ts';

const study = (change: (text: string) => string = (text) => text) => readStudy(change(studyYaml(1)), 'study.yaml');
const issues = (change: (text: string) => string) => {
  const read = study(change);
  return read.ok ? [] : read.issues;
};

/** The first line that a change touches, from 1; an added line counts as itself. */
function changedLine(change: (text: string) => string): number {
  const [before, after] = [studyYaml(1).split('\n'), change(studyYaml(1)).split('\n')];
  return after.findIndex((line, index) => line !== before[index]) + 1;
}

describe('a study file', () => {
  it('is read', () => {
    const read = study();
    expect(read).toMatchObject({
      ok: true,
      value: { study: { decision: 'ld.start', population: 'infused', seed: 1 } },
    });
  });
  it.each([
    ['not YAML', (text: string) => text.replace('features:', 'features: ['), 'study.broken'],
    ['the same key twice', (text: string) => `${text}seed: 2\n`, 'study.twice'],
    ['an unknown key', (text: string) => text.replace('seed: 1', 'sed: 1'), 'study.unknownKey'],
    ['a missing decision', (text: string) => text.replace('decision: ld.start\n', ''), 'study.missing'],
    ['a decision that is none', (text: string) => text.replace('decision: ld.start', 'decision: later'), 'study.value'],
    ['a cut that is no day', (text: string) => text.replace('cut: 2026-10-31', 'cut: 2026-13-31'), 'study.value'],
    ['an unknown code', (text: string) => text.replace('code: lab.crp', 'code: lab.crpp'), 'code.unknown'],
    [
      'an unknown code in a condition',
      (text: string) => text.replace('mol.gene: TP53', 'mol.gen: TP53'),
      'code.unknown',
    ],
    ['a unit of another kind', (text: string) => text.replace('unit: mg/L', 'unit: kg'), 'study.unit'],
    ['an answer that does not exist', (text: string) => text.replace('is: [female]', 'is: [femal]'), 'study.answer'],
    ['two columns of one name', (text: string) => text.replace('name: mtv', 'name: bulk'), 'study.twice'],
    ['an endpoint that does not exist', (text: string) => text.replace('id: pfs', 'id: pfss'), 'study.endpoint'],
    ['an endpoint twice', (text: string) => text.replace('id: os', 'id: pfs'), 'study.twice'],
    [
      'time in which nobody can die',
      (text: string) => text.replace('id: os, kind: benefit', 'id: os, kind: benefit, from: leukapheresis'),
      'endpoint.immortalTime',
    ],
    ['a setting that does not exist', (text: string) => text.replace('[lbcl3l]', '[lbcl9l]'), 'study.setting'],
    ['a term of no column', (text: string) => text.replace('{ column: ctdna,', '{ column: ctdnaa,'), 'study.noColumn'],
    ['an interaction of no term', (text: string) => text.replace('[[ctdna, tcm]', '[[ctdna, tcn]'), 'study.noTerm'],
    [
      'a matrix that is not there',
      (text: string) => text.replace('matrix: expression, columns: SYN_MYE', 'matrix: expr, columns: SYN_MYE'),
      'study.noMatrix',
    ],
    [
      'a leak by code',
      (text: string) => text.replace('code: car.expansionPeak, trap: true', 'code: car.expansionPeak'),
      'leak.afterDecision',
    ],
    [
      'a leak by event',
      (text: string) => text.replace('code: leuk.alcBefore, unit: 10*9/L', 'code: death.cause'),
      'leak.afterDecision',
    ],
    [
      'a leak by window',
      (text: string) => text.replace('unit: mg/L, window: [-30, 0]', 'unit: mg/L, window: [-30, 28]'),
      'leak.windowAfterDecision',
    ],
  ])('%s is refused with its line', (_, change, code) => {
    const found = issues(change);
    expect(found.map((issue) => issue.code)).toContain(code);
    const at = found.find((issue) => issue.code === code)?.at ?? '';
    const line = Number(/^study.yaml line (\d+), column \d+$/.exec(at)?.[1]);
    // The first line that differs is the one to mend; of a name that stands twice, the second; what is missing has no line.
    if (code !== 'study.missing' && code !== 'study.broken') expect(line).toBe(changedLine(change));
  });
  it('names every issue at once', () =>
    expect(
      issues((text) => text.replace('lab.crp', 'lab.crpp').replace('stg.mtv', 'stg.mtw')).map(({ code }) => code),
    ).toEqual(['code.unknown', 'code.unknown']));
  it('may look at day 30 at what the infusion brought', () =>
    expect(
      issues((text) =>
        text
          .replace('decision: ld.start', 'decision: day30')
          .replace('code: car.expansionPeak, trap: true', 'code: car.expansionPeak')
          .replace(/ {2}- \{ id: \w+, kind: toxicity \}\n/g, ''),
      ),
    ).toEqual([]));
  it('has a JSON Schema for editors', () =>
    expect(studyJsonSchema()).toMatchObject({
      type: 'object',
      properties: { decision: { enum: expect.arrayContaining(['ld.start']) } },
    }));
});
