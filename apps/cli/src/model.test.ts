import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './world.testing.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const example = (name: string): string => `${root}examples/data/${name}`;
const DART = `${root}fixtures/models/treeshap/metabric_weighted_dart/`;

const model = (words: readonly string[], given = {}) => run(['model', ...words], given);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('linea model explain', () => {
  it('says what XGBoost says, under the same names', async () => {
    const words = ['explain', `${DART}rows.csv`, '--model', `${DART}model.json`];
    const { code, json } = await model([
      ...words,
      '--interactions',
      '--leaves',
      '--background',
      `${DART}background.csv`,
      '--json',
    ]);
    const reference = JSON.parse(readFileSync(`${DART}reference.json`, 'utf8'));
    const answer = json();
    expect(code).toBe(0);
    expect(Object.keys(answer)).toEqual([
      'features',
      'margin',
      'contributions',
      'interactions',
      'leaf_index',
      'interventional',
    ]);
    expect(answer.features).toEqual(reference.features);
    reference.margin.forEach((margin: number, i: number) => {
      expect(answer.margin[i]).toBeCloseTo(margin, 5);
      expect(sum(answer.contributions[i])).toBeCloseTo(answer.margin[i], 10);
      expect(sum(answer.interventional[i])).toBeCloseTo(answer.margin[i], 10);
    });
  });

  it('prints a row per patient that adds up', async () => {
    const { out } = await model(['explain', example('new-patients.csv'), '--model', example('xgboost.json')]);
    const [, , first = ''] = out.split('\n');
    const [row, ...values] = first.trim().split(/\s+/).map(Number);
    expect(row).toBe(1);
    expect(sum(values.slice(0, -1))).toBeCloseTo(values.at(-1) as number, 3);
  });

  it('explains by a model of its own as well', async () => {
    const { json } = await model([
      'explain',
      example('new-patients.csv'),
      '--model',
      example('model.json'),
      '--background',
      example('invented.csv'),
      '--interactions',
      '--json',
    ]);
    const answer = json();
    expect(answer.features).toEqual(['age', 'sexM', 'marker']);
    answer.margin.forEach((margin: number, i: number) => {
      expect(sum(answer.contributions[i])).toBeCloseTo(margin, 10);
    });
  });

  describe('of many rows', () => {
    const words = ['explain', example('invented.csv'), '--model', example('model.json')];
    it('groups add up as features do, and importance is theirs', async () => {
      const { code, json } = await model([...words, '--groups', 'body=age,sex', '--global', '--background', example('new-patients.csv'), '--json']); // biome-ignore format: one call
      const answer = json();
      expect(code).toBe(0);
      expect(answer.groups).toEqual([{ name: 'body', features: ['age', 'sexM'] }, { name: 'marker', features: ['marker'] }]); // biome-ignore format: a list
      answer.margin.forEach((margin: number, i: number) => {
        expect(sum(answer.grouped[i])).toBeCloseTo(margin, 10);
        expect(sum(answer.grouped_interventional[i])).toBeCloseTo(margin, 10);
      });
      expect(answer.global.map(({ name }: { name: string }) => name).sort()).toEqual(['body', 'marker']);
      expect(answer.global[0].lower).toBeLessThanOrEqual(answer.global[0].importance);
    });
    it('partial dependence and both tests of faithfulness, in both languages', async () => {
      const more = [...words, '--pdp', 'age', '--pdp', 'sex', '--faithfulness', '--permutations', '4'];
      const { pdp, faithfulness } = (await model([...more, '--json'])).json();
      expect(pdp.map(({ feature }: { feature: string }) => feature)).toEqual(['age', 'sex']);
      expect(faithfulness.deletion.p).toBeLessThan(0.05);
      expect(faithfulness.randomisation).toMatchObject({ permutations: 4, correlated: false });
      expect((await model(more)).out).toMatch(/Risk by age[\s\S]*Deletion test[\s\S]*Randomisation test/);
      expect((await model([...more, '--lang', 'it'])).out).toMatch(/Rischio secondo age[\s\S]*Test di cancellazione/);
    });
    it('a table without the outcome has no randomisation test, few rows no verdict', async () => {
      const few = ['explain', example('new-patients.csv'), '--model', example('xgboost.json'), '--faithfulness'];
      expect((await model([...few, '--json'])).json().faithfulness.randomisation).toBeNull();
      expect((await model(few)).out).toMatch(/Too few rows[\s\S]*not done/);
    });
    it.each([
      ['a group of nothing', ['--groups', 'x=weight'], 'column.unknown'],
      ['groups that overlap', ['--groups', 'x=age', '--groups', 'y=age,sex'], 'group.overlap'],
      ['a word that is no group', ['--groups', 'some'], 'option.value'],
      ['dependence on what the model does not read', ['--pdp', 'arm'], 'column.unknown'],
    ])('refuses %s', async (_, more, issue) => {
      const { code, json } = await model([...words, ...more, '--json']);
      expect([code, json().issues[0].code]).toEqual([1, issue]);
    });
  });

  it.each([
    ['a model that is no JSON', example('new-patients.csv'), example('README.md'), 'model.notJson'],
    ['a table without its columns', example('remission.csv'), example('xgboost.json'), 'column.unknown'],
    ['no such file', example('new-patients.csv'), example('none.json'), 'file.unreadable'],
  ])('refuses %s by name', async (_, rows, file, issue) => {
    const { code, out, json } = await model(['explain', rows, '--model', file, '--json']);
    expect([code, json().issues[0].code]).toEqual([1, issue]);
    expect(out.trim().split('\n')).toHaveLength(1);
  });

  it('names its methods, and asks for one that exists', async () => {
    expect((await model(['--help'])).out).toContain('explain');
    expect((await model(['guess'])).code).toBe(1);
    expect((await model([])).code).toBe(2);
    expect((await model(['explain', example('new-patients.csv')])).code).toBe(2);
  });
});

