import type { FactId } from '@linea/facts';
import { responsesOf } from '../myeloma/response/response-of.ts';
import { answerTo } from '../patient/answers.ts';
import type { Patient } from '../patient/patient.ts';
import { agentsOf } from './agents-of.ts';
import { refractory } from './refractory.ts';
import { refractoryApplications } from './refractory-facts.ts';

/** What is known of a drug that a patient was given. */
export interface AgentRefractoriness {
  readonly agent: string;
  /** null: not settled by the facts. */
  readonly refractory: boolean | null;
  readonly basis: string | null;
  /** Lines in which it was given. */
  readonly lines: readonly number[];
  readonly facts: readonly FactId[];
}

interface Judged {
  readonly drug: string;
  readonly value: unknown;
  readonly basis: unknown;
  readonly line: number;
  readonly facts: readonly FactId[];
}

const DECIDING = ['cyclesCompleted', 'bestConfirmed', 'pdDate', 'nextLineStart'] as const;

/** What each use of `mm.refractory` on the patient comes to, with the facts it rests on; the page shows the same answers. */
function judgedAgents(of: Patient): readonly Judged[] {
  const doses = new Map(
    responsesOf(of).flatMap(({ line }) =>
      agentsOf(of, line).map(({ drug, facts }) => [`${line.number} ${drug}`, facts]),
    ),
  );
  return refractoryApplications(of).map((application) => {
    const { agent, line } = application.of as { agent: string; line: number };
    const { value, basis } = answerTo(refractory, application);
    const facts = DECIDING.flatMap((name) => application.inputs[name]?.facts ?? []);
    return { drug: agent, line, value, basis, facts: [...(doses.get(`${line} ${agent}`) ?? []), ...facts] };
  });
}

/**
 * Every drug given in a line of therapy, in the order of first use, and whether the disease is refractory to it: true when
 * it became so in any line (`mm.refractory` with its defaults), null when some line leaves it open and none proves it.
 */
export const refractoryOf = (of: Patient): readonly AgentRefractoriness[] =>
  of.memo('refractory agents', () => {
    const judged = judgedAgents(of);
    return [...new Set(judged.map(({ drug }) => drug))].map((agent) => {
      const all = judged.filter(({ drug }) => drug === agent);
      const proof = all.find(({ value }) => value === true);
      const deciding = proof ? [proof] : all;
      return {
        agent,
        refractory: proof ? true : all.every(({ value }) => value === false) ? false : null,
        basis: typeof proof?.basis === 'string' ? proof.basis : null,
        lines: all.map(({ line }) => line),
        facts: [...new Set(deciding.flatMap(({ facts }) => facts))],
      };
    });
  });
