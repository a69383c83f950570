import type { EventId, FactJson } from '@linea/facts';
import type { Observation, ObservedDrug } from './observation.ts';

/** A fact of an observation, and what of the observation each of its members was: where an issue is shown. */
export interface PlacedFact {
  readonly fact: FactJson;
  /** `values.2` or `drugs.0.dose`. */
  readonly place: string;
}

/** The event of an observation: one that was there before, or its own. */
export const eventOf = ({ key, event }: Pick<Observation, 'key' | 'event'>): EventId => event ?? `daily:${key}`;

/**
 * The facts of an observation, corrections apart, in Linea's JSON. Their ids are made of its key, so that the same
 * observation gives the same facts. Pure: the page works out the grade of what is being typed from the same facts.
 *
 * @param day  of the observation that it adds to; else the day of `at`
 */
export function observationFacts(of: Observation, day?: string): readonly PlacedFact[] {
  const { key, at, known, admission } = of;
  const event = eventOf(of);
  const common = {
    patient: of.patient,
    source: 'person:bedside',
    ...(admission === undefined ? {} : { episode: admission }),
    ...(known === undefined ? {} : { known }),
  };
  const on = day ?? at?.slice(0, 10) ?? null;
  const observed = (code: string, said: FactJson, place: string): PlacedFact => ({
    fact: { ...common, id: `${key}.${code}`, event, code, effective: on, ...said },
    place,
  });
  const dated =
    of.event === undefined && at !== undefined && (of.values.length > 0 || of.drugs.length === 0)
      ? [observed('day.date', { value: at.slice(0, 10) }, 'at'), observed('day.time', { value: at }, 'at')]
      : [];
  return [
    ...dated,
    ...of.values.map(({ code, ...said }, index) => observed(code, given(said), `values.${index}`)),
    ...of.drugs.flatMap((drug, index) => drugFacts(drug, index, key, common)),
  ];
}

const given = (members: object): FactJson =>
  Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined));

const MEMBERS = [
  ['drug', 'med.drug'],
  ['at', 'med.at'],
  ['dose', 'med.dose'],
  ['unit', 'med.doseUnit'],
  ['route', 'med.route'],
  ['purpose', 'med.purpose'],
] as const satisfies readonly (readonly [keyof ObservedDrug, string])[];

const drugFacts = (drug: ObservedDrug, index: number, key: string, common: FactJson): readonly PlacedFact[] =>
  MEMBERS.flatMap(([member, code]) =>
    drug[member] === undefined
      ? []
      : [
          {
            fact: {
              ...common,
              id: `${key}.drug${index}.${code}`,
              event: `medication:${key}.${index}`,
              code,
              effective: drug.at.slice(0, 10),
              value: drug[member],
            },
            place: `drugs.${index}.${member}`,
          },
        ],
  );
