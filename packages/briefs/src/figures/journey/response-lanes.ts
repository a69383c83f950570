import type { Lane, Mark, Tone } from '@linea/charts';
import type { DerivationJson, FactJson } from '../../patient/patient-json.ts';
import { spanOfEdtf } from '../../patient/spans.ts';
import { findingPick } from './finding-pick.ts';
import { findingSpan } from './finding-span.ts';
import { factPick, type Scene } from './scene.ts';

const STATED = ['resp.imwg', 'resp.lugano', 'resp.all', 'bridge.response', 'sledai.response'] as const;
const WORSE = new Set(['PD', 'relapse', 'relapseCr', 'NR', 'failure', 'positive']);
const OPEN = new Set(['NE', 'unknown']);

/** Response as somebody stated it, as the criteria derive it, and measurable residual disease. */
export function responseLanes(scene: Scene): readonly Lane[] {
  return [...stated(scene), ...series(scene), ...derivedAll(scene), ...residualDisease(scene)];
}

const toneOf = (answer: string): Tone => (WORSE.has(answer) ? 'worse' : OPEN.has(answer) ? 'unknown' : 'response');

/** `PR`, or the label where the answer is no abbreviation. */
const short = (code: string, answer: string, scene: Scene): readonly string[] =>
  /^[A-Za-z]?[A-Z]{2,4}[a-z]?$/.test(answer) ? [answer] : [scene.words.labels.answer(code, answer)];

function stated(scene: Scene): readonly Lane[] {
  const facts = scene.patient.facts.filter(
    (fact) => (STATED as readonly string[]).includes(fact.code) && typeof fact.value === 'string',
  );
  if (facts.length === 0) return [];
  const { say, labels } = scene.words;
  return [
    {
      id: 'response-stated',
      label: say('figure.lane.stated'),
      tone: 'response',
      marks: facts.map((fact): Mark => {
        const answer = fact.value as string;
        return {
          id: factPick(fact),
          span: scene.when(fact),
          shape: 'diamond',
          tone: toneOf(answer),
          wordings: short(fact.code, answer, scene),
          title: `${labels.item(fact.code)}: ${labels.answer(fact.code, answer)}; ${scene.whenText(fact)}`,
        };
      }),
    },
  ];
}

interface Assessment {
  readonly date: string;
  readonly confirmed: string | null;
  readonly unconfirmed: string | null;
}

/** Series of assessments, one lane for each reference: from the start of the line, from diagnosis. */
function series(scene: Scene): readonly Lane[] {
  const { say } = scene.words;
  const lanes = new Map<string, { marks: Mark[] }>();
  for (const derivation of scene.patient.derivations) {
    if (derivation.criterion !== 'mm.response.series' || derivation.assuming.length > 0) continue;
    const reference = String(derivation.params?.responseReference ?? 'line');
    const lane = lanes.get(reference) ?? { marks: [] };
    lanes.set(reference, lane);
    for (const [index, assessment] of assessmentsOf(derivation).entries()) {
      const span = spanOfEdtf(assessment.date);
      if (!span) continue;
      const answer = assessment.unconfirmed ?? assessment.confirmed ?? 'NE';
      const settled = assessment.confirmed === assessment.unconfirmed || assessment.confirmed === null;
      lane.marks.push({
        id: findingPick(derivation, `${reference}-${index}`),
        span: scene.moved(span),
        shape: OPEN.has(answer) ? 'query' : 'dot',
        tone: toneOf(answer),
        wordings: settled
          ? [answer]
          : [say('figure.response.confirmed', { answer, confirmed: assessment.confirmed ?? '' }), answer],
        title: say('figure.response.title', {
          answer,
          confirmed: assessment.confirmed ?? '–',
          date: assessment.date,
          reference: say.or(`figure.reference.${reference}`, reference),
        }),
      });
    }
  }
  return [...lanes].map(([reference, { marks }]) => ({
    id: `response-derived-${reference}`,
    label: say('figure.lane.derived'),
    note: say.or(`figure.reference.${reference}`, reference),
    tone: 'response' as const,
    marks,
  }));
}

const assessmentsOf = (derivation: DerivationJson): readonly Assessment[] =>
  Array.isArray(derivation.perAssessment) ? (derivation.perAssessment as readonly Assessment[]) : [];

function derivedMarks(criterion: string, scene: Scene): readonly Mark[] {
  const { say } = scene.words;
  return scene.patient.derivations
    .filter((derivation) => derivation.criterion === criterion && derivation.assuming.length === 0)
    .flatMap((derivation, index): Mark[] => {
      const span = findingSpan(derivation, scene);
      if (!span || derivation.status === 'notApplicable') return [];
      const word = (answer: unknown) => say.or(`answer.${criterion}.${String(answer)}`, String(answer));
      /** `PR`, or the shortest word that there is. */
      const brief = (answer: string): string =>
        /^[A-Z]{2}/.test(answer) ? answer : say.or(`figure.answer.${criterion}.${answer}`, word(answer));
      const open = derivation.status === 'indeterminate';
      const possible = (derivation.possible ?? []).map(String);
      const answer = String(derivation.value ?? '');
      const text = open ? possible.map(word).join(' | ') : word(derivation.value);
      return [
        {
          id: findingPick(derivation, String(index)),
          span,
          shape: open ? 'query' : 'dot',
          tone: open ? 'unknown' : toneOf(answer),
          wordings: open ? [`? ${possible.map(brief).join(' | ')}`, '?'] : [...new Set([brief(answer), word(answer)])],
          title: `${say.or(`criterion.${criterion}`, criterion)}: ${text}; ${derivation.at ?? ''}`,
        },
      ];
    });
}

function derivedAll(scene: Scene): readonly Lane[] {
  const marks = derivedMarks('all.response', scene);
  return marks.length === 0
    ? []
    : [{ id: 'response-derived-all', label: scene.words.say('figure.lane.derived'), tone: 'response', marks }];
}

function residualDisease(scene: Scene): readonly Lane[] {
  const { say, labels } = scene.words;
  const marks = scene.patient.facts
    .filter(
      (fact): fact is FactJson & { value: string } => fact.code === 'mrd.result' && typeof fact.value === 'string',
    )
    .map((fact): Mark => {
      const event = scene.events.find(({ id }) => id === fact.event);
      const level = event?.fact('mrd.value');
      const value = typeof level?.value === 'number' ? ` ${percent(level.value, say.language)}` : '';
      const answer = say.or(`figure.mrd.${fact.value}`, labels.answer(fact.code, fact.value));
      return {
        id: factPick(fact),
        span: scene.when(fact),
        shape: fact.value === 'negative' ? 'ring' : 'dot',
        tone: toneOf(fact.value),
        wordings: [`${answer}${value}`],
        title: `${say('figure.lane.mrd')}: ${labels.answer(fact.code, fact.value)}${value}; ${scene.whenText(fact)}`,
      };
    });
  const derived = derivedMarks('all.mrd', scene);
  return [
    ...(marks.length > 0
      ? [
          {
            id: 'mrd-stated',
            label: say('figure.lane.mrd'),
            note: say('figure.stated'),
            tone: 'response' as const,
            marks,
          },
        ]
      : []),
    ...(derived.length > 0
      ? [
          {
            id: 'mrd-derived',
            label: say('figure.lane.mrd'),
            note: say('figure.derived'),
            tone: 'response' as const,
            marks: derived,
          },
        ]
      : []),
  ];
}

/** A part of one in percent: 0.007 is 0.7 %. */
const percent = (part: number, language: string): string =>
  part.toLocaleString(language, { style: 'percent', maximumSignificantDigits: 2 });
