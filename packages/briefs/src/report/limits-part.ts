import type { PlanResults } from '@linea/prediction';
import { escaped, paragraph, section } from './html.ts';
import type { Reporting } from './reporting.ts';

/** What the plan did not take or could not fit, and where it took a shorter way. */
export function limitsPart(
  { leaks, refused, cautions, shortcuts }: PlanResults,
  { say, settings, named, labels }: Reporting,
): string {
  const list = (items: readonly string[]): string =>
    `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
  const settingText = (text: string): string =>
    text.split(' + ').map((one) => (settings.includes(one) ? named(one) : one)).join(' + '); // biome-ignore format: a chain
  return section(
    say('report.limits'),
    ...(leaks.length > 0
      ? [paragraph(say('report.leaks')), list(leaks.map(({ feature, code }) => `${labels.column(feature)} (${feature}, ${code})`))]
      : []),
    ...(refused.length > 0
      ? [
          paragraph(say('report.refused')),
          list(refused.map(({ code, endpoint, setting, got }) =>
            say(`report.${code}`, { endpoint: say(`report.endpoint.${endpoint}`), setting: settingText(setting), got: labels.name(got) }),
          )),
        ]
      : []),
    ...(cautions.length > 0
      ? [
          paragraph(say('report.cautions')),
          list(cautions.map(({ code, endpoint, setting, got }) =>
            say(`report.${code}`, { endpoint: say(`report.endpoint.${endpoint}`), setting: settingText(setting), got }),
          )),
        ]
      : []),
    paragraph(say('report.shortcuts')),
    list(shortcuts.map((code) => say(`report.shortcut.${code}`))),
  ); // biome-ignore format: parts
}
