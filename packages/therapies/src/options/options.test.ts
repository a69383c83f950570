import { criterionById, derive, patient } from '@linea/criteria';
import { asOfDay, type Fact, publishedCases, view } from '@linea/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knowledgeData } from '../knowledge/knowledge.generated.ts';
import { messages } from '../messages.generated.ts';
import { changesBetween } from './changes.ts';
import { type Option, optionsOf } from './options.ts';

const [myeloma, leukaemia] = publishedCases().map(({ facts }) => facts) as [readonly Fact[], readonly Fact[]];
const on = (facts: readonly Fact[], day: string) => optionsOf(patient(view(facts, asOfDay(day))), day);
const named = (options: readonly Option[], id: string) => options.find((option) => option.id === id) as Option;
const matching = (options: readonly Option[]) => options.filter(({ group }) => group === 'matches').map(({ id }) => id);
const answers = ({ label }: Option) =>
  Object.fromEntries(label.conditions.map(({ condition, answer }) => [condition, answer]));

describe('case 000 on 31 March 2024', () => {
  const options = on(myeloma, '2024-03-31');

  it('the three of the case report, and no other', () =>
    expect([...matching(options)].sort()).toEqual(['Kd', 'PVd', 'SVd']));
  it('SVd authorised but not reimbursed: class C(nn)', () =>
    expect(named(options, 'SVd')).toMatchObject({
      europe: { status: 'authorised', since: '2022-07-18', mark: 'memory' },
      italy: { status: 'cnn', mark: 'document' },
      reimbursed: { answer: 'no' },
    }));
  it.each(['PVd', 'Kd'])('%s reimbursed, since when nobody said', (id) =>
    expect(named(options, id)).toMatchObject({
      italy: { status: 'reimbursed', since: null, mark: 'document' },
      reimbursed: { answer: 'yes' },
    }),
  );
  it('each trial is unlike him, and why', () => {
    const unlike = (id: string) =>
      named(options, id).evidence.flatMap(({ likeness }) =>
        likeness.filter(({ standing }) => standing === 'outside').map(({ point }) => point),
      );
    expect(unlike('SVd')).toEqual(['ecog']);
    expect(unlike('PVd')).toEqual(['ecog']);
    expect(unlike('Kd')).toEqual(['antiCd38Refractory', 'ecog']);
    for (const id of ['SVd', 'PVd', 'Kd'])
      expect(named(options, id).evidence.map(({ inPopulation }) => inPopulation)).toEqual(['no']);
  });
  it('says what of BOSTON was like him: the share refractory to lenalidomide, not that to anti-CD38', () =>
    expect(named(options, 'SVd').evidence[0]?.likeness).toMatchObject([
      { point: 'priorLines', patient: 1, limits: [1, 3], standing: 'inside' },
      { point: 'lenalidomideRefractory', patient: true, share: 27, standing: 'inside' },
      { point: 'antiCd38Refractory', patient: true, share: null, standing: 'unknown' },
      { point: 'age', patient: [73, 74], median: 67, standing: 'inside' },
      { point: 'ecog', patient: 3, on: '2023-09', limits: [0, 2], standing: 'outside' },
    ]));
  it('switches class: selinexor and bortezomib are new, pomalidomide is of the class that failed', () => {
    expect(named(options, 'SVd').classSwitch).toMatchObject([
      { drug: 'selinexor', class: 'XPO1', relation: 'newClass' },
      { drug: 'bortezomib', class: 'PI', relation: 'newClass' },
      { drug: 'dexamethasone', relation: 'steroid' },
    ]);
    expect(named(options, 'PVd').classSwitch[0]).toMatchObject({
      relation: 'refractoryClass',
      through: 'lenalidomide',
    });
  });
  it('what repeats a drug that failed, or a class whose trial took nobody refractory to it, stands apart', () =>
    expect(options.filter(({ group }) => group === 'sameTarget').map(({ id }) => id).sort()).toEqual([
      'DKd', 'DRd.relapse', 'DVd', 'IsaKd',
    ])); // biome-ignore format: a list
  it('cilta-cel: the proteasome inhibitor is what fails, with the fact', () => {
    const cilta = named(options, 'cilta-cel');
    expect(cilta.group).toBe('notMatched');
    expect(answers(cilta)).toMatchObject({
      'prior-pi': 'not-met',
      'prior-imid': 'met',
      'lenalidomide-refractory': 'met',
      'progression-on-last-therapy': 'unknown',
    });
    expect(cilta.label.conditions.find(({ condition }) => condition === 'prior-imid')?.facts).toEqual(['a172']);
  });
  it('belantamab was not authorised yet', () =>
    expect(named(options, 'BVd')).toMatchObject({ group: 'notYet', europe: { status: 'notAuthorised' } }));
  it('agrees with mm.gate on every product it knows', () => {
    for (const day of ['2024-03-31', '2025-12-03']) {
      const seen = patient(view(myeloma, asOfDay(day)));
      const gate = criterionById('mm.gate');
      if (!gate) throw new Error('mm.gate is gone');
      for (const { of, answer } of derive(gate, seen)) {
        const conditions = answer.conditions as readonly { condition: string; status: string }[];
        expect(answers(named(on(myeloma, day), String(of?.product)))).toEqual(
          Object.fromEntries(conditions.map(({ condition, status }) => [condition, status])),
        );
      }
    }
  });
});

