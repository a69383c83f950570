import { featureSchema } from './feature-spec.ts';
import { modelSchema } from './model-spec.ts';
import {
  centresSchema,
  curveSchema,
  endpointSchema,
  matrixSchema,
  type Study,
  settingsSchema,
  studySchema,
} from './study.ts';

type Holes<K extends 'features' | 'endpoints' | 'matrices' | 'curves'> = readonly (Study[K][number] | undefined)[];

/** What can be read of a study, part by part; a part that its schema refuses is undefined, and what rests on it goes unasked. */
export interface StudyParts {
  readonly decision: Study['decision'] | undefined;
  readonly population: Study['population'] | undefined;
  readonly assumed: Study['assumed'] | undefined;
  readonly settings: Study['settings'] | undefined;
  readonly centres: Study['centres'];
  readonly model: Study['model'] | undefined;
  readonly features: Holes<'features'>;
  readonly endpoints: Holes<'endpoints'>;
  readonly matrices: Holes<'matrices'>;
  readonly curves: Holes<'curves'>;
  /** Names of features that are wrong in something else: what means them is not wrong. */
  readonly alsoNamed: readonly string[];
}

interface Reads<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/** The parts of a study file of which some may be wrong. */
export function studyParts(raw: unknown): StudyParts {
  const of = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const one = <T>(schema: Reads<T>, value: unknown): T | undefined => {
    const read = schema.safeParse(value);
    return read.success ? read.data : undefined;
  };
  const each = <T>(schema: Reads<T>, value: unknown): readonly (T | undefined)[] =>
    Array.isArray(value) ? value.map((member) => one(schema, member)) : [];
  const features = each(featureSchema, of.features);
  return {
    decision: one(studySchema.shape.decision, of.decision),
    population: one(studySchema.shape.population, of.population),
    assumed: one(studySchema.shape.assumed, of.assumed),
    settings: one(settingsSchema, of.settings),
    centres: of.centres === undefined ? undefined : one(centresSchema, of.centres),
    model: one(modelSchema.default({ terms: {}, interactions: [], controls: [] }), of.model),
    features,
    endpoints: each(endpointSchema, of.endpoints),
    matrices: each(matrixSchema, of.matrices),
    curves: each(curveSchema, of.curves),
    alsoNamed: features.flatMap((feature, index) => {
      const name = feature ? undefined : (of.features as { name?: unknown }[])[index]?.name;
      return typeof name === 'string' ? [name] : [];
    }),
  };
}
