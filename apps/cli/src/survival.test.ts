import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { methods } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import { terminalSpeaker } from './language.ts';
import { METHODS } from './survival/methods.ts';
import { run } from './world.testing.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const R = `${root}fixtures/gpl/survival/`;
const csv = (name: string): string => `${R}csv/${name}.csv`;

/** Runs `linea survival` in a world of its own. */
const survival = (words: readonly string[], given = {}) => run(['survival', ...words], given);

type Json = Readonly<Record<string, unknown>>;

/** What R answered in one case of a reference file. */
const reference = (file: string, id: string): Json =>
  JSON.parse(readFileSync(`${R}ref/${file}.json`, 'utf8')).cases.find((one: { id: string }) => one.id === id).result;

/** The numbers that differ by more than R prints; the answer may hold more than the reference. */
function differences(got: unknown, want: unknown, at = ''): string[] {
  if (typeof want === 'number') {
    const near = typeof got === 'number' && Math.abs(got - want) <= 1e-6 * Math.abs(want) + 1e-9;
    return near ? [] : [`${at}: ${JSON.stringify(got)} for ${want}`];
  }
  if (want === null || typeof want !== 'object') return (got ?? null) === want ? [] : [`${at}: ${got} for ${want}`];
  if (!Array.isArray(got) && Array.isArray(want) && want.length === 1) return differences(got, want[0], at);
  return Object.entries(want).flatMap(([name, value]) =>
    differences((got as Json | undefined)?.[name], value, `${at}.${name}`),
  );
}

const members = (value: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, value[name]]));

const LUNG = 'Surv(time, status) ~ age + sex + ph_ecog';
const imputed = [1, 2, 3, 4, 5].map((k) => csv(`lung_imputed_${k}`));

