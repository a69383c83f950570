import type { Frame } from '@linea/survival';
import type { ModelFile } from '../model/model-file.ts';
import { columnsOfModel, type PopulationOptions, populationOf } from './population-of.ts';
import type { TransportQuestion } from './questions.ts';
import { type HomeDiscrimination, type Transport, transport } from './transport.ts';
import { suspectedUnits } from './unit-factors.ts';

export interface FileTransportOptions extends PopulationOptions {
  /** The patients the model was learnt from. */
  readonly training?: Frame | undefined;
  readonly at?: number | undefined;
  readonly seed?: number | undefined;
  /** Columns whose questions were answered; `time` is that of follow-up. */
  readonly accepted?: readonly string[] | undefined;
  readonly home?: HomeDiscrimination | undefined;
}

/**
 * Carries a model from a file to the patients of a table. Units are asked about on the columns as they were measured.
 *
 * @throws {InputError, RefusedInput} as `populationOf` and `transport`
 */
export function transportFile(file: ModelFile, frame: Frame, options: FileTransportOptions = {}): Transport & Omitted {
  const { training, at, seed, accepted = [] } = options;
  const known = file.limits?.outOfFold.harrell;
  const home = options.home ?? (known ? { kind: 'outOfFold' as const, harrell: known } : undefined);
  const after = populationOf(file, frame, options);
  const before = training && populationOf(file, training);
  const units = before ? unitQuestions(file, before.frame, after.frame, new Set(accepted)) : [];
  const { trainedOn } = file;
  const made = transport(file.model, after.table, before?.table, {
    ...(at !== undefined && { at }),
    ...(seed !== undefined && { seed }),
    ...(home && { home }),
    accepted,
    ...(!before && file.limits && { domain: file.limits.domain }),
    // From a model file units are asked by feature; with the patients, on the columns as they were measured.
    unitsAsked: before !== undefined,
    questions: [...after.questions, ...units],
    learntFrom: {
      events: trainedOn.events,
      followUp:
        trainedOn.medianFollowUp === null
          ? null
          : { median: trainedOn.medianFollowUp, longest: trainedOn.longestFollowUp },
    },
  });
  return { ...made, omitted: after.omitted };
}

interface Omitted {
  /** Rows of the new table without an outcome, which were left out. */
  readonly omitted: number;
}

function unitQuestions(
  file: ModelFile,
  before: Frame,
  after: Frame,
  accepted: ReadonlySet<string>,
): TransportQuestion[] {
  return columnsOfModel(file).flatMap((feature): TransportQuestion[] => {
    const [old, young] = [before.columns.get(feature), after.columns.get(feature)];
    if (accepted.has(feature) || old?.kind !== 'number' || young?.kind !== 'number') return [];
    const found = suspectedUnits(old.values, young.values);
    return found ? [{ code: 'transport.units', feature, factor: found.factor, conversions: found.conversions }] : [];
  });
}
