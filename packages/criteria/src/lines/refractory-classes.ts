import { drugId, MYELOMA_CLASSES, type MyelomaClass, myelomaClass } from '@linea/facts';
import { calculation, flag, list, text } from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import type { Sourced } from '../patient/patient.ts';
import { isUnnamed } from './drug-events.ts';
import { exposureOf } from './exposure-of.ts';
import { refractoryOf } from './refractory-of.ts';

type Agents = ReadonlySet<string>;

const classesOf = (agents: Agents): readonly MyelomaClass[] =>
  MYELOMA_CLASSES.filter((name) => [...agents].some((agent) => myelomaClass(agent) === name));
const countOf = (agents: Agents, name: MyelomaClass): number =>
  [...agents].filter((agent) => myelomaClass(agent) === name).length;

const triple = (agents: Agents): boolean =>
  (['PI', 'IMID', 'CD38'] as const).every((name) => countOf(agents, name) >= 1);
const penta = (agents: Agents): boolean =>
  countOf(agents, 'PI') >= 2 && countOf(agents, 'IMID') >= 2 && countOf(agents, 'CD38') >= 1;
const double = (agents: Agents): boolean => countOf(agents, 'PI') >= 1 && countOf(agents, 'IMID') >= 1;

/** At least these agents, at most those; the inputs that would settle it. */
interface Bounds {
  readonly least: Agents;
  /** null: any agent at all. */
  readonly most: Agents | null;
  readonly missing: readonly string[];
}

/** A property that more agents can only make true. */
function settled(holds: (agents: Agents) => boolean, { least, most, missing }: Bounds): unknown {
  if (holds(least)) return true;
  return most !== null && !holds(most) ? false : { status: 'indeterminate', possible: [false, true], missing };
}

function settledClasses({ least, most, missing }: Bounds): unknown {
  const [from, to] = [classesOf(least), most && classesOf(most)];
  if (to && to.length === from.length) return from;
  return { status: 'indeterminate', possible: to ? [from, to] : [from, MYELOMA_CLASSES], missing };
}

const namesIn = (agents: readonly (string | undefined)[]): Agents =>
  new Set(agents.flatMap((name) => (name === undefined ? [] : [drugId(name)])));

/**
 * Classes to which a patient was exposed and is refractory (multiple myeloma) - `mm.refractory.classes`
 *
 *  PI  bortezomib, carfilzomib, ixazomib              IMID  thalidomide, lenalidomide, pomalidomide
 *  CD38  daratumumab, isatuximab                      BCMA  cilta-cel, ide-cel, belantamab mafodotin, teclistamab, elranatamab, linvoseltamab
 *  GPRC5D  talquetamab     XPO1  selinexor            SLAMF7  elotuzumab
 *  ALKYLATOR  melphalan, cyclophosphamide, bendamustine, melflufen
 *  CELMOD  iberdomide, mezigdomide                    BCL2  venetoclax; steroids belong to no class
 *
 *  exposed to a class      at least one agent given         refractory to a class  refractory to at least one agent
 *  triple-class            PI, IMID and CD38                penta                  >= 2 PI, >= 2 IMID, >= 1 CD38
 *  double (classic)        PI and IMID
 *
 * Agents count as exposed when they are listed as refractory. A list that is not given leaves open what more of it would change;
 * `undecidedAgents` are exposed, and refractory or not. `unnamedAgents` true: others were given whose names nobody recorded, which may
 * be of any class.
 *
 * @param refractoryAgents, exposedAgents  identifiers, INN or usual short names of drugs
 * @source Berdeja JG et al. Lancet 2021;398:314-324 (CARTITUDE-1, definitions of triple-class and penta)
 */
export const refractoryClasses = calculation({
  id: 'mm.refractory.classes',
  version: 'cartitude-1',
  source: 'Berdeja JG et al. Lancet 2021;398:314-324',
  inputs: {
    refractoryAgents: list(text()),
    exposedAgents: list(text()),
    undecidedAgents: list(text()),
    unnamedAgents: absenceSpeaks(flag()),
  },
  compute({ refractoryAgents, exposedAgents, undecidedAgents, unnamedAgents }) {
    const isOpenEnded = unnamedAgents.given && unnamedAgents.options[0] === 'true';
    const [refractory, undecided] = [namesIn(refractoryAgents), namesIn(undecidedAgents)];
    const exposed = new Set([...namesIn(exposedAgents), ...refractory, ...undecided]);
    const open = refractoryAgents.given ? undecided : exposed;
    const exposure: Bounds = {
      least: exposed,
      most: exposedAgents.given && !isOpenEnded ? exposed : null,
      missing: ['exposedAgents'],
    };
    const resistance: Bounds = {
      least: refractory,
      most: (refractoryAgents.given || exposedAgents.given) && !isOpenEnded ? new Set([...refractory, ...open]) : null,
      missing: refractoryAgents.given && !isOpenEnded ? ['undecidedAgents'] : ['refractoryAgents'],
    };
    const fields = {
      classesExposed: settledClasses(exposure),
      classesRefractory: settledClasses(resistance),
      tripleClassExposed: settled(triple, exposure),
      tripleClassRefractory: settled(triple, resistance),
      pentaExposed: settled(penta, exposure),
      pentaRefractory: settled(penta, resistance),
      doubleRefractory: settled(double, resistance),
    };
    const missing = [...new Set(Object.values(fields).flatMap((field) => (isOpen(field) ? field.missing : [])))];
    return {
      fields: {
        status: missing.length > 0 ? 'indeterminate' : 'determined',
        ...fields,
        ...(missing.length > 0 ? { missing } : {}),
      },
    };
  },
  from: (of) => {
    if (!hasDisease(of, 'MM')) return [];
    const agents = refractoryOf(of).filter(({ agent }) => !isUnnamed(agent));
    const exposure = exposureOf(of);
    if (agents.length === 0 && exposure.drugs.size === 0) return [];
    const input = (chosen: typeof agents): Sourced => ({
      value: chosen.map(({ agent }) => agent),
      facts: [...new Set(chosen.flatMap(({ facts }) => facts))],
      codes: ['drug.code'],
    });
    return [
      {
        inputs: {
          refractoryAgents: input(agents.filter(({ refractory }) => refractory === true)),
          exposedAgents: {
            value: [...exposure.drugs.keys()],
            facts: [...new Set([...agents.flatMap(({ facts }) => facts), ...[...exposure.drugs.values()].flat()])],
            codes: ['drug.code'],
          },
          undecidedAgents: input(agents.filter(({ refractory }) => refractory === null)),
          ...(exposure.isComplete
            ? {}
            : { unnamedAgents: { value: true, facts: [], codes: ['drug.code', 'line.regimen', 'line.number'] } }),
        },
      },
    ];
  },
});

const isOpen = (field: unknown): field is { missing: readonly string[] } =>
  typeof field === 'object' && field !== null && 'missing' in field;
