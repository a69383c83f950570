import { describe, expect, it } from 'vitest';
import { readTruth } from './read-truth.ts';
import { defaultTruth, truthJson } from './truth.ts';

const read = (raw: unknown) => readTruth(JSON.stringify(raw, null, 1), 'truth.json');

describe('a file of planted effects', () => {
  it('takes the place of the calibration where it names something', () => {
    const found = read({ effects: [{ key: 'tp53', logHr2L: 0, logHr3L: -0.4 }], interaction: null });
    if (!found.ok) throw new Error('refused');
    expect(found.value.interaction).toBeNull();
    expect(found.value.effects.find(({ key }) => key === 'tp53')).toMatchObject({ logHr2L: 0, logHr3L: -0.4 });
    expect(found.value.effects.find(({ key }) => key === 'ctdna')).toMatchObject({ logHr2L: 0.4 });
  });
  it('moves the interaction, with sizes of its own', () => {
    const found = read({ interaction: { between: ['mtv', 'crp'], logHr2L: 0.2, logHr3L: 0.1 } });
    expect(found).toMatchObject({
      ok: true,
      value: { interaction: { between: ['mtv', 'crp'], logHr2L: 0.2, logHr3L: 0.1 } },
    });
  });
  it('may be what was written of another study', () =>
    expect(read(truthJson(defaultTruth(), 7))).toEqual({ ok: true, value: defaultTruth() }));

  it.each([
    ['an effect that is not planted', { effects: [{ key: 'moon', logHr2L: 1 }] }, 'synth.truth.unknownKey', 4, 11],
    ['an effect without key', { effects: [{ logHr2L: 1 }] }, 'synth.truth.unknownKey', 3, 3],
    ['a number that is none', { effects: [{ key: 'ctdna', logHr2L: 'high' }] }, 'synth.truth.number', 5, 15],
    ['a size beyond all reason', { effects: [{ key: 'ctdna', logHr2L: 40 }] }, 'synth.truth.number', 5, 15],
    ['a slip in a name', { effects: [{ key: 'ctdna', logHR2L: 0.4 }] }, 'synth.truth.unknownMember', 5, 15],
    ['a slip at the top', { effect: [] }, 'synth.truth.unknownMember', 2, 12],
    ['an effect twice', { effects: [{ key: 'mtv', logHr2L: 0 }, { key: 'mtv', logHr2L: 1 }] }, 'synth.truth.keyTwice', 8, 11],
    ['another column', { effects: [{ key: 'mtv', column: 'age' }] }, 'synth.truth.fixed', 5, 14],
    ['effects that are no list', { effects: {} }, 'synth.truth.notList', 2, 13],
    ['an interaction with itself', { interaction: { between: ['ctdna', 'ctdna'] } }, 'synth.truth.between', 3, 14],
    ['an interaction of three', { interaction: { between: ['ctdna', 'mtv', 'crp'] } }, 'synth.truth.between', 3, 14],
    ['an interaction of no size', { interaction: { between: ['ctdna', 'mtv'], logHr2L: '0.3' } }, 'synth.truth.number', 7, 14],
    ['an interaction that is a word', { interaction: 'none' }, 'synth.truth.interaction', 2, 17],
    ['no object', [], 'synth.truth.notObject', 1, 1],
  ] as const)('%s is refused where it stands', (_, raw, code, line, column) =>
    expect(read(raw)).toMatchObject({ ok: false, issues: [{ code, at: `truth.json line ${line}, column ${column}` }] })); // biome-ignore format: a table

  it.each([
    ['text that is no JSON', '{\n  "effects": [\n    { "key": "mtv", logHr2L: 0 }\n] }', 'json.broken', 3, 21],
    ['a member twice', '{ "interaction": null,\n "interaction": {} }', 'study.twice', 2, 2],
  ] as const)('%s is refused where it stands', (_, text, code, line, column) =>
    expect(readTruth(text, 'truth.json')).toMatchObject({
      ok: false,
      issues: [{ code, at: `truth.json line ${line}, column ${column}` }],
    }),
  );
});
