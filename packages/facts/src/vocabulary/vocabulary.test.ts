import { describe, expect, it } from 'vitest';
import { drug, drugId, drugs, MYELOMA_CLASSES, myelomaClass, regimen, regimens } from './vocabulary.ts';

describe('drugs', () => {
  it('are found by identifier, INN and the short names of charts and trials', () => {
    for (const name of ['axi-cel', 'Axicabtagene ciloleucel', ' AXI-CEL ']) expect(drugId(name)).toBe('axi-cel');
    expect(['dara', 'len', 'bor', 'carf', 'pom', 'isa', 'dex', 'sel'].map(drugId)).toEqual([
      'daratumumab', 'lenalidomide', 'bortezomib', 'carfilzomib', 'pomalidomide', 'isatuximab', 'dexamethasone', 'selinexor',
    ]); // biome-ignore format: short
  });
  it('not known stay as written, in lower case', () => {
    expect(drugId('Wonderdrug')).toBe('wonderdrug');
    expect(drug('wonderdrug')).toBeUndefined();
    expect(drug('constructor')).toBeUndefined();
  });
  it('have each their own identifier', () => expect(new Set(drugs().map(({ id }) => id)).size).toBe(drugs().length));
});

describe('regimens', () => {
  it('are made of known drugs', () => {
    for (const { id, drugs: parts, schedule } of regimens()) {
      for (const part of [...parts, ...schedule.map((entry) => entry.drug)])
        expect(drug(part), `${id} ${part}`).toBeDefined();
    }
  });
  it('SVd is selinexor, bortezomib and dexamethasone in 35 days', () => {
    expect(new Set(regimen('SVd')?.drugs)).toEqual(new Set(['selinexor', 'bortezomib', 'dexamethasone']));
    expect(regimen('SVd')?.cycleDays).toBe(35);
  });
  it('have each their own identifier', () =>
    expect(new Set(regimens().map(({ id }) => id)).size).toBe(regimens().length));
});

describe('classes of myeloma drugs', () => {
  it.each([
    ['bortezomib', 'PI'], ['lenalidomide', 'IMID'], ['daratumumab', 'CD38'], ['cilta-cel', 'BCMA'], ['selinexor', 'XPO1'], ['dexamethasone', 'STEROID'],
    ['zoledronic acid', undefined],
  ])('%s is %s', (id, name) => expect(myelomaClass(id)).toBe(name)); // biome-ignore format: a table
  it('are printed in the order of myeloma.md 6.2, steroids not counted', () =>
    expect(MYELOMA_CLASSES).toEqual([
      'PI',
      'IMID',
      'CD38',
      'BCMA',
      'GPRC5D',
      'XPO1',
      'SLAMF7',
      'ALKYLATOR',
      'CELMOD',
      'BCL2',
    ]));
  it('hold known drugs only', () => {
    for (const { id } of drugs()) if (myelomaClass(id)) expect(drug(id)?.id).toBe(id);
  });
});
