import type { Lane, Mark } from '@linea/charts';
import { hasHappened } from '@linea/facts';
import type { Event } from '../../patient/events.ts';
import type { FactJson } from '../../patient/patient-json.ts';
import { factText } from '../../words/fact-text.ts';
import { factPick, type Scene } from './scene.ts';

/** The course of the disease in a line: diagnosis, relapse, last news, death. */
export function milestoneLane(scene: Scene): Lane | null {
  const { say, labels } = scene.words;
  const marks: Mark[] = [];
  const add = (fact: FactJson | undefined, label: string, shape: Mark['shape'], tone: Mark['tone']) => {
    if (!fact) return;
    marks.push({
      id: factPick(fact),
      span: scene.dated(fact),
      shape,
      wordings: [label],
      title: `${label}; ${scene.whenText(fact)}`,
      ...(tone ? { tone } : {}),
    });
  };
  for (const event of scene.events) {
    if (event.kind === 'diagnosis' || event.kind === 'sle-diagnosis')
      add(event.fact('dx.date') ?? event.facts[0], say('figure.milestone.diagnosis'), 'diamond', 'ink');
    const progression = event.fact('line.progressionDate');
    if (progression) add(progression, say('figure.milestone.progression'), 'triangle', 'worse');
    const death = event.fact('death.date') ?? event.facts[0];
    if (event.kind === 'death' && death && hasHappened(death))
      add(death, say('figure.milestone.death'), 'cross', 'worse');
    const survival = event.fact('fu.survival');
    if (survival && typeof survival.value === 'string')
      add(survival, labels.answer(survival.code, survival.value), survival.value === 'dead' ? 'cross' : 'ring', 'ink');
  }
  return marks.length === 0 ? null : { id: 'milestones', label: say('figure.lane.milestones'), tone: 'ink', marks };
}

/** What a lane of examinations shows of an event: the codes that make its label, in order. */
const EXAMINATIONS: readonly {
  readonly lane: string;
  readonly kinds: readonly string[];
  readonly codes: readonly string[];
}[] = [
  { lane: 'procedures', kinds: ['procedure'], codes: ['proc.kind', 'donor.search'] },
  { lane: 'imaging', kinds: ['staging'], codes: ['stg.imaging'] },
  {
    lane: 'marrow',
    kinds: ['marrow'],
    codes: ['marrow.plasmaCells', 'marrow.blasts', 'csf.status', 'marrow.lymphoma'],
  },
  {
    lane: 'genetics',
    kinds: ['cytogenetics', 'molecular'],
    codes: ['cyto.abnormality', 'cyto.karyotypeResult', 'mol.gene'],
  },
  { lane: 'immune', kinds: ['immune'], codes: ['imm.bAplasia', 'imm.prophylaxisStop', 'imm.vaccineRestart'] },
  { lane: 'samples', kinds: ['sample', 'assay'], codes: ['smp.type', 'asy.kind', 'flow.population', 'expr.signature'] },
  { lane: 'decisions', kinds: ['eligibility'], codes: ['elig.carT', 'elig.autoHsct', 'elig.alloHsct'] },
];

/** Procedures, imaging, marrow, genetics, immune recovery, samples, decisions. */
export function examinationLanes(scene: Scene): readonly Lane[] {
  const { say } = scene.words;
  return EXAMINATIONS.flatMap(({ lane, kinds, codes }): Lane[] => {
    const marks = new Map<string, { text: string[]; fact: FactJson }>();
    for (const event of scene.events) {
      if (!kinds.includes(event.kind) || untested(event)) continue;
      for (const code of codes) {
        const fact = event.fact(code);
        if (!fact || (fact.value === null && fact.low === undefined && !/Stop|Restart/.test(code))) continue;
        const span = scene.when(fact);
        const key = `${span.first} ${span.last}`;
        const found = marks.get(key) ?? { text: [], fact };
        found.text.push(shortText(fact, event, scene));
        marks.set(key, found);
      }
    }
    if (marks.size === 0) return [];
    return [
      {
        id: lane,
        label: say(`figure.lane.${lane}`),
        tone: 'procedure',
        marks: [...marks.values()].map(({ text, fact }) => ({
          id: factPick(fact),
          span: scene.when(fact),
          shape: 'square' as const,
          wordings: text.map(
            (_, index) => `${text.slice(0, text.length - index).join(', ')}${index > 0 ? ` +${index}` : ''}`,
          ),
          title: `${text.join(', ')}; ${scene.whenText(fact)}`,
        })),
      },
    ];
  });
}

/** An abnormality that was not looked for says nothing. */
const untested = (event: Event): boolean => event.code('cyto.result') === 'notTested';

function shortText(fact: FactJson, event: Event, scene: Scene): string {
  const { say, labels } = scene.words;
  if (fact.code === 'cyto.abnormality') {
    const result = event.code('cyto.result');
    const sign = result === 'present' ? '+' : result === 'absent' ? '−' : '?';
    return `${labels.answer(fact.code, String(fact.value)).replace(/ \(.*\)$/, '')} ${sign}`;
  }
  if (typeof fact.value === 'number' || fact.low !== undefined)
    return `${labels.item(fact.code)} ${factText(fact, scene.words)}`;
  if (fact.value === null) return labels.item(fact.code);
  return /^(proc\.kind|stg\.imaging|smp\.type|asy\.kind)$/.test(fact.code)
    ? factText(fact, scene.words)
    : say('figure.named', { name: labels.item(fact.code), value: factText(fact, scene.words) });
}