const INVENTED = [example('invented.csv'), 'Surv(months, cause == 1) ~ age + sex + marker'];
const temporary = (): string => mkdtempSync(join(tmpdir(), 'linea-model-'));

describe('linea model train and predict', () => {
  it.each(['cox', 'coxnet', 'additive'])(
    '%s: the file predicts, and is the same again for the same seed',
    async (learner) => {
      const folder = temporary();
      const [one, two] = ['one.json', 'two.json'].map((name) => join(folder, name));
      const { code, json } = await model([
        'train',
        ...INVENTED,
        '--learner',
        learner,
        '--out',
        one as string,
        '--json',
      ]);
      expect([code, json().n, json().events]).toEqual([0, 40, 22]);
      await model(['train', ...INVENTED, '--learner', learner, '--out', two as string]);
      expect(readFileSync(one as string, 'utf8')).toBe(readFileSync(two as string, 'utf8'));
      const predicted = await model([
        'predict',
        example('new-patients.csv'),
        '--model',
        one as string,
        '--times',
        '6,12',
        '--json',
      ]);
      const { risk, survival, times } = predicted.json();
      expect([risk.length, times, survival[0].length]).toEqual([2, [6, 12], 2]);
      expect(survival[0][1]).toBeLessThanOrEqual(survival[0][0]);
      expect(readdirSync(folder).sort()).toEqual(['one.json', 'two.json']);
    },
  );

  it('the example model is whole, and was trained on the example table', async () => {
    const folder = temporary();
    const again = join(folder, 'model.json');
    await model(['train', ...INVENTED, '--learner', 'coxnet', '--out', again]);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(example('model.json'), 'utf8'));
  });

  it.each([
    ['altered by hand', (text: string) => text.replace('"seed": 1', '"seed": 2'), 'model.altered'],
    ['of a newer version', (text: string) => text.replace('"version": 1', '"version": 2'), 'model.newer'],
  ])('a model %s is refused by name', async (_, change, issue) => {
    const file = join(temporary(), 'model.json');
    writeFileSync(file, change(readFileSync(example('model.json'), 'utf8')));
    for (const method of ['predict', 'explain']) {
      const { code, json } = await model([method, example('new-patients.csv'), '--model', file, '--json']);
      expect([code, json().issues[0].code]).toEqual([1, issue]);
    }
  });

  it('says what to know first: more features than events, columns that do not vary, rows out of range', async () => {
    const folder = temporary();
    const head = ['t', 'e', ...Array.from({ length: 12 }, (_, j) => `x${j}`)];
    const rows = Array.from({ length: 14 }, (_, i) => [
      i + 1,
      i % 2,
      ...Array.from({ length: 12 }, (_, j) => (j === 0 ? 7 : (i * (j + 3)) % 11)),
    ]);
    const data = join(folder, 'wide.csv');
    writeFileSync(data, [head, ...rows].map((row) => row.join(',')).join('\n'));
    const trained = await model([
      'train',
      data,
      'Surv(t, e) ~ .',
      '--learner',
      'coxnet',
      '--out',
      join(folder, 'm.json'),
    ]);
    expect(trained.code).toBe(0);
    expect(trained.err).toContain('[features.manyForEvents]');
    expect(trained.err).toContain('0.58');
    expect(trained.err).toContain('[column.constant]');
    const far = join(folder, 'far.csv');
    writeFileSync(far, `${head.slice(2).join(',')}\n${new Array(12).fill(99).join(',')}`);
    expect((await model(['predict', far, '--model', join(folder, 'm.json')])).err).toContain('[row.outOfRange]');
  });

  it('a category never seen is refused by name', async () => {
    const file = join(temporary(), 'new.csv');
    writeFileSync(file, 'age,marker,sex\n50,1,X');
    const { code, json } = await model(['predict', file, '--model', example('model.json'), '--json']);
    expect([code, json().issues[0].code]).toEqual([1, 'level.unknown']);
  });
});

