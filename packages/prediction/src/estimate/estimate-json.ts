import { featureLabel } from '@linea/cohort';
import { factJson } from '@linea/facts';
import type { Estimate, PatientEstimates } from './estimate-patient.ts';
import { LATER } from './question-table.ts';
import type { PointModel, StudyModel } from './study-model.ts';

/** Words in both languages. */
export interface Label {
  readonly en: string;
  readonly it: string;
}

const LATER_LABEL: Label = { en: 'Third line or later', it: 'Terza linea o oltre' };

/** What a term of a model is called. */
export function termLabel({ terms, features }: Pick<PointModel, 'terms' | 'features'>, key: string): Label {
  if (key === LATER) return LATER_LABEL;
  const spec = features.find(({ name }) => name === terms[key]?.column);
  return spec ? { en: featureLabel(spec, 'en'), it: featureLabel(spec, 'it') } : { en: key, it: key };
}

/** The estimates of a patient as public JSON: `linea predict ID --json` and `GET /api/patients/{id}/prediction`. */
export function estimatesJson(model: StudyModel, of: PatientEstimates) {
  const { patient, asOf, synthetic, setting, reasons, model: used } = of;
  return {
    patient,
    asOf,
    synthetic,
    setting,
    researchUse: true as const,
    status: reasons.length > 0 ? ('abstained' as const) : ('estimated' as const),
    reasons,
    model: used,
    points: of.points.map(({ decision, day, reached, estimates }) => {
      const point = model.points.find((one) => one.decision === decision) as PointModel;
      return { decision, day, reached, estimates: estimates.map((one) => estimateJson(point, one)) };
    }),
  };
}

function estimateJson(point: PointModel, { inputs, bars, missing, ...estimate }: Estimate) {
  const factOf = (key: string): readonly string[] => {
    const id = inputs.find((one) => one.key === key)?.fact?.id;
    return id === undefined ? [] : [id];
  };
  return {
    ...estimate,
    bars: bars.map((bar) => ({
      ...bar,
      label: joined(bar.keys.map((key) => termLabel(point, key))),
      facts: [...new Set(bar.keys.flatMap(factOf))],
    })),
    inputs: inputs.map(({ fact, ...input }) => ({
      ...input,
      label: termLabel(point, input.key),
      fact: fact === null ? null : factJson(fact),
    })),
    missing: missing.map((gap) => ({
      ...gap,
      label: termLabel(point, gap.key),
      code: point.features.find(({ name }) => name === point.terms[gap.key]?.column)?.code ?? null,
    })),
  };
}

const joined = (labels: readonly Label[]): Label => ({
  en: labels.map(({ en }) => en).join(' × '),
  it: labels.map(({ it }) => it).join(' × '),
});

export type EstimatesJson = ReturnType<typeof estimatesJson>;
export type EstimateJson = EstimatesJson['points'][number]['estimates'][number];
