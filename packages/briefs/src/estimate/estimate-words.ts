import { dayText } from '@linea/criteria/words';
import { fromIso } from '@linea/facts';
import { printedUnit } from '@linea/facts/printed-unit';
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

/** When an estimate speaks: `Before apheresis (known on 30 May 2024); from infusion, for those who are infused`. */
export function decisionText({ decision, day, reached }: EstimatesJson['points'][number], say: Say): string {
  const when = say(reached ? 'estimate.known' : 'estimate.notReached', { day: dayText(fromIso(day), say) });
  return `${say(`estimate.decision.${decision}`)} (${when}); ${say('estimate.from')}`;
}

/** What an unknown term could make of the estimate: `Ferritin: between 2% and 8%`, of a benefit without the event. */
export function gapText(
  { label, from, to }: EstimateJson['missing'][number],
  { kind }: EstimateJson,
  say: Say,
): string {
  const [low, high] = kind === 'benefit' ? [1 - to, 1 - from] : [from, to];
  const ends = [low, high].map((share) => percentText(share, say)) as [string, string];
  const name = label[say.language];
  return ends[0] === ends[1]
    ? say('estimate.missing.same', { name, value: ends[0] })
    : say('estimate.missing.range', { name, from: ends[0], to: ends[1] });
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
  const unit = printedUnit(input.unit);
  return `: ${number}${unit === '' ? '' : ` ${unit}`}`;
}

/** `−6.6 points TP53 altered: yes`: points of what `shareAt` tells, of a benefit the chance to be without the event. */
export function barText(
  { label, keys, percentPoints }: EstimateJson['bars'][number],
  { kind, inputs }: EstimateJson,
  say: Say,
): readonly [points: string, what: string] {
  const input = keys.length > 1 ? undefined : inputs.find(({ key }) => key === keys[0]);
  const n = (kind === 'benefit' ? -percentPoints : percentPoints)
    .toLocaleString(say.language, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' })
    .replace('-', '−');
  return [say('estimate.points', { n }), `${label[say.language]}${inputText(input, say)}`];
}
