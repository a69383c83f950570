import { type Label, termLabel } from './estimate-json.ts';
import type { Question, StudyModel } from './study-model.ts';

/** A term of a question on the card: how much the hazard changes for each unit of the term. */
interface CardTerm {
  readonly label: Label;
  readonly hazardRatio: number | null;
  readonly missing: number;
}

/** What a model is, who it learnt from, how well it did and where it abstains: the model card as public JSON. */
export function modelCard(model: StudyModel) {
  const { hash, title, synthetic, cut, table, settings, seed } = model;
  return {
    hash, title, synthetic, cut, table, settings, seed,
    points: model.points.map((point) => ({
      decision: point.decision,
      questions: point.questions.map((question) => ({
        endpoint: question.endpoint,
        kind: question.kind,
        settings: question.settings,
        n: question.n,
        events: question.events,
        penalty: question.penalty,
        redraws: question.redrawn.length,
        unseenCentres: question.unseenCentres,
        terms: question.model.features.map((feature, j) => cardTerm(question, feature, j, (key) => termLabel(point, key))),
      })),
      refused: point.refused,
    })),
  }; // biome-ignore format: a list first
}

function cardTerm(question: Question, feature: string, j: number, labelOf: (key: string) => Label): CardTerm {
  const labels = feature.split(':').map(labelOf);
  const column = question.model.columns.findIndex(({ feature: own, part }) => own === j && part === 'value');
  const coefficient = question.model.coefficients[column];
  return {
    label: { en: labels.map(({ en }) => en).join(' × '), it: labels.map(({ it }) => it).join(' × ') },
    hazardRatio: coefficient === undefined ? null : Math.exp(coefficient),
    missing: question.domain.features.find(({ name }) => name === feature)?.missing ?? 0,
  };
}

export type ModelCard = ReturnType<typeof modelCard>;
