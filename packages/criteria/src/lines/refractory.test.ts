import { describe, expect, it } from 'vitest';
import { diseaseState } from './disease-state.ts';
import { refractory } from './refractory.ts';
import { refractoryClasses } from './refractory-classes.ts';

const len = { drug: 'lenalidomide', firstDose: '2023-01-01', lastDose: '2024-01-01' };
const line = { agents: [len], cyclesCompleted: 6, bestConfirmed: 'PR', pdDate: null, nextLineStart: null };
const DRd = {
  agents: ['daratumumab', 'lenalidomide'].map((drug) => ({ drug, firstDose: '2023-11-20', lastDose: '2024-03-20' })),
  cyclesCompleted: 4, bestConfirmed: 'SD', pdDate: null, nextLineStart: '2024-04-05',
}; // biome-ignore format: a line
const ask = (input: object) => refractory.derive(input).answer;
const state = (...lines: object[]) => diseaseState.derive({ lines }).answer.state;

describe('mm.refractory, myeloma.md 6.1 and 6.2', () => {
  it('row 1: SD after four cycles, line over', () => {
    expect(ask(DRd)).toMatchObject({
      status: 'determined',
      value: true,
      basis: 'nonresponse',
      agents: [
        { drug: 'daratumumab', value: true, basis: 'nonresponse' },
        { drug: 'lenalidomide', value: true, basis: 'nonresponse' },
      ],
    });
    expect(state({ bestConfirmed: 'SD', pdDate: null, lastDose: '2024-03-20', cyclesCompleted: 4 })).toBe(
      'primary-refractory',
    );
    expect(
      refractoryClasses.derive({
        refractoryAgents: ['daratumumab', 'lenalidomide'],
        exposedAgents: ['daratumumab', 'lenalidomide', 'dexamethasone'],
      }).answer,
    ).toMatchObject({
      classesExposed: ['IMID', 'CD38'],
      classesRefractory: ['IMID', 'CD38'],
      tripleClassExposed: false,
      tripleClassRefractory: false,
    });
  });

  it.each([
    ['2', '2024-03-01', true, 'pd-within-60d', 'relapsed-and-refractory'],
    ['3', '2024-03-02', false, null, 'relapsed'],
  ])('row %s: PD on %s', (_, pdDate, value, basis, expected) => {
    expect(ask({ ...line, pdDate })).toMatchObject({ status: 'determined', value, basis });
    expect(state({ bestConfirmed: 'PR', pdDate, lastDose: '2024-01-01' })).toBe(expected);
  });

  it('row 4: bortezomib stopped long before PD, lenalidomide ongoing', () => {
    const agents = [
      { drug: 'bortezomib', firstDose: '2023-01-01', lastDose: '2023-06-30' },
      { drug: 'lenalidomide', firstDose: '2023-01-01', lastDose: null },
    ];
    const input = { ...line, agents, bestConfirmed: 'VGPR', pdDate: '2024-02-10' };
    expect(ask(input)).toMatchObject({
      value: true,
      basis: 'pd-on-therapy',
      agents: [
        { drug: 'bortezomib', value: false, basis: null },
        { drug: 'lenalidomide', value: true, basis: 'pd-on-therapy' },
      ],
    });
    expect(ask({ ...input, agent: 'bortezomib' })).toMatchObject({ status: 'determined', value: false, basis: null });
  });

  it('row 5: stopped for neuropathy in VGPR', () =>
    expect(ask({ ...line, bestConfirmed: 'VGPR' })).toMatchObject({ status: 'determined', value: false }));

  it('row 6: never evaluated', () =>
    expect(ask({ ...line, bestConfirmed: 'NE', cyclesCompleted: 1 })).toMatchObject({
      status: 'indeterminate',
      possible: [false, true],
      missing: ['bestConfirmed'],
      basis: null,
    }));

  it('row 7: SD after no complete cycle', () =>
    expect(ask({ ...line, bestConfirmed: 'SD', cyclesCompleted: 0 })).toMatchObject({
      status: 'determined',
      value: false,
      warnings: ['cycles-below-minimum'],
    }));

  it('row 8: last dose 2024-03, PD 2024-05-15', () =>
    expect(ask({ ...line, agents: [{ ...len, lastDose: '2024-03' }], pdDate: '2024-05-15' })).toMatchObject({
      status: 'indeterminate',
      possible: [false, true],
      missing: ['lastDose'],
    }));

  it('row 9: SD where only PD is allowed', () => {
    for (const basisAllowed of [['pd-on-therapy', 'pd-within-60d'], 'PD'])
      expect(ask({ ...DRd, params: { basisAllowed } })).toMatchObject({ status: 'determined', value: false });
  });

  it('row 10: MR, PD on therapy', () => {
    expect(
      ask({ ...line, agents: [{ ...len, lastDose: null }], bestConfirmed: 'MR', pdDate: '2024-02-10' }),
    ).toMatchObject({ value: true, basis: 'pd-on-therapy' });
    expect(state({ bestConfirmed: 'MR', pdDate: '2024-02-10', lastDose: null })).toBe('relapsed-and-refractory');
  });

  it('a stated PD is reported, and taken only where asked', () => {
    const input = { ...line, statedPdDate: '2024-01-15' };
    expect(ask(input)).toMatchObject({ value: false, warnings: ['stated-refractory'] });
    expect(ask({ ...input, params: { acceptStatedPd: true } })).toMatchObject({
      value: true,
      basis: 'pd-within-60d',
      warnings: [],
    });
  });

  it('an imprecise last dose may settle the answer and leave the basis open', () =>
    expect(ask({ ...line, agents: [{ ...len, lastDose: '2024-03' }], pdDate: '2024-03-20' })).toMatchObject({
      value: true,
      basis: { possible: ['pd-on-therapy', 'pd-within-60d'] },
    }));

  it('lenalidomide maintenance, where it does not count', () => {
    const input = { ...line, agents: [{ ...len, lastDose: null, doseMg: 10 }], pdDate: '2024-02-10' };
    expect(ask(input)).toMatchObject({ value: true });
    expect(ask({ ...input, params: { lenMaintenanceCounts: false } })).toMatchObject({
      status: 'determined',
      value: false,
    });
  });

  it('the line as one object, and what is unknown', () => {
    expect(ask({ line: DRd, agent: 'dara' })).toMatchObject({ value: true, agents: [{ drug: 'daratumumab' }] });
    expect(ask({ ...line, pdDate: undefined })).toMatchObject({ possible: [false, true], missing: ['pdDate'] });
  });
});

