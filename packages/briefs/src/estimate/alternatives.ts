import { drug } from '@linea/facts';

/** What stands beside an estimate: of an option its name, its group, its drugs and what is to be asked for. */
interface HeldOption {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly classSwitch: readonly { readonly drug: string }[];
  readonly label: {
    readonly conditions: readonly { readonly answer: string; readonly ask: readonly { readonly label: string }[] }[];
  };
}

/** Another therapy than CAR-T on the same day. */
export interface Alternative {
  readonly id: string;
  readonly name: string;
  readonly group: 'matches' | 'undecided' | 'trialOnly';
  /** What would settle it. */
  readonly ask: readonly string[];
}

const GROUPS = ['matches', 'undecided', 'trialOnly'] as const;

const isCart = (id: string): boolean => drug(id)?.class.startsWith('CAR-T') === true;

/**
 * What else than CAR-T there is on the day, for whoever is not expected to respond to it: what matches, what is open, what trials
 * alone offer; in the order of the options, which is that of the evidence.
 */
export const alternativesTo = (options: readonly HeldOption[]): readonly Alternative[] =>
  GROUPS.flatMap((group) =>
    options
      .filter((one) => one.group === group && !one.classSwitch.some((relation) => isCart(relation.drug)))
      .map(({ id, name, label }) => ({
        id,
        name,
        group,
        ask: [
          ...new Set(
            label.conditions
              .filter(({ answer }) => answer === 'unknown')
              .flatMap(({ ask }) => ask.map((one) => one.label)),
          ),
        ],
      })),
  );