describe('linea model validate', () => {
  const folds = ['--folds', example('folds.csv'), '--learner', 'cox'];
  it('answers with the members of a peer, and writes every prediction out of fold', async () => {
    const file = join(temporary(), 'predictions.csv');
    const words = ['--tau', '30', '--ibs-from', '2', '--at', '15', '--predictions', file, '--json'];
    const { code, json } = await model(['validate', ...INVENTED, ...folds, ...words]);
    const answer = json();
    expect([code, answer.learner, answer.n, answer.events, answer.features, answer.splits]).toEqual([
      0,
      'cox',
      40,
      22,
      3,
      5,
    ]);
    expect([answer.tau_uno_ibs, answer.ibs_from, answer.time_auc_brier]).toEqual([30, 2, 15]);
    expect(Object.keys(answer.mean)).toEqual(expect.arrayContaining(['harrell', 'uno', 'auc', 'brier', 'ibs']));
    expect(answer.per_split.harrell).toHaveLength(5);
    const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
    expect(head.split(',').slice(0, 6)).toEqual(['rep', 'part', 'row', 'risk', 's1', 's2']);
    expect(head.split(',').at(-1)).toBe('s50');
    expect(lines).toHaveLength(40);
    expect(lines.map((line) => Number(line.split(',')[2])).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, i) => i),
    );
  });

  it('prints what a person reads, in both languages, and against another learner', async () => {
    const words = ['validate', ...INVENTED, ...folds, '--against', 'coxnet'];
    expect((await model(words)).out).toMatch(/Harrell.s C[\s\S]*integrated Brier score[\s\S]*against coxnet/);
    expect((await model([...words, '--lang', 'it'])).out).toMatch(/pendenza di calibrazione[\s\S]*rispetto a coxnet/);
  });

  it.each([
    [
      'all censored in a part',
      [example('remission.csv'), 'Surv(weeks, relapse) ~ drug', '--leave-out', 'patient'],
      'part.noEvents',
    ],
    ['a learner that is not there', [...INVENTED, '--learner', 'oracle'], 'option.value'],
    [
      'a cause that is not there',
      [example('invented.csv'), 'Hist(months, cause) ~ age', '--cause', '9'],
      'option.value',
    ],
    [
      'parts of another table',
      [example('remission.csv'), 'Surv(weeks, relapse) ~ drug', '--folds', example('folds.csv')],
      'folds.rows',
    ],
    [
      'strata where there can be none',
      [example('invented.csv'), 'Surv(months, cause == 1) ~ age + strata(sex)', '--learner', 'forest'],
      'learner.cannot',
    ],
  ])('%s is refused by name', async (_, words, issue) => {
    const { code, json } = await model(['validate', ...words, '--json']);
    expect([code, json().issues[0].code]).toEqual([1, issue]);
  });

  it('corrects for optimism by the bootstrap, the same for any number of threads', async () => {
    const words = ['validate', ...INVENTED, '--learner', 'cox', '--bootstrap', '6'];
    const answer = (await model([...words, '--json'])).json();
    expect([answer.design, answer.samples, answer.learner]).toEqual(['bootstrap', 6, 'cox']);
    expect(answer.corrected.harrell.estimate).toBeCloseTo(answer.apparent.harrell - answer.optimism.harrell, 12);
    expect((await model(words)).out).toMatch(/optimism by 6 bootstrap samples[\s\S]*Harrell.s C/);
    const { code, json } = await model([...words, '--parts', '3', '--json']);
    expect([code, json().issues[0]]).toEqual([1, expect.objectContaining({ code: 'option.value', got: '--parts' })]);
  });

  it('every method has help whose example runs', async () => {
    const folder = temporary();
    for (const method of ['train', 'validate', 'predict', 'explain', 'card']) {
      const { code, out } = await model([method, '--help']);
      expect([code, out]).toEqual([0, expect.stringContaining(`linea model ${method}`)]);
      const lines = out.split('\n').filter((own) => own.startsWith(`  linea model ${method}`));
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(2);
        const placed = words.map((word) =>
          word.startsWith('examples/')
            ? root + word
            : /^[a-z]+\.(json|svg|html)$/.test(word)
              ? join(folder, word)
              : word,
        );
        expect((await model(placed)).code, line).toBe(0);
      }
    }
  });
});

