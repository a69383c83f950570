import type { Disease } from '@linea/facts';
import type { Verification } from '../engine/index.ts';
import type { Cause, EndpointRules } from './end-of-course.ts';

export type EndpointName = 'OS' | 'PFS' | 'EFS' | 'RFS' | 'DOR' | 'NRM' | 'RI' | 'TTNT';

/** Where the clock may start. `response`: the first response, for those who had one. */
export type Start = 'infusion' | 'leukapheresis' | 'diagnosis' | 'response';

/** An endpoint of a disease as an analysis plan states it; what it counts is data, so that it can be printed and evaluated. */
export interface EndpointDefinition extends EndpointRules {
  /** `LBCL.PFS`, `LBCL.EFS.zuma7`. */
  readonly id: string;
  readonly disease: Disease;
  readonly endpoint: EndpointName;
  /** The protocol whose rules these are, where there are several. */
  readonly scheme: string | null;
  /** The default first; duration of response starts with the response and nowhere else. */
  readonly starts: readonly [Start, ...Start[]];
  /** No response by this day is an event dated on it; day 0: never responding is an event at the start. */
  readonly failureDay: number | null;
  readonly version: string;
  readonly source: string;
  readonly verification: Verification;
}

type Row = readonly [
  endpoint: EndpointName,
  scheme: string | null,
  events: readonly Cause[],
  competing: readonly Cause[],
  stops: readonly Cause[],
  censoredAt: EndpointRules['censoredAt'],
  failureDay: number | null,
  verification: Verification,
];

const FROM_TREATMENT: readonly [Start, ...Start[]] = ['infusion', 'leukapheresis', 'diagnosis'];
const FROM_RESPONSE: readonly [Start, ...Start[]] = ['response'];

const definitions = (disease: Disease, source: string, rows: readonly Row[]): readonly EndpointDefinition[] =>
  rows.map(([endpoint, scheme, events, competing, stops, censoredAt, failureDay, verification]) => ({
    id: [disease, endpoint, ...(scheme ? [scheme] : [])].join('.'),
    disease, endpoint, scheme, events, competing, stops, censoredAt, failureDay, source, verification,
    starts: endpoint === 'DOR' ? FROM_RESPONSE : FROM_TREATMENT,
    version: '1',
  })); // biome-ignore format: one thought

const [PD, DEATH, NEW] = [['progression'], ['death'], ['newTherapy']] as const;
const PD_DEATH = ['progression', 'death'] as const;

/**
 * The endpoints of each disease. Causes in the order in which they count on one day: progression, no response, new
 * treatment, death.
 *
 * @source lymphoma.md 5, all.md 5.8, myeloma.md 7; for lupus conventions of this project
 */
export const endpointDefinitions: readonly EndpointDefinition[] = [
  ...definitions('LBCL', 'Cheson BD et al. J Clin Oncol 2014;32:3059-3068; conventions of this project', [
    ['OS', null, DEATH, [], [], 'lastContact', null, 'verified'],
    ['PFS', null, PD_DEATH, [], NEW, 'lastAssessment', null, 'verified'],
    ['EFS', null, ['progression', 'newTherapy', 'death'], [], [], 'lastAssessment', null, 'verified'],
    ['EFS', 'zuma7', ['progression', 'noResponse', 'newTherapy', 'death'], [], [], 'lastAssessment', 150, 'memory'],
    ['EFS', 'transform', ['progression', 'noResponse', 'newTherapy', 'death'], [], [], 'lastAssessment', 63, 'memory'],
    ['DOR', null, PD_DEATH, [], NEW, 'lastAssessment', null, 'verified'],
    ['NRM', null, DEATH, PD, [], 'lastAssessment', null, 'verified'],
    ['RI', null, PD, DEATH, [], 'lastAssessment', null, 'verified'],
    ['TTNT', null, ['newTherapy', 'death'], [], [], 'lastContact', null, 'verified'],
  ]),
  ...definitions('ALL', 'ROCCA, ASH 2024 abstracts; ZUMA-3 event rules from memory; EFS convention of this project', [
    ['OS', null, DEATH, [], [], 'lastContact', null, 'verified'],
    ['PFS', 'rocca', PD_DEATH, [], [], 'lastContact', null, 'verified'],
    ['RFS', 'zuma3', ['progression', 'noResponse', 'death'], [], [], 'lastAssessment', 0, 'memory'],
    ['EFS', 'generic', ['progression', 'noResponse', 'newTherapy', 'death'], [], [], 'lastAssessment', 104, 'convention'],
    ['DOR', 'zuma3', PD_DEATH, [], [], 'lastAssessment', null, 'memory'],
    ['NRM', null, DEATH, PD, [], 'lastAssessment', null, 'convention'],
    ['RI', null, PD, DEATH, [], 'lastAssessment', null, 'convention'],
    ['TTNT', null, ['newTherapy', 'death'], [], [], 'lastContact', null, 'convention'],
  ]),
  ...definitions('MM', 'FDA guidance on clinical trial endpoints, 2018; Rajkumar SV et al. Blood 2011;117:4691-4695', [
    ['OS', null, DEATH, [], [], 'lastContact', null, 'verified'],
    ['PFS', null, PD_DEATH, [], NEW, 'lastAssessment', null, 'verified'],
    ['EFS', null, ['progression', 'newTherapy', 'death'], [], [], 'lastAssessment', null, 'convention'],
    ['DOR', null, PD_DEATH, [], NEW, 'lastAssessment', null, 'verified'],
    ['NRM', null, DEATH, PD, [], 'lastAssessment', null, 'convention'],
    ['RI', null, PD, DEATH, [], 'lastAssessment', null, 'convention'],
    ['TTNT', null, NEW, [], [], 'lastContact', null, 'verified'],
  ]),
  ...definitions('SLE', 'conventions of this project: no published standard', [
    ['OS', null, DEATH, [], [], 'lastContact', null, 'convention'],
    ['PFS', null, PD_DEATH, [], NEW, 'lastAssessment', null, 'convention'],
    ['EFS', null, ['progression', 'newTherapy', 'death'], [], [], 'lastAssessment', null, 'convention'],
    ['DOR', null, PD_DEATH, [], NEW, 'lastAssessment', null, 'convention'],
    ['NRM', null, DEATH, PD, [], 'lastAssessment', null, 'convention'],
    ['RI', null, PD, DEATH, [], 'lastAssessment', null, 'convention'],
    ['TTNT', null, ['newTherapy', 'death'], [], [], 'lastContact', null, 'convention'],
  ]),
]; // biome-ignore format: a table

const byId = new Map(endpointDefinitions.map((definition) => [definition.id, definition]));

/** The definition of a name, in any case; undefined where there is none. */
export const endpointDefinition = (id: string): EndpointDefinition | undefined =>
  byId.get(id) ?? endpointDefinitions.find((definition) => definition.id.toLowerCase() === id.toLowerCase());
