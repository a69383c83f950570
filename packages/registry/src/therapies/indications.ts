import { patient } from '@linea/criteria';
import { drug } from '@linea/facts';
import { type Option, optionsOf } from '@linea/therapies';
import type { Seen } from '../journey/seen.ts';
import type { Say } from '../words/say.ts';
import { optionJson } from './options.ts';

/** A sentence with the facts it rests on. */
interface Row {
  readonly text: string;
  readonly facts: readonly string[];
}

/** Signs that a reader without colour tells apart. */
const SIGNS = { met: '✔', 'not-met': '✘', unknown: '?' } as const;

/**
 * What is printed for the CAR-T product of a patient, held against the facts of the day; for every product of the disease
 * where none is recorded. Each with its status of that day and its source: a match is not an indication to treat.
 */
export function indicationRows({ view, asOf }: Seen, say: Say): readonly Row[] {
  const of = patient(view);
  const recorded = view.facts.findLast(({ code }) => code === 'inf.product' || code === 'mfg.product')?.value;
  const product = recorded?.kind === 'code' ? recorded.code : undefined;
  const isChosen = ({ regimen }: Option): boolean =>
    product === undefined ? regimen.drugs.some((id) => drug(id)?.class.startsWith('CAR-T')) : regimen.id === product;
  return optionsOf(of, asOf)
    .filter(isChosen)
    .map((option) => {
      const { name, label, europe, italy } = optionJson(option, of, say);
      return {
        text: say('therapy.indication', {
          name,
          conditions: label.conditions.map(({ answer, text }) => `${SIGNS[answer]} ${text}`).join('; '),
          europe: europe.text,
          italy: italy.text,
          source: label.source.citation,
          memory: label.mark === 'memory' ? 'yes' : 'no',
        }),
        facts: label.conditions.flatMap(({ facts }) => facts.map(({ id }) => id)),
      };
    });
}
