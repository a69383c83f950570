import { asOfDay, publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { patient } from '../patient/patient.ts';
import { diseaseState } from './disease-state.ts';
import { fhr } from './fhr.ts';
import { lot } from './lot.ts';
import { pfs } from './pfs.ts';
import { refractory } from './refractory.ts';
import { refractoryClasses } from './refractory-classes.ts';
import { refractoryOf } from './refractory-of.ts';
import { ttnt } from './ttnt.ts';

const facts = publishedCases()[0]?.facts ?? [];
const now = view(facts);
const march = view(facts, asOfDay('2024-03-31'));

describe('case 000, myeloma.md 10: lines, refractoriness, endpoints', () => {
  it('D9: the steroid pulse of November 2023 is not a line', () =>
    expect(derive(lot, now)[0]?.answer).toMatchObject({ lineOf: { 'drug:d1': null, 'line:L1': 1 } }));

  it('D10: DRd is line 1, SVd line 2', () =>
    expect(derive(lot, now)[0]?.answer).toMatchObject({
      status: 'determined',
      lineOf: { 'line:L1': 1, 'line:L2': 2 },
      count: 2,
    }));

  it('D13: refractory to daratumumab and lenalidomide by nonresponse, agreeing with the author; by PD alone only as stated', () => {
    for (const agent of ['daratumumab', 'lenalidomide']) {
      const found = derive(refractory, now).find(({ of }) => of?.agent === agent);
      expect(found).toMatchObject({
        answer: { status: 'determined', value: true, basis: 'nonresponse' },
        stated: { value: true, fact: 'a076' },
        discrepancy: null,
      });
    }
    const application = refractory.from(patient(now))[0];
    const plain = Object.fromEntries(
      Object.entries(application?.inputs ?? {}).map(([name, { value }]) => [name, value]),
    );
    expect(refractory.derive({ ...plain, params: { basisAllowed: 'PD' } }).answer).toMatchObject({
      value: false,
      warnings: ['stated-refractory'],
    });
    expect(
      refractoryOf(patient(now))
        .filter((agent) => agent.refractory)
        .map(({ agent }) => agent),
    ).toEqual(['daratumumab', 'lenalidomide', 'dexamethasone']);
  });

  it('D14: state in March 2024', () => {
    expect(derive(diseaseState, march)[0]?.answer).toMatchObject({ status: 'determined', state: 'primary-refractory' });
    expect(derive(refractoryClasses, march)[0]?.answer).toMatchObject({
      status: 'determined',
      classesExposed: ['IMID', 'CD38'],
      classesRefractory: ['IMID', 'CD38'],
      tripleClassExposed: false,
      tripleClassRefractory: false,
    });
  });

  it('D15: functional high risk by definition, beside what the author stated', () => {
    const by = Object.fromEntries(derive(fhr, now).map((found) => [found.of?.definition, found]));
    expect(by['primary-refractory']?.answer).toMatchObject({ status: 'determined', value: true });
    expect(by['fhr-18m-asct-or-l1']).toMatchObject({
      answer: { status: 'indeterminate', possible: [false, true] },
      stated: { value: true, fact: 'a093' },
      discrepancy: null,
    });
  });

  it('D21: PFS of line 2 is censored at the last documented assessment', () =>
    expect(derive(pfs, now).at(-1)).toMatchObject({
      of: { line: 2 },
      answer: { status: 'determined', timeDays: 607, event: 0, reason: 'no-event', endDate: '2025-12-03' },
    }));

  it('D22: TTNT of line 1', () =>
    expect(derive(ttnt, now)[0]).toMatchObject({
      of: { line: 1 },
      answer: { timeDays: 137, event: 1, reason: 'next-line' },
    }));

  it('D23: PFS of line 1, strict and with the stated PD', () => {
    const [strict, stated] = derive(pfs, now);
    expect(strict).toMatchObject({
      of: { line: 1 },
      assuming: [],
      answer: { timeDays: null, minDays: 102, maxDays: 132, event: 0, reason: 'new-therapy', endDate: '2024-03' },
    });
    expect(stated).toMatchObject({
      of: { line: 1 },
      assuming: ['a092 (stated PD)'],
      answer: { timeDays: null, minDays: 102, maxDays: 132, event: 1, reason: 'pd' },
    });
  });
});

describe('case 001, all.md 8', () => {
  it('E20: CAR-T at first relapse is line 2, inotuzumab its bridging', () =>
    expect(derive(lot, view(publishedCases()[1]?.facts ?? []))[0]?.answer).toMatchObject({
      lineOf: { 'line:L1': 1, 'bridging:br': 2, 'infusion:in': 2 },
      count: 2,
    }));
});
