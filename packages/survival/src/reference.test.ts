import { frameOf, type PlainColumn, withColumn } from './frame/frame.ts';
import { methods } from './methods/index.ts';
import {
  agreesWithR,
  atTimes,
  fixtureFrame,
  numbersOfColumn,
  type ReferenceCase,
  subset,
} from './testing/reference.testing.ts';

/** Closed forms; fits by Newton, whose last step R and we may take a hair apart; integer pair counts and their error. */
const CLOSED = { relative: 1e-8 };
const NEWTON = { relative: 1e-6 };

type Members = Record<string, unknown>;

/** `subset(d, age > ageentry)` of a call. */
function rowsOfCall({ call, data }: ReferenceCase): ReturnType<typeof fixtureFrame> {
  const frame = fixtureFrame(data[0]!);
  const rows = /subset\(d, (\w+) (>=?) (\w+)\)/.exec(call);
  if (!rows) return frame;
  const left = numbersOfColumn(frame, rows[1]!);
  const right = Number.isNaN(Number(rows[3])) ? numbersOfColumn(frame, rows[3]!) : left.map(() => Number(rows[3]));
  return subset(frame, (i) => left[i]! > right[i]! || (rows[2] === '>=' && left[i] === right[i]));
}

const word = (call: string, name: string): string | undefined => new RegExp(`${name} = "?([^,")]+)`).exec(call)?.[1];
const number = (call: string, name: string): number | undefined => {
  const text = word(call, name);
  return text === undefined ? undefined : Number(text);
};

interface ReferenceStratum {
  readonly curve?: { readonly time: readonly number[] };
  readonly at?: { readonly time: readonly number[] };
}

/** `survfit(Surv(a, b) ~ c, …, conf.type = "log", conf.int = 0.9)`. */
function askCurves(reference: ReferenceCase): unknown {
  const { call } = reference;
  const strata = reference.result as readonly ReferenceStratum[];
  const answer = methods[call.includes('stype = 2') ? 'na' : 'km']!({
    frames: [rowsOfCall(reference)],
    formula: /survfit\((.*?~ [^,]*?)[,)]/.exec(call)?.[1] ?? '',
    options: {
      confType: word(call, 'conf.type'),
      confLevel: number(call, 'conf.int'),
      ctype: number(call, 'ctype'),
      weights: /weights = ([^,)]+)/.exec(call)?.[1]?.replaceAll('d$', ''),
      times: strata[0]?.at?.time,
    },
  }) as { strata: { curve: Members }[] };
  return answer.strata.map((own, g) => {
    const thinned = strata[g]?.curve?.time;
    return thinned ? { ...own, curve: atTimes(own.curve, thinned) } : own;
  });
}

agreesWithR('kaplan_meier', { ask: askCurves, agreement: { ...CLOSED, ignore: ['thinned'] } });
agreesWithR('nelson_aalen', { ask: askCurves, agreement: { ...CLOSED, ignore: ['thinned'] } });

interface CoxReference {
  readonly baseline_hazard_at_zero?: Readonly<Record<string, { readonly time: readonly number[] }>>;
  readonly predicted?: {
    readonly newdata: readonly Readonly<Record<string, number | string>>[];
    readonly times: number[];
  };
  readonly residuals?: Readonly<Record<string, unknown>>;
}

const RESIDUALS = ['martingale', 'deviance', 'score', 'schoenfeld', 'scaled_schoenfeld', 'dfbeta', 'dfbetas'];

function newRows(rows: readonly Readonly<Record<string, number | string>>[]) {
  const columns: Record<string, PlainColumn> = {};
  for (const name of Object.keys(rows[0] ?? {})) columns[name] = rows.map((row) => row[name]!) as number[] | string[];
  return frameOf(columns);
}

/** `coxph(Surv(a, b) ~ c, data = d, ties = "efron", robust = TRUE, cluster = id, weights = …)`. */
function askCox(reference: ReferenceCase): unknown {
  const { call } = reference;
  const wanted = reference.result as CoxReference;
  let frame = rowsOfCall(reference);
  const cluster = word(call, 'cluster');
  const formula = (/coxph\((.*?), data = /s.exec(call)?.[1] ?? '') + (cluster ? ` + cluster(${cluster})` : '');
  let weights = /weights = (.*?)(?:, robust|\)$)/.exec(call)?.[1]?.replaceAll('d$', '');
  if (weights?.includes('seq_len')) {
    // weights = 1 + (seq_len(nrow(d)) %% 3)
    frame = withColumn(
      frame,
      'w',
      Float64Array.from({ length: frame.rows }, (_, i) => 1 + ((i + 1) % 3)),
    );
    weights = 'w';
  }
  const answer = methods.cox!({
    frames: [frame],
    formula,
    options: {
      ties: word(call, 'ties'),
      weights,
      robust: call.includes('robust = TRUE'),
      tt: /function\(x, t, \.\.\.\) (.*)\)$/.exec(call)?.[1],
      ...(wanted.residuals ? { residuals: RESIDUALS } : {}),
      ...(wanted.predicted ? { predict: newRows(wanted.predicted.newdata), times: wanted.predicted.times } : {}),
    },
  }) as Members & {
    baseline_hazard_at_zero: Record<string, Members>;
    residuals?: Members;
    loglik_null: number;
    loglik: number;
  };
  if (Array.isArray((reference.result as Members).loglik))
    return { ...answer, loglik: [answer.loglik_null, answer.loglik] };
  for (const [stratum, { time }] of Object.entries(wanted.baseline_hazard_at_zero ?? {})) {
    answer.baseline_hazard_at_zero[stratum] = atTimes(answer.baseline_hazard_at_zero[stratum]!, time);
  }
  for (const [kind, values] of Object.entries(wanted.residuals ?? {})) {
    const own = answer.residuals![kind];
    if (Array.isArray(values) && Array.isArray(own) && !kind.startsWith('colsum'))
      answer.residuals![kind] = own.slice(0, values.length);
  }
  return answer;
}

