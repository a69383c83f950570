import { patient } from '@linea/criteria';
import { resultText } from '@linea/criteria/words';
import { decisionOf } from '@linea/therapies';
import type { DecisionDocument } from '../contract/index.ts';
import type { KnownPatient } from '../journey/known-patient.ts';
import type { Seen } from '../journey/seen.ts';
import type { Say } from '../words/index.ts';
import { codeLabel } from '../words/value.ts';
import { asksJson, factsJson, judgedJson, readingJson } from './text.ts';

/** The public JSON of `linea decision`. */
export function decisionJson(of: KnownPatient, seen: Seen, say: Say): DecisionDocument {
  const view = patient(seen.view);
  const found = decisionOf(view, seen.asOf);
  return {
    patient: of.id,
    asOf: seen.asOf,
    knownAt: seen.knownAt,
    synthetic: of.synthetic,
    researchUse: say('therapy.researchUse'),
    decision: found && {
      kind: found.kind,
      title: say(`decision.title.${found.kind}`),
      noVerdict: say('decision.noVerdict'),
      factors: found.factors.map(({ factor, group, facts, derivations, number, ask }) => ({
        factor,
        label: say(`decision.factor.${factor}`),
        group,
        groupLabel: say(`decision.group.${group}`),
        number,
        facts: factsJson(facts, view, say),
        derived: derivations.map(({ criterion, answer }) => ({
          criterion,
          title: say(`criterion.${criterion}`),
          text: resultText(criterion, answer, say, (code) => codeLabel(code, say)),
        })),
        ask: asksJson(ask, say),
      })),
      patternNote: found.pattern.length > 0 ? say('decision.patternNote') : null,
      pattern: found.pattern.map(({ check, ...judged }) => ({
        check,
        text: say(`decision.check.${check}`),
        ...judgedJson(judged, view, say),
      })),
      evidence: found.evidence.map(({ side, id, trial, ...reading }) => ({
        side,
        sideLabel: say(`decision.side.${side}`),
        id,
        text: say(`decision.evidence.${id}`),
        trial: trial ?? null,
        ...readingJson(reading, say),
      })),
    },
  };
}
