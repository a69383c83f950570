import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMapping } from './read-mapping.ts';

const HEAD = 'linea: mapping\nversion: 1\n';
const issues = (text: string) => {
  const read = readMapping(text, 'm.yaml');
  return read.ok ? [] : read.issues;
};
/** The one issue of a table mapping whose lines begin on line 5, as `code place: got | allowed`. */
const only = (table: string, before = '') => {
  const found = issues(`${HEAD}${before}tables:\n  - patient: id\n${table.replace(/^/gm, '    ')}\n`);
  return found.map(({ code, at, got, allowed }) => `${code} ${at.replace('m.yaml: ', '')}: ${got} | ${allowed}`);
};

describe('a mapping file', () => {
  it('in its shortest form', () =>
    expect(
      readMapping(`${HEAD}tables: [{ patient: id, when: { date: drawn }, columns: { CRP: lab.crp } }]`, 'm.yaml'),
    ).toMatchObject({
      ok: true,
      value: { name: 'm.yaml', content: { tables: [{ columns: { CRP: 'lab.crp' } }] } },
    }));

  it.each([
    ['YAML that is broken', 'linea: [mapping', 'mapping.syntax', 'm.yaml: line 1, column 16'],
    [
      'an indent by tabs',
      'linea: mapping\nversion: 1\ntables:\n\t- patient: id',
      'mapping.syntax',
      'm.yaml: line 4, column 1',
    ],
    ['no mapping at all', 'a: 1', 'mapping.missingField', 'm.yaml: line 1, column 1'],
    [
      'another version',
      'linea: mapping\nversion: 2\ntables: [{ columns: {} }]',
      'mapping.wrongValue',
      'm.yaml: line 2, column 10',
    ],
    ['text instead of YAML', 'hello', 'mapping.wrongValue', 'm.yaml: line 1, column 1'],
    ['an empty file', '', 'mapping.wrongValue', 'm.yaml: line 1, column 1'],
  ])('%s', (_, text, code, at) => expect(issues(text)).toContainEqual(expect.objectContaining({ code, at })));

  it('aliases that grow without end', () => {
    const bombs = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`);
    expect(issues(`a0: &a0 [x, x]\n${bombs.join('\n')}\n`)).toMatchObject([{ code: 'mapping.syntax', at: 'm.yaml' }]);
  });
});

describe('every issue has line and column, what was read and what is allowed', () => {
  it.each([
    ['a column twice', 'when: { date: d }\ncolumns:\n  CRP: lab.crp\n  CRP: lab.ferritin', 'mapping.twice line 8, column 7: CRP: lab.ferritin | 1'],
    ['a column twice but for its blanks', 'when: { date: d }\ncolumns:\n  "CRP  a": lab.crp\n  "CRP a": lab.ferritin', 'mapping.twice line 8, column 7: CRP a | 1'],
    ['a misspelt field', 'when: { date: d }\ncolumns:\n  CRP: { code: lab.crp, unti: mg/L }', 'mapping.unknownField line 7, column 29: unti | code, value, list, words, others, each, separator, unit, uln, lln, interpretation, event, episode, when, if, absent, per, as, with, stated, note'],
    ['a value of another type', 'when: { date: d }\ncolumns:\n  CRP: 3', 'mapping.wrongValue line 7, column 12: 3 | object, string, array, null'],
    ['a field that is missing', 'when: { from: infusion }\ncolumns: { CRP: lab.crp }', 'mapping.missingField line 5, column 11: day | number, string'],
    ['a code that does not exist', 'when: { date: d }\ncolumns:\n  CRP: lab.crpp', 'code.unknown line 7, column 12: lab.crpp | lab.crp, lab.crcl'],
    ['a limit as a fact', 'when: { date: d }\ncolumns:\n  ULN: { code: lab.uln }', 'mapping.qualifier line 7, column 20: lab.uln | uln, lln, interpretation, when'],
    ['a unit that is none of this item', 'when: { date: d }\ncolumns:\n  CRP: { code: lab.crp, unit: mmol }', 'unit.unknown line 7, column 35: mmol | mg/L'],
    ['an answer that the dictionary does not have', 'when: { date: d }\ncolumns:\n  Sex:\n    code: demo.sex\n    words: { M: male, F: femal }', 'value.unknownCode line 9, column 30: femal | female, male, other, unknown'],
    ['a reason that is none', 'when: { date: d }\ncolumns:\n  CRP: { code: lab.crp, absent: { nd: notdone } }', 'mapping.wrongValue line 7, column 43: notdone | notDone, unknown, pending, notApplicable, refused, lostSample, belowConsent, null'],
    ['a list that is not there', 'when: { date: d }\ncolumns:\n  Sex: { code: demo.sex, list: sexes }', 'mapping.noSuchName line 7, column 36: sexes | lists: ...'],
    ['an anchor that is not there', 'when: { from: infusion, day: 0 }\ncolumns: { CRP: lab.crp }', 'mapping.noSuchName line 5, column 19: infusion | anchors: ...'],
    ['a day that does not exist', 'when: { on: 2024-02-30 }\ncolumns: { CRP: lab.crp }', 'date.impossible line 5, column 17: 2024-02-30 | YYYY-MM-DD, YYYY-MM, YYYY, START/END, ../END, START/..'],
    ['a format of dates with two months', 'when: { date: d, formats: [DD/MM/MM] }\ncolumns: { CRP: lab.crp }', 'mapping.dateFormat line 5, column 32: DD/MM/MM | YYYY YY MM M DD D HH mm ss'],
    ['no time', 'columns:\n  CRP: lab.crp', 'mapping.noWhen line 6, column 12: lab.crp | when'],
    ['neither columns nor facts', 'when: { date: d }', 'mapping.missingField line 4, column 5: columns | columns, facts'],
    ['an item of another event beside', 'when: { date: d }\ncolumns:\n  Abn: { code: cyto.abnormality, with: { lab.crp: 3 } }', 'mapping.otherEvent line 7, column 46: lab.crp: lab | cytogenetics'],
    ['a companion with a wrong answer', 'when: { date: d }\ncolumns:\n  Abn: { code: cyto.abnormality, with: { cyto.result: yes } }', 'value.unknownCode line 7, column 59: yes | present, absent, failed, notTested'],
    ['a fact without a column and without a value', 'when: { date: d }\nfacts:\n  - { code: reg.indication }', 'mapping.missingField line 7, column 9: value | value'],
    ['a word for a code that does not exist', 'when: { date: d }\ncolumns:\n  Value: { code: { column: Test, words: { HB: lab.hgb } } }', 'code.unknown line 7, column 51: lab.hgb | lab.hb, lab.ggt, lab.igg, lab.iga, lab.igm'],
    ['a window the wrong way round', 'when: { from: infusion, day: [5, 2] }\ncolumns: { CRP: lab.crp }', 'number.reversed line 7, column 34: 5 - 2 | first <= last'],
    ['an anchor that is another item', 'columns:\n  D: { code: leuk.date, as: infusion }', 'mapping.otherCode line 8, column 33: infusion | inf.date'],
  ])('%s', (_, table, expected) =>
    expect(only(table, expected.includes('line 8, column 33') || expected.includes('5 - 2') ? 'anchors:\n  infusion: { code: inf.date }\n' : '')).toContain(expected)); // biome-ignore format: a table

  it('all of them at once', () =>
    expect(
      only('columns:\n  A: lab.x\n  B: { code: lab.crp, unit: cm }\n  C: { code: demo.sex, words: { a: b } }'),
    ).toHaveLength(5));
});

describe('whatever is written', () => {
  it('a mapping is read, or refused with a place', () => {
    const valid = `${HEAD}anchors: { infusion: { code: inf.date } }\ntables:\n  - patient: id\n    when: { from: infusion, day: Day }\n    columns:\n      CRP: { code: lab.crp, unit: mg/L, absent: { nd: notDone } }\n      Sex: { code: demo.sex, words: { M: male } }\n`;
    expect(issues(valid)).toEqual([]);
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(valid.length), text: fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('{', ']', '&a', '*a', '!!', '? ', '"', '\n', ': ', '- ', '#')), cut: fc.nat(6) }), { minLength: 1, maxLength: 5 }), // biome-ignore format: short
        (edits) => {
          let text = valid;
          for (const { at, text: added, cut } of edits) text = text.slice(0, at) + added + text.slice(at + cut);
          for (const { at } of issues(text)) expect(at).toMatch(/^m\.yaml(: line \d+, column \d+)?/);
        },
      ),
      { numRuns: 500 },
    );
  });
});
