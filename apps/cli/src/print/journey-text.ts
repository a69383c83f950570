import { daysText } from '@linea/criteria/words';
import { type Fact, parseEdtf, span } from '@linea/facts';
// biome-ignore format: a list
import {
  aboutText, answerWord, assumingText, codeLabel, discrepancyText, factText, groupBy, type Journey, linesOfJourney, resultText, spanText, statedOnlyFacts,
  statedOnlyText,
  subjectText, warningText,
} from '@linea/registry/journey';
import type { Say } from '@linea/registry/words';
import { wrapped } from './table.ts';

/** So often a statement has to come again before it is printed once, with how often and from when to when. */
const REPEATED = 4;

/**
 * A patient's journey for a person to read: discrepancies, lines, what the criteria say, then the facts in order of time.
 *
 * @param unfolded  what somebody stated day after day is printed every time
 */
export function journeyText(of: Journey, say: Say, unfolded = false): string {
  const title = say.language === 'it' ? of.patient.titleIt : of.patient.titleEn;
  const head = [
    [of.patient.id, title, of.patient.synthetic ? say('cli.synthetic') : ''].filter(Boolean).join(' · '),
    say('cli.journey.asOf', { asOf: of.asOf, facts: of.view.facts.length, knownAt: of.knownAt ?? 'none' }),
    say('cli.researchUse'),
  ];
  const sections = [
    head,
    discrepancies(of, say),
    queries(of, say),
    lines(of, say),
    findings(of, say),
    warnings(of, say, unfolded),
    timeline(of, say, unfolded),
  ];
  return sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n');
}

function discrepancies(of: Journey, say: Say): readonly string[] {
  const found = of.derivations.flatMap((derivation) => discrepancyText(derivation, of, say) ?? []);
  return [
    say('cli.journey.discrepancies', { count: found.length }),
    ...found.map((text) => `  ! ${wrapped(text, 110, '    ')}`),
  ];
}

/** What the consistency rules ask, errors first; then how many of them the record leaves open. */
function queries({ consistency }: Journey, say: Say): readonly string[] {
  const open = new Set(consistency.undecided.map(({ code }) => code)).size;
  return [
    say('cli.journey.queries', { count: consistency.queries.length }),
    ...consistency.queries.map(({ code, severity, facts, message }) => {
      const text = say('cli.journey.query', {
        severity: say(`cli.severity.${severity}`),
        text: message[say.language],
        code,
        facts: facts.join(', '),
      });
      return `  ? ${wrapped(text, 110, '    ')}`;
    }),
    ...(open > 0 ? [`  ${say('cli.journey.undecided', { count: open })}`] : []),
  ];
}

function lines(of: Journey, say: Say): readonly string[] {
  const rows = linesOfJourney(of).map((line) => {
    const refractory =
      line.refractoryTo.length > 0 ? say('cli.line.refractory', { drugs: line.refractoryTo.join(', ') }) : '';
    const best = line.bestResponse ? say('cli.line.best', { response: line.bestResponse }) : '';
    return `  ${line.number}  ${line.regimen ?? '–'}  ${whenText(line.start, say)} → ${line.stop ? whenText(line.stop, say) : say('cli.line.ongoing')}  ${[best, refractory].filter(Boolean).join('; ')}`.trimEnd();
  });
  return rows.length > 0 ? [say('cli.journey.lines'), ...rows] : [];
}

/** A day as it stands; of one that is not exact, between which days it lies. */
function whenText(text: string, say: Say): string {
  const read = parseEdtf(text);
  if (!text.includes('/') || !read.ok) return text;
  const days = span(read.value);
  return days.end === Infinity ? say('cli.line.noEnd') : daysText(days, say);
}

function findings(of: Journey, say: Say): readonly string[] {
  const rows = of.derivations.map((derivation) => {
    const { criterion, answer, stated, assuming } = derivation;
    const result = resultText(criterion, answer, say, (code) => askedFor(code, say));
    const given = assuming.length > 0 ? `, ${assumingText(assuming, of, say)}` : '';
    const said = stated
      ? ` ${say('journey.stated', { value: answerWord(criterion, stated.value, say), fact: stated.fact })}`
      : '';
    const subject = subjectText(derivation.of, say);
    return `  ${wrapped(`${say(`criterion.${criterion}`)}${subject}: ${result}${given}. ${said}`.trim(), 112, '    ')} (${criterion})`;
  });
  return rows.length > 0 ? [say('cli.journey.findings'), ...rows] : [];
}

