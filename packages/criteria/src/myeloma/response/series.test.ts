import { describe, expect, it } from 'vitest';
import { responseSeries } from './series.ts';

const gdL = (value: number) => ({ value, unit: 'g/dL' });
const gL = (value: number) => ({ value, unit: 'g/L' });
const mg24 = (value: number) => ({ value, unit: 'mg/24h' });
const flc = (kappa: number, lambda: number) => ({ kappa, lambda, unit: 'mg/L' });
const DAYS = ['2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01', '2024-06-01'] as const;
const START = { date: '2024-01-01', serumM: gdL(7.1), urineM: 'not-detected' };

const series = (baseline: object, assessments: readonly object[], more: object = {}) =>
  responseSeries.derive({
    baseline: { date: '2024-01-01', ...baseline },
    assessments: assessments.map((one, index) => ({ date: DAYS[index], ...one })),
    ...more,
  }).answer;

/** Unconfirmed category of the last assessment. */
const single = (baseline: object, ...assessments: object[]) =>
  (series(baseline, assessments).perAssessment as { unconfirmed: unknown }[]).at(-1)?.unconfirmed;

const clear = { serumM: 'not-detected', sife: 'neg', uife: 'neg' };

describe('one assessment, myeloma.md 4.6', () => {
  it.each([
    ['1', START, { serumM: gdL(5.9) }, 'SD', 16.9],
    ['2', START, { serumM: gdL(5.325) }, 'MR', 25],
    ['3', START, { serumM: gdL(3.56) }, 'MR', 49.9],
    ['4', START, { serumM: gdL(3.55) }, 'PR', 50],
    ['5', START, { serumM: gdL(0.72) }, 'PR', 89.9],
    ['6', START, { serumM: gdL(0.71) }, 'VGPR', 90],
    ['7', { serumM: gdL(5.9), urineM: 'not-detected' }, { serumM: gdL(0.68) }, 'PR', 88.5],
    ['8', START, { serumM: gdL(0.71), urineM: mg24(100) }, 'PR', 90],
    ['9', START, { serumM: 'not-detected', sife: 'pos' }, 'VGPR', 100],
    ['10', START, clear, 'VGPR', 100],
    ['11, marrow 4 %', START, { ...clear, bmpc: 4 }, 'CR', 100],
    ['11, marrow 5 %', START, { ...clear, bmpc: 5 }, 'VGPR', 100],
    ['12', START, { ...clear, bmpc: 4, flc: { ratio: 1 }, bmClonal: 'absent' }, 'sCR', 100],
    ['13', START, {}, 'NE', null],
    ['14', { serumM: gL(68) }, { serumM: gL(5.9) }, 'VGPR', 91.3],
    ['15, 190', { serumM: 'not-detected', urineM: mg24(800) }, { urineM: mg24(190) }, 'PR', null],
    ['15, 90', { serumM: 'not-detected', urineM: mg24(800) }, { urineM: mg24(90) }, 'VGPR', null],
    ['15, 300', { serumM: 'not-detected', urineM: mg24(800) }, { urineM: mg24(300) }, 'MR', null],
    ['15, 450', { serumM: 'not-detected', urineM: mg24(800) }, { urineM: mg24(450) }, 'SD', null],
    ['16', { flc: flc(500, 10) }, { flc: flc(58, 9) }, 'VGPR', null],
    ['17', { serumM: gdL(5), plasmacytomaSPD: 900 }, { serumM: gdL(2), plasmacytomaSPD: 500 }, 'SD', 60],
    ['18', { serumM: gdL(0.4), flc: flc(10, 10), bmpc: 20 }, { serumM: gdL(0.3), flc: flc(10, 10) }, 'NE', 25],
    ['18, CR items', { serumM: gdL(0.4), flc: flc(10, 10), bmpc: 20 }, { ...clear, bmpc: 2 }, 'CR', 100],
    ['18, new lesion', { serumM: gdL(0.4), flc: flc(10, 10), bmpc: 20 }, { newLesion: true }, 'PD', null],
    ['18, marrow 20 to 30 %', { serumM: gdL(0.4), flc: flc(10, 10), bmpc: 20 }, { bmpc: 30 }, 'PD', null],
    ['19', START, { serumM: gdL(0.2), spurious: true }, 'NE', null],
  ])('row %s', (_, baseline, now, category, reduction) => {
    const { perAssessment, serumReductionPercent } = series(baseline, [now]);
    expect(perAssessment).toMatchObject([{ unconfirmed: category }]);
    expect(serumReductionPercent).toEqual([reduction]);
  });
});

