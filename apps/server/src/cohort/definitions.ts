import { type CohortEndpoint, type CohortTable, cohortEndpoint } from '@linea/cohort/explore';
import { defaultPlan, endpointSentences } from '@linea/criteria';
import type { Say } from '@linea/registry/words';

/** The definition of an endpoint in each disease of some rows, as sentences for an analysis plan. */
export function definitionsOf({ dimensions }: CohortTable, rows: Int32Array, endpoint: CohortEndpoint, say: Say) {
  const disease = dimensions.get('disease');
  const there = new Set<number>();
  if (disease) for (const row of rows) there.add(disease.codes[row] as number);
  return [...there]
    .sort((a, b) => a - b)
    .flatMap((code) => {
      const name = disease?.levels[code] ?? '';
      const definition = cohortEndpoint(name, endpoint);
      if (!definition) return [];
      const sentence = endpointSentences(defaultPlan(definition), say.language, say);
      return [{ disease: name, id: definition.id, sentence, source: definition.source }];
    });
}
