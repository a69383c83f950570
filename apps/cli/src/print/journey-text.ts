import type { Fact } from '@linea/facts';
// biome-ignore format: a list
import {
  aboutText, answerWord, assumingText, codeLabel, discrepancyText, factText, groupBy, type Journey, linesOfJourney, resultText, spanText, statedOnly,
  subjectText, warningText,
} from '@linea/registry/journey';
import type { Say } from '@linea/registry/words';
import { wrapped } from './table.ts';

/** A patient's journey for a person to read: discrepancies, lines, what the criteria say, then the facts in order of time. */
export function journeyText(of: Journey, say: Say): string {
  const title = say.language === 'it' ? of.patient.titleIt : of.patient.titleEn;
  const head = [
    `${of.patient.id}${title ? ` · ${title}` : ''}`,
    say('cli.journey.asOf', { asOf: of.asOf, facts: of.view.facts.length, knownAt: of.knownAt ?? 'none' }),
    say('cli.researchUse'),
  ];
  const sections = [
    head,
    discrepancies(of, say),
    queries(of, say),
    lines(of, say),
    findings(of, say),
    warnings(of, say),
    timeline(of, say),
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
    return `  ${line.number}  ${line.regimen ?? '–'}  ${line.start} → ${line.stop ?? say('cli.line.ongoing')}  ${[best, refractory].filter(Boolean).join('; ')}`.trimEnd();
  });
  return rows.length > 0 ? [say('cli.journey.lines'), ...rows] : [];
}

function findings(of: Journey, say: Say): readonly string[] {
  const rows = of.derivations.map((derivation) => {
    const { criterion, answer, stated, assuming } = derivation;
    const result = resultText(criterion, answer, say, (code) => (code.includes('.') ? labelOr(code, say) : code));
    const given = assuming.length > 0 ? `, ${assumingText(assuming, of, say)}` : '';
    const said = stated
      ? ` ${say('journey.stated', { value: answerWord(criterion, stated.value, say), fact: stated.fact })}`
      : '';
    const subject = subjectText(derivation.of, say);
    return `  ${wrapped(`${say(`criterion.${criterion}`)}${subject}: ${result}${given}. ${said}`.trim(), 112, '    ')} (${criterion})`;
  });
  return rows.length > 0 ? [say('cli.journey.findings'), ...rows] : [];
}

const labelOr = (code: string, say: Say): string => {
  try {
    return `${codeLabel(code, say)} (${code})`;
  } catch {
    return code;
  }
};

/** Each warning once, with every derivation that carries it. */
function warnings(of: Journey, say: Say): readonly string[] {
  const carried = of.derivations.flatMap((derivation) =>
    (derivation.answer.warnings ?? []).map((code) => ({ code, where: aboutText(derivation, say) })),
  );
  const rows = groupBy(carried, ({ code }) => code).map(([code, all]) => {
    const where = [...new Set(all.map((one) => one.where))].join(', ');
    return `  ${wrapped(say('cli.journey.warningOf', { text: warningText(code, say), code, where }), 112, '    ')}`;
  });
  rows.push(...statedOnly(of, say).map((text) => `  ${wrapped(text, 112, '    ')}`));
  return rows.length > 0 ? [say('cli.journey.warnings'), ...rows] : [];
}

/** Facts in order of time, those of one event and one date on one line. */
function timeline(of: Journey, say: Say): readonly string[] {
  const groups = groupBy(of.view.facts, (fact) => `${spanText(of.view.span(fact))}  ${fact.event}`);
  const rows = groups.map(([key, facts]) => {
    const words = facts[0]?.effective.text;
    const date = words ? `${key.split('  ')[0]} (${words})` : key.split('  ')[0];
    return `  ${date}  ${wrapped(facts.map((fact) => itemText(fact, say)).join('; '), 100, '      ')}`;
  });
  return [say('cli.journey.facts'), ...rows];
}

const itemText = (fact: Fact, say: Say): string => {
  const mark = fact.stated ? ` ${say('journey.statedMark')}` : '';
  return `${codeLabel(fact.code, say)} ${factText(fact, say)}${mark}`;
};