describe('progression at one assessment, myeloma.md 4.6', () => {
  const serum = (nadir: number, now: number) =>
    single({ serumM: gdL(Math.max(nadir, 4)) }, { serumM: gdL(nadir) }, { serumM: gdL(now) });
  it.each([
    ['1', serum(2, 2.5), true],
    ['2', serum(2, 2.49), false],
    ['3', serum(1, 1.4), false],
    ['4', serum(4, 4.9), false],
    ['5', serum(5, 6), true],
    ['6', serum(5.9, 6.8), false],
    ['7, 0 to 0.5', single({ serumM: gdL(4) }, { serumM: 'not-detected' }, { serumM: gdL(0.5) }), true],
    [
      '7, 0 to 0.4 with immunofixation',
      single({ serumM: gdL(4) }, { serumM: 'not-detected' }, { serumM: gdL(0.4), sife: 'pos' }),
      false,
    ],
    ['8, 150 to 350', single({ urineM: mg24(800) }, { urineM: mg24(150) }, { urineM: mg24(350) }), true],
    ['8, 150 to 349', single({ urineM: mg24(800) }, { urineM: mg24(150) }, { urineM: mg24(349) }), false],
    ['9, dFLC 100 to 200', single({ flc: flc(110, 10) }, { flc: flc(210, 10) }), false],
    ['9, dFLC 100 to 201', single({ flc: flc(110, 10) }, { flc: flc(211, 10) }), true],
    ['10, 20 to 30 %', single({ bmpc: 20 }, { bmpc: 30 }), true],
    ['10, 20 to 29 %', single({ bmpc: 20 }, { bmpc: 29 }), false],
    [
      '11',
      single({ serumM: gdL(7.1), modality: 'ct' }, { serumM: gdL(5.9), newLesion: 'fractureOnly', modality: 'mri' }),
      false,
    ],
  ])('row %s', (_, category, progresses) => expect(category === 'PD').toBe(progresses));
});

describe('series, myeloma.md 4.7', () => {
  const four = { serumM: gdL(4) };
  const x = (value: number, more: object = {}) => ({ serumM: gdL(value), ...more });
  it.each([
    ['1', [x(1.8), x(1.6)], 'PR PR', 'PR PR', ['PR', DAYS[0], null], false],
    ['2', [x(1.8), x(2.25)], 'PR MR', 'MR MR', ['MR', null, null], false],
    ['3', [x(1.8), x(2.5)], 'PR PD', 'SD SD', ['SD', null, null], true],
    ['4', [x(1.8), x(0.4), x(0.38)], 'PR VGPR VGPR', 'PR VGPR VGPR', ['VGPR', DAYS[0], null], false],
    ['5', [x(0.4), x(1), x(1.5)], 'VGPR PD PD', 'SD PD PD', ['SD', null, DAYS[1]], false],
    ['6', [x(0.4), {}, x(0.3)], 'VGPR NE VGPR', 'VGPR VGPR VGPR', ['VGPR', DAYS[0], null], false],
    ['7', [x(1.8), x(1.7), x(2.3), x(1.7)], 'PR PR PD PR', 'PR PR PR PR', ['PR', DAYS[0], null], false],
    ['9', [x(3.5, { newLesion: true })], 'PD', 'PD', ['PD', null, DAYS[0]], false],
    ['10', [x(3.5), x(3.4)], 'SD SD', 'SD SD', ['SD', null, null], false],
  ])(
    'row %s',
    (_, assessments, unconfirmed, confirmed, [bestConfirmed, dateOfResponse, dateOfProgression], unconfirmedPD) => {
      const answer = series(four, assessments);
      const rows = answer.perAssessment as { unconfirmed: string; confirmed: string }[];
      expect(rows.map((row) => row.unconfirmed).join(' ')).toBe(unconfirmed);
      expect(rows.map((row) => row.confirmed).join(' ')).toBe(confirmed);
      expect(answer).toMatchObject({
        status: 'determined',
        bestConfirmed,
        dateOfResponse,
        dateOfProgression,
        unconfirmedPD,
      });
    },
  );

  it('row 4: the best category is reached at d2', () =>
    expect(series(four, [x(1.8), x(0.4), x(0.38)])).toMatchObject({
      dateOfBestConfirmed: DAYS[1],
      bestUnconfirmed: 'VGPR',
    }));

  it('row 8: a progression before a new therapy stays unconfirmed', () => {
    const answer = series(four, [x(1.8), x(1.7), x(2.3), x(9)], { nextLineStart: '2024-04-02' });
    expect(answer).toMatchObject({
      bestConfirmed: 'PR',
      dateOfResponse: DAYS[0],
      dateOfProgression: null,
      unconfirmedPD: true,
    });
    expect(answer.perAssessment).toHaveLength(3);
  });

  it('as of: the last response is always unconfirmed', () =>
    expect(series(four, [x(1.8)])).toMatchObject({ bestConfirmed: 'SD', bestUnconfirmed: 'PR', dateOfResponse: null }));
});

