import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';

const example = (name: string): string => fileURLToPath(new URL(`../../../../examples/data/${name}`, import.meta.url));
const MODEL = example('later-lines-model.json');
const model = (words: readonly string[], given = {}) => run(['model', ...words], given);

describe('linea model transport', () => {
  const words = [
    'transport',
    MODEL,
    example('second-line.csv'),
    '--training',
    example('later-lines.csv'),
    '--at',
    '12',
  ];

  it('prints the verdict first and every rule, in both languages', async () => {
    const [en, it] = [await model(words), await model([...words, '--lang', 'it'])];
    expect([en.code, it.code]).toEqual([0, 0]);
    expect(en.out).toMatch(/^Verdict: recalibrate\./);
    expect(it.out).toMatch(/^Verdetto: da ricalibrare\./);
    for (const { out } of [en, it]) expect(out.match(/^[ ->] [ \d]\d [^\s\d]/gm)).toHaveLength(10);
  });
  it('is one JSON document for a script, in which only codes stand', async () => {
    const { json, out } = await model([...words, '--json']);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(json()).toMatchObject({ verdict: 'recalibrate', because: 'miscalibrated', n: 260, at: 12 });
  });
  it('without the old patients it says what it cannot know', async () => {
    const { json } = await model(['transport', MODEL, example('second-line.csv'), '--json']);
    expect(json()).toMatchObject({ shiftBasis: 'modelFile', membership: null, interactions: { basis: 'model' } });
  });
  it('asks about a table that lacks what the model needs, and ends with 1', async () => {
    const { code, err, out } = await model([
      'transport',
      MODEL,
      example('invented.csv'),
      '--outcome',
      'Surv(months, cause == 1)',
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/^Verdict: cannot tell/);
    expect(err).toMatch(/column ldh: .*\[transport.featureMissing\]/);
  });
  it('asks about other units, and takes the answer', async () => {
    const asked = await model([...words, '--convert', 'albumin=0.1', '--json']);
    expect([asked.code, asked.json().questions[0]]).toMatchObject([1, { code: 'transport.units', feature: 'albumin' }]);
    const answered = await model([...words, '--convert', 'albumin=0.1', '--accept', 'albumin', '--json']);
    expect(answered.json().questions).toEqual([]);
  });
  it('refuses a conversion that is none', async () => {
    const { code, json } = await model([...words, '--convert', 'albumin', '--json']);
    expect([code, json().issues[0].code]).toEqual([1, 'option.value']);
  });
});

describe('linea model limits', () => {
  const words = ['limits', MODEL, example('later-lines.csv'), '--at', '12', '--by', 'sex,line', '--period', 'year'];

  it('are those that the shipped model carries', async () => {
    const carried = JSON.parse(readFileSync(MODEL, 'utf8')).limits;
    const { json } = await model([...words, '--json']);
    expect(json().outOfFold).toEqual(carried.outOfFold);
    expect(json().conformal).toEqual(carried.conformal);
  });
  it('come in short first, in both languages', async () => {
    const [en, it] = [await model(words), await model([...words, '--lang', 'it'])];
    expect(en.out).toMatch(/^In short\n {2}- Of two patients it had not learnt from/);
    expect(it.out).toMatch(/^In breve\n {2}- Di due pazienti da cui non aveva imparato/);
  });
  it('are sealed into a file that predicts, and hides what it does not answer', async () => {
    const out = join(mkdtempSync(join(tmpdir(), 'linea-limits-')), 'model.json');
    expect((await model([...words, '--out', out])).code).toBe(0);
    const { json } = await model(['predict', example('three-patients.csv'), '--model', out, '--json']);
    const { risk, survival, limits } = json();
    expect(risk.map((own: number | null) => own === null)).toEqual([false, true, true]);
    expect(survival[1]).toBeNull();
    const codes = limits.map((own: { abstentions: { code: string }[] }) => own.abstentions.map(({ code }) => code));
    expect(codes[0]).toEqual([]);
    expect(codes[1]).toEqual(['abstain.missingDecisive']);
    expect(codes[2]).toContain('abstain.outsideDomain');
    const shown = await model(['predict', example('three-patients.csv'), '--model', out, '--despite-limits', '--json']);
    expect(shown.json().risk.every((own: number | null) => own !== null)).toBe(true);
  });
  it('say in Italian what would lift the silence', async () => {
    const { out } = await model(['predict', example('three-patients.csv'), '--model', MODEL, '--lang', 'it']);
    expect(out).toMatch(/Riga 2: nessuna risposta\. Manca ferritin: da richiedere\./);
  });
  it.each([
    ['other patients', ['limits', MODEL, example('second-line.csv')], 'limits.otherPatients'],
    ['a column that is not there', [...words.slice(0, 5), '--by', 'colour'], 'column.unknown'],
    ['words for calendar time', [...words.slice(0, 5), '--period', 'centre'], 'limits.period'],
  ])('refuse %s', async (_, asked, code) => {
    const { code: exit, json } = await model([...asked, '--json']);
    expect([exit, json().issues[0].code]).toEqual([1, code]);
  });
});

describe('linea model comparable and sensitivity', () => {
  const rows = example('three-patients.csv');

  it('shows how at least ten like each fared, and none of them', async () => {
    const words = ['comparable', rows, '--model', MODEL, '--training', example('later-lines.csv'), '--times', '6,12'];
    const { json } = await model([...words, '--json']);
    expect(json()).toHaveLength(3);
    for (const own of json()) expect(own.n).toBeGreaterThanOrEqual(10);
    expect(json().map((own: { comparable: boolean }) => own.comparable)).toEqual([true, true, false]);
    expect((await model(words)).out).toMatch(/how they fared is no effect of a treatment/);
    const few = await model([...words, '--count', '3', '--json']);
    expect([few.code, few.json().issues[0].code]).toEqual([1, 'neighbours.few']);
  });
  it('changes nothing but what is named, and says that it is no advice', async () => {
    const words = ['sensitivity', rows, '--model', MODEL, '--threshold', '0.5', '--at', '12'];
    const { json, code } = await model([...words, '--change', 'ldh,product', '--json']);
    expect(code).toBe(0);
    for (const { alone } of json())
      expect(alone.map((one: { column: string }) => one.column)).toEqual(['ldh', 'product']);
    expect((await model([...words, '--change', 'ldh'])).out).toMatch(/not what changing a patient would do/);
    expect((await model([...words, '--change', 'colour', '--json'])).json().issues[0].code).toBe('column.unknown');
    expect((await model(words)).code).toBe(2);
  });
});

describe('linea model over-time and effect', () => {
  const words = [
    'over-time',
    example('three-patients.csv'),
    '--model',
    MODEL,
    '--background',
    example('later-lines.csv'),
  ];

  it('adds up at every time, also of those who have come this far', async () => {
    for (const more of [[], ['--from', '6'], ['--scale', 'logHazard']]) {
      const { json } = await model([...words, '--times', '12,24', ...more, '--json']);
      for (const { features, baseline, predicted } of json()) {
        predicted.forEach((said: number, k: number) => {
          const parts = features.map((own: { contributions: number[] }) => own.contributions[k]);
          expect(parts.reduce((a: number, b: number) => a + b, baseline[k])).toBeCloseTo(said, 9);
        });
      }
    }
  });
  it('says what it is given, and refuses times that are past', async () => {
    const { out } = await model([...words, '--times', '12,24', '--from', '6', '--lang', 'it']);
    expect(out).toMatch(/dato nessun evento fino a 6 \(esatto\)/);
    const past = await model([...words, '--times', '3', '--from', '6', '--json']);
    expect([past.code, past.json().issues[0].at]).toEqual([1, '--times']);
    expect((await model([...words, '--scale', 'odds', '--json'])).json().issues[0].at).toBe('--scale');
  });
  it('shows accumulated effects beside partial dependence', async () => {
    const asked = ['effect', example('later-lines.csv'), '--model', MODEL, '--column'];
    const { json } = await model([...asked, 'ldh', '--json']);
    expect(Object.keys(json())).toEqual(['ale', 'pdp']);
    expect((await model([...asked, 'ldh'])).out).toMatch(/^ldh: risk less its mean, over 420 patients/);
    expect((await model([...asked, 'sex', '--json'])).json().issues[0].code).toBe('column.words');
  });
});

it('linea model validate gives the error against coverage', async () => {
  const data = example('later-lines.csv');
  const words = [
    'validate',
    data,
    'Surv(months, event) ~ ldh + albumin',
    '--learner',
    'cox',
    '--repeats',
    '1',
    '--parts',
    '3',
  ];
  const { json } = await model([...words, '--json']);
  const { risk_coverage: points, n } = json();
  expect(points[0]).toMatchObject({ coverage: 1, n });
  expect(points.map((own: { coverage: number }) => own.coverage)).toEqual([1, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5]);
  for (const { brier, harrell } of points) for (const own of [brier, harrell]) expect(own).toBeGreaterThan(0);
  expect((await model(words)).out).toMatch(/Risk against coverage/);
});