describe('bad input is a normal case', () => {
  const table = (columns: Readonly<Record<string, readonly (string | number)[]>>): string => {
    const file = join(temporary(), 'table.csv');
    const names = Object.keys(columns);
    const n = columns[names[0] ?? '']?.length ?? 0;
    const rows = Array.from({ length: n }, (_, i) => names.map((name) => columns[name]?.[i]));
    writeFileSync(file, [names, ...rows].map((row) => row.join(',')).join('\n'));
    return file;
  };
  const time = Array.from({ length: 20 }, (_, i) => i + 1);
  const event = time.map((t) => (t % 3 === 0 ? 0 : 1));
  const age = time.map((t) => (t * 7) % 19);
  const words = (columns: Readonly<Record<string, readonly (string | number)[]>>) => [table(columns), 'Surv(time, event) ~ age', '--learner', 'cox']; // biome-ignore format: one call
  it.each([
    ['one centre only', { time, event, age, centre: time.map(() => 'a') }, ['--leave-out', 'centre'], 'centre.single', 'un solo valore'],
    ['all censored in a part', { time, event: time.map((t) => (t > 10 ? 0 : 1)), age, part: time.map((t) => (t > 10 ? 'late' : 'early')) }, ['--leave-out', 'part'], 'part.noEvents', 'ha un evento'],
    ['nobody has an event', { time, event: time.map(() => 0), age }, ['--bootstrap', '3'], 'events.none', 'Nessuno ha un evento'],
    ['nothing varies', { time, event, age: time.map(() => 5) }, ['--bootstrap', '3'], 'features.constant', 'varia'],
    ['a period that nobody is in', { time, event, age }, ['--later', 'time=99'], 'part.empty', 'nessuno'],
  ] as const)('%s: named, exit 1, in both languages', async (_, columns, more, issue, italian) => {
    const asked = ['validate', ...words(columns), ...more];
    const { code, json } = await model([...asked, '--json']);
    expect([code, json().issues[0].code]).toEqual([1, issue]);
    const said = await model([...asked, '--lang', 'it']);
    expect([said.code, `${said.out}${said.err}`.toLowerCase()]).toEqual([1, expect.stringContaining(italian.toLowerCase())]);
  }); // biome-ignore format: a case a line
  it('an option that a learner does not read is said', async () => {
    const { code, err } = await model(['validate', ...words({ time, event, age }), '--bootstrap', '2', '--alpha', '1', '--monotone', 'age']); // biome-ignore format: one call
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/cox does not read --alpha, --monotone[\s\S]*\[option.unread\]/),
    ]);
  });
  it('a block of columns that are not there is refused, one of a factor is its levels', async () => {
    const out = join(temporary(), 'm.json');
    const train = (block: string) => model(['train', ...INVENTED, '--learner', 'coxnet', '--block', block, '--out', out, '--json']); // biome-ignore format: one call
    const { code, json } = await train('lab=ferritin');
    expect([code, json().issues[0].code]).toEqual([1, 'column.unknown']);
    expect((await train('body=age,sex:2')).code).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8')).trainedOn.groups.blocks).toEqual([{ name: 'body', features: ['age', 'sexM'] }]); // biome-ignore format: one call
  });
});

describe('linea model card', () => {
  it('puts model, validation and what its makers say on a page, in both languages', async () => {
    const folder = temporary();
    const [validation, page] = [join(folder, 'v.json'), join(folder, 'card.html')];
    writeFileSync(validation, (await model(['validate', ...INVENTED, '--learner', 'coxnet', '--repeats', '1', '--json'])).out); // biome-ignore format: one call
    const words = ['card', example('model.json'), '--validation', validation, '--about', example('model-about.yaml')];
    expect((await model([...words, '--out', page, '--lang', 'it'])).code).toBe(0);
    const html = readFileSync(page, 'utf8');
    for (const part of ['<html lang="it">', 'C di Harrell', 'Per uso di ricerca', '<svg', 'TRIPOD+AI'])
      expect(html).toContain(part);
    expect(html).not.toContain('NaN');
    expect((await model(words)).out).toMatch(/^# Relapse of people who do not exist[\s\S]*\| 27c \|/);
    const card = (await model([...words, '--json'])).json();
    expect([card.checklist.length, card.performance.length]).toEqual([52, 8]);
  });
  it.each([
    ['a validation that is none', ['--validation', 'examples/data/model.json'], 'validation.notOne'],
    ['words nobody knows', ['--about', 'examples/data/xgboost.json'], 'about.unknown'],
    ['a format it does not write', ['--out', 'card.docx'], 'option.value'],
  ])('refuses %s by name', async (_, more, issue) => {
    const placed = more.map((word) => (word.startsWith('examples/') ? root + word : word));
    const { code, json } = await model(['card', example('model.json'), ...placed, '--json']);
    expect([code, json().issues[0].code]).toEqual([1, issue]);
  });
  it('a model of another program has no card', async () => {
    const { code, json } = await model(['card', example('xgboost.json'), '--json']);
    expect([code, json().issues[0].code]).toEqual([1, 'model.foreign']);
  });
});
