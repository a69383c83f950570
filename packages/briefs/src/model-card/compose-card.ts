import { modelSheet, survivalSheet } from '@linea/charts/file';
import type { Validation } from '@linea/explain';
import { shapesFigure, validatedCalibration } from '../figures/model/index.ts';
import { numberText } from '../words/numbers.ts';
import type { Say } from '../words/words.ts';
import { checklistOf } from './checklist.ts';
import { limitsTables, outOfFoldTable } from './known/limits-tables.ts';
import { limitsOf } from './limits.ts';
import type { CardFact, CardFeature, CardInput, ModelCard } from './model-card.ts';
import { designText, performanceOf, shareText, timeText } from './performance.ts';

/** Pixels across a drawing in the card. */
const WIDTH = 720;

/** The card of a model: a page for the clinician, how it was made, and the checklist of TRIPOD+AI. */
export function composeCard(input: CardInput, say: Say): ModelCard {
  const { model, validation, about } = input;
  const { trainedOn, encoding } = model;
  const checklist = checklistOf(input, say);
  const known = model.limits && outOfFoldTable(model.limits, say);
  const time = (t: number | null): string => timeText(t ?? Number.NaN, about.timeUnit, say);
  const facts: CardFact[] = [
    { label: say('card.intendedUse'), text: about.intendedUse },
    { label: say('card.users'), text: about.users },
    { label: say('card.population'), text: about.population },
    { label: say('card.outcome'), text: about.outcome },
    { label: say('card.learntFrom'), text: say('card.learntFrom.text', { n: trainedOn.n, events: trainedOn.events, median: time(trainedOn.medianFollowUp), features: trainedOn.features.length }) },
    { label: say('card.judgedOn'), text: designText(validation, say) ?? known?.title },
  ];
  return {
    title: about.title ?? say('card.title', { learner: model.learner }),
    language: say.language as 'it' | 'en',
    banners: bannersOf(input, say),
    facts,
    performance: validation ? performanceOf(validation, say) : (known?.rows ?? []).map(([label = '', text]): CardFact => ({ label, text })),
    limits: limitsOf(input, say),
    making: makingOf(input, say),
    features: trainedOn.features.map((feature): CardFeature => {
      const { name, lowest, highest, mean, missing } = feature;
      const own = encoding.origin?.[name]?.[0];
      return {
        name,
        unit: about.units?.[name] ?? (own === undefined ? '' : (about.units?.[own] ?? '')),
        range: lowest === null ? '–' : `${numberText(lowest, say)} – ${numberText(highest, say)}`,
        mean: numberText(mean, say),
        missing: `${missing} (${shareText(missing, trainedOn.n, say)})`,
      };
    }),
    groups: trainedOn.groups?.correlated.map(({ features }) => features.join(', ')) ?? [],
    known: model.limits ? limitsTables(model.limits, say) : [],
    checklist,
    answered: checklist.filter(({ answer }) => answer !== undefined).length,
    figure: figureOf(input, say),
    footer: `${say('card.research')} ${say('card.source')}`,
  };
} // biome-ignore format: messages on a line

/** What must be seen first: what it is for, synthetic data, a validation of something else. */
function bannersOf({ model, validation }: CardInput, say: Say): string[] {
  const other = validation && (validation.learner !== model.learner || (validation.formula !== undefined && validation.formula !== model.encoding.formula));
  return [
    say('card.research'),
    ...(model.trainedOn.synthetic ? [say('card.synthetic')] : []),
    ...(other ? [say('card.otherModel', { validated: validation.learner, model: model.learner })] : []),
  ];
} // biome-ignore format: conditions on a line

function makingOf({ model, about }: CardInput, say: Say): CardFact[] {
  const { encoding, trainedOn, options, seed, hash, learner } = model;
  const told = Object.entries(options ?? {}).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return [
    { label: say('card.learner'), text: say(`card.learner.${learner}`) },
    { label: say('card.formula'), text: encoding.formula },
    { label: say('card.told'), text: told.length > 0 ? told.join('; ') : say('card.told.nothing') },
    { label: say('card.seed'), text: `${seed}` },
    { label: say('card.missing'), text: say('card.answer.missing', { omitted: trainedOn.omitted, how: say(`card.missing.${learner}`) }) },
    { label: say('card.followUp'), text: timeText(trainedOn.longestFollowUp, about.timeUnit, say) },
    { label: say('card.setting'), text: about.setting },
    { label: say('card.dates'), text: about.dates },
    { label: say('card.contact'), text: about.contact },
    { label: say('card.hash'), text: hash },
  ];
} // biome-ignore format: a fact a line

/** Calibration where there is a validation that has it, else the shapes of a glass box. */
function figureOf({ model, validation, about }: CardInput, say: Say): string | undefined {
  const words = { time: model.encoding.formula.split('~')[0]?.trim() ?? '', unit: about.timeUnit };
  if (validation?.pooled) {
    const time = say('card.time');
    const drawing = validatedCalibration([validation as Validation], { ...words, time }, say);
    if (drawing) return survivalSheet(drawing, WIDTH);
  }
  if (model.model.kind !== 'additive') return undefined;
  const horizon = Number((model.trainedOn.longestFollowUp / 2).toPrecision(2));
  return modelSheet(shapesFigure(model.model, model.trainedOn.features, horizon, { ...words, learner: model.learner, n: model.trainedOn.n, events: model.trainedOn.events }, say), WIDTH);
} // biome-ignore format: calls on a line
