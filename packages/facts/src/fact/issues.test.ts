import { describe, expect, it } from 'vitest';
import en from '../messages.en.json' with { type: 'json' };
import it_ from '../messages.it.json' with { type: 'json' };
import { readLineaJson } from './linea-json.ts';

const fact = {
  id: 'a',
  patient: 'p1',
  centre: 'bg',
  code: 'lab.mSerum',
  event: 'lab:l1',
  effective: '2024-03-13',
  value: 7.1,
  unit: 'g/dL',
  source: 'report',
};
const without = (...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(fact).filter(([name]) => !names.includes(name)));
const file = (...facts: readonly unknown[]): string => JSON.stringify({ format: 'linea', version: 1, facts });
const read = (text: string) => readLineaJson(text, { recorded: '2026-11-22T10:00:00Z', by: 'u1', restore: true });
const word = { ...fact, unit: null };
const corrected = { ...fact, id: 'b', value: 6.9, supersedes: 'a', because: 'slip', kind: 'transcription' };

/** The smallest mistake of every kind: code, file, place, what was read, what is allowed. */
// biome-ignore format: a table
const REFUSED: readonly (readonly [
  code: string,
  text: string,
  at: string,
  got: string | RegExp,
  allowed: string | RegExp | undefined,
])[] = [
  ['json.broken', '{\n "format": "linea",\n "facts": [1 2]\n}', 'line 3, column 14', '2]', 'JSON'],
  ['json.notObject', '[1]', 'document', '[1]', /linea/],
  ['format.unknown', '{"format": "fhir"}', 'format', 'fhir', 'linea'],
  ['format.version', '{"format": "linea", "version": "1"}', 'version', '1', '1'],
  ['format.newer', '{"format": "linea", "version": 2, "facts": []}', 'version', '2', '1'],
  ['format.noFacts', '{"format": "linea", "version": 1}', 'facts', 'null', '[...]'],
  ['fact.notObject', file(fact, 7), 'facts[1]', '7', /code/],
  ['patient.missing', file(without('patient')), 'facts[0].patient', 'null', 'text'],
  ['centre.missing', file({ ...fact, centre: null }), 'facts[0].centre', 'null', 'text'],
  ['code.missing', file(without('code')), 'facts[0].code', 'null', /dictionary/],
  ['code.unknown', file({ ...fact, code: 'lab.mSerun' }), 'facts[0].code', 'lab.mSerun', /^lab\.mSerum/],
  ['event.malformed', file({ ...fact, event: 'l1' }), 'facts[0].event', 'l1', 'lab:name'],
  ['event.unknownKind', file({ ...fact, event: 'laboratory:l1' }), 'facts[0].event', 'laboratory:l1', 'lab:l1'],
  ['event.otherKind', file({ ...fact, event: 'infusion:i1' }), 'facts[0].event', 'infusion:i1', 'lab:i1'],
  ['event.ambiguous', file({ ...without('id', 'event'), code: 'cyto.abnormality', value: 'T_4_14', unit: null }, { ...without('id', 'event'), code: 'cyto.abnormality', value: 'DEL_17P', unit: null }), 'facts[0].event', 'null', 'cytogenetics:name'],
  ['effective.missing', file(without('effective')), 'facts[0].effective', 'null', /YYYY-MM/],
  ['date.impossible', file({ ...fact, effective: '2024-02-30' }), 'facts[0].effective', '2024-02-30', /YYYY-MM-DD/],
  ['date.malformed', file({ ...fact, effective: 'in March' }), 'facts[0].effective', 'in March', /YYYY-MM-DD/],
  ['date.notIso', file({ ...fact, effective: '13/03/2024' }), 'facts[0].effective', '13/03/2024', /YYYY-MM-DD/],
  ['date.reversed', file({ ...fact, effective: { start: '2024-03-02', end: '2024-03-01' } }), 'facts[0].effective', '2024-03-02/2024-03-01', 'start <= end'],
  ['date.precision', file({ ...fact, effective: { start: '2024-03-01', end: '2024-03-31', precision: 'day' } }), 'facts[0].effective', /^day/, 'month'],
  ['date.unbounded', file({ ...fact, effective: { start: null, end: null } }), 'facts[0].effective', /null/, /anchor/],
  ['anchor.malformed', file({ ...fact, effective: { anchor: { ref: 'a', offsetDays: [35, 21] } } }), 'facts[0].effective.anchor', /35/, /offsetDays/],
  ['anchor.unknown', file({ ...fact, effective: { anchor: { ref: 'x', offsetDays: [28, 28] } } }), 'facts[0].effective.anchor.ref', 'x', /fact/],
  ['anchor.otherPatient', file(fact, { ...fact, id: 'b', patient: 'p2', effective: { anchor: { ref: 'a', offsetDays: 28 } } }), 'facts[1].effective.anchor.ref', 'a', 'p2'],
  ['anchor.circle', file({ ...fact, effective: { anchor: { ref: 'b', offsetDays: 28 } } }, { ...fact, id: 'b', effective: { anchor: { ref: 'a', offsetDays: -28 } } }), 'facts[0].effective.anchor.ref', 'b', /date of its own/],
  ['value.missing', file(without('value')), 'facts[0].value', 'null', /notDone, unknown/],
  ['value.andAbsent', file({ ...fact, absent: 'pending' }), 'facts[0].value', '7.1', 'null'],
  ['absent.unknown', file({ ...without('value'), absent: 'forgotten' }), 'facts[0].absent', 'forgotten', /^notDone, unknown, pending/],
  ['number.decimalComma', file({ ...fact, value: '7,1' }), 'facts[0].value', '7,1', '7.1'],
  ['number.malformed', file({ ...fact, value: 'high' }), 'facts[0].value', 'high', 'decimal'],
  ['number.notInteger', file({ ...word, code: 'line.number', event: 'line:L1', value: 1.5 }), 'facts[0].value', '1.5', 'integer'],
  ['number.comparator', file({ ...fact, comparator: '~' }), 'facts[0].value', '~', '<, <=, >, >='],
  ['number.reversed', file({ ...without('value'), low: 8, high: 7 }), 'facts[0].value', '8 - 7', 'low <= high'],
  ['unit.missing', file({ ...fact, unit: null }), 'facts[0].value', 'null', 'g/dL'],
  ['unit.unknown', file({ ...fact, unit: 'mmHg' }), 'facts[0].value', 'mmHg', 'g/dL'],
  ['value.impossible', file({ ...fact, value: 71 }), 'facts[0].value', '71 g/dL', /probably g\/L$/],
  ['value.unknownCode', file({ ...word, code: 'cyto.result', event: 'cytogenetics:c', value: 'maybe' }), 'facts[0].value', 'maybe', /present/],
  ['value.notCode', file({ ...word, code: 'cyto.result', event: 'cytogenetics:c', value: true }), 'facts[0].value', 'true', /present/],
  ['value.emptyList', file({ ...word, code: 'crs.treatment', event: 'crs:c', value: [] }), 'facts[0].value', '[]', /tocilizumab/],
  ['value.notBoolean', file({ ...word, code: 'crs.occurred', event: 'crs:c', value: 'yes' }), 'facts[0].value', 'yes', 'true, false'],
  ['value.notText', file({ ...word, code: 'line.planId', event: 'line:L1', value: [1] }), 'facts[0].value', '[1]', 'text'],
  ['value.notReference', file({ ...word, code: 'drug.lineRef', event: 'drug:d', value: 1 }), 'facts[0].value', '1', 'kind:name'],
  ['text.tooLong', file({ ...fact, note: 'x'.repeat(501) }), 'facts[0].note', /^501/, '500'],
  ['text.unprintable', file({ ...fact, note: 'a\u0000b' }), 'facts[0].note', '"a\\u0000b"', 'text'],
  ['field.notText', file({ ...fact, note: 5 }), 'facts[0].note', '5', 'text'],
  ['field.notBoolean', file({ ...fact, stated: 'no' }), 'facts[0].stated', 'no', 'true, false'],
  ['qualifier.unknown', file({ ...fact, qualifiers: { upper: 5 } }), 'facts[0].qualifiers.upper', 'upper', /^uln, lln/],
  ['qualifier.malformed', file({ ...fact, qualifiers: { interpretation: 'so-so' } }), 'facts[0].qualifiers.interpretation', 'so-so', /normal/],
  ['known.basis', file({ ...fact, knownBasis: 'hearsay' }), 'facts[0].knownBasis', 'hearsay', 'source, assumed'],
  ['instant.malformed', file({ ...fact, known: 'yesterday' }), 'facts[0].known', 'yesterday', /Z/],
  ['instant.impossible', file({ ...fact, known: '2024-02-30T10:00:00Z' }), 'facts[0].known', '2024-02-30T10:00:00Z', /Z/],
  ['instant.noZone', file({ ...fact, known: '2024-03-14T10:00:00' }), 'facts[0].known', '2024-03-14T10:00:00', /\+01:00/],
  ['source.kind', file({ ...fact, source: { kind: 'rumour', name: 'x' } }), 'facts[0].source.kind', 'rumour', /document/],
  ['kind.unknown', file(fact, { ...corrected, kind: 'improvement' }), 'facts[1].kind', 'improvement', 'transcription, amended-result, withdrawn'],
  ['id.conflict', file(fact, { ...fact, value: 6.9 }), 'facts[1].id', 'a', 'facts[0]'],
  ['supersedes.unknown', file({ ...corrected, supersedes: 'z' }), 'facts[0].supersedes', 'z', /fact/],
  ['supersedes.otherPatient', file(fact, { ...corrected, patient: 'p2' }), 'facts[1].supersedes', 'a', 'p2'],
  ['supersedes.otherCode', file(fact, { ...corrected, code: 'lab.hb' }), 'facts[1].code', 'lab.hb', 'lab.mSerum'],
  ['supersedes.circle', file({ ...corrected, id: 'a', supersedes: 'b' }, corrected), 'facts[0].supersedes', 'b', /version/],
];