describe('a year later', () => {
  const changes = changesBetween(on(myeloma, '2024-03-31'), on(myeloma, '2025-03-31'));
  const of = (id: string) => changes.find((change) => change.id === id);

  it('SVd is reimbursed, by the determina of 3 August 2024', () =>
    expect(of('SVd')).toMatchObject({
      italy: { before: 'cnn', after: 'reimbursed', since: '2024-08-03' },
      reimbursed: { before: 'no', after: 'yes' },
    }));
  it('cilta-cel is authorised, and a proteasome inhibitor was given', () =>
    expect(of('cilta-cel')).toMatchObject({
      europe: { after: 'authorised' },
      conditions: [{ condition: 'prior-pi', before: 'not-met', after: 'met' }],
    }));
  it('what did not change is not told', () => expect(of('Kd')).toBeUndefined());
  it('in December 2025 belantamab is authorised, and Italy does not pay yet', () =>
    expect(named(on(myeloma, '2025-12-03'), 'BPd')).toMatchObject({
      group: 'matches',
      europe: { status: 'authorised' },
      italy: { status: 'notReimbursed' },
      reimbursed: { answer: 'no' },
    }));
});

it('case 001 at relapse: brexu-cel by age and relapse, inotuzumab by CD22', () => {
  const options = on(leukaemia, '2024-08-15');
  expect([...matching(options)].sort()).toEqual(['blinatumomab.rr', 'brexu-cel', 'inotuzumab']);
  expect(named(options, 'inotuzumab').label.conditions[1]).toMatchObject({
    condition: 'cd22-positive',
    facts: ['b041'],
  });
});

it('does not see what was not yet known', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), (days) => {
      const day = new Date(Date.UTC(2023, 8, 1) + days * 86_400_000).toISOString().slice(0, 10);
      const later = myeloma.filter(({ known }) => known <= `${day}T23:59:59Z`);
      expect(on(myeloma, day)).toEqual(on(later, day));
    }),
    { numRuns: 15 },
  ));

it('no record is no answer, and nothing recorded of lines is not "no line"', () => {
  expect(on([], '2024-03-31')).toEqual([]);
  const registered = myeloma.filter(({ code }) => code === 'reg.indication');
  for (const option of on(registered, '2024-03-31'))
    expect(['undecided', 'notYet', 'notMatched']).toContain(option.group);
  expect(answers(named(on(registered, '2024-03-31'), 'SVd'))).toEqual({ 'at-least-1-prior-line': 'unknown' });
});

it('nothing is called eligible or recommended, in either language', () => {
  const { words } = knowledgeData as { words: Record<string, { en: string; it: string }> };
  const said = [
    ...Object.values(messages.en),
    ...Object.values(messages.it),
    ...Object.values(words).flatMap(({ en, it: italian }) => [en, italian]),
  ];
  expect(said.filter((text) => /eligib|eleggibil|recommend|raccomand|consigliat/i.test(text))).toEqual([]);
});
