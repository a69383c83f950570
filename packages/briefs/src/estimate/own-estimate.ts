import type { EstimateJson, EstimatesJson } from '@linea/prediction';
import type { Say } from '../words/words.ts';
import {
  barText,
  decisionText,
  outcomeText,
  percentText,
  reasonText,
  seenShare,
  shareAt,
  termLabels,
} from './estimate-words.ts';

/** One outcome as it stands beside options and in a clinician's brief. Shares lie in [0, 1]. */
interface OwnRow {
  readonly endpoint: string;
  readonly kind: 'benefit' | 'toxicity';
  readonly outcome: string;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Of all training patients. */
  readonly average: number;
  readonly n: number;
  /** The row in a sentence. */
  readonly text: string;
  /** Why there is no number. */
  readonly reasons: readonly string[];
  /** What moves the estimate most, the strongest first. */
  readonly contributions: readonly string[];
  /** How the model did in centres that it had not seen. */
  readonly performance: string;
  /** Facts that what moves it most was read from. */
  readonly facts: readonly string[];
}

/**
 * Whether a response is to be expected, on the first outcome of benefit of the study.
 *
 *  expected     the estimate is one half or above
 *  doubtful     the estimate is below one half, and its interval reaches one half
 *  notExpected  even the upper end of the interval lies below one half: a predicted non-responder
 *  unknown      there is no estimate
 */
type ExpectedResponse = 'expected' | 'doubtful' | 'notExpected' | 'unknown';

/** What Linea's own models say of a patient, in words: benefit and toxicity at the last decision reached, or why they are silent. */
export interface OwnEstimate {
  readonly model: string;
  readonly synthetic: boolean;
  /** Who the model learnt from: the settings of treatment it knows. */
  readonly population: string | null;
  /** Which decision the numbers speak of, and what was known for it. */
  readonly decision: string | null;
  /** Why the models say nothing at all of this patient. */
  readonly reasons: readonly string[];
  readonly rows: readonly OwnRow[];
  readonly response: ExpectedResponse;
  /** What the response is called, with the rule behind it. */
  readonly responseText: string;
}

const HALF = 0.5;
const MOST_CONTRIBUTIONS = 3;
const HASH_SHOWN = 12;

/** @param of  the estimates in public JSON: of the decision points the last that was reached, else the first */
export function ownEstimate(of: EstimatesJson, say: Say): OwnEstimate {
  const point = of.points.findLast(({ reached }) => reached) ?? of.points[0];
  const estimates = (['benefit', 'toxicity'] as const).flatMap(
    (kind) => point?.estimates.filter((one) => one.kind === kind) ?? [],
  );
  const first = estimates.find(({ kind }) => kind === 'benefit');
  const response = responseOf(first);
  return {
    model: `${of.model.title[say.language]} (${of.model.hash.slice(0, HASH_SHOWN)}, ${of.model.cut})`,
    synthetic: of.model.synthetic,
    population: of.setting === null ? null : say.or(`report.setting.${of.setting}`, of.setting),
    decision: point ? decisionText(point, say) : null,
    reasons: of.reasons.map((reason) => reasonText(reason, {}, say)),
    rows: estimates.map((one) => rowOf(one, say)),
    response,
    responseText: say(`estimate.response.${response}`, { outcome: first ? outcomeText(first, say) : 'none' }),
  };
}

/** Models that cannot be asked: why, in the place of an estimate. */
export const silentEstimate = (model: string, reasons: readonly string[], say: Say): OwnEstimate => ({
  model,
  synthetic: false,
  population: null,
  decision: null,
  reasons,
  rows: [],
  response: 'unknown',
  responseText: say('estimate.response.unknown', { outcome: 'none' }),
});

function responseOf(first: EstimateJson | undefined): ExpectedResponse {
  const shares = first && shareAt(first);
  if (!shares) return 'unknown';
  const [value, , upper] = shares;
  if (value >= HALF) return 'expected';
  return upper < HALF ? 'notExpected' : 'doubtful';
}

function rowOf(one: EstimateJson, say: Say): OwnRow {
  const shares = shareAt(one);
  const outcome = outcomeText(one, say);
  const average = seenShare(one);
  const { harrell, slope, expected, observed } = one.unseenCentres;
  const percent = (share: number): string => percentText(share, say);
  const number = (value: number): string =>
    value.toLocaleString(say.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const [c, low, high] = harrell.map(number);
  return {
    endpoint: one.endpoint,
    kind: one.kind,
    outcome,
    value: shares?.[0] ?? null,
    lower: shares?.[1] ?? null,
    upper: shares?.[2] ?? null,
    average,
    n: one.n,
    text: say(shares ? 'estimate.row' : 'estimate.row.none', {
      outcome,
      ...(shares ? { value: percent(shares[0]), lower: percent(shares[1]), upper: percent(shares[2]) } : {}),
      average: percent(average),
      n: one.n,
    }),
    reasons: one.reasons.map((reason) => reasonText(reason, termLabels(one, say), say)),
    contributions: shares ? one.bars.slice(0, MOST_CONTRIBUTIONS).map((bar) => barText(bar, one, say).join(' ')) : [],
    performance: say('estimate.performance', {
      c: c as string,
      lower: low as string,
      upper: high as string,
      slope: number(slope[0]),
      expected: percent(expected),
      observed: percent(observed),
    }),
    facts: shares ? [...new Set(one.bars.slice(0, MOST_CONTRIBUTIONS).flatMap(({ facts }) => facts))] : [],
  };
}
