import { dayText } from '@linea/criteria/words';
import { fromIso } from '@linea/facts';
import { modelCard, type StudyModel } from '@linea/prediction';
import { stepText } from '../report/labels.ts';
import type { Say } from '../words/words.ts';
import type { AboutModel, CardFact, ModelCard } from './model-card.ts';
import { shareText } from './performance.ts';
import { studyChecklist } from './study-checklist.ts';

/** In unseen centres no better than this is shown, and the model gives no estimates. */
const CHANCE = 0.5;

/** Of what step the hazard ratio of each term speaks; nothing of a product of two, nor of the line. */
function stepsOf({ points }: StudyModel, p: number, q: number, language: 'it' | 'en', say: Say): readonly string[] {
  const point = points[p];
  return (point?.questions[q]?.model.features ?? []).map((key) => {
    const term = point?.terms[key];
    return term
      ? stepText(
          term,
          point?.features.find(({ name }) => name === term.column),
          language,
          say,
        )
      : '';
  });
}

/** The card of a study's models: for each question whom it learnt from, how it did in centres it had not seen, and its terms. */
export function composeStudyCard(model: StudyModel, about: AboutModel, say: Say): ModelCard {
  const language = say.language as 'it' | 'en';
  const { points, synthetic, title, cut, seed, hash, table } = modelCard(model);
  const two = (x: number): string => x.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const three = ([value, lower, upper]: readonly [number, number, number]): string =>
    say('card.limits', { estimate: two(value), lower: two(lower), upper: two(upper) });
  const named = (settings: readonly string[]): string =>
    settings.map((own) => say.or(`report.setting.${own}`, own)).join(', ');
  const asked = points.flatMap((point, p) =>
    point.questions.map((question, q) => {
      const steps = stepsOf(model, p, q, language, say);
      const when = say.or(`estimate.decision.${point.decision}`, point.decision);
      const what = say.or(`report.endpoint.${question.endpoint}`, question.endpoint);
      return { ...question, steps, endpointName: what, label: `${when} · ${what} · ${named(question.settings)}` };
    }),
  );
  const checklist = studyChecklist(
    model,
    asked.map(({ label }) => label),
    about,
    say,
  );
  const refused = points.flatMap(({ refused: own }) => own);
  return {
    title: about.title ?? title[language],
    language,
    banners: [say('card.research'), ...(synthetic ? [say('card.synthetic')] : [])],
    facts: [
      { label: say('card.intendedUse'), text: about.intendedUse ?? say('card.study.intendedUse') },
      { label: say('card.users'), text: about.users ?? say('card.study.users') },
      { label: say('card.population'), text: about.population ?? named(model.settings) },
      {
        label: say('card.outcome'),
        text: about.outcome ?? [...new Set(asked.map(({ endpointName }) => endpointName))].join('; '),
      },
      ...asked.map(({ label, n, events }): CardFact => ({ label, text: say('card.study.learntFrom', { n, events }) })),
    ],
    performance: asked.map(({ label, unseenCentres: own }) => ({
      label,
      text: `${say('card.study.unseen', {
        centres: own.centres,
        n: own.n,
        harrell: three(own.harrell),
        slope: three(own.slope),
        day: Math.round(own.day),
        expected: shareText(own.expected, 1, say),
        observed: shareText(own.observed, 1, say),
      })}${own.harrell[1] > CHANCE ? '' : `. ${say('card.study.silent')}`}`,
    })),
    limits: [
      ...refused.map(({ endpoint, settings, events }) =>
        say('card.study.refused', {
          endpoint: say.or(`report.endpoint.${endpoint}`, endpoint),
          settings: named(settings),
          events,
        }),
      ),
      say('card.limit.notCausal'),
      ...(about.limits ?? []),
    ],
    making: [
      { label: say('card.study.cut'), text: dayText(fromIso(cut), say) },
      { label: say('card.study.table'), text: table },
      { label: say('card.seed'), text: `${seed}` },
      { label: say('card.contact'), text: about.contact },
      { label: say('card.hash'), text: hash },
    ],
    features: [],
    groups: [],
    known: asked.map(({ label, terms, steps, n }) => ({
      title: label,
      heads: ['term', 'hazardRatio', 'missing'].map((head) => say(`card.study.${head}`)),
      rows: terms.map((term, j) => [
        `${term.label[language]}${steps[j]}`,
        term.hazardRatio === null ? '–' : two(term.hazardRatio),
        `${term.missing} (${shareText(term.missing, n, say)})`,
      ]),
    })),
    checklist,
    answered: checklist.filter(({ answer }) => answer !== undefined).length,
    figure: undefined,
    footer: `${say('card.research')} ${say('card.source')}`,
  };
}
