import { asOfDay, type Fact, type IsoDate, publishedCases, toIso, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../engine/index.ts';
import { birthInterval } from '../general/age.ts';
import { linesOf } from '../lines/lines-of.ts';
import { type Derivation, derive, derivePatient } from '../patient/derive-patient.ts';
import { patient } from '../patient/patient.ts';
import { iceScore } from '../toxicity/ice-score.ts';
import { bca } from './bca.ts';
import { burden } from './burden.ts';
import { diagnosis } from './diagnosis.ts';
import { endpoint } from './endpoint.ts';
import { gate } from './gate.ts';
import { igg } from './igg.ts';
import { leukaemiaCriteria } from './index.ts';
import { mrd } from './mrd.ts';
import { prophylaxis } from './prophylaxis.ts';
import { relapse } from './relapse.ts';
import { relapseTiming } from './relapse-timing.ts';
import { response } from './response.ts';

const facts: readonly Fact[] = publishedCases()[1]?.facts ?? [];
const all = view(facts);
const fact = (id: string): Fact | undefined => facts.find((one) => one.id === id);

/** The answers about one thing, without and (second) with what they assume. */
const about = (criterion: Criterion, of: Record<string, unknown> = {}): readonly Derivation[] =>
  derive(criterion, all).filter((one) => Object.entries(of).every(([name, value]) => one.of?.[name] === value));

describe('case 001, all.md 8', () => {
  it('E1: B-ALL common, Ph negative, normal karyotype; Ph-like, IKZF1 and TP53 unknown', () => {
    const [found] = about(diagnosis);
    expect(found?.answer).toMatchObject({
      lineage: 'B-ALL',
      egil: 'common',
      ph: 'negative',
      karyotype: 'normal',
      antigens: { cd19: 'positive', cd22: 'positive' },
    });
    expect(found?.answer.unknown).toEqual(expect.arrayContaining(['phLike', 'ikzf1', 'tp53']));
  });

  it('E2: born between 1955-10-21 and 1956-02-28; M3 between 2024-10-20 and 2025-02-11', () => {
    const m3 = all.span(fact('b106') as Fact);
    expect([toIso(m3.start), toIso(m3.end)]).toEqual(['2024-10-20', '2025-02-11']);
    const birth = birthInterval(patient(all));
    expect([toIso(birth?.start ?? 0), toIso(birth?.end ?? 0)]).toEqual(['1955-10-21', '1956-02-28']);
    const early = birthInterval(patient(view(facts, asOfDay('2023-06-30'))));
    expect([toIso(early?.start ?? 0), toIso(early?.end ?? 0)]).toEqual(['1955-02-02', '1956-02-28']);
  });

  it('E3: MRD of the first remission is negative of unknown sensitivity', () =>
    expect(about(mrd, { line: 1 })).toMatchObject([
      { answer: { status: 'determined', value: 'negative-unqualified' }, because: ['b032', 'b033'] },
    ]));

  it('E4: haematological relapse, isolated to the marrow, CD19 and CD22 positive', () =>
    expect(about(relapse)).toMatchObject([
      {
        at: '2024-07-31',
        answer: {
          type: 'haematological',
          site: { status: 'determined', value: 'isolated-marrow' },
          antigens: { cd19: 'positive', cd22: 'positive' },
        },
        stated: { value: 'isolated-marrow', fact: 'b038' },
        discrepancy: null,
      },
    ]));

  it.each([
    ['E5', 'gmall-18m', { status: 'determined', value: 'early', daysFromDiagnosis: { minDays: 489, maxDays: 546 } }],
    ['E6', 'cr1-12m', { status: 'indeterminate', possible: ['early', 'late'] }],
    ['E7', 'bfm', { status: 'determined', value: 'very-early' }],
  ])('%s: timing by %s', (_, scheme, expected) =>
    expect(about(relapseTiming, { scheme })).toMatchObject([{ answer: expected }]),
  );

  it('E8: high burden at relapse; before lymphodepletion low with MRD positive, taking the stated remission', () => {
    expect(about(burden, { timepoint: 'relapse' })).toMatchObject([
      { answer: { marrow: 'high', emd: false }, because: ['b039', 'b045', 'b046'] },
    ]);
    const [alone, taken] = about(burden, { timepoint: 'preLd' });
    expect(alone?.answer).toMatchObject({ status: 'indeterminate', possible: ['low', 'high'], mrd: 'positive' });
    expect(taken).toMatchObject({
      answer: { marrow: 'low', mrd: 'positive', emd: false },
      assuming: ['b052 (stated CR)'],
    });
  });
  it('E8: the remission after bridging says nothing of the time before apheresis', () =>
    expect(about(burden, { timepoint: 'preApheresis' })).toMatchObject([
      { answer: { status: 'indeterminate', possible: ['low', 'high'] }, assuming: [] },
    ]));

  it('E9: response after bridging stated CR, not contradicted; blasts, blood and counts to ask for; MRD positive below 1 %', () => {
    const [found] = about(response, { timepoint: 'postBridging' });
    expect(found).toMatchObject({
      answer: { status: 'indeterminate', possible: ['failure', 'MLFS', 'CRi', 'CR'] },
      stated: { value: 'CR', fact: 'b052' },
      discrepancy: null,
    });
    expect(found?.answer.missing).toEqual(
      expect.arrayContaining(['marrow.blasts', 'lab.blastsPb', 'lab.anc', 'lab.plt']),
    );
    expect(about(mrd, { timepoint: 'postBridging' })).toMatchObject([
      { answer: { value: 'positive', levelFraction: 0.007 } },
    ]);
  });

  it('E10: the EU label text is met: 26 years and above, relapsed', () =>
    expect(about(gate)).toMatchObject([
      { answer: { met: true, ageMet: { value: true }, diseaseMet: { value: true } } },
    ]));

  it('E11: ICE 8-9 and 7-8 are ICANS grade 1, as stated', () => {
    expect(derive(iceScore, all).map(({ answer }) => answer.gradeFromIce)).toMatchObject([
      { status: 'determined', value: 1 },
      { status: 'determined', value: 1 },
    ]);
    expect(fact('b074')).toMatchObject({ stated: true, value: { code: '1' } });
  });

  it('E12 does not come out: no temperature, blood pressure or oxygen in the facts, CRS grade 1 stays stated', () => {
    expect(fact('b064')).toMatchObject({ code: 'crs.maxGrade', stated: true, value: { code: '1' } });
    expect(facts.filter(({ code }) => ['day.tempMax', 'day.hypotension', 'day.o2Device'].includes(code))).toEqual([]);
    expect(facts.filter(({ code }) => code === 'ae.grade').map(({ event }) => event)).toEqual(['ae:ae1']);
  });

  it.each(['d28', 'm3'])('E13: %s stated CR, derived open; MRD negative of unknown sensitivity', (timepoint) => {
    expect(about(response, { timepoint })).toMatchObject([
      { answer: { status: 'indeterminate' }, stated: { value: 'CR' }, discrepancy: null },
    ]);
    expect(about(mrd, { timepoint })).toMatchObject([{ answer: { value: 'negative-unqualified' } }]);
  });

  it('E14: no B-cell counts; from what is stated possible recovery at month 10, about 10 months', () => {
    const [alone, taken] = about(bca);
    expect(alone?.answer).toMatchObject({ status: 'indeterminate', missing: ['imm.cd19'] });
    expect(taken?.answer).toMatchObject({
      value: 'possible recovery',
      durationDays: { minDays: 283, maxDays: 325 },
      earlyLoss: false,
    });
    expect(taken?.assuming).toEqual(['b087 (stated B-cell aplasia yes)', 'b091 (stated B-cell aplasia no)']);
  });

  it('E15: IgG below 300 mg/dL without serious infections: consider', () =>
    expect(about(igg)).toMatchObject([
      { answer: { status: 'determined', value: 'consider' }, because: ['b089', 'b090', 'b107'] },
    ]));

  it('E16: CD4 above 200, day 283 to 395: open under `and`, reached under `or`; before day 365 not reached', () => {
    expect(about(prophylaxis, { rule: 'and' })).toMatchObject([
      { answer: { status: 'indeterminate', possible: [false, true], cd4Limb: true, minDays: 283, maxDays: 395 } },
    ]);
    expect(about(prophylaxis, { rule: 'or' })).toMatchObject([{ answer: { status: 'determined', value: true } }]);
    expect(
      prophylaxis.derive({ daysSinceInfusion: 364, cd4: { value: 300, unit: '/uL', comparator: '>' } }).answer,
    ).toMatchObject({ value: false });
  });

  const responder = ['b079 (stated CR)'];
  it('E17: RFS 306 to 421 days, no event; by the label M12 335 to 395', () => {
    const [alone, taken] = about(endpoint, { endpoint: 'RFS' });
    expect(alone?.answer).toMatchObject({ status: 'indeterminate', missing: ['resp.date'] });
    expect(taken).toMatchObject({
      assuming: responder,
      answer: {
        status: 'determined',
        timeDays: null,
        minDays: 306,
        maxDays: 421,
        event: 0,
        byVisit: { minDays: 335, maxDays: 395 },
      },
    });
  });
  it('E18: DOR is RFS less 21 to 35 days; without transplant ignore and censor agree', () => {
    const [, taken] = about(endpoint, { endpoint: 'DOR' });
    const days = { event: 0, minDays: 306 - 35, maxDays: 421 - 21 };
    expect(taken).toMatchObject({
      assuming: responder,
      answer: { ...days, byVisit: { minDays: 300, maxDays: 374 }, byHsctRule: { ignore: days, censor: days } },
    });
  });
  it('E19: alive in 2025-09', () =>
    expect(about(endpoint, { endpoint: 'OS' })).toMatchObject([
      { at: '2025-09-30', answer: { event: 0, reason: 'last-alive', minDays: 306, maxDays: 421 } },
    ]));

  it('E20: the CAR-T course is line 2, bridging belongs to it', () => {
    const lines = linesOf(patient(all));
    expect(lines.map(({ number, kind }) => [number, kind])).toEqual([[1, 'regimen'], [2, 'cart']]); // biome-ignore format: a list
    expect(lines[1]).toMatchObject({
      event: 'infusion:in',
      drugs: expect.arrayContaining(['inotuzumab', 'brexu-cel']),
    });
  });
});

describe('case 001 as of a day', () => {
  const asOf = (day: IsoDate) => derivePatient(leukaemiaCriteria, view(facts, asOfDay(day)));
  const asked = (day: IsoDate) => new Set(asOf(day).map(({ criterion }) => criterion));
  it('at diagnosis there is nothing to say of relapse or infusion', () =>
    expect([...asked('2023-03-31')]).toEqual(['all.diagnosis']));
  it('after relapse there is no endpoint yet', () => {
    expect([...asked('2024-09-15')]).toEqual(expect.arrayContaining(['all.relapse', 'all.relapseTiming', 'all.gate']));
    expect(asked('2024-09-15')).not.toContain('all.endpoint');
  });
  it('at month 3 follow-up ends there: RFS 76 to 104 days', () => {
    const rfs = asOf('2025-02-28').filter(({ of }) => of?.endpoint === 'RFS');
    expect(rfs.at(-1)?.answer).toMatchObject({ event: 0, minDays: 76, maxDays: 104 });
  });
});
