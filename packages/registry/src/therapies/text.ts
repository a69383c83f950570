import type { Patient } from '@linea/criteria';
import { type Code, type DrugId, drug, formatEdtf, partialDate } from '@linea/facts';
import {
  inWords, type Judged, type JudgedText, type LikenessPoint, type Reading, type StatusOn, sourceById,
} from '@linea/therapies'; // biome-ignore format: a list
import type { Say } from '../words/index.ts';
import { codeLabel, factText } from '../words/value.ts';

/** A text of the knowledge of therapies in the reader's language. */
export const known = (text: string, say: Say): string => inWords(text, say.language);

export const sourceJson = (id: string, say: Say) => ({ id, citation: known(sourceById(id)?.citation ?? id, say) });
export const readingJson = ({ mark, source }: Reading, say: Say) => ({ mark, source: sourceJson(source, say) });
export const drugName = (id: string, say: Say): string => say.or(`drug.${id}`, drug(id as DrugId)?.inn ?? id);

/** Facts beside an answer, in words: what they say, and when it was true. */
export const factsJson = (ids: readonly string[], of: Patient, say: Say) =>
  ids.flatMap((id) => {
    const fact = of.fact(id);
    if (!fact) return [];
    return [
      {
        id,
        code: fact.code,
        label: codeLabel(fact.code, say),
        value: factText(fact, say),
        on: formatEdtf(partialDate(of.span(fact))),
      },
    ];
  });

export const asksJson = (ask: readonly Code[], say: Say) => ask.map((code) => ({ code, label: codeLabel(code, say) }));

export const judgedJson = ({ answer, facts, ask }: Judged, of: Patient, say: Say) => ({
  answer,
  facts: factsJson(facts, of, say),
  ask: asksJson(ask, say),
});

export const judgedTextJson = ({ answer, conditions, ...reading }: JudgedText, of: Patient, say: Say) => ({
  answer,
  conditions: conditions.map(({ condition, ...judged }) => ({
    condition,
    text: say(`therapy.condition.${condition}`),
    ...judgedJson(judged, of, say),
  })),
  ...readingJson(reading, say),
});

export function statusJson({ status, possible, since, mark, source }: StatusOn, say: Say) {
  const word = say(`therapy.status.${status}`);
  const either = possible.map((one) => say(`therapy.status.${one}`)).join(` ${say('therapy.or')} `);
  const text =
    possible.length > 1
      ? say('therapy.status.either', { possible: either, since: since ?? '' })
      : since !== null
        ? say('therapy.status.since', { status: word, since })
        : mark !== null
          ? say('therapy.status.undated', { status: word })
          : word;
  return { status, possible, since, mark, source: source === null ? null : sourceJson(source, say), text };
}

const valueText = (value: LikenessPoint['patient'], say: Say): string => {
  if (value === null) return say('therapy.like.unknownPatient');
  if (typeof value === 'boolean') return say(value ? 'therapy.yes' : 'therapy.no');
  return typeof value === 'number' ? String(value) : `${value[0]}–${value[1]}`;
};

function trialText({ limits, share, median }: LikenessPoint, say: Say): string {
  const parts = [
    ...(share === null ? [] : [say('therapy.like.share', { share })]),
    ...(limits === null ? [] : [limitsText(limits, say)]),
    ...(median === null ? [] : [say('therapy.like.median', { median })]),
  ];
  return parts.length > 0 ? parts.join(', ') : say('therapy.like.none');
}

function limitsText([from, to]: NonNullable<LikenessPoint['limits']>, say: Say): string {
  if (from === null) return say('therapy.like.to', { to: to ?? '' });
  if (to === null) return say('therapy.like.from', { from });
  return from === to ? say('therapy.like.only', { from }) : say('therapy.like.range', { from, to });
}

/** `patient 3 (2023-09-01); trial 0 to 2: none like this patient` */
export function likenessText(point: LikenessPoint, say: Say): string {
  const value = valueText(point.patient, say);
  const patient =
    point.on === null || point.patient === null
      ? say('therapy.like.patient', { value })
      : say('therapy.like.patientOn', { value, on: point.on });
  const unshared = /Refractory$/.test(point.point) && point.patient === true && point.share === null;
  const standing = unshared ? 'unshared' : point.standing;
  return `${patient}; ${trialText(point, say)}: ${say(`therapy.standing.${standing}`)}`;
}
