import type { EstimateJson, EstimatesJson } from '@linea/prediction';
import type { Say } from '../words/words.ts';

const DAYS_A_MONTH = 30.4375;

/** Whole percent: more digits would promise what no model holds. */
export const percentText = (share: number, say: Say): string =>
  `${Math.round(100 * share).toLocaleString(say.language)}%`;

/** Why there is no number, in a sentence. @param labels  what the terms of the model are called */
export function reasonText(
  { code, about }: EstimatesJson['reasons'][number],
  labels: Readonly<Record<string, string>>,
  say: Say,
): string {
  const named = about.map((key) => labels[key] ?? say.or(`report.setting.${key}`, key));
  return say(code, { about: named.join(', ') || 'none' });
}

/** What the terms of an estimate are called. */
export const termLabels = ({ inputs }: EstimateJson, { language }: Say): Readonly<Record<string, string>> =>
  Object.fromEntries(inputs.map(({ key, label }) => [key, label[language]]));

/** `alive without progression, at 12 months`; of a toxicity its name, `by day 30`. */
export const outcomeText = ({ kind, endpoint, headline }: EstimateJson, say: Say): string =>
  kind === 'benefit'
    ? `${say(`estimate.without.${endpoint}`)}, ${say('estimate.months', { n: Math.round(headline / DAYS_A_MONTH) })}`
    : `${say(`report.endpoint.${endpoint}`)}, ${say('estimate.days', { n: headline })}`;

/** Value, lower and upper end on the headline day: of a benefit the share without the event, of a toxicity with it; null: no estimate. */
export function shareAt(one: EstimateJson): readonly [number, number, number] | null {
  const at = one.days.indexOf(one.headline);
  if (!one.without) return null;
  const [value, lower, upper] = [one.without.value, one.without.lower, one.without.upper].map((of) => of[at] as number);
  return one.kind === 'benefit'
    ? [value as number, lower as number, upper as number]
    : [1 - (value as number), 1 - (upper as number), 1 - (lower as number)];
}

/** The same of all training patients. */
export function seenShare({ days, headline, kind, seen }: EstimateJson): number {
  const share = seen[days.indexOf(headline)] as number;
  return kind === 'benefit' ? share : 1 - share;
}

/** The value of a term with its unit, as ` : 43`; unknown says so. */
function inputText(input: EstimateJson['inputs'][number] | undefined, say: Say): string {
  if (!input) return '';
  if (input.value === null) return `: ${say('estimate.notKnown')}`;
  if (input.yesNo) return `: ${say(input.value === 1 ? 'report.yes' : 'report.no')}`;
  const number =
    typeof input.value === 'number'
      ? input.value.toLocaleString(say.language, { maximumSignificantDigits: 3, useGrouping: false })
      : input.value;
  return `: ${number}${input.unit && input.unit !== '1' && !input.unit.startsWith('{') ? ` ${input.unit}` : ''}`;
}

/** `+6.6 points TP53 altered: yes`. */
export function barText(
  { label, keys, percentPoints }: EstimateJson['bars'][number],
  inputs: EstimateJson['inputs'],
  say: Say,
): readonly [points: string, what: string] {
  const input = keys.length > 1 ? undefined : inputs.find(({ key }) => key === keys[0]);
  const n = percentPoints.toLocaleString(say.language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  return [say('estimate.points', { n }), `${label[say.language]}${inputText(input, say)}`];
}
