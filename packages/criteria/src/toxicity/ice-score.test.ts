import { publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { iceScore } from './ice-score.ts';

const ice = (input: unknown) => iceScore.derive(input).answer;
const FULL = { orientation: 4, naming: 3, command: 1, writing: 1, attention: 1 };

describe('ice.score, toxicity.md 2.1', () => {
  it('all items: 10 points, grade 0', () =>
    expect(ice(FULL)).toMatchObject({
      status: 'determined',
      value: 10,
      score: 10,
      min: 10,
      max: 10,
      gradeFromIce: { status: 'determined', value: 0 },
    }));

  it.each([
    ['2.5 row 2: 9', 9, 1], ['7', 7, 1], ['2.5 row 4: 6', 6, 2], ['3', 3, 2], ['2.5 row 6: 2', 2, 3], ['0, awake', 0, 3],
  ])('total %s', (_, score, grade) => expect(ice({ score })).toMatchObject({ score, gradeFromIce: { value: grade, grade }, warnings: ['iceItemsNotRecorded'] })); // biome-ignore format: a table

  it('2.5 row 7: 0 because unarousable is grade 4', () =>
    expect(ice({ score: 0, unarousable: true })).toMatchObject({ gradeFromIce: { value: 4 } }));

  it('2.5 row 11: writing unknown gives 8 or 9, grade 1 all the same', () =>
    expect(ice({ orientation: 3, naming: 3, command: 1, writing: null, attention: 1 })).toMatchObject({
      status: 'indeterminate', possible: [8, 9], missing: ['writing'], score: null, min: 8, max: 9,
      gradeFromIce: { status: 'determined', value: 1 }, components: { writing: { value: null }, naming: { value: 3 } },
    })); // biome-ignore format: one answer

  it('nothing tested: 0 to 10 points, grades 0 to 3, every item asked for', () =>
    expect(ice({})).toMatchObject({
      min: 0,
      max: 10,
      missing: Object.keys(FULL),
      gradeFromIce: { status: 'indeterminate', possible: [0, 1, 2, 3], min: 0, max: 3 },
    }));

  it('unknown items that cannot change the grade are not decisive for it', () =>
    expect(ice({ ...FULL, orientation: 1, naming: null })).toMatchObject({
      min: 4,
      max: 7,
      gradeFromIce: { possible: [1, 2], missing: ['naming'] },
    }));

  it('a total as an interval: 7 to 8 is grade 1, 9 to 10 is open', () => {
    expect(ice({ score: { low: 7, high: 8 } })).toMatchObject({ min: 7, max: 8, gradeFromIce: { value: 1 } });
    expect(ice({ total: { low: 9, high: 10 } })).toMatchObject({
      possible: [9, 10],
      gradeFromIce: { possible: [0, 1], missing: ['score'] },
    });
  });

  it('yes and no for items of one point; a difference from the total is said', () => {
    expect(ice({ ...FULL, command: false, writing: 'yes' })).toMatchObject({ score: 9, warnings: [] });
    expect(ice({ ...FULL, score: 9 })).toMatchObject({ score: 10, warnings: ['iceTotalDiffers'] });
    expect(ice({ ...FULL, score: 10, baseline: 9 })).toMatchObject({ score: 10, warnings: ['baselineIceBelow10'] });
  });

  it('more points than the item has, or half points, are refused', () => {
    expect(ice({ ...FULL, naming: 4 })).toMatchObject({
      min: 7,
      max: 10,
      missing: ['naming'],
      warnings: ['rejected:naming'],
    });
    expect(ice({ ...FULL, naming: 2.5 })).toMatchObject({ min: 7, max: 10, warnings: ['rejected:naming'] });
  });
});

describe('case 001', () => {
  const answers = derive(iceScore, view(publishedCases()[1]?.facts ?? []));
  it('E11, 2.5 row 15: ICE 8-9 on day 6 and 7-8 on day 9 are grade 1 (stated ICANS grade 1: agrees), grade 0 excluded', () => {
    expect(answers.map(({ of }) => of)).toEqual([{ day: 6 }, { day: 9 }]);
    expect(answers[0]).toMatchObject({
      because: ['b075'],
      answer: { min: 8, max: 9, gradeFromIce: { status: 'determined', value: 1 }, warnings: ['iceItemsNotRecorded'] },
    });
    expect(answers[1]).toMatchObject({
      because: ['b077'],
      answer: { min: 7, max: 8, gradeFromIce: { status: 'determined', value: 1 } },
    });
  });
});
