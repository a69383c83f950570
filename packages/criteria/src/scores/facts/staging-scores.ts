import type { Code, Fact } from '@linea/facts';
import { ageAt } from '../../general/age.ts';
import { hasDisease } from '../../myeloma/baseline.ts';
import {
  type Application,
  beside,
  codeOf,
  codesOf,
  dateSpan,
  measured,
  numberOf,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../../patient/patient.ts';
import { ulnRatio } from './uln-ratio.ts';

/** Results count for a staging that lies at most this many days away (convention). */
const AROUND_DAYS = 28;

const STAGES: Readonly<Record<string, string>> = { 1: 'I', 2: 'II', '2x': 'II', 3: 'III', 4: 'IV' };
const LISTED: ReadonlySet<string> = new Set(['liver', 'gi', 'lungPleura', 'cns']);

const coded = (fact: Fact | undefined, code: Code, words?: Readonly<Record<string, unknown>>): Sourced => {
  const word = codeOf(fact);
  const value = word === undefined ? undefined : words ? words[word] : Number(word);
  return fact && value !== undefined ? sourced(value, [fact]) : unknownInput(code);
};

/** LDH over its upper limit, of the same event or the nearest in time; only a word "normal" or "high" is not a ratio. */
function ldhRatio(of: Patient, staging: Fact): Sourced {
  const day = of.span(staging).start;
  const near = valued(of, 'lab.ldh').filter(
    (fact) => measured(fact) !== null && Math.abs(of.span(fact).start - day) <= AROUND_DAYS,
  );
  const closest = near.reduce<Fact | undefined>(
    (best, fact) => (best && Math.abs(of.span(best).start - day) <= Math.abs(of.span(fact).start - day) ? best : fact),
    undefined,
  );
  return ulnRatio(closest, 'lab.ldh');
}

/** Any of the organs of the NCCN-IPI: yes where one is recorded, no where all were looked at. */
function extranodalListed(of: Patient, staging: Fact): Sourced {
  const near = (code: Code): readonly Fact[] =>
    valued(of, code).filter(
      (fact) => codeOf(fact) !== 'unknown' && Math.abs(of.span(fact).start - of.span(staging).start) <= AROUND_DAYS,
    );
  const sites = near('extramed.site');
  const looked = [near('marrow.lymphoma').at(-1), beside(of, staging, 'stg.cnsInvolved')];
  const found = looked.filter((fact) => ['yes', 'present', 'positive', 'involved'].includes(codeOf(fact) ?? ''));
  const listed = sites.filter((fact) => (codesOf(fact) ?? []).some((site) => LISTED.has(site)));
  const facts = [...found, ...listed].flatMap((fact) => (fact ? [fact] : []));
  if (facts.length > 0) return sourced(true, facts);
  const isDenied = looked.every((fact) => ['no', 'absent', 'negative', 'notInvolved'].includes(codeOf(fact) ?? ''));
  return isDenied && sites.length > 0
    ? sourced(false, [...looked.flatMap((fact) => (fact ? [fact] : [])), ...sites])
    : unknownInput('marrow.lymphoma', 'stg.cnsInvolved', 'extramed.site');
}

/** At diagnosis, or later: before a further line. */
function settingOf(of: Patient, staging: Fact): string {
  const timepoint = codeOf(beside(of, staging, 'stg.timepoint'));
  if (timepoint === 'dx') return 'diagnosis';
  if (timepoint !== undefined && timepoint !== 'unscheduled') return 'secondLine';
  const first = valued(of, 'line.start')[0];
  return first && dateSpan(of, first).start < of.span(staging).start ? 'secondLine' : 'diagnosis';
}

/** Each staging of a lymphoma with an Ann Arbor stage or a performance status. */
function stagings(of: Patient): readonly Fact[] {
  if (!hasDisease(of, 'LBCL')) return [];
  const facts = [...valued(of, 'stg.annArbor'), ...valued(of, 'stg.ecog'), ...valued(of, 'stg.extranodalSites')];
  return facts.filter((fact, index) => facts.findIndex(({ event }) => event === fact.event) === index);
}

const INPUTS = ['ageYears', 'stage', 'ecog', 'ldhUlnRatio', 'extranodalSites', 'extranodalListed'] as const;

/** A score of the IPI family at each staging, with the inputs it asks. */
export const ipiApplications =
  (names: readonly (typeof INPUTS)[number][], reported?: Code) =>
  (of: Patient): readonly Application[] =>
    stagings(of).map((staging): Application => {
      const sites = beside(of, staging, 'stg.extranodalSites');
      const all: Readonly<Record<(typeof INPUTS)[number], () => Sourced>> = {
        ageYears: () => ageAt(of, of.span(staging)),
        stage: () => coded(beside(of, staging, 'stg.annArbor'), 'stg.annArbor', STAGES),
        ecog: () => coded(beside(of, staging, 'stg.ecog'), 'stg.ecog'),
        ldhUlnRatio: () => ldhRatio(of, staging),
        extranodalSites: () =>
          sites && numberOf(sites) !== undefined
            ? sourced(numberOf(sites) ?? null, [sites])
            : unknownInput('stg.extranodalSites'),
        extranodalListed: () => extranodalListed(of, staging),
      };
      const said = reported && beside(of, staging, reported);
      return {
        of: { setting: settingOf(of, staging) },
        at: of.span(staging),
        inputs: Object.fromEntries(names.map((name) => [name, all[name]()])),
        ...(said && numberOf(said) !== undefined ? { stated: { value: numberOf(said), fact: said.id } } : {}),
      };
    });

/** The last performance status recorded at staging or in follow-up; of a staging also from Karnofsky. */
export function ecogApplications(of: Patient): readonly Application[] {
  const facts = [...valued(of, 'stg.ecog'), ...valued(of, 'fu.ecog'), ...valued(of, 'stg.karnofsky')];
  const last = facts.reduce<Fact | undefined>(
    (latest, fact) => (latest && of.span(latest).start > of.span(fact).start ? latest : fact),
    undefined,
  );
  if (!last) return [];
  const event = of.byEvent(last.event);
  const [ecog, karnofsky] = [
    event.find(({ code, value }) => (code === 'stg.ecog' || code === 'fu.ecog') && value),
    event.find(({ code, value }) => code === 'stg.karnofsky' && value),
  ];
  return [
    {
      at: of.span(last),
      inputs: {
        ecog: ecog ? sourced(Number(codeOf(ecog)), [ecog]) : unknownInput('stg.ecog'),
        karnofsky: karnofsky ? sourced(numberOf(karnofsky) ?? null, [karnofsky]) : unknownInput('stg.karnofsky'),
      },
    },
  ];
}