describe('what the notes of 4.1 and 4.2 say', () => {
  it('a missing marrow takes CR to VGPR; one older than 42 days before the negative run does not count', () => {
    const CR = (day: string) =>
      (
        responseSeries.derive({
          baseline: START,
          assessments: [
            { date: day, bmpc: 3 },
            { date: '2024-06-12', ...clear },
          ],
        }).answer.perAssessment as { unconfirmed: string }[]
      )[1];
    expect(CR('2024-05-01')).toMatchObject({ unconfirmed: 'CR' });
    expect(CR('2024-04-30')).toMatchObject({ unconfirmed: 'VGPR' });
  });

  it('once satisfied, the marrow stays valid while immunofixation stays negative, and is asked for again after a positive', () => {
    const found = series(START, [
      { ...clear, bmpc: 2 },
      clear,
      { serumM: 'not-detected', sife: 'pos', uife: 'neg' },
      { date: '2024-08-01', ...clear },
    ]);
    expect((found.perAssessment as { unconfirmed: string }[]).map(({ unconfirmed }) => unconfirmed)).toEqual([
      'CR',
      'CR',
      'VGPR',
      'VGPR',
    ]);
  });

  it('electrophoresis above zero with negative immunofixation is no CR, with a warning', () => {
    const answer = series(START, [{ ...clear, serumM: gdL(0.3), bmpc: 2 }]);
    expect(answer).toMatchObject({
      perAssessment: [{ unconfirmed: 'VGPR' }],
      warnings: ['spep-immunofixation-contradiction'],
    });
  });

  it('a plasmacytoma of the baseline that nobody measured again caps at SD; gone and with CR items it is CR', () => {
    expect(single({ serumM: gdL(5), plasmacytomaSPD: 900 }, { serumM: gdL(1) })).toBe('SD');
    expect(single({ serumM: gdL(5), plasmacytomaSPD: 900 }, { ...clear, bmpc: 1, plasmacytomaSPD: 0 })).toBe('CR');
    expect(
      single(
        { serumM: gdL(5), plasmacytomaSPD: { value: 9, unit: 'cm2' } },
        { serumM: gdL(0.1), plasmacytomaSPD: 450 },
      ),
    ).toBe('VGPR');
    expect(
      series({ serumM: gdL(5), plasmacytomaSPD: 900 }, [{ serumM: gdL(0.1), plasmacytomaSPD: 450 }], {
        params: { plasmacytomaVgprReduction: 0.9 },
      }),
    ).toMatchObject({ perAssessment: [{ unconfirmed: 'PR' }] });
    expect(
      single(
        { serumM: gdL(5), plasmacytomaSPD: 900 },
        { serumM: gdL(1), plasmacytomaSPD: 400 },
        { serumM: gdL(1), plasmacytomaSPD: 600 },
      ),
    ).toBe('PD');
  });

  it('urine required for VGPR: a missing value caps at PR', () => {
    const answer = series({ serumM: gdL(7.1) }, [{ serumM: gdL(0.5) }], { params: { urineForVGPR: 'always' } });
    expect(answer).toMatchObject({ perAssessment: [{ unconfirmed: 'PR' }] });
  });

  it('a nadir confirmed by its neighbour', () => {
    const values = [{ serumM: gdL(0.4) }, { serumM: gdL(1) }, { serumM: gdL(1.3) }];
    expect(series({ serumM: gdL(4) }, values)).toMatchObject({ dateOfProgression: DAYS[1] });
    expect(series({ serumM: gdL(4) }, values, { params: { nadirRule: 'lowest-confirmed' } })).toMatchObject({
      dateOfProgression: null,
      bestConfirmed: 'PR',
    });
  });

  it('a new lesion seen by another kind of imaging is not derived', () =>
    expect(
      series({ serumM: gdL(4), modality: 'ct' }, [{ serumM: gdL(4), newLesion: true, modality: 'mriSpine' }]),
    ).toMatchObject({ perAssessment: [{ unconfirmed: 'SD' }], warnings: ['modality-change'] }));

  it('death confirms a last progression only where asked', () => {
    const values = [{ serumM: gdL(2) }, { serumM: gdL(3) }];
    expect(series({ serumM: gdL(4) }, values, { deathDate: '2024-03-10' })).toMatchObject({
      dateOfProgression: null,
      unconfirmedPD: true,
    });
    expect(
      series({ serumM: gdL(4) }, values, { deathDate: '2024-03-10', params: { pdConfirmedByDeath: true } }),
    ).toMatchObject({ dateOfProgression: DAYS[1], unconfirmedPD: false });
  });

  it('interference: IgG kappa on an anti-CD38 antibody with at most 0.2 g/dL, not IgG lambda', () => {
    const warned = (lightChain: string, value: number) =>
      series(START, [{ serumM: gdL(value) }], { isotype: 'IgG', lightChain, onAntiCD38: true }).warnings;
    expect(warned('kappa', 0.2)).toEqual(['possible-mAb-interference']);
    expect(warned('kappa', 0.3)).toEqual([]);
    expect(warned('lambda', 0.2)).toEqual([]);
  });

  it('baseline-stale when it may be more than 28 days old', () => {
    expect(series({ ...START, date: '2023-12-04' }, [], { lineStart: '2024-01-01' }).warnings).toEqual([]);
    expect(series({ ...START, date: '2023-12-03' }, [], { lineStart: '2024-01-01' }).warnings).toEqual([
      'baseline-stale',
    ]);
  });

  it('reductions from the assessment at diagnosis, progression still from the line', () => {
    const input = { diagnosisBaseline: { date: '2023-01-01', serumM: gdL(7.1) } };
    expect(series({ serumM: gdL(5.9) }, [{ serumM: gdL(0.68) }], input)).toMatchObject({
      bestUnconfirmed: 'PR',
      serumReductionPercent: [88.5],
    });
    expect(
      series({ serumM: gdL(5.9) }, [{ serumM: gdL(0.68) }], { ...input, params: { responseReference: 'diagnosis' } }),
    ).toMatchObject({ bestUnconfirmed: 'VGPR', serumReductionPercent: [90.4] });
  });
});