const COX = { ...NEWTON, ignore: ['note', 'newdata'] };
agreesWithR('cox', { ask: askCox, agreement: COX });
agreesWithR('cause_specific_cox', { ask: askCox, agreement: COX });
agreesWithR('left_truncation', {
  ask: (reference) => (reference.call.startsWith('survfit') ? askCurves(reference) : askCox(reference)),
  agreement: { ...NEWTON, ignore: ['note', 'thinned'] },
});

/** `cox.zph(coxph(…), transform = "km")`. */
agreesWithR('cox_zph', {
  ask: ({ call, data }) =>
    (
      methods.cox!({
        frames: [fixtureFrame(data[0]!)],
        formula: /coxph\((.*?), data = /s.exec(call)?.[1] ?? '',
        options: { zph: true, transform: word(call, 'transform') },
      }) as Members
    ).zph,
  agreement: NEWTON,
});

/** `concordance(coxph(…), timewt = "S", ymax = 456)`. */
agreesWithR('concordance', {
  ask: ({ call, data }) =>
    methods.concordance!({
      frames: [fixtureFrame(data[0]!)],
      formula: /coxph\((.*?), data = /s.exec(call)?.[1] ?? '',
      options: { cox: true, timewt: word(call, 'timewt'), tau: number(call, 'ymax') },
    }),
  agreement: CLOSED,
});

/** `survdiff(Surv(a, b) ~ c + strata(d), data = d, rho = 0.5)`. */
agreesWithR('logrank', {
  ask: ({ call, data }) =>
    methods.logrank!({
      frames: [fixtureFrame(data[0]!)],
      formula: /survdiff\((.*?), data = /.exec(call)?.[1] ?? '',
      options: { rho: number(call, 'rho') },
    }),
  agreement: CLOSED,
});

agreesWithR('logrank_pairwise', {
  ask: ({ call, data }) =>
    methods.logrank!({
      frames: [fixtureFrame(data[0]!)],
      formula: /survdiff\((.*?), data = /.exec(call)?.[1] ?? '',
      options: { pairwise: true, adjust: 'holm,bh,bonferroni' },
    }),
  agreement: CLOSED,
});

agreesWithR('landmark', {
  ask: (reference) => {
    if (reference.call.startsWith('survfit')) return askCurves(reference);
    // heart: tx30 is whether the transplant came by day 30, which the row that covers day 30 says.
    const heart = fixtureFrame('heart');
    const frame = withColumn(heart, 'tx30', numbersOfColumn(heart, 'transplant'));
    const ask = (right: string, options: Members): Members =>
      methods.landmark!({
        frames: [frame],
        formula: `Surv(start, stop, event) ~ ${right}`,
        options: { at: 30, beyond: true, id: 'id', ...options },
      }) as Members;
    const curves = ask('tx30', {}).strata as { stratum: string; n: number }[];
    return { ...ask('tx30 + age', { cox: true }), tx: curves.find(({ stratum }) => stratum === 'tx30=1')?.n };
  },
  agreement: { ...NEWTON, ignore: ['thinned'] },
});

/** `anova(coxph(smaller), coxph(larger))`, both on the complete rows of the larger. */
agreesWithR('cox_anova', {
  ask: ({ call, data }) => {
    const [smaller, larger] = [...call.matchAll(/coxph\((.*?), data = /gs)].map((match) => match[1]!);
    return (
      methods.cox!({ frames: [fixtureFrame(data[0]!)], formula: larger!, options: { anova: smaller } }) as Members
    ).anova;
  },
  agreement: NEWTON,
});

/** `glmnet(x, y, alpha, standardize, lambda)` with its set-up in `options.setup`, and `coxph(… ~ ridge(…, theta))`. */
agreesWithR('cox_penalised', {
  ask: ({ call, data, options }) => {
    const frames = [fixtureFrame(data[0]!)];
    const ridge = /coxph\((.*?) ~ ridge\((.*), theta = ([\d.]+), scale = FALSE\)/.exec(call);
    if (ridge) {
      return methods.cox!({
        frames,
        formula: `${ridge[1]} ~ ${ridge[2]!.replaceAll(',', ' +')}`,
        options: { ridge: Number(ridge[3]) },
      });
    }
    const setup = String(options.setup);
    return methods.coxnet!({
      frames,
      formula: `${/Surv\(.*?\)/.exec(setup)?.[0]} ~ ${/~ (.*?)\)\[/.exec(setup)?.[1]}`,
      options: {
        alpha: Number(/alpha=([\d.]+)/.exec(call)?.[1]),
        lambda: (/lambda=c\((.*?)\)/.exec(call)?.[1] ?? '').split(',').map(Number),
        standardize: call.includes('standardize=TRUE'),
      },
    });
  },
  // glmnet stops short of the minimum, and leaves a censoring tied with an event out of its risk set: the minimum is
  // `polished_coef_by_lambda`, and its own coefficients and deviances are not compared.
  expected: ({ result }) => {
    const { polished_coef_by_lambda: polished, ...rest } = result as Members;
    return polished ? { ...rest, coef_by_lambda: polished } : result;
  },
  agreement: { ...NEWTON, ignore: ['kkt_max_violation', 'dev_ratio', 'null_deviance'] },
});
