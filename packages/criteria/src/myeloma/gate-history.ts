import { drugId, type MyelomaClass, myelomaClass, regimen, shown, type Truth } from '@linea/facts';
import type { Flag, Reader } from '../engine/index.ts';
import { isUnnamed } from '../lines/drug-events.ts';

/** The treatments so far, as far as they are known. */
export interface History {
  readonly given: boolean;
  readonly count: number;
  readonly drugs: ReadonlySet<string>;
  /** Every drug of every line is known, so that a drug not listed was not given. */
  readonly complete: boolean;
}

const nameOf = (name: unknown): string => drugId(typeof name === 'string' ? name : shown(name));

const drugsOf = (line: unknown): readonly string[] | null => {
  if (typeof line === 'string') return regimen(line)?.drugs ?? null;
  const { drugs, regimen: name } = (typeof line === 'object' && line !== null ? line : {}) as {
    drugs?: unknown;
    regimen?: unknown;
  };
  if (Array.isArray(drugs)) return drugs.map(nameOf);
  return typeof name === 'string' ? (regimen(name)?.drugs ?? null) : null;
};

/** Less than a complete cycle: its drugs were given, but it is no line. */
const isBroken = (line: unknown): boolean =>
  typeof line === 'object' && line !== null && ((line as { cyclesCompleted?: unknown }).cyclesCompleted as number) < 1;

/** Prior lines: `[{ drugs: […] }]`, `[{ regimen }]`, names of regimens, or just their number. */
export const history = (): Reader<History> => ({
  help: '[{ drugs: [code], cyclesCompleted }], or the number of lines',
  read(raw, name) {
    if (typeof raw === 'number' && Number.isInteger(raw) && raw >= 0)
      return { input: { given: true, count: raw, drugs: new Set(), complete: raw === 0 }, issues: [] };
    const unknown: History = { given: false, count: 0, drugs: new Set(), complete: false };
    if (raw === undefined || raw === null) return { input: unknown, issues: [] };
    if (!Array.isArray(raw))
      return {
        input: unknown,
        issues: [{ code: 'input.notList', at: name, got: shown(raw), allowed: 'a list', fatal: true }],
      };
    const lines = raw.map(drugsOf);
    const known = lines.flatMap((line) => line ?? []);
    const complete = lines.every((line) => line !== null) && !known.some(isUnnamed);
    return {
      input: { given: true, count: raw.filter((line) => !isBroken(line)).length, drugs: new Set(known), complete },
      issues: [],
    };
  },
});

/** A list of drugs, or of classes, by code, INN or short name. */
export const names = (): Reader<readonly string[] | null> => ({
  help: '[code]',
  read: (raw) => ({ input: Array.isArray(raw) ? raw.map(nameOf) : null, issues: [] }),
});

export const said = (flag: Flag): Truth => (flag.given ? flag.options[0] === 'true' : null);

/** What is known of the patient, by question; an answer follows from any input that implies it. */
export interface Known {
  readonly history: History;
  readonly exposedAgents: readonly string[] | null;
  readonly exposedClasses: readonly string[] | null;
  readonly refractoryAgents: readonly string[] | null;
  readonly lenalidomideRefractory: Truth;
  readonly antiCd38Refractory: Truth;
  readonly progressingOnLast: Truth;
}

/** Refractory to an agent or class: as said, else from the list of refractory agents; never without having been given it. */
export function refractoryTo(known: Known, target: 'lenalidomide' | 'CD38'): Truth {
  const stated = target === 'CD38' ? known.antiCd38Refractory : known.lenalidomideRefractory;
  if (stated !== null) return stated;
  const matches = (drug: string) => (target === 'CD38' ? myelomaClass(drug) === 'CD38' : drug === target);
  if (known.refractoryAgents) return known.refractoryAgents.some(matches);
  return (target === 'CD38' ? exposedToClass(known, 'CD38', false) : exposedTo(known, target, false)) === false
    ? false
    : null;
}

const agents = ({ history: lines, exposedAgents, refractoryAgents }: Known): readonly string[] => [
  ...lines.drugs,
  ...(exposedAgents ?? []),
  ...(refractoryAgents ?? []),
];
const allListed = ({ history: lines, exposedAgents }: Known): boolean =>
  (lines.given && lines.complete) || exposedAgents !== null;

export function exposedTo(known: Known, drug: 'lenalidomide', infer = true): Truth {
  if (agents(known).includes(drug) || (infer && known.lenalidomideRefractory === true)) return true;
  return allListed(known) ? false : null;
}

export function exposedToClass(known: Known, target: MyelomaClass, infer = true): Truth {
  const listed = known.exposedClasses?.map((name) => name.toUpperCase());
  const implied =
    infer &&
    ((target === 'IMID' && known.lenalidomideRefractory === true) ||
      (target === 'CD38' && known.antiCd38Refractory === true));
  if (listed?.includes(target) || implied || agents(known).some((drug) => myelomaClass(drug) === target)) return true;
  return listed || allListed(known) ? false : null;
}

export function atLeastLines(known: Known, count: number): Truth {
  if (known.history.given) return known.history.count >= count;
  const treated =
    agents(known).length > 0 ||
    known.lenalidomideRefractory === true ||
    known.antiCd38Refractory === true ||
    (known.exposedClasses?.length ?? 0) > 0;
  return count === 1 && treated ? true : null;
}
