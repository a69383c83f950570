import { dictionary, type Issue } from '@linea/facts';
import { timeIssues } from '../endpoint/times.ts';
import { checkFeature, unknownCode } from './check-feature.ts';
import { checkCurves, checkModel } from './check-model.ts';
import { ENDPOINT_KINDS } from './endpoint-kinds.ts';
import { isMatrix } from './feature-spec.ts';
import type { Place } from './places.ts';
import { DECISION_POINTS, type DecisionPoint, type Study } from './study.ts';
import type { StudyParts } from './study-parts.ts';

/** What a study says against the dictionary and against itself. Every issue has the line to mend. */
export function checkStudy(study: StudyParts, place: Place): readonly Issue[] {
  return [
    ...checkFeatures(study, place),
    ...checkMatrices(study, place),
    ...checkSettings(study, place),
    ...checkCentres(study, place),
    ...checkEndpoints(study, place),
    ...checkCurves(study, place),
    ...checkModel(study, place),
  ];
}

function checkFeatures({ features, matrices, decision }: StudyParts, place: Place): readonly Issue[] {
  const names = new Set<string>();
  return features.flatMap((feature, index): readonly Issue[] => {
    const path = ['features', index];
    if (!feature) return [];
    if (isMatrix(feature)) {
      const ids = matrices.flatMap((matrix) => (matrix ? [matrix.id] : []));
      if (ids.includes(feature.matrix) || ids.length < matrices.length) return [];
      return [{ code: 'study.noMatrix', at: place([...path, 'matrix']), got: feature.matrix, allowed: ids.join(', ') }];
    }
    const twice = names.has(feature.name);
    names.add(feature.name);
    return [
      ...(twice ? [{ code: 'study.twice', at: place([...path, 'name']), got: feature.name }] : []),
      ...checkFeature(feature, path, decision, place),
    ];
  });
}

function checkMatrices({ matrices, assumed }: StudyParts, place: Place): readonly Issue[] {
  const ids = new Set<string>();
  return matrices.flatMap((matrix, index): readonly Issue[] => {
    if (!matrix) return [];
    const at = (key: string): string => place(['matrices', index, key]);
    const issues: Issue[] = [];
    if (ids.has(matrix.id)) issues.push({ code: 'study.twice', at: at('id'), got: matrix.id });
    ids.add(matrix.id);
    for (const key of ['samples', 'batch'] as const) {
      const code = matrix[key];
      if (code !== undefined && code !== 'patient' && !dictionary().has(code)) issues.push(unknownCode(code, at(key)));
    }
    if (matrix.samples === 'patient' && assumed === 'turnaround')
      issues.push({ code: 'study.value', at: at('samples'), got: 'patient', allowed: 'asy.dataRef; assumed: asDated' });
    return issues;
  });
}

const ROLES = ['second', 'later', 'others'] as const;

function checkSettings({ settings }: StudyParts, place: Place): readonly Issue[] {
  if (!settings) return [];
  const allowed = (dictionary().get('reg.setting')?.values ?? []).map(({ code }) => code);
  if (!settings.everybody && ROLES.every((role) => settings[role].length === 0))
    return [{ code: 'study.noSettings', at: place(['settings']), got: '{}', allowed: allowed.join(', ') }];
  const seen = new Set<string>();
  return ROLES.flatMap((role) =>
    settings[role].flatMap((setting, index): readonly Issue[] => {
      const at = place(['settings', role, index]);
      if (!allowed.includes(setting)) return [{ code: 'study.setting', at, got: setting, allowed: allowed.join(', ') }];
      if (seen.has(setting)) return [{ code: 'study.twice', at, got: setting }];
      seen.add(setting);
      return [];
    }),
  );
}

/** Centres are named one way. */
const checkCentres = ({ centres }: StudyParts, place: Place): readonly Issue[] =>
  centres?.only && centres.without
    ? [
        {
          code: 'study.centresTwice',
          at: place(['centres', 'without']),
          got: 'only, without',
          allowed: 'only; without',
        },
      ]
    : [];

function checkEndpoints({ endpoints, population, decision }: StudyParts, place: Place): readonly Issue[] {
  const seen = new Set<string>();
  return endpoints.flatMap((endpoint, index): readonly Issue[] => {
    if (!endpoint) return [];
    const { id, kind, from } = endpoint;
    const at = (key: string): string => place(['endpoints', index, key]);
    const right = ENDPOINT_KINDS[id];
    if (right === undefined)
      return [{ code: 'study.endpoint', at: at('id'), got: id, allowed: Object.keys(ENDPOINT_KINDS).join(', ') }];
    if (seen.has(id)) return [{ code: 'study.twice', at: at('id'), got: id }];
    seen.add(id);
    if (kind !== right) return [{ code: 'study.endpointKind', at: at('kind'), got: `${id}: ${kind}`, allowed: right }];
    const immortal = population ? timeIssues(id, population, from) : [];
    if (immortal.length > 0) return immortal.map((issue) => ({ ...issue, at: at('from') }));
    return decision ? decidedTooLate(endpoint, decision, at) : [];
  });
}

/** The last decision at which nothing of an endpoint has happened yet, by where its clock starts. */
const LAST_DECISION = { diagnosis: 'dx.date', leukapheresis: 'leuk.date', infusion: 'inf.date' } as const;

/** Outcomes settled by day 30, or largely: no question on day 30. Days 21 to 45 count for the first month. */
const BY_DAY_30: ReadonlySet<string> = new Set(['crs3', 'icans3', 'icaht3', 'cr1m', 'orr1m']);

/** An outcome that may come before the decision: whoever decides then knows it, and a feature may be its consequence. */
function decidedTooLate(
  { id, kind, from }: Study['endpoints'][number],
  decision: DecisionPoint,
  at: (key: string) => string,
): readonly Issue[] {
  const timed = kind === 'benefit' || kind === 'competing';
  if (decision === 'day30' && (timed ? from === 'infusion' : !BY_DAY_30.has(id))) return [];
  const last = LAST_DECISION[timed ? from : 'infusion'];
  const allowed = DECISION_POINTS.slice(0, DECISION_POINTS.indexOf(last) + 1);
  if (allowed.includes(decision)) return [];
  return [{ code: 'study.decidedTooLate', at: at('id'), got: `${id}, decision: ${decision}`, allowed: `decision: ${allowed.join(', ')}` }];
} // biome-ignore format: an issue a line