describe('mm.refractory.classes, myeloma.md 6.2', () => {
  const classes = (refractoryAgents: string[], exposedAgents: string[] = refractoryAgents) =>
    refractoryClasses.derive({ refractoryAgents, exposedAgents }).answer;
  it.each([
    [1, ['dara', 'len'], ['dara', 'len', 'dex'], { classesRefractory: ['IMID', 'CD38'], tripleClassExposed: false }],
    [2, ['bor', 'pom', 'isa'], ['bor', 'len', 'pom', 'isa'], { tripleClassRefractory: true, pentaExposed: false }],
    [3, ['len'], ['bor', 'len', 'dara'], { tripleClassExposed: true, tripleClassRefractory: false }],
    [4, ['bor', 'carf', 'len', 'pom', 'dara'], undefined, { pentaRefractory: true }],
    [
      5,
      ['bor', 'carf', 'len', 'pom'],
      ['bor', 'carf', 'len', 'pom', 'dara'],
      { doubleRefractory: true, pentaExposed: true, pentaRefractory: false, tripleClassRefractory: false },
    ],
    [6, ['dex'], ['dex'], { classesExposed: [], classesRefractory: [] }],
    [7, ['ixa', 'len', 'dara'], undefined, { tripleClassRefractory: true }],
  ])('row %i', (_, refractoryAgents, exposedAgents, expected) =>
    expect(classes(refractoryAgents, exposedAgents)).toMatchObject({ status: 'determined', ...expected }),
  );

  it('classes come in the printed order', () =>
    expect(
      classes([], ['venetoclax', 'melphalan', 'selinexor', 'talquetamab', 'cilta-cel', 'iberdomide', 'elotuzumab']),
    ).toMatchObject({ classesExposed: ['BCMA', 'GPRC5D', 'XPO1', 'SLAMF7', 'ALKYLATOR', 'CELMOD', 'BCL2'] }));

  it('a list that is not given leaves open what more of it would change', () => {
    expect(refractoryClasses.derive({ refractoryAgents: ['bor', 'len', 'dara'] }).answer).toMatchObject({
      tripleClassExposed: true,
      pentaExposed: { possible: [false, true], missing: ['exposedAgents'] },
    });
    expect(refractoryClasses.derive({ exposedAgents: ['bor', 'len', 'dara'] }).answer).toMatchObject({
      tripleClassRefractory: { possible: [false, true], missing: ['refractoryAgents'] },
      pentaRefractory: false,
    });
  });
});

describe('mm.refractory.disease, myeloma.md 8.5', () => {
  it('no progression after a response', () =>
    expect(state({ bestConfirmed: 'VGPR', pdDate: null, lastDose: '2024-01-01' })).toBe('not-progressed'));
  it('a response in an earlier line makes it relapsed and refractory', () =>
    expect(
      state(
        { bestConfirmed: 'PR', pdDate: '2023-01-01', lastDose: '2022-06-01' },
        { bestConfirmed: 'SD', pdDate: null, lastDose: '2023-09-01' },
      ),
    ).toBe('relapsed-and-refractory'));
  it('unknown best response', () =>
    expect(diseaseState.derive({ lines: [{ pdDate: null, lastDose: '2024-01-01' }] }).answer).toMatchObject({
      possible: ['not-progressed', 'primary-refractory'],
      missing: ['bestConfirmed'],
      state: null,
    }));
  it('no line', () =>
    expect(diseaseState.derive({ lines: [] }).answer).toMatchObject({ status: 'notApplicable', reason: 'no-line' }));
});
