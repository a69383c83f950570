import type { Issue } from '@linea/facts';
import { isNumeric } from './check-feature.ts';
import { type FeatureSpec, isMatrix } from './feature-spec.ts';
import type { Place } from './places.ts';
import type { StudyParts } from './study-parts.ts';

type Names = ReadonlyMap<string, FeatureSpec | undefined>;

/** Features by name; of one that is wrong in itself only its name is known. */
const namesOf = ({ features, alsoNamed }: StudyParts): Names =>
  new Map<string, FeatureSpec | undefined>([
    ...alsoNamed.map((name): [string, undefined] => [name, undefined]),
    ...features.flatMap((one): [string, FeatureSpec][] => (one && !isMatrix(one) ? [[one.name, one]] : [])),
  ]);

const listed = (names: Iterable<string>): string => [...names].join(', ');

/** Curves are drawn by features that exist, and cut only where they are numbers. */
export function checkCurves(study: StudyParts, place: Place): readonly Issue[] {
  const names = namesOf(study);
  return study.curves.flatMap((curve, index): readonly Issue[] => {
    if (!curve) return [];
    if (!names.has(curve.by))
      return [{ code: 'study.noColumn', at: place(['curves', index, 'by']), got: curve.by, allowed: listed(names.keys()) }];
    const spec = names.get(curve.by);
    return spec && curve.at.length > 0 && !isNumeric(spec)
      ? [{ code: 'study.notNumber', at: place(['curves', index, 'at']), got: curve.by }]
      : [];
  });
} // biome-ignore format: an issue a line

/** Terms rest on columns of numbers, everything else on terms. */
export function checkModel(study: StudyParts, place: Place): readonly Issue[] {
  const { model } = study;
  if (!model) return [];
  const names = namesOf(study);
  const keys = listed(Object.keys(model.terms));
  const noTerm = (key: string, path: readonly PropertyKey[]): readonly Issue[] =>
    key in model.terms ? [] : [{ code: 'study.noTerm', at: place(['model', ...path]), got: key, allowed: keys }];
  const { comparison, scenario } = model;
  return [
    ...Object.entries(model.terms).flatMap(([key, term]) => checkTerm(term, ['model', 'terms', key], names, place)),
    ...model.interactions.flatMap((pair, index): readonly Issue[] => [
      ...pair.flatMap((key, side) => noTerm(key, ['interactions', index, side])),
      ...(pair[0] === pair[1] ? [{ code: 'study.twice', at: place(['model', 'interactions', index, 1]), got: pair[1] }] : []),
    ]),
    ...model.controls.flatMap((key, index) => noTerm(key, ['controls', index])),
    ...(comparison === undefined ? [] : noTerm(comparison, ['comparison'])),
    ...(scenario && !(scenario.low <= scenario.alternative && scenario.alternative <= scenario.high)
      ? [{ code: 'study.scenarioRange', at: place(['model', 'scenario']), got: `${scenario.low}, ${scenario.alternative}, ${scenario.high}` }]
      : []),
    ...checkAssociations(study, names, place),
    ...(model.associations?.adjust ?? []).flatMap((key, index) => noTerm(key, ['associations', 'adjust', index])),
  ];
} // biome-ignore format: an issue a line

function checkTerm(
  { column, transform }: NonNullable<StudyParts['model']>['terms'][string],
  path: readonly PropertyKey[],
  names: Names,
  place: Place,
): readonly Issue[] {
  if (!names.has(column))
    return [{ code: 'study.noColumn', at: place([...path, 'column']), got: column, allowed: listed(names.keys()) }];
  const spec = names.get(column);
  if (!spec) return [];
  if (!isNumeric(spec)) return [{ code: 'study.notNumber', at: place([...path, 'column']), got: `${column}: ${spec.code}` }];
  return transform !== 'identity' && spec.belowLimit === 'zero'
    ? [{ code: 'study.logOfZero', at: place([...path, 'transform']), got: `${transform}(${column})`, allowed: 'belowLimit: half, limit; transform: identity' }]
    : [];
} // biome-ignore format: an issue a line

/** Columns and blocks that the associations name. */
function checkAssociations({ model, features }: StudyParts, names: Names, place: Place): readonly Issue[] {
  const blocks = new Set(features.flatMap((feature) => (feature ? [feature.block] : [])));
  return (['genetics', 'immune'] as const).flatMap((key) =>
    (model?.associations?.[key] ?? []).flatMap((name, index): readonly Issue[] =>
      names.has(name) || blocks.has(name)
        ? []
        : [{ code: 'study.noColumn', at: place(['model', 'associations', key, index]), got: name, allowed: listed([...blocks, ...names.keys()]) }],
    ),
  );
} // biome-ignore format: an issue a line
