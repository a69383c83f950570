import { asOfDay, publishedCases, toIso, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { patient } from '../patient/patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { linesOf } from './lines-of.ts';

const of = (index: number, day?: string) =>
  patient(view(publishedCases()[index]?.facts ?? [], day ? asOfDay(day) : {}));

describe('linesOf', () => {
  it('case 000: DRd 1 and SVd 2, with the last dose of DRd bounded', () => {
    const [first, second, ...more] = linesOf(of(0));
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      number: 1,
      event: 'line:L1',
      regimen: 'DRd',
      drugs: ['daratumumab', 'lenalidomide', 'dexamethasone'],
      cycles: 4,
      kind: 'regimen',
    });
    expect(
      [first?.start.start, first?.stop?.start, first?.stop?.end, first?.next?.start].map((day) => toIso(day as number)),
    ).toEqual(['2023-11-20', '2024-03-01', '2024-04-04', '2024-04-05']);
    expect(second).toMatchObject({ number: 2, event: 'line:L2', regimen: 'SVd', stop: null, next: null });
  });

  it('case 000 on 2024-03-31: DRd is over, because the reason for its end is known', () => {
    const [first, ...more] = linesOf(of(0, '2024-03-31'));
    expect(more).toEqual([]);
    expect([first?.stop?.start, first?.stop?.end].map((day) => toIso(day as number))).toEqual([
      '2023-11-20',
      '2024-03-31',
    ]);
  });

  it('case 001, all.md E20: bridging, lymphodepletion and infusion of one plan are line 2', () => {
    const [first, second, ...more] = linesOf(of(1));
    expect(more).toEqual([]);
    expect(first).toMatchObject({ number: 1, event: 'line:L1', regimen: 'LAL1913-R' });
    expect(second).toMatchObject({
      number: 2,
      event: 'infusion:in',
      kind: 'cart',
      regimen: 'brexu-cel',
      events: ['bridging:br', 'lymphodepletion:ld', 'infusion:in'],
    });
  });

  it('lines of one unknown time stand in the order of their numbers', () => {
    const line = (n: number, regimen: string): Told => [
      '2018/2024',
      `line:L${n}`,
      { 'line.number': n, 'line.regimen': regimen },
    ];
    const told = [line(10, 'SVd'), line(2, 'Kd'), line(1, 'VRd')];
    expect(linesOf(patient(viewOf(told))).map(({ event }) => event)).toEqual(['line:L1', 'line:L2', 'line:L10']);
  });
});
