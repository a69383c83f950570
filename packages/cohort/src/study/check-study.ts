import { convert, dictionary, type Issue, normaliseUnit, similarCodes } from '@linea/facts';
import { HAPPENED } from '../endpoint/happened.ts';
import { TIMES, timeIssues } from '../endpoint/times.ts';
import { leakOf } from './leaks.ts';
import type { Place } from './places.ts';
import { type FeatureSpec, isMatrix, type Study } from './study.ts';

/** What a study says against the dictionary and against itself. Every issue has the line to mend. */
export function checkStudy(study: Study, place: Place): readonly Issue[] {
  const issues: Issue[] = [];
  const names = new Map<string, number>();
  for (const [index, feature] of study.features.entries()) {
    const path = ['features', index];
    if (isMatrix(feature)) {
      if (!study.matrices.some(({ id }) => id === feature.matrix))
        issues.push({
          code: 'study.noMatrix',
          at: place([...path, 'matrix']),
          got: feature.matrix,
          allowed: study.matrices.map(({ id }) => id).join(', '),
        });
      continue;
    }
    if (names.has(feature.name)) issues.push({ code: 'study.twice', at: place([...path, 'name']), got: feature.name });
    names.set(feature.name, index);
    issues.push(...checkFeature(feature, path, study, place));
  }
  for (const [index, { by }] of study.curves.entries())
    if (!names.has(by))
      issues.push({
        code: 'study.noColumn',
        at: place(['curves', index, 'by']),
        got: by,
        allowed: [...names.keys()].join(', '),
      });
  for (const [index, { samples }] of study.matrices.entries())
    if (samples === 'patient' && study.assumed !== 'asDated')
      issues.push({
        code: 'study.value',
        at: place(['matrices', index, 'samples']),
        got: samples,
        allowed: 'asy.dataRef; assumed: asDated',
      });
  issues.push(...checkSettings(study, place), ...checkEndpoints(study, place), ...checkModel(study, names, place));
  return issues;
}

function checkFeature(
  feature: FeatureSpec,
  path: readonly PropertyKey[],
  study: Study,
  place: Place,
): readonly Issue[] {
  const { code } = feature;
  if (code === undefined)
    return feature.from ? [] : [{ code: 'study.missing', at: place(path), got: feature.name, allowed: 'code, from' }];
  const of = dictionary().get(code);
  if (!of) return [unknownCode(code, place([...path, 'code']))];
  const issues: Issue[] = [];
  for (const key of ['where', 'sample', 'unless'] as const)
    for (const other of Object.keys(feature[key] ?? {}))
      if (!dictionary().has(other)) issues.push(unknownCode(other, place([...path, key, other])));
  const { unit } = feature;
  if (unit !== undefined && of.unit !== null && convert(1, of.unit, normaliseUnit(unit)) === null)
    issues.push({ code: 'study.unit', at: place([...path, 'unit']), got: unit, allowed: of.unit });
  const answers = of.values?.map((value) => value.code);
  for (const answer of feature.is ?? [])
    if (answers && !answers.includes(answer))
      issues.push({ code: 'study.answer', at: place([...path, 'is']), got: answer, allowed: answers.join(', ') });
  const leak = leakOf(feature, study.decision);
  if (leak !== null && !feature.trap)
    issues.push({
      code: leak,
      at: place(path),
      got: `${feature.name}: ${code}`,
      allowed: `known before ${study.decision}; trap: true`,
    });
  return issues;
}

function unknownCode(code: string, at: string): Issue {
  const similar = similarCodes(code);
  return { code: 'code.unknown', at, got: code, ...(similar.length > 0 ? { allowed: similar.join(', ') } : {}) };
}

function checkSettings({ settings }: Study, place: Place): readonly Issue[] {
  const allowed =
    dictionary()
      .get('reg.setting')
      ?.values?.map(({ code }) => code) ?? [];
  return (['second', 'later', 'others'] as const).flatMap((role) =>
    settings[role].flatMap((setting, index) =>
      allowed.includes(setting)
        ? []
        : [{ code: 'study.setting', at: place(['settings', role, index]), got: setting, allowed: allowed.join(', ') }],
    ),
  );
}

function checkEndpoints({ endpoints, population }: Study, place: Place): readonly Issue[] {
  const allowed = [...TIMES, ...Object.keys(HAPPENED)];
  return endpoints.flatMap(({ id, from }, index) => {
    const path = ['endpoints', index];
    if (!allowed.includes(id))
      return [{ code: 'study.endpoint', at: place([...path, 'id']), got: id, allowed: allowed.join(', ') }];
    if (endpoints.findIndex((one) => one.id === id) < index)
      return [{ code: 'study.twice', at: place([...path, 'id']), got: id }];
    return timeIssues(id, population, from).map((issue) => ({ ...issue, at: place([...path, 'from']) }));
  });
}

/** Columns and blocks that the associations name, and the terms they adjust for. */
function checkAssociations(
  { associations, terms }: Study['model'],
  names: ReadonlyMap<string, number>,
  blocks: ReadonlySet<string>,
  place: Place,
): readonly Issue[] {
  if (!associations) return [];
  const unknown = (
    key: 'genetics' | 'immune' | 'adjust',
    known: (name: string) => boolean,
    code: string,
    allowed: string,
  ) =>
    associations[key].flatMap((name, index): readonly Issue[] =>
      known(name) ? [] : [{ code, at: place(['model', 'associations', key, index]), got: name, allowed }],
    );
  const isColumn = (name: string): boolean => names.has(name) || blocks.has(name);
  const columns = [...blocks, ...names.keys()].join(', ');
  return [
    ...unknown('genetics', isColumn, 'study.noColumn', columns),
    ...unknown('immune', isColumn, 'study.noColumn', columns),
    ...unknown('adjust', (key) => key in terms, 'study.noTerm', Object.keys(terms).join(', ')),
  ];
}

function checkModel({ model, features }: Study, names: ReadonlyMap<string, number>, place: Place): readonly Issue[] {
  const blocks = new Set(features.map(({ block }) => block));
  const terms = Object.entries(model.terms).flatMap(([key, { column }]) =>
    names.has(column)
      ? []
      : [
          {
            code: 'study.noColumn',
            at: place(['model', 'terms', key, 'column']),
            got: column,
            allowed: [...names.keys()].join(', '),
          },
        ],
  );
  const pairs = model.interactions.flatMap((pair, index) =>
    pair.flatMap((key, side) =>
      key in model.terms
        ? []
        : [
            {
              code: 'study.noTerm',
              at: place(['model', 'interactions', index, side]),
              got: key,
              allowed: Object.keys(model.terms).join(', '),
            },
          ],
    ),
  );
  const controls = model.controls.flatMap((key, index) =>
    key in model.terms
      ? []
      : [
          {
            code: 'study.noTerm',
            at: place(['model', 'controls', index]),
            got: key,
            allowed: Object.keys(model.terms).join(', '),
          },
        ],
  );
  const comparison =
    model.comparison === undefined || model.comparison in model.terms
      ? []
      : [
          {
            code: 'study.noTerm',
            at: place(['model', 'comparison']),
            got: model.comparison,
            allowed: Object.keys(model.terms).join(', '),
          },
        ];
  return [...terms, ...pairs, ...controls, ...comparison, ...checkAssociations(model, names, blocks, place)];
}