// biome-ignore format: a table
const WARNED: readonly (readonly [
  code: string,
  text: string,
  at: string,
  got: string | RegExp,
  allowed?: string | RegExp,
])[] = [
  ['value.unusual', file({ ...fact, value: 12.5 }), 'facts[0].value', '12.5 g/dL', '0 - 12 g/dL'],
  ['date.imprecise', file({ ...word, code: 'inf.date', event: 'infusion:i', value: '2024-03', effective: '2024-03' }), 'facts[0].value', 'month', 'day'],
  ['date.contradiction', file({ ...fact, effective: '2024' }, { ...fact, id: 'b', effective: { start: '2026-01-01', end: '2026-01-31', anchor: { ref: 'a', offsetDays: 28 } } }), 'facts[1].effective', 'b, a'],
  ['vocabulary.unknown', file({ ...word, code: 'drug.code', event: 'drug:d', value: 'wonderdrug' }), 'facts[0].value', 'wonderdrug'],
  ['effective.future', file({ ...fact, effective: '2027-01-10' }), 'facts[0].effective', '2027-01-10', '<= 2026-11-23'],
  ['known.beforeEffective', file({ ...fact, known: '2024-03-01T10:00:00Z' }), 'facts[0].known', '2024-03-01T10:00:00Z', '>= 2024-03-13'],
  ['known.afterRecorded', file({ ...fact, known: '2026-12-01T10:00:00Z' }), 'facts[0].known', '2026-12-01T10:00:00Z', '<= 2026-11-22T10:00:00Z'],
  ['field.unknown', file({ ...fact, vlaue: 7 }), 'facts[0].vlaue', 'vlaue'],
  ['correction.kind', file(fact, { ...corrected, kind: null }), 'facts[1].kind', 'null', /amended-result/],
  ['correction.because', file(fact, { ...corrected, because: null }), 'facts[1].because', 'null', 'text'],
  ['text.fiscalCode', file({ ...fact, patient: 'RSSMRA56A01H501U' }), 'facts[0].patient', 'RS…'],
  ['text.email', file({ ...fact, note: 'scrivere a m.rossi@ospedale.it' }), 'facts[0].note', 'm.…'],
  ['text.phone', file({ ...fact, source: 'referto, tel. 333 1234567' }), 'facts[0].source', '33…'],
  ['text.nameAndDate', file({ ...fact, effective: { start: '2024-03-13', end: '2024-03-13', text: 'Mario Rossi 12/03/1956' } }), 'facts[0].effective.text', 'Ma…'],
];