describe('linea survival agrees with R', () => {
  it.each<[string, string, string[], string[], string[]]>([
    // file, case, members compared, words, where the answer stands
    ['kaplan_meier', 'lung.km.log-log', ['0'], ['km', csv('lung'), 'Surv(time, status) ~ 1', '--conf-type', 'log-log', '--times', '80.4,167,256,396,616'], ['strata']],
    ['nelson_aalen', 'lung.fh', ['0', '1'], ['na', csv('lung'), 'Surv(time, status) ~ sex', '--ctype', '2', '--times', '80.4,167,256,396,616'], ['strata']],
    ['logrank', 'lung.logrank.rho1', ['chisq', 'df', 'p', 'n', 'observed', 'expected'], ['logrank', csv('lung'), 'Surv(time, status) ~ sex', '--rho', '1'], []],
    ['logrank_pairwise', 'veteran.pairwise', ['a', 'b', 'chisq', 'p', 'holm', 'bh', 'bonferroni'], ['logrank', csv('veteran'), 'Surv(time, status) ~ celltype', '--pairwise', '--adjust', 'holm,bh,bonferroni'], []],
    ['cox', 'lung.cox.breslow', ['n', 'coef', 'se', 'loglik', 'hr_upper'], ['cox', csv('lung'), LUNG, '--ties', 'breslow'], []],
    ['cox_zph', 'lung.zph.rank', ['rows', 'chisq', 'df', 'p'], ['cox', csv('lung'), LUNG, '--zph', '--transform', 'rank'], ['zph']],
    ['cox_anova', 'lung.anova', ['loglik', 'chisq', 'df', 'p'], ['cox', csv('lung'), LUNG, '--anova', '~ age + sex'], ['anova']],
    ['concordance', 'lung.c.S', ['concordance', 'se'], ['concordance', csv('lung'), LUNG, '--cox', '--timewt', 'S', '--tau', '456'], []],
    ['aalen_johansen', 'mgus2.aj', ['states', 'strata', 'sojourn'], ['cif', csv('mgus2'), 'Hist(etime, ev) ~ sex', '--times', '12,60,120,240'], []],
    ['cumulative_incidence_gray', 'mgus2.cuminc', ['curves', 'times', 'est', 'var', 'gray'], ['cif', csv('mgus2'), 'Hist(etime, ev) ~ sex', '--times', '12,60,120,240', '--gray'], []],
    ['multistate', 'mgus2.multistate', ['states', 'sojourn'], ['multistate', csv('mgus2_ms'), 'Surv(tstart, tstop, event) ~ sex', '--id', 'id', '--states', 'censor,pcm,death'], []],
    ['multistate_cox', 'mgus2.multistate.cox', ['terms', 'coef', 'robust_se'], ['multistate', csv('mgus2_ms'), 'Surv(tstart, tstop, event) ~ age + sex', '--id', 'id', '--states', 'censor,pcm,death', '--cox'], []],
    ['rmst', 'veteran.rmst.180', ['rmst', 'se', 'difference', 'ratio'], ['rmst', csv('veteran'), 'Surv(time, status) ~ trt', '--tau', '180'], []],
    ['parametric_aft', 'lung.aft.lognormal', ['coef', 'scale', 'se'], ['aft', csv('lung'), 'Surv(time, status) ~ age + sex', '--dist', 'lognormal'], []],
    ['aalen_additive', 'lung.aareg', ['rows', 'values', 'chisq'], ['aareg', csv('lung'), 'Surv(time, status) ~ age + sex'], []],
    ['rubin_pooling', 'lung.rubin', ['terms', 'estimates', 'variances', 'pooled_at_nevent_df'], ['pool', ...imputed, 'Surv(time, status) ~ age + sex + ph_ecog + meal_cal + wt_loss'], []],
    ['iptw', 'lung.km.iptw', ['coef', 'robust_se'], ['iptw', csv('lung'), 'Surv(time, status) ~ sex', '--treatment', 'sex ~ age + wt_loss', '--times', '180,365'], []],
    ['descriptive', 'lung.fisher.2x2', ['p', 'estimate', 'conf_int'], ['test', csv('lung'), 'status ~ sex', '--kind', 'fisher'], []],
    ['descriptive', 'lung.chisq.plain', ['statistic', 'df', 'p'], ['test', csv('lung'), 'status ~ ph_ecog', '--kind', 'chisq', '--no-correction'], []],
  ])('%s: %s', async (file, id, names, words, place) => {
    const { code, json, err } = await survival([...words, '--json']);
    expect(err).toBe('');
    expect(code).toBe(0);
    const answer = place.reduce((part: Json, name) => part[name] as Json, json());
    const want = members(reference(file, id), names);
    const curveless = JSON.parse(JSON.stringify(want, (name, value) => (name === 'curve' || name === 'thinned' ? undefined : value)));
    expect(differences(answer, curveless)).toEqual([]);
  }); // biome-ignore format: a table

  it('cox_penalised: without standardising', async () => {
    const want = reference('cox_penalised', 'lung.glmnet.alpha1.stdFALSE');
    const lambda = (want.lambda as number[]).join(',');
    const { json } = await survival(['coxnet', csv('lung'), LUNG, '--lambda', lambda, '--no-standardize', '--json']);
    expect(differences(json().coef_by_lambda, want.polished_coef_by_lambda)).toEqual([]);
  });

  it('pseudo_values: jackknife', async () => {
    const want = reference('pseudo_values', 'veteran.pseudo.jackknife') as { first: number[][] };
    const words = ['pseudo', csv('veteran'), 'Surv(time, status) ~ 1', '--times', '90,180', '--kind', 'jackknife'];
    const { values } = (await survival([...words, '--json'])).json();
    expect(differences(values.slice(0, want.first.length), want.first)).toEqual([]);
  });

  it('competing risks: predicted from one table, judged on the same', async () => {
    const formula = 'Hist(time, status) ~ age + thick + sex';
    const words = ['cox', csv('melanoma'), formula, '--predict', csv('melanoma'), '--times', '2000', '--cause', '1'];
    const { risk_cause1_product_limit: risk } = (await survival([...words, '--json'])).json();
    const want = reference('score_brier_auc_competing', 'melanoma.score.cr') as { risk: number[]; score: Json };
    expect(differences(risk.slice(0, 10), want.risk.map((r) => [r]))).toEqual([]); // biome-ignore format: short

    const [header, ...lines] = readFileSync(csv('melanoma'), 'utf8').trim().split('\n');
    const judged = [`${header},r`, ...lines.map((line, i) => `${line},${risk[i][0]}`)].join('\n');
    const score = ['score', '-', 'Hist(time, status) ~ 1', '--risk', 'csc=r', '--times', '2000', '--json'];
    const { auc, brier } = (await survival(score, { stdin: judged })).json();
    expect(differences({ auc, brier }, members(want.score, ['auc', 'brier']))).toEqual([]);
  });

  it('fine_gray: predicted for new patients', async () => {
    const want = reference('fine_gray', 'melanoma.crr') as { coef: number[]; predicted: Json };
    const { covariates, times, cif } = want.predicted as { covariates: number[][]; times: number[]; cif: unknown };
    const file = join(mkdtempSync(join(tmpdir(), 'linea-')), 'new.csv');
    const rows = covariates.map(([age, male, thick]) => `${age},${male === 1 ? 'Male' : 'Female'},${thick}`);
    writeFileSync(file, ['age,sex,thick', ...rows].join('\n'));
    const words = ['finegray', csv('melanoma'), 'Hist(time, status) ~ age + sex + thick', '--predict', file];
    const answer = (await survival([...words, '--times', times.join(','), '--json'])).json();
    expect(differences(answer, { coef: want.coef, predicted: { cif } })).toEqual([]);
  });
});