/** What is asked for, as the dictionary calls it and with its code; an input that has none by its name. */
export const askedFor = (code: string, say: Say): string => {
  if (!code.includes('.')) return code;
  try {
    return `${codeLabel(code, say)} (${code})`;
  } catch {
    return code;
  }
};

/** Each warning once, with every derivation that carries it. */
function warnings(of: Journey, say: Say, unfolded: boolean): readonly string[] {
  const carried = of.derivations.flatMap((derivation) =>
    (derivation.answer.warnings ?? []).map((code) => ({ code, where: aboutText(derivation, say) })),
  );
  const rows = groupBy(carried, ({ code }) => code).map(([code, all]) => {
    const where = [...new Set(all.map((one) => one.where))].join(', ');
    return `  ${wrapped(say('cli.journey.warningOf', { text: warningText(code, say), code, where }), 112, '    ')}`;
  });
  rows.push(...statements(of, say, unfolded).map((text) => `  ${wrapped(text, 112, '    ')}`));
  return rows.length > 0 ? [say('cli.journey.warnings'), ...rows] : [];
}

/** What is stated only: of one code once, however often it was stated. */
function statements(of: Journey, say: Say, unfolded: boolean): readonly string[] {
  const stated = statedOnlyFacts(of);
  if (unfolded) return stated.map((fact) => statedOnlyText(fact, say));
  return groupBy(stated, ({ code }) => code).flatMap(([code, facts]) => {
    if (facts.length < REPEATED) return facts.map((fact) => statedOnlyText(fact, say));
    const said = groupBy(facts, (fact) => factText(fact, say)).map(([value, same]) =>
      timesText(value, same.length, say),
    );
    const what = codeLabel(facts[0]?.code ?? '', say);
    return say('cli.journey.statedOften', { what, said: said.join(', '), code, count: facts.length });
  });
}

const timesText = (value: string, times: number, say: Say): string =>
  times === 1 ? value : say('cli.journey.times', { value, times });

/** Facts in order of time, those of one event and one date on one line; what was stated day after day once, where it begins. */
function timeline(of: Journey, say: Say, unfolded: boolean): readonly string[] {
  const stated = groupBy(
    of.view.facts.filter(({ stated, event }) => stated && event.startsWith('daily:')),
    (fact) => itemText(fact, say),
  );
  const often = new Map(unfolded ? [] : stated.filter(([, facts]) => facts.length >= REPEATED));
  const groups = groupBy(of.view.facts, (fact) => `${spanText(of.view.span(fact))}  ${fact.event}`);
  const rows = groups.flatMap(([, facts]) => {
    const [first] = facts as [Fact];
    const texts = facts.map((fact) => itemText(fact, say));
    const starting = texts.flatMap((text, index) => {
      const again = often.get(text);
      return again && again[0] === facts[index] ? [repeated(text, again, of, say)] : [];
    });
    const own = texts.filter((text) => !often.has(text));
    const days = spanText(of.view.span(first));
    const date = first.effective.text ? `${days} (${first.effective.text})` : days;
    return [...starting, ...(own.length > 0 ? [`  ${date}  ${wrapped(own.join('; '), 100, '      ')}`] : [])];
  });
  return [say('cli.journey.facts'), ...rows, ...(often.size > 0 ? ['', say('cli.journey.folded')] : [])];
}

/** `2024-01-02 – 2024-01-16  ICANS grade 0 (stated) (15 times)` */
function repeated(text: string, facts: readonly Fact[], { view }: Journey, say: Say): string {
  const [first, last] = [facts[0], facts.at(-1)].map((fact) => spanText(view.span(fact as Fact)));
  return `  ${first} – ${last}  ${wrapped(say('cli.journey.times', { value: text, times: facts.length }), 100, '      ')}`;
}

const itemText = (fact: Fact, say: Say): string => {
  const mark = fact.stated ? ` ${say('journey.statedMark')}` : '';
  return `${codeLabel(fact.code, say)} ${factText(fact, say)}${mark}`;
};