const like = (pattern: string | RegExp | undefined): unknown =>
  pattern instanceof RegExp ? expect.stringMatching(pattern) : pattern;

describe('refused', () => {
  it.each(REFUSED)('%s', (code, text, at, got, allowed) => {
    const { ok, facts, issues } = read(text);
    expect({ ok, facts }).toEqual({ ok: false, facts: [] });
    expect(issues.find((issue) => issue.code === code)).toEqual({
      code,
      at: issues.length > 1 && code === 'event.ambiguous' ? expect.any(String) : at,
      got: like(got),
      allowed: like(allowed),
    });
    expect(issues).toHaveLength(1);
  });
});

describe('accepted with a warning', () => {
  it.each(WARNED.map((row) => ({ code: row[0], row })))('$code', ({ row: [code, text, at, got, allowed] }) => {
    const { ok, issues, warnings } = read(text);
    expect(issues).toEqual([]);
    expect(ok).toBe(true);
    expect(warnings.find((warning) => warning.code === code)).toEqual({
      code,
      at,
      got: like(got),
      ...(allowed === undefined ? {} : { allowed: like(allowed) }),
    });
  });
});

it('every issue of a file is found, not only the first', () => {
  const { issues, refused } = read(
    file({ ...fact, value: '7,1', unit: 'mmHg', effective: '2024-02-30', event: 'x' }, fact, {
      ...fact,
      id: 'c',
      code: 'lab.nothing',
    }),
  );
  expect(issues.map(({ at, code }) => `${at} ${code}`)).toEqual([
    'facts[0].value number.decimalComma', 'facts[0].value unit.unknown', 'facts[0].effective date.impossible', 'facts[0].event event.malformed', 'facts[2].code code.unknown',
  ]); // biome-ignore format: a list
  expect(refused).toBe(2);
});

it('what refers to a refused fact is not blamed for it', () => {
  const label = { ...fact, id: 'c', effective: { anchor: { ref: 'a', offsetDays: 28 } } };
  expect(read(file({ ...fact, value: '7,1' }, corrected, label)).issues.map(({ at }) => at)).toEqual([
    'facts[0].value',
  ]);
});

describe('messages', () => {
  const codes = [...REFUSED.map(([code]) => `issue.${code}`), ...WARNED.map(([code]) => `warning.${code}`)];
  const messages: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, it: it_ };
  it('there is an example above for each, and one for each example', () =>
    expect(
      Object.keys(en)
        .filter((key) => /^(issue|warning)\./.test(key))
        .sort(),
    ).toEqual([...codes].sort()));
  it('are the same in both languages', () => expect(Object.keys(it_)).toEqual(Object.keys(en)));
  it('say something, without straight apostrophes (they quote in ICU messages)', () => {
    for (const language of Object.values(messages))
      for (const text of Object.values(language)) expect(text).toMatch(/^[^']{3,}$/);
  });
});
