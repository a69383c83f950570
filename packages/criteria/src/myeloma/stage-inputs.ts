import {
  above,
  type Choice,
  type Condition,
  choice,
  type Inputs,
  is,
  quantity,
  type Reader,
  record,
  truth,
} from '../engine/index.ts';
import { codeOf, measured, type Patient, type Sourced, sourced, unknownInput } from '../patient/patient.ts';
import { baselineLab, firstTreatmentDay, interpretationOf, statedStage } from './baseline.ts';
import { eitherOf, probe, withoutShape } from './fish-inputs.ts';
import { type IssStage, issInputs, issIs } from './iss.ts';

/** LDH against the laboratory's own limit: `{ value, unit, uln }`, or the words 'high', 'normal'. Without a limit it is unknown. */
function ldhLevel(): Reader<Choice<'high' | 'normal'>> {
  const words = choice(['high', 'normal'], { notHigh: 'normal' });
  const number = quantity('U/L', { plausible: [0, 100_000] });
  return {
    help: "{ value, unit, uln } | 'high' | 'normal'",
    read(raw, name) {
      if (typeof raw !== 'object' || raw === null) return words.read(raw, name);
      const { input, issues } = number.read(raw, name);
      const isHigh = input.uln === undefined || !input.given ? null : truth(above(input, input.uln));
      return { input: words.read(isHigh === null ? null : isHigh ? 'high' : 'normal', name).input, issues };
    },
  };
}

const PROBES = { del17p: probe(), t4_14: probe(), t14_16: probe(), gain1q: probe() };

/** Inputs that R-ISS and R2-ISS share: the ISS stage or its components, LDH, and the FISH results they use (in `fish`, or beside it). */
export const stageInputs = {
  iss: choice(['I', 'II', 'III'], { 1: 'I', 2: 'II', 3: 'III' }),
  ...issInputs,
  ldh: ldhLevel(),
  fish: record(PROBES),
  ...withoutShape(PROBES),
};

/** The FISH results, whichever way they were given. */
export const probesOf = ({ fish, ...beside }: Inputs<typeof stageInputs>): Inputs<typeof PROBES> => ({
  del17p: eitherOf(fish.del17p, beside.del17p),
  t4_14: eitherOf(fish.t4_14, beside.t4_14),
  t14_16: eitherOf(fish.t14_16, beside.t14_16),
  gain1q: eitherOf(fish.gain1q, beside.gain1q),
});

/** Conditions for each ISS stage, from the stage if given, else from its components. */
export const issStageIs = (inputs: Inputs<typeof stageInputs>): Record<IssStage, Condition> =>
  inputs.iss.given ? { I: is(inputs.iss, 'I'), II: is(inputs.iss, 'II'), III: is(inputs.iss, 'III') } : issIs(inputs);

/** LDH before the first line: its number with the limit, else the laboratory's word for it. */
export function baselineLdh(of: Patient): Sourced {
  const fact = of
    .byCode('lab.ldh')
    .findLast(
      (one) =>
        of.span(one).start <= firstTreatmentDay(of) &&
        (measured(one) !== null || interpretationOf(of, one) !== undefined),
    );
  if (!fact) return unknownInput('lab.ldh');
  const word = interpretationOf(of, fact);
  const value =
    fact.value && fact.qualifiers?.uln !== undefined
      ? measured(fact)
      : word === 'high'
        ? 'high'
        : word === 'normal' || word === 'notHigh'
          ? 'normal'
          : null;
  return sourced(value, [fact], 'lab.ldh');
}

/** Once from the facts alone and, where somebody stated the ISS without its components, once assuming that. */
export function issVariants(of: Patient): readonly {
  readonly inputs: Record<string, Sourced>;
  readonly assuming?: readonly { fact: string; label: string }[];
}[] {
  const alone = { b2m: baselineLab(of, 'lab.b2m'), albumin: baselineLab(of, 'lab.albumin') };
  const stated = statedStage(of, 'stg.issReported');
  if (!stated || (alone.b2m.value !== null && alone.albumin.value !== null)) return [{ inputs: alone }];
  const label = `stated ISS ${codeOf(stated.fact)}`;
  return [
    { inputs: alone },
    {
      inputs: { iss: sourced(stated.value, [stated.fact], 'stg.issReported') },
      assuming: [{ fact: stated.fact.id, label }],
    },
  ];
}
