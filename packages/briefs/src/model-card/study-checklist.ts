import type { StudyModel } from '@linea/prediction';
import type { Say } from '../words/words.ts';
import { checklistWith } from './checklist.ts';
import type { AboutModel, ChecklistRow } from './model-card.ts';

/** TRIPOD+AI for the models of a study: what they answer by themselves, and what its makers say. */
export function studyChecklist(
  model: StudyModel,
  outcomes: readonly string[],
  about: AboutModel,
  say: Say,
): ChecklistRow[] {
  const questions = model.points.flatMap((point) => point.questions);
  const patients = Math.max(0, ...questions.map(({ n }) => n));
  const settings = model.settings.map((own) => say.or(`report.setting.${own}`, own)).join(', ');
  const answers: Readonly<Record<string, string | undefined>> = {
    1: say('card.study.answer.title', { title: model.title[say.language as 'en' | 'it'] }),
    '3b': about.intendedUse,
    4: say('card.answer.both'),
    '5b': about.dates ?? say('card.study.answer.cut', { cut: model.cut }),
    '6a': about.setting,
    '6b': about.population ?? settings,
    '8a': about.outcome ?? outcomes.join('; '),
    '9b': say('card.study.answer.terms'),
    11: say('card.study.answer.missing'),
    '12a': say('card.study.answer.design'),
    '12b': say('card.study.answer.form'),
    '12c': say('card.study.answer.building', { seed: model.seed }),
    '12d': say('card.study.answer.design'),
    '12e': say('card.study.answer.measures'),
    '12g': say('card.study.answer.predictions'),
    13: say('card.answer.imbalance'),
    15: say('card.study.answer.output'),
    '20a': say('card.study.answer.flow', { patients, questions: questions.length }),
    '20b': say('card.study.answer.terms'),
    21: say('card.study.answer.terms'),
    22: say('card.answer.object', { hash: model.hash.slice(0, 12) }),
    '23a': say('card.in.performance'),
    26: say('card.in.limits'),
    '27a': say('card.study.answer.inputs'),
    '27b': about.users,
  };
  return checklistWith(answers, about, say);
}