describe('linea survival on the tables of examples/', () => {
  /** As a shell would take them apart. */
  const wordsOf = (line: string): string[] =>
    [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain.replace(/\bexamples\//g, `${root}examples/`)); // biome-ignore format: one call

  it('knows every method of the package', () =>
    expect(Object.keys(METHODS).sort()).toEqual(Object.keys(methods).sort()));

  it.each(Object.entries(METHODS))('%s: the example of its help runs in both languages and as JSON', async (name, { example }) => {
    const words = [name, ...wordsOf(example)];
    const ask = (...more: string[]) => survival([...words, ...more]);
    const asked = await Promise.all([ask(), ask('--lang', 'it'), ask('--json'), ask('--json', '--lang', 'it')]);
    expect(asked.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const [english, italian, json, jsonItalian] = asked;
    expect(jsonItalian?.out).toBe(json?.out);
    expect(english?.out).not.toMatch(/NaN|undefined|\[object/);
    expect(english?.out).toMatch(/^\d+ rows/);
    expect(italian?.out).toMatch(/^\d+ righe/);
    expect(json?.json()).toMatchObject({ n_omitted: expect.any(Number) });
  }); // biome-ignore format: one test

  it.each(Object.entries(METHODS))('%s --help names its options', async (name, { options }) => {
    for (const lang of ['en', 'it']) {
      const { code, out } = await survival([name, '--help', '--lang', lang]);
      expect(code).toBe(0);
      expect(out).toContain(`linea survival ${name}`);
      expect(out.match(/^ {2}--/gm)?.length).toBeGreaterThanOrEqual(options.length);
    }
  });

  // Freireich 1963, as every textbook prints it: medians 23 and 8 weeks, log-rank 16.79, hazard ratio 4.82 (Efron).
  it('prints what a reader looks for', async () => {
    const words = [`${root}examples/data/remission.csv`, 'Surv(weeks, relapse) ~ drug'];
    const { out: curves } = await survival(['km', ...words]);
    expect(curves).toMatch(/mercaptopurine +21 +9 +23 +16–not reached/);
    expect(curves).toMatch(/placebo +21 +21 +8 +4–12/);
    expect((await survival(['logrank', ...words])).out).toContain('chi-square 16.79 on 1 df, p < 0.001');
    expect((await survival(['cox', ...words, '--lang', 'it'])).out).toMatch(
      /drugplacebo .* 4,817 +2,147–10,81 +< 0,001/,
    );
  });

  it('prints what --predict asks for, in Cox and parametric models', async () => {
    const [data, next] = ['invented', 'new-patients'].map((name) => `${root}examples/data/${name}.csv`) as [
      string,
      string,
    ];
    const words = [data, 'Surv(months, cause > 0) ~ marker', '--predict', next];
    expect((await survival(['cox', ...words, '--times', '12'])).out).toMatch(
      /Predicted survival\nrow .*\n.*\n1 +12 +0\.\d+/,
    );
    expect((await survival(['aft', ...words, '--quantiles', '0.5'])).out).toMatch(/Predicted times.*\nrow +at 0\.5/);
  });
});

describe('linea survival refuses', () => {
  const two = 'time,status\n1,1\n';
  const mostly = `time,status,x\n${Array.from({ length: 12 }, (_, k) => `${k + 1},${k % 2},${k / 4}\n`).join('')}`;
  it.each<[string, string, string[], string, RegExp, RegExp]>([
    ['an unknown method', 'method.unknown', ['kaplan', 'x.csv', 'y ~ 1'], '', /kaplan.*km, na, logrank/, /Metodo sconosciuto/],
    ['a file that is not there', 'file.unreadable', ['km', '/nowhere.csv', 'Surv(a, b) ~ 1'], '', /nowhere\.csv/, /nowhere\.csv/],
    ['a column that is not there', 'column.unknown', ['km', '-', 'Surv(tiem, status) ~ 1'], two, /stdin: column tiem.*time/, /stdin: colonna tiem/],
    ['a broken formula', 'formula.syntax', ['km', '-', 'Surv(time, status ~ 1'], two, /character/, /carattere/],
    ['a row of another length', 'csv.rowLength', ['km', '-', 'Surv(time, status) ~ 1'], `${two}1,1,1\n`, /stdin: row 2/, /stdin: riga 2/],
    ['a negative time', 'time.negative', ['km', '-', 'Surv(time, status) ~ 1'], `${two}-3,1\n`, /stdin: time, row 2.*-3/, /stdin: time, riga 2/],
    ['a status of 7', 'status.value', ['km', '-', 'Surv(time, status) ~ 1'], `${two}3,7\n`, /status, row 2.*7/, /Non è uno stato/],
    ['an option that is no number', 'option.value', ['rmst', '-', 'Surv(time, status) ~ 1', '--tau', 'long'], two, /--tau.*long/, /--tau.*non accetta/],
    ['a level of 95', 'option.value', ['km', '-', 'Surv(time, status) ~ 1', '--conf-level', '95'], two, /--conf-level.*95/, /minore di 1/],
    ['a part of a table', 'option.value', ['pool', '-', 'Surv(time, status) ~ 1', '--impute', '2.5'], two, /--impute.*2\.5/, /un numero intero da 2/],
    ['a choice that does not exist', 'option.value', ['km', '-', 'Surv(time, status) ~ 1', '--conf-type', 'wide'], two, /--conf-type.*wide/, /Ammesso/],
    ['a decimal mark that is none', 'option.value', ['km', '-', 'Surv(time, status) ~ 1', '--decimal', ';'], two, /--decimal/, /--decimal/],
    ['standard input asked for twice', 'file.stdinTwice', ['cox', '-', 'Surv(time, status) ~ 1', '--predict', '-'], two, /stdin/, /una volta sola/],
    ['a word among numbers', 'column.mixed', ['cox', '-', 'Surv(time, status) ~ x'], `${mostly}13,1,<0.5\n`, /x, row 13.*<0\.5/, /parola tra i numeri/],
    ['a mark for missing', 'column.mixed', ['table1', '-', '~ x'], 'time,status,x\n1,1,3\n2,0,.\n', /x, row 2/, /cella vuota o NA/],
    ['a decimal comma', 'column.decimalComma', ['cox', '-', 'Surv(time, status) ~ x'], 'time;status;x\n1;1;2,5\n2;0;3,5\n', /x, row 1.*--decimal ,/, /virgola decimale/],
    ['a decimal comma in a time', 'column.decimalComma', ['km', '-', 'Surv(time, status) ~ 1'], 'time;status\n1,5;1\n', /time, row 1/, /virgola decimale/],
    ['words in an order', 'formula.type', ['km', '-', 'Surv(time, status) ~ x > 3'], 'time,status,x\n1,1,4\n2,0,old\n', /x, row 2.*old/, /riga 2/],
    ['an infinite value', 'value.notFinite', ['test', '-', 'x ~ 1', '--kind', 'quantiles'], 'x\n1\n1e400\n', /x, row 2/, /non è un numero finito/],
    ['values without spread', 'test.undefined', ['test', '-', 'x ~ y', '--kind', 'pearson'], 'x,y\n1,1\n1,2\n1,3\n', /left side/, /non esiste per questi valori/],
    ['values whose squares vanish', 'data.constant', ['test', '-', 'x ~ g', '--kind', 't'], 'x,g\n1e-300,a\n2e-300,a\n3e-300,b\n4e-300,b\n', /left side/, /uguali/],
    ['an endless interval', 'time.notFinite', ['multistate', '-', 'Surv(a, b, e) ~ 1', '--id', 'i'], 'i,a,b,e\n1,0,1e999,1\n', /b, row 1/, /riga 1/],
    ['a pool without events', 'data.noEvents', ['pool', '-', 'Surv(time, status) ~ x', '--impute', '2'], 'time,status,x\n1,0,4\n2,0,\n3,0,1\n', /0 events/, /almeno un evento/],
    ['no intercept', 'formula.noIntercept', ['aft', '-', 'Surv(time, status) ~ x - 1'], mostly, /x - 1/, /intercetta/],
    ['a transform nobody knows, asked for or not', 'option.value', ['cox', '-', 'Surv(time, status) ~ x', '--transform', 'bogus'], mostly, /--transform.*bogus/, /--transform/],
    ['a cause without Hist', 'option.value', ['cox', '-', 'Surv(time, status) ~ x', '--cause', '1'], mostly, /--cause.*Hist/, /Hist\(tempo, causa\)/],
    ['a tt that no term uses', 'option.value', ['cox', '-', 'Surv(time, status) ~ x', '--tt', 'x * t'], mostly, /--tt/, /tt\(x\)/],
    ['ties nobody knows, in a curve', 'option.value', ['landmark', '-', 'Surv(time, status) ~ 1', '--at', '1', '--ties', 'bogus'], mostly, /--ties.*bogus/, /--ties/],
    ['an endless number', 'option.value', ['km', '-', 'Surv(time, status) ~ 1', '--times', '1e999'], mostly, /--times.*1e999/, /--times/],
    ['weights of zero alone', 'weights.zero', ['km', '-', 'Surv(time, status) ~ 1', '--weights', 'w'], 'time,status,w\n1,1,0\n2,0,0\n', /w/, /Tutti i pesi sono zero/],
    ['an endless weight', 'weights.notFinite', ['aft', '-', 'Surv(time, status) ~ 1', '--weights', 'w'], 'time,status,w\n1,1,1\n2,0,1e999\n', /w, row 2/, /riga 2/],
    ['an option that is missing', 'option.missing', ['landmark', '-', 'Surv(time, status) ~ 1'], two, /--at/, /opzione necessaria/],
  ])('%s: %s', async (_, issue, words, stdin, english, italian) => {
    const [en, it] = await Promise.all([survival(words, { stdin }), survival([...words, '--lang', 'it'], { stdin })]);
    expect([en.code, it.code]).toEqual([1, 1]);
    expect(en.err).toContain(`[${issue}]`);
    expect(en.err).toMatch(english);
    expect(it.err).toMatch(italian);
    expect(en.out + it.out).toBe('');
    const { code, json } = await survival([...words, '--json'], { stdin });
    expect(code).toBe(1);
    expect(json()).toMatchObject({ issues: [{ code: issue }] });
  }); // biome-ignore format: a table

  it.each([[[]], [['km']], [['km', 'x.csv']], [['pool', 'x.csv']], [['km', 'a', 'b', 'c']], [['km', 'a', 'b', '--tua', '1']], [['km', 'a', 'b', '--times']]])('wrong usage: %j', async (words) => {
    const { code, out, err } = await survival(words);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).not.toBe('');
  }); // biome-ignore format: a table
});

it('every refusal of the package has words in both languages', () => {
  const source = `${root}packages/survival/src/`;
  const files = (readdirSync(source, { recursive: true }) as string[]).filter((file) => /(?<!\.test)\.ts$/.test(file));
  const codes = files.flatMap((file) =>
    [...readFileSync(source + file, 'utf8').matchAll(/\brefuse\(\s*'([\w.]+)'/g)].map(([, code]) => code),
  );
  expect(codes.length).toBeGreaterThan(50);
  const words = [terminalSpeaker('en'), terminalSpeaker('it')];
  expect([...new Set(codes)].filter((code) => !words.every((say) => say.has(`issue.${code}`)))).toEqual([]);
});

describe('linea survival reads', () => {
  it('decimal commas, beside dots', async () => {
    const words = ['km', '-', 'Surv(time, status) ~ 1', '--decimal', ',', '--json'];
    const { json } = await survival(words, { stdin: 'time;status\n1,5;1\n2.5;0\n3,5;1\n' });
    expect(json().strata[0].curve.time).toEqual([1.5, 2.5, 3.5]);
  });

  it('weights, an option given before the data, and several --risk', async () => {
    const weighted = ['km', '--weights', 'w', '-', 'Surv(time, status) ~ 1', '--json'];
    const { json } = await survival(weighted, { stdin: 'time,status,w\n1,1,2\n2,0,1\n3,1,1\n' });
    expect(json().strata[0].curve.surv[0]).toBeCloseTo(0.5, 12);
    const invented = `${root}examples/data/invented.csv`;
    const risks = ['--risk', 'a=risk12', '--risk', 'b=risk24', '--times', '12', '--json'];
    const scored = await survival(['score', invented, 'Hist(months, cause) ~ 1', ...risks]);
    expect(scored.json().auc.model).toEqual(['a', 'b']);
  });

  it.each<[string, string[], string]>([
    ['cox.noRobustError', ['cox', '-', 'Surv(t, s) ~ x + cluster(k)'], 't,s,x,k\n1,1,1,1\n2,1,3,1\n3,1,2,1\n'],
    ['cox.units', ['cox', '-', 'Surv(t, s) ~ x'], 't,s,x\n1,1,1e-300\n2,1,3e-300\n3,1,2e-300\n'],
    ['cox.perhapsInfinite', ['cox', '-', 'Hist(t, c) ~ x'], 't,c,x\n1,1,1\n2,2,1\n3,0,0\n4,0,0\n5,2,1\n'],
    ['cox.perhapsInfinite', ['concordance', '-', 'Surv(t, s) ~ x', '--cox'], 't,s,x\n1,1,1\n2,1,1\n3,0,0\n'],
    ['coxnet.noEvents', ['coxnet', '-', 'Surv(t, s) ~ x + y'], 't,s,x,y\n1,0,1,2\n2,0,3,1\n3,0,2,2\n'],
    ['logrank.noComparison', ['logrank', '-', 'Surv(t, s) ~ g'], 't,s,g\n1,0,a\n2,0,b\n'],
    ['logrank.noTest', ['logrank', '-', 'Surv(t, s) ~ g', '--pairwise'], 't,s,g\n1,1,a\n1,0,b\n2,0,b\n2,0,c\n'],
    ['gray.noTest', ['cif', '-', 'Hist(t, c) ~ g', '--gray'], 't,c,g\n1,0,a\n2,0,a\n5,2,b\n6,1,b\n'],
    ['aft.perhapsInfinite', ['aft', '-', 'Surv(t, s) ~ x'], 't,s,x\n1,0,0\n2,0,0\n3,1,1\n5,1,1\n9,1,1\n'],
    ['aft.degenerate', ['aft', '-', 'Surv(t, s) ~ 1'], 't,s\n5,1\n5,1\n5,1\n'],
    ['logistic.perhapsInfinite', ['test', '-', 'y ~ x', '--kind', 'logistic'], 'y,x\n0,1\n0,2\n0,3\n1,4\n1,5\n'],
    ['logistic.perhapsInfinite', ['iptw', '-', 'Surv(t, s) ~ g', '--treatment', 'g ~ x'], 't,s,g,x\n1,1,0,1\n2,1,0,2\n3,1,1,5\n4,0,1,6\n'],
    ['auc.noError', ['test', '-', 'y ~ x', '--kind', 'auc'], 'y,x\n0,1\n0,2\n0,3\n1,4\n'],
  ])('%s is said: %j', async (code, words, stdin) => {
    for (const lang of ['en', 'it']) {
      const { out, err } = await survival([...words, '--lang', lang], { stdin });
      expect(err).toContain(`[${code}]`);
      expect(out + err).not.toMatch(/NaN|undefined/);
    }
    const { json } = await survival([...words, '--json'], { stdin });
    expect(json().warnings.map((warning: { code: string }) => warning.code)).toContain(code);
  }); // biome-ignore format: a table

  it('warnings go to the other stream', async () => {
    const stdin = 'time,status,x\n1,1,1\n2,1,1\n3,0,0\n4,0,0\n';
    const { code, json, err } = await survival(['cox', '-', 'Surv(time, status) ~ x', '--json'], { stdin });
    expect(code).toBe(0);
    expect(json().warnings).not.toEqual([]);
    expect(err).toContain('cox.perhapsInfinite');
  });
});
