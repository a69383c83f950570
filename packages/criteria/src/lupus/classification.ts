import type { Condition, Decision, Flag, Scored } from '../engine/index.ts';
import { any, isTrue, points } from '../engine/index.ts';

/** Items by domain with their points, in the order of the source; the first seven domains are clinical. */
const DOMAINS = {
  constitutional: { fever: 2 },
  haematological: { leukopenia: 3, thrombocytopenia: 4, autoimmuneHaemolysis: 4 },
  neuropsychiatric: { delirium: 2, psychosis: 3, seizure: 5 },
  mucocutaneous: { alopecia: 2, oralUlcers: 2, subacuteOrDiscoid: 4, acuteCutaneous: 6 },
  serosal: { effusion: 5, acutePericarditis: 6 },
  musculoskeletal: { jointInvolvement: 6 },
  renal: { proteinuria: 4, classIIorVNephritis: 8, classIIINephritis: 10, classIVNephritis: 10 },
  antiphospholipid: { antiphospholipid: 2 },
  complement: { lowC3: 3, lowC4: 3, lowC3AndC4: 4 },
  specific: { antiDsDna: 6, antiSm: 6 },
} as const;
type Domain = keyof typeof DOMAINS;
type ItemsOf<D> = D extends D ? keyof D : never;
export type CriteriaItem = ItemsOf<(typeof DOMAINS)[Domain]>;

const domains = Object.keys(DOMAINS) as readonly Domain[];
const CLINICAL: readonly Domain[] = domains.slice(0, 7);
export const CRITERIA_ITEMS = Object.values(DOMAINS).flatMap((items) => Object.keys(items)) as readonly CriteriaItem[];

export type CriteriaFlags = Readonly<Record<CriteriaItem, Flag>>;

/** C3 and C4 low, each said on its own, are both low. */
const present = (flags: CriteriaFlags, item: CriteriaItem): Condition => {
  const said = isTrue(flags[item]);
  return item === 'lowC3AndC4'
    ? (path) => said(path) || (isTrue(flags.lowC3)(path) && isTrue(flags.lowC4)(path))
    : said;
};

type Rows = Scored<number>['items'];

/** The highest item of a domain, as steps that add up to it: 2 for any item of 2 points and more, 1 more from 3 points on, ... */
function stepsOf(flags: CriteriaFlags, domain: Domain, weight: number): Rows {
  const items = Object.entries(DOMAINS[domain]) as [CriteriaItem, number][];
  const levels = [...new Set(items.map(([, value]) => value))].sort((a, b) => a - b);
  return levels.map((level, index) => {
    const reached = items.filter(([, value]) => value >= level).map(([item]) => present(flags, item));
    return [(level - (levels[index - 1] ?? 0)) * weight, any(...reached)] as const;
  });
}

/** The sum of the highest item of each domain. */
export const criteriaPoints = (flags: CriteriaFlags): Scored<number> =>
  points(domains.flatMap((domain) => stepsOf(flags, domain, 1)));

/** Clinical points count once, immunological ones a thousandfold, ANA a millionfold: one sum then tells all three. */
const [IMMUNOLOGICAL, ANA] = [1000, 1_000_000];

/** 10 points or more with a clinical item, and ANA. */
export function classification(flags: CriteriaFlags, ana: Flag): Scored<boolean> {
  const items: Rows = [
    [ANA, isTrue(ana)],
    ...domains.flatMap((domain) => stepsOf(flags, domain, CLINICAL.includes(domain) ? 1 : IMMUNOLOGICAL)),
  ];
  const named = (sum: number): boolean => {
    const clinical = sum % IMMUNOLOGICAL;
    const immunological = Math.floor((sum % ANA) / IMMUNOLOGICAL);
    return sum >= ANA && clinical > 0 && clinical + immunological >= 10;
  };
  const sum = points(items);
  const decision: Decision<boolean> = (path) => named(sum(path));
  return Object.assign(decision, { items, named });
}
