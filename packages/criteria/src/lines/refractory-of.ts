import type { FactId } from '@linea/facts';
import type { Answer } from '../engine/index.ts';
import { responsesOf } from '../myeloma/response/response-of.ts';
import type { Patient } from '../patient/patient.ts';
import { agentsOf } from './agents-of.ts';
import { refractory } from './refractory.ts';
import { refractoryInputs } from './refractory-facts.ts';

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
  readonly status: string;
  readonly value?: boolean;
  readonly basis: unknown;
}

/** What a patient's refractoriness to each agent of a line comes to, with the facts it rests on. */
function judgedLines(of: Patient): readonly (Judged & { readonly line: number; readonly facts: readonly FactId[] })[] {
  return responsesOf(of).flatMap((response) => {
    const inputs = refractoryInputs(of, response);
    const plain = Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, value]));
    const answer: Answer = refractory.derive(plain).answer;
    const facts = ['cyclesCompleted', 'bestConfirmed', 'pdDate', 'nextLineStart'].flatMap(
      (name) => inputs[name]?.facts ?? [],
    );
    const own = new Map(agentsOf(of, response.line).map((agent) => [agent.drug, agent.facts]));
    return ((answer.agents ?? []) as readonly Judged[]).map((one) => ({
      ...one,
      line: response.line.number,
      facts: [...(own.get(one.drug) ?? []), ...facts],
    }));
  });
}

/**
 * Every drug given in a line of therapy, in the order of first use, and whether the disease is refractory to it: true when
 * it became so in any line (`mm.refractory` with its defaults), null when some line leaves it open and none proves it.
 */
export const refractoryOf = (of: Patient): readonly AgentRefractoriness[] =>
  of.memo('refractory agents', () => {
    const judged = judgedLines(of);
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
