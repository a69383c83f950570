import { evaluate, numbersOf } from './formula/evaluate.ts';
import { parseExpression } from './formula/parse.ts';
import { isMissing } from './frame/column.ts';
import { type Frame, frameOf, withColumn } from './frame/frame.ts';
import { methods } from './methods/index.ts';
import type { Options } from './methods/method.ts';
import { moreMethods } from './methods/more.ts';
import { agreesWithR, fixtureFrame, numbersOfColumn, type ReferenceCase, subset } from './testing/reference.testing.ts';

/** Closed forms; fits by Newton. */
const CLOSED = { relative: 1e-8 };
const NEWTON = { relative: 1e-6 };

const ask = (name: string, frames: readonly Frame[], formula: string, options: Options = {}): unknown =>
  moreMethods[name]!({ frames, formula, options });

/** R's call of a descriptive case as ours. */
const DESCRIPTIVE: readonly [RegExp, (...found: string[]) => [formula: string, options: Options]][] = [
  [/^fisher\.test\(table\(d\$(\w+), d\$(\w+)\)\)/, (g, y) => [`${y} ~ ${g}`, { kind: 'fisher' }]],
  [
    /^chisq\.test\(table\(d\$(\w+), d\$(\w+)\)(, correct = FALSE)?/,
    (g, y, plain) => [`${y} ~ ${g}`, { kind: 'chisq', noCorrection: plain !== undefined }],
  ],
  [
    /^mantelhaen\.test\(table\(d\$(\w+), d\$(\w+), d\$(\w+)\)/,
    (g, y, s) => [`${y} ~ ${g} + strata(${s})`, { kind: 'mantel-haenszel' }],
  ],
  [
    /^wilcox\.test\((\w+) ~ (\w+), data = d, exact = FALSE, correct = (\w+)\)/,
    (x, g, correct) => [`${x} ~ ${g}`, { kind: 'wilcoxon', noCorrection: correct === 'FALSE' }],
  ],
  [/^kruskal\.test\((\w+ ~ factor\(\w+\))/, (formula) => [formula!, { kind: 'kruskal' }]],
  [
    /^t\.test\((\w+ ~ \w+), data = d(, var\.equal = TRUE)?\)/,
    (formula, equal) => [formula!, { kind: 't', equalVariances: equal !== undefined }],
  ],
  [/^summary\(aov\((\w+ ~ factor\(\w+\))/, (formula) => [formula!, { kind: 'anova' }]],
  [
    /^cor\.test\(d\$(\w+), d\$(\w+)(, method = "spearman")?/,
    (x, y, rank) => [`${x} ~ ${y}`, { kind: rank === undefined ? 'pearson' : 'spearman' }],
  ],
  [/^binom\.test\(sum\(d\$(\w+)/, (y) => [`${y} ~ 1`, { kind: 'exact' }]],
  [/^wilson\(sum\(d\$(\w+)/, (y) => [`${y} ~ 1`, { kind: 'wilson' }]],
  [
    /^quantile\(d\$(\w+), c\(([^)]*)\)/,
    (x, probs) => [`${x} ~ 1`, { kind: 'quantiles', probs: probs!.split(',').map(Number) }],
  ],
  [/^c\(mean\(d\$(\w+)/, (x) => [`${x} ~ 1`, { kind: 'mean-sd' }]],
  [/^\{\s+u <- sort\(unique\(d\$(\w+)\)\)\s+a <- d\$(\w+)/, (g, x) => [`${x} ~ ${g}`, { kind: 'smd' }]],
  [/^glm\((\w+ ~ [\w +]+), family = binomial/, (formula) => [formula!, { kind: 'logistic' }]],
  [/^auc_delong\(d\$(\w+)\[!is\.na\(d\$(\w+)/, (y, x) => [`${y} ~ ${x}`, { kind: 'auc' }]],
];

function askDescriptive({ call, data }: ReferenceCase): unknown {
  for (const [pattern, translate] of DESCRIPTIVE) {
    const found = pattern.exec(call);
    if (found) return ask('test', [fixtureFrame(data[0]!)], ...translate(...(found.slice(1) as string[])));
  }
  throw new RangeError(`no translation of ${call}`);
}

agreesWithR('descriptive', {
  ask: askDescriptive,
  expected: ({ result }) => (Array.isArray(result) || typeof result === 'number' ? { values: result } : result),
  agreement: CLOSED,
});

/** Times at which the reference looked; where its options do not say, from its answer. */
const timesOf = ({ options, result }: ReferenceCase): number[] =>
  (options.times as number[] | undefined) ??
  (result as { times?: number[] }).times ??
  (result as { strata: { time: number[] }[] }).strata[0]!.time;

agreesWithR('aalen_johansen', {
  ask: (reference) => {
    const [, time, cause, right] = /Surv\((\w+), factor\((\w+), 0:2\)\) ~ (\w+)/.exec(reference.call) ?? [];
    const confType = reference.call.includes('log-log') ? 'log-log' : 'log';
    return ask('cif', [fixtureFrame(reference.data[0]!)], `Hist(${time}, ${cause}) ~ ${right}`, {
      times: timesOf(reference),
      confType,
    });
  },
  agreement: { ...CLOSED, ignore: ['note'] },
});

agreesWithR('cumulative_incidence_gray', {
  ask: (reference) => {
    const [, time, cause, group, rest = ''] = /cuminc\(d\$(\w+), d\$(\w+), d\$(\w+)(.*)\)$/.exec(reference.call) ?? [];
    const [, stratum] = /strata = d\$(\w+)/.exec(rest) ?? [];
    const [, rho] = /rho = (\w+)/.exec(rest) ?? [];
    const right = stratum === undefined ? group : `${group} + strata(${stratum})`;
    return ask('cif', [fixtureFrame(reference.data[0]!)], `Hist(${time}, ${cause}) ~ ${right}`, {
      times: timesOf(reference),
      gray: true,
      rho: Number(rho ?? 0),
    });
  },
  agreement: CLOSED,
});

agreesWithR('rmst', {
  ask: ({ call, data }) => {
    const [, time, status, arm, tau] = /rmst2\(d\$(\w+), d\$(\w+), d\$(\w+), tau = (\d+)\)/.exec(call) ?? [];
    return ask('rmst', [fixtureFrame(data[0]!)], `Surv(${time}, ${status}) ~ ${arm}`, { tau: Number(tau) });
  },
  agreement: CLOSED,
});

agreesWithR('parametric_aft', {
  ask: ({ call, data }) => {
    const [, formula, dist] = /survreg\((.*), data = d, dist = "(\w+)"\)/.exec(call) ?? [];
    return ask('aft', [fixtureFrame(data[0]!)], formula!, { dist });
  },
  agreement: NEWTON,
});

agreesWithR('aalen_additive', {
  ask: ({ data }) => ask('aareg', [fixtureFrame(data[0]!)], 'Surv(time, status) ~ age + sex'),
  agreement: CLOSED,
});

agreesWithR('pseudo_values', {
  ask: ({ call, data, result }) => {
    const { times, first } = result as { times: number[]; first: number[][] };
    const kind = call.includes('jackknife') ? 'jackknife' : 'infinitesimal';
    const { values } = ask('pseudo', [fixtureFrame(data[0]!)], 'Surv(time, status) ~ 1', { times, kind }) as {
      values: number[][];
    };
    const column = (f: (v: number) => number): number[] =>
      times.map((_, k) => values.reduce((sum, row) => sum + f(row[k]!), 0));
    return {
      times,
      first: values.slice(0, first.length),
      mean: column((v) => v / values.length),
      sumsq: column((v) => v * v),
    };
  },
  agreement: { ...CLOSED, ignore: ['note'] },
});

/** The frame with one more column, computed from R's text: `as.numeric(d$sex == "M")`, `pmin(nodes, 20)`. */
function derive(frame: Frame, name: string, text: string): Frame {
  const e = parseExpression(text.replaceAll('d$', '').replace(/^as\.numeric\((.*)\)$/, '$1'));
  return withColumn(frame, name, numbersOf(evaluate(e, { frame, memory: new Map() }), e));
}

agreesWithR('fine_gray', {
  ask: ({ call, data, result }) => {
    const frame = fixtureFrame(data[0]!);
    if (call.includes('finegray('))
      return ask('finegray', [frame], 'Hist(time, status) ~ age + sex + thick', { expand: true });
    const { predicted, terms } = result as { predicted: { covariates: number[][]; times: number[] }; terms: string[] };
    const [, time, cause, bound] =
      /crr\(d\$(\w+), d\$(\w+), cbind\((.*?)\)(?:, failcode|\)\s*(?:\}|$))/s.exec(call) ?? [];
    const covariates = [...bound!.matchAll(/(\w+) = ((?:[^,()]|\([^)]*\)|as\.numeric\([^)]*\))+)/g)];
    const derived = covariates.reduce((made, [, name, text]) => derive(made, name!, text!), frame);
    return ask('finegray', [derived], `Hist(${time}, ${cause}) ~ ${terms.join(' + ')}`, {
      cause: Number(/failcode = (\d)/.exec(call)?.[1] ?? 1),
      predict: frameOf(Object.fromEntries(terms.map((name, j) => [name, predicted.covariates.map((row) => row[j]!)]))),
      times: predicted.times,
    });
  },
  agreement: NEWTON,
});

/** Platelet recovery and relapse or death as intervals; recovery on the day of relapse or death counts as the latter. */
function ebmtIntervals(frame: Frame): Frame {
  const column = (name: string): Float64Array => numbersOfColumn(frame, name);
  const [recovery, recovered, end, ended] = [column('prtime'), column('prstat'), column('rfstime'), column('rfsstat')];
  const rows: { id: number; tstart: number; tstop: number; ev: number }[] = [];
  for (let i = 0; i < frame.rows; i++) {
    const between = recovered[i] === 1 && recovery[i]! < end[i]!;
    if (between) rows.push({ id: i, tstart: 0, tstop: recovery[i]!, ev: 1 });
    const sameDay = recovered[i] === 1 && recovery[i] === end[i] ? 1 : 0;
    rows.push({ id: i, tstart: between ? recovery[i]! : 0, tstop: end[i]!, ev: ended[i] === 1 ? 2 : sameDay });
  }
  return frameOf({
    id: rows.map(({ id }) => id),
    tstart: rows.map(({ tstart }) => tstart),
    tstop: rows.map(({ tstop }) => tstop),
    ev: rows.map(({ ev }) => ev),
  });
}

agreesWithR('multistate', {
  ask: (reference) => {
    const { call, data } = reference;
    const times = timesOf(reference);
    if (call.includes('tmerge')) {
      return ask('multistate', [ebmtIntervals(fixtureFrame(data[0]!))], 'Surv(tstart, tstop, ev) ~ 1', {
        id: 'id',
        states: ['censor', 'pr', 'rfs'],
        times,
      });
    }
    const [, states = ''] = /c\(("censor"[^)]*)\)/.exec(call) ?? [];
    const [, group] = /~\s*(\w+)/.exec(call) ?? [];
    return ask('multistate', [fixtureFrame(data[0]!)], `Surv(tstart, tstop, event) ~ ${group}`, {
      id: 'id',
      states: states.replaceAll('"', '').split(/,\s*/),
      times,
    });
  },
  agreement: { ...CLOSED, ignore: ['note'] },
});

agreesWithR('multistate_cox', {
  ask: ({ data }) =>
    ask('multistate', [fixtureFrame(data[0]!)], 'Surv(tstart, tstop, event) ~ age + sex', {
      id: 'id',
      states: ['censor', 'pcm', 'death'],
      cox: true,
    }),
  agreement: NEWTON,
});

agreesWithR('competing_risk_prediction', {
  ask: ({ data, result }) => {
    const { newdata, times } = result as { newdata: Record<string, number | string>[]; times: number[] };
    const predict = frameOf(
      Object.fromEntries(Object.keys(newdata[0]!).map((name) => [name, newdata.map((row) => row[name] as string)])),
    );
    return ask('cox', [fixtureFrame(data[0]!)], 'Hist(time, status) ~ age + thick + sex', { cause: 1, predict, times });
  },
  agreement: { ...NEWTON, ignore: ['newdata'] },
});

agreesWithR('rubin_pooling', {
  ask: ({ call, data }) => {
    const [, formula] = /coxph\((.*),data=d\)/.exec(call) ?? [];
    const pooled = ask('pool', data.map(fixtureFrame), formula!) as { pooled_at_nevent_df: Record<string, unknown> };
    const at = pooled.pooled_at_nevent_df;
    return { ...pooled, mice: { ...at, df: at.df_barnard_rubin } };
  },
  agreement: NEWTON,
});

agreesWithR('iptw', {
  ask: ({ data, result }) => {
    const answer = ask('iptw', [fixtureFrame(data[0]!)], 'Surv(time, status) ~ sex', {
      treatment: 'sex ~ age + wt_loss',
      times: [180, 365],
    }) as { weights: number[] };
    return { ...answer, weights: answer.weights.slice(0, (result as { weights: number[] }).weights.length) };
  },
  agreement: NEWTON,
});

/** Survival predicted by a Cox model with Breslow ties at each horizon, as columns `r1`, `r2`, ... of risk. */
function withRisks(frame: Frame, formula: string, horizons: readonly number[], target: Frame = frame): Frame {
  const { predicted } = ask('cox', [frame], formula, { ties: 'breslow', predict: target, times: horizons }) as {
    predicted: { surv: number[][]; n_omitted: number };
  };
  const rows = horizons.map((_, k) => Float64Array.from(predicted.surv[k]!, (s) => 1 - s));
  return rows.reduce((made, risk, k) => withColumn(made, `r${k + 1}`, risk), target);
}

interface Apparent {
  readonly setup: string;
  readonly horizons: number[];
  readonly risk_first_rows: number[][];
}

/** The data of a case with the risks its model predicts, and the names of their columns. */
function apparent({ options, data }: ReferenceCase, horizons?: readonly number[]) {
  const { setup, ...rest } = options as unknown as Apparent;
  const [, formula = ''] = /coxph\((.*), data=d/.exec(setup) ?? [];
  const at = horizons ?? rest.horizons;
  const [, columns = ''] = /complete cases of \(([^)]*)\)/.exec(setup) ?? [];
  const frame = fixtureFrame(data[0]!);
  const complete = subset(frame, (row) =>
    columns.split(', ').every((name) => !isMissing(frame.columns.get(name)!, row)),
  );
  return {
    frame: withRisks(complete, formula, at),
    outcome: formula.replace(/Surv(.*?) ~.*/, 'Hist$1 ~ 1'),
    options: { risk: { cox: at.map((_, k) => `r${k + 1}`) }, times: at },
  };
}

agreesWithR('score_brier_auc', {
  ask: (reference) => {
    const { frame, outcome, options } = apparent(reference);
    return ask('score', [frame], outcome, options);
  },
  agreement: NEWTON,
});

agreesWithR('score_brier_auc_competing', {
  ask: ({ data }) => {
    const frame = fixtureFrame(data[0]!);
    const { risk_cause1_product_limit: byTime } = ask('cox', [frame], 'Hist(time, status) ~ age + thick + sex', {
      predict: frame,
      times: [2000],
    }) as { risk_cause1_product_limit: number[][] };
    const risk = byTime.map((row) => row[0]!);
    const scored = ask('score', [withColumn(frame, 'r', risk)], 'Hist(time, status) ~ 1', {
      risk: { csc: ['r'] },
      times: [2000],
      cause: 1,
    });
    return { risk: risk.slice(0, 10), score: scored };
  },
  agreement: NEWTON,
});

agreesWithR('calibration', {
  ask: (reference) => {
    const { frame, outcome, options } = apparent(reference);
    return (ask('score', [frame], outcome, { ...options, calibration: true }) as { calibration: unknown }).calibration;
  },
  agreement: NEWTON,
});

agreesWithR('integrated_brier', {
  ask: (reference) => {
    const { frame, outcome, options } = apparent(reference, (reference.result as { times: number[] }).times);
    return (ask('score', [frame], outcome, { ...options, ibs: true }) as { ibs: unknown }).ibs;
  },
  agreement: NEWTON,
});

agreesWithR('decision_curve', {
  ask: (reference) => {
    const { frame, outcome, options } = apparent(reference);
    const thresholds = (reference.result as { curve: { threshold: number }[] }[])[0]!.curve.map((row) => row.threshold);
    const formula = outcome.replace('Hist', 'Surv');
    return (ask('netbenefit', [frame], formula, { ...options, thresholds }) as { decision_curve: unknown })
      .decision_curve;
  },
  agreement: { ...NEWTON, absolute: 1e-12 },
});

/** Developed on one data set, judged on another: made of cox, concordance, score and netbenefit. */
function askExternal({ data, call }: ReferenceCase): unknown {
  const both = data.map(fixtureFrame);
  const add = (frame: Frame, columns: Record<string, string>): Frame =>
    Object.entries(columns).reduce((made, [name, text]) => derive(made, name, text), frame);
  const develop = withColumn(
    add(both[0]!, { rfs: 'recur == 1 | death == 1', g3: 'grade >= 3', s: 'size != "<=20"' }),
    'rfstime',
    numbersOfColumn(both[0]!, 'rtime').map((t, i) =>
      numbersOfColumn(both[0]!, 'recur')[i] === 1 ? t : numbersOfColumn(both[0]!, 'dtime')[i]!,
    ),
  );
  const validate = add(both[1]!, { g3: 'grade >= 3', s: 'size > 20' });
  const [, formula = ''] = /m <- coxph\((.*), data = d, ties/.exec(call) ?? [];
  const model = ask('cox', [develop], formula, { ties: 'breslow', predict: validate, times: [730, 1460] }) as {
    terms: string[];
    coef: number[];
    predicted: { surv: number[][]; linear_predictor_uncentred: number[] };
  };
  const { surv, linear_predictor_uncentred: lp } = model.predicted;
  const risk = surv.map((row) => row.map((s) => 1 - s));
  const judged = risk.reduce((made, r, k) => withColumn(made, `r${k + 1}`, r), withColumn(validate, 'lp', lp));
  const outcome = 'Surv(rfstime, status)';
  const concordance = (options: Options): number =>
    (
      methods.concordance!({
        frames: [judged],
        formula: `${outcome} ~ lp`,
        options: { reverse: true, ...options },
      }) as {
        concordance: number;
      }
    ).concordance;
  const slope = ask('cox', [judged], `${outcome} ~ lp`) as { coef: number[]; se: number[] };
  const scored = ask('score', [judged], 'Hist(rfstime, status) ~ 1', {
    risk: ['cox=r1,r2'],
    times: [730, 1460],
    calibration: true,
  }) as { calibration: unknown[] };
  const net = ask('netbenefit', [judged], `${outcome} ~ 1`, {
    risk: ['cox=r2'],
    times: [1460],
    thresholds: [0.2, 0.3, 0.4, 0.5, 0.6],
  }) as { decision_curve: { curve: unknown }[] };
  return {
    coef: Object.fromEntries(model.terms.map((term, j) => [term, model.coef[j]])),
    lp_first: lp.slice(0, 10),
    risk_first: risk[0]!.slice(0, 10).map((r, i) => [r, risk[1]![i]!]),
    harrell: concordance({}),
    uno: concordance({ timewt: 'n/G2', tau: 1460 }),
    calibration_slope: slope.coef[0],
    calibration_slope_se: slope.se[0],
    at730: scored.calibration[0],
    at1460: scored.calibration[1],
    dca1460: net.decision_curve[0]!.curve,
  };
}

agreesWithR('external_validation', { ask: askExternal, agreement: NEWTON });
