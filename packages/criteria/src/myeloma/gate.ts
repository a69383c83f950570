import type { Truth } from '@linea/facts';
import { type Choice, calculation, choice, flag, type Reader } from '../engine/index.ts';
import { hasDisease } from './baseline.ts';
import { gateFacts } from './gate-facts.ts';
import {
  atLeastLines,
  exposedTo,
  exposedToClass,
  history,
  type Known,
  names,
  refractoryTo,
  said,
} from './gate-history.ts';
import { CLASS_OF, GATES, type GateCondition, PRODUCTS, type Product } from './gate-labels.ts';

type Status = 'met' | 'not-met' | 'unknown';

const SAME: Readonly<Record<string, Product>> = {
  svd: 'SVd', pvd: 'PVd', kd: 'Kd', 'cilta-cel': 'cilta-cel', ciltacel: 'cilta-cel', 'ciltacabtagene autoleucel': 'cilta-cel', 'ide-cel': 'ide-cel', idecel: 'ide-cel',
  'idecabtagene vicleucel': 'ide-cel', bvd: 'BVd', bpd: 'BPd',
}; // biome-ignore format: a table

/** A product by its code, whatever the case, or by its INN. */
function product(): Reader<Choice<Product>> {
  const codes = choice(PRODUCTS, SAME);
  return {
    ...codes,
    read: (raw, name) =>
      codes.read(
        typeof raw === 'string' && !(PRODUCTS as readonly string[]).includes(raw) ? raw.trim().toLowerCase() : raw,
        name,
      ),
  };
}

const statusOf = (truth: Truth): Status => (truth === null ? 'unknown' : truth ? 'met' : 'not-met');
const not = (truth: Truth): Truth => (truth === null ? null : !truth);

function holds(condition: GateCondition, known: Known): Truth {
  switch (condition) {
    case 'at-least-1-prior-line':
      return atLeastLines(known, 1);
    case 'at-least-2-prior-lines':
      return atLeastLines(known, 2);
    case 'prior-lenalidomide':
      return exposedTo(known, 'lenalidomide');
    case 'lenalidomide-refractory':
      return refractoryTo(known, 'lenalidomide');
    case 'not-anti-cd38-refractory':
      return not(refractoryTo(known, 'CD38'));
    case 'progression-on-last-therapy':
      return atLeastLines(known, 1) === false ? false : known.progressingOnLast;
    default:
      return exposedToClass(known, CLASS_OF[condition] ?? 'PI');
  }
}

function overall(statuses: readonly Status[]): Status {
  if (statuses.includes('not-met')) return 'not-met';
  return statuses.includes('unknown') ? 'unknown' : 'met';
}

/** The input to ask for when a condition is unknown. */
const ASK: Readonly<Record<GateCondition, string>> = {
  'at-least-1-prior-line': 'priorLines',
  'at-least-2-prior-lines': 'priorLines',
  'prior-lenalidomide': 'priorLines',
  'prior-imid': 'priorLines',
  'prior-pi': 'priorLines',
  'prior-anti-cd38': 'priorLines',
  'lenalidomide-refractory': 'lenalidomideRefractory',
  'progression-on-last-therapy': 'progressingOnLast',
  'not-anti-cd38-refractory': 'antiCd38Refractory',
};

/**
 * Printed indication of a second-line option against the recorded facts - `mm.gate`
 *
 *  SVd, Kd    1 or more prior lines
 *  PVd, BPd   1 or more prior lines, lenalidomide among them
 *  BVd        1 or more prior lines; its trial (DREAMM-7) excluded disease refractory to an anti-CD38 antibody
 *  cilta-cel  1 or more prior lines, with an immunomodulator and a proteasome inhibitor; progression on the last therapy;
 *             refractory to lenalidomide
 *  ide-cel    2 or more prior lines, with a proteasome inhibitor, an immunomodulator and an anti-CD38 antibody;
 *             progression on the last therapy
 *
 * A comparison of facts with a text, from memory: contraindications are not checked, and "met" means neither eligible nor
 * indicated nor recommended. Having been given a drug is enough where the text says "including".
 *
 * @param product     SVd | PVd | Kd | cilta-cel | ide-cel | BVd | BPd
 * @param priorLines  [{ drugs: [code] }] or [{ regimen }], in order, the last therapy included; or their number. One with `cyclesCompleted`
 *                    below 1 is no line, but its drugs were given
 * @param refractoryAgents, exposedAgents, exposedClasses  lists, instead of or beside the flags and lines
 * @returns `conditions` [{ condition, status: met | not-met | unknown }], `overall`, `trialPopulation` (null without a flag)
 * @source EU product information as remembered (SVd checked); DREAMM-7 (NCT04246047) for its population
 */
export const gate = calculation({
  id: 'mm.gate',
  version: 'eu-2025',
  source: 'EU product information (from memory, SVd checked)',
  verification: 'memory',
  inputs: {
    product: product(),
    priorLines: history(),
    lenalidomideRefractory: flag(),
    antiCd38Refractory: flag(),
    progressingOnLast: flag(),
    refractoryAgents: names(),
    exposedAgents: names(),
    exposedClasses: names(),
  },
  alias: {
    progressedOnLast: 'progressingOnLast',
    progressionOnLast: 'progressingOnLast',
    progressedOnLastTherapy: 'progressingOnLast',
    lines: 'priorLines',
  },
  compute: (given) => {
    if (!given.product.given) return { error: 'product-unknown' };
    const { label, trial } = GATES[given.product.options[0] as Product];
    const known: Known = {
      history: given.priorLines,
      exposedAgents: given.exposedAgents,
      exposedClasses: given.exposedClasses,
      refractoryAgents: given.refractoryAgents,
      lenalidomideRefractory: said(given.lenalidomideRefractory),
      antiCd38Refractory: said(given.antiCd38Refractory),
      progressingOnLast: said(given.progressingOnLast),
    };
    const conditions = label.map((condition) => ({ condition, status: statusOf(holds(condition, known)) }));
    const missing = [
      ...new Set(conditions.filter(({ status }) => status === 'unknown').map(({ condition }) => ASK[condition])),
    ];
    const result = overall(conditions.map(({ status }) => status));
    const trialPopulation = trial
      ? { trial: trial.name, condition: trial.condition, status: statusOf(holds(trial.condition, known)) }
      : null;
    return { fields: { conditions, overall: result, trialPopulation, ...(result === 'unknown' ? { missing } : {}) } };
  },
  from: (of) =>
    hasDisease(of, 'MM') ? PRODUCTS.map((name) => ({ of: { product: name }, inputs: gateFacts(of, name) })) : [],
});