describe('what is not exactly known', () => {
  const under = (value: number) => ({ value, unit: 'g/dL', comparator: '<' });
  it('a censored value decides what every number below it decides', () =>
    expect(series({ serumM: gdL(4) }, [{ serumM: under(0.4) }, { serumM: under(0.2) }])).toMatchObject({
      status: 'determined',
      bestConfirmed: 'VGPR',
    }));

  it('otherwise the categories still possible are printed, and what decides them', () =>
    expect(series({ serumM: gdL(4) }, [{ serumM: under(2.2) }, { serumM: gdL(1.5) }])).toMatchObject({
      status: 'indeterminate',
      missing: ['serumM'],
      perAssessment: [
        { unconfirmed: { possible: ['MR', 'PR', 'VGPR'], missing: ['serumM'] } },
        { unconfirmed: { possible: ['PD', 'PR'] } },
      ],
      bestConfirmed: { possible: ['SD', 'MR', 'PR'] },
    }));

  it('years of follow-up below the limit of detection stay determined', () => {
    const low = {
      serumM: under(0.1),
      urineM: { value: 40, unit: 'mg/24h', comparator: '<' },
      sife: 'neg',
      uife: 'neg',
    };
    const days = Array.from(
      { length: 40 },
      (_, index) => `20${25 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-10`,
    );
    const answer = responseSeries.derive({
      baseline: START,
      assessments: days.map((date, index) => ({ date, ...low, ...(index === 0 ? { bmpc: 2 } : {}) })),
    }).answer;
    expect(answer).toMatchObject({
      status: 'determined',
      bestConfirmed: 'CR',
      dateOfResponse: '2025-01-10',
      unconfirmedPD: false,
    });
  });

  it('many open assessments: each keeps its categories, the whole its extremes', () => {
    const open = { serumM: gdL(0.3), urineM: { value: 150, unit: 'mg/24h', comparator: '<' } };
    const answer = responseSeries.derive({
      baseline: START,
      assessments: Array.from({ length: 20 }, (_, index) => ({ date: `20${30 + index}-01-10`, ...open })),
    }).answer;
    expect(answer).toMatchObject({
      status: 'indeterminate',
      missing: ['urineM'],
      bestConfirmed: { possible: ['PR', 'VGPR'] },
      dateOfResponse: '2030-01-10',
      dateOfProgression: null,
    });
    expect((answer.perAssessment as object[])[19]).toMatchObject({ unconfirmed: { possible: ['PR', 'VGPR'] } });
  });

  it('an assessment that may lie after the start of the next line', () => {
    const answer = responseSeries.derive({
      baseline: START,
      nextLineStart: '2024-03-15',
      assessments: [
        { date: '2024-02-01', serumM: gdL(2) },
        { date: '2024-03', serumM: gdL(2) },
      ],
    }).answer;
    expect(answer).toMatchObject({
      status: 'indeterminate',
      missing: ['date'],
      bestConfirmed: { possible: ['SD', 'PR'] },
    });
  });

  it('no unit: the value is not used, and the assessment cannot be evaluated', () =>
    expect(series(START, [{ serumM: 5.9 }])).toMatchObject({
      perAssessment: [{ unconfirmed: 'NE' }],
      warnings: ['rejected:assessments[0].serumM'],
    }));
});
