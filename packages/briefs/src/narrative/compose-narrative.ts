import type { Chart, Fact } from '../brief/chart.ts';
import { chartOf, nameOf } from '../brief/chart.ts';
import { derivedRows } from '../brief/clinician/rows.ts';
import type { Passage, PatientDocument, Section } from '../document/document.ts';
import { eventPassages } from '../document/event-passages.ts';
import type { PatientJson } from '../patient/patient-json.ts';
import type { Words } from '../words/words.ts';

/** Where the facts of each kind of event belong in a case report; what has no place of its own stands with the outcomes. */
const SECTION_OF: Readonly<Record<string, string>> = {
  registration: 'patient', demographics: 'patient', 'age-statement': 'patient', comorbidity: 'patient', function: 'patient', eligibility: 'patient', pregnancy: 'patient',
  daily: 'findings', pro: 'findings', 'sle-activity': 'findings', bilag: 'findings',
  diagnosis: 'diagnostic', lab: 'diagnostic', marrow: 'diagnostic', cytogenetics: 'diagnostic', molecular: 'diagnostic', pathology: 'diagnostic', staging: 'diagnostic', lesion: 'diagnostic', 'sle-diagnosis': 'diagnostic', sample: 'diagnostic', assay: 'diagnostic', 'external-score': 'diagnostic',
  line: 'intervention', drug: 'intervention', cycle: 'intervention', dose: 'intervention', procedure: 'intervention', support: 'intervention', leukapheresis: 'intervention', manufacturing: 'intervention', bridging: 'intervention', lymphodepletion: 'intervention', infusion: 'intervention', medication: 'intervention',
  consent: 'consent',
}; // biome-ignore format: a table

/** Events that a reader looks for in the timeline. */
const MILESTONES = [
  'diagnosis',
  'line',
  'leukapheresis',
  'bridging',
  'lymphodepletion',
  'infusion',
  'crs',
  'icans',
  'response',
  'mrd',
  'subsequent',
  'malignancy',
  'death',
];

/**
 * The draft of a case report after the items of CARE: every fact of the view in a sentence, each sentence with its facts,
 * what was stated marked, what a criterion derived in italics and apart. What only the authors can write is named.
 *
 * @source Riley DS et al. CARE guidelines for case reports: explanation and elaboration document. J Clin Epidemiol 2017;89:218-235
 */
export function composeNarrative(patient: PatientJson, words: Words): PatientDocument {
  const chart = chartOf(patient, words);
  const { say } = words;
  const events = [...new Set(patient.facts.map(({ event }) => event.split(':')[0] as string))].flatMap((kind) =>
    chart.events(kind),
  );
  const recorded = (id: string): readonly Passage[] =>
    events
      .filter(({ kind }) => (SECTION_OF[kind] ?? 'outcomes') === id)
      .flatMap((event) => eventPassages(event, chart));
  const section = (id: string, passages: readonly Passage[]): Section => ({
    id,
    title: say(`narrative.${id}`),
    passages,
    gap:
      say.has(`narrative.${id}.gap`) && (passages.length === 0 || id === 'consent') ? say(`narrative.${id}.gap`) : null,
  });
  const milestones = MILESTONES.flatMap((kind) => chart.events(kind)).toSorted((a, b) =>
    firstDay(a).localeCompare(firstDay(b)),
  );
  return {
    kind: 'narrative',
    title: titleOf(chart),
    language: say.language,
    patient: patient.patient,
    asOf: patient.asOf,
    synthetic: patient.synthetic,
    banners: [...(patient.synthetic ? [say('brief.synthetic')] : []), say('narrative.draft'), say('brief.research')],
    sections: [
      section('keywords', keywords(chart)),
      section('abstract', abstractOf(chart)),
      section('introduction', []),
      section('patient', recorded('patient')),
      section('findings', recorded('findings')),
      section(
        'timeline',
        milestones.flatMap((event) => eventPassages(event, chart).slice(0, 1)),
      ),
      section('diagnostic', recorded('diagnostic')),
      section('intervention', recorded('intervention')),
      section('outcomes', recorded('outcomes')),
      section('derived', derived(chart)),
      section('discussion', discrepancies(chart)),
      section('perspective', []),
      section('consent', recorded('consent')),
    ],
    footer: say('narrative.footer'),
  };
}

const firstDay = ({
  facts,
}: {
  readonly facts: readonly { readonly effective: { readonly start: string | null } }[];
}): string => facts[0]?.effective.start ?? '9999';

const diseaseOf = ({ patient, words }: Chart): string =>
  words.say.or(`brief.disease.${patient.disease}`, String(patient.disease));

function titleOf(chart: Chart): string {
  const regimens = chart.patient.lines.flatMap(({ regimen }) => (regimen ? [nameOf(regimen, chart.words)] : []));
  return chart.words.say('narrative.title', { disease: diseaseOf(chart), regimens: regimens.join(', ') || '–' });
}

function keywords(chart: Chart): readonly Passage[] {
  const given = chart.all('drug.code');
  const drugs = [...new Set(given.map(({ value }) => nameOf(String(value), chart.words)))];
  const facts = [...(chart.last('reg.indication') ? [chart.last('reg.indication') as Fact] : []), ...given];
  return [{ text: [diseaseOf(chart), ...drugs].join('; '), facts: facts.map(({ id }) => id), kind: 'recorded' }];
}

/** Who, what was given, how it ended so far: only what is recorded or derived. */
function abstractOf(chart: Chart): readonly Passage[] {
  const { say } = chart.words;
  const stated = chart.last('demo.ageStated');
  const sex = chart.last('demo.sex');
  const age = stated ? chart.value(stated) : null;
  const lines = chart.all('line.regimen');
  const response = chart.last('resp.imwg') ?? chart.last('resp.all') ?? chart.last('resp.lugano');
  const alive = chart.last('fu.survival');
  const passages = [
    chart.about('narrative.who', [stated ?? chart.last('reg.indication'), ...(sex ? [sex] : [])], {
      age: age ?? '–',
      sex: sex ? chart.value(sex).toLowerCase() : '–',
      disease: diseaseOf(chart),
    }),
    chart.about('narrative.lines', lines, {
      count: chart.patient.lines.length,
      list: chart.patient.lines
        .map(({ number, regimen, start }) => `${number}. ${regimen ? nameOf(regimen, chart.words) : '–'} (${start})`)
        .join('; '),
    }),
    chart.about('narrative.lastResponse', [response], {
      response: response ? chart.value(response) : '',
      when: response ? chart.when(response) : '',
    }),
    chart.about('narrative.followUp', [alive], {
      status: alive ? chart.value(alive).toLowerCase() : '',
      when: alive ? chart.when(alive) : '',
    }),
  ];
  return passages
    .flatMap((sentence) => (sentence ? [{ ...sentence, kind: 'recorded' as const }] : []))
    .concat(
      discrepancies(chart).length > 0
        ? [
            {
              text: say('narrative.disagreements', { count: discrepancies(chart).length }),
              facts: discrepancies(chart).flatMap(({ facts }) => facts),
              kind: 'recorded' as const,
            },
          ]
        : [],
    );
}

/** Every criterion's last answers. */
const derived = (chart: Chart): readonly Passage[] =>
  derivedRows(chart, ...new Set(chart.patient.derivations.map(({ criterion }) => criterion))).map((row) => ({
    ...row,
    kind: 'derived',
  }));

/** Where what was stated lies outside what the facts allow: for the authors to discuss. */
const discrepancies = (chart: Chart): readonly Passage[] =>
  chart.patient.derivations.flatMap(({ discrepancy, stated, because }) =>
    discrepancy
      ? [{ text: discrepancy.message, facts: [...(stated ? [stated.fact] : []), ...because], kind: 'derived' as const }]
      : [],
  );
