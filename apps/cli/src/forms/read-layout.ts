import { FORM_KINDS, type FormKind, type FormLayout } from '@linea/briefs/forms';
import { dictionary, type Issue, ok, type Result, shown } from '@linea/facts';

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * A layout that a centre wrote: which fields, in which order, and who held it against the real form.
 *
 * @param at  the file, as the place of issues
 * @returns the layout, or every place that is wrong
 */
export function readLayout(text: string, at: string): Result<FormLayout> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, issues: [{ code: 'json.broken', at, got: shown(text.slice(0, 40)), allowed: 'JSON' }] };
  }
  const issues: Issue[] = [];
  const wrong = (place: string, got: unknown, allowed: string): void => {
    issues.push({ code: 'forms.layout', at: `${at} ${place}`, got: shown(got), allowed });
  };
  if (!isRaw(raw)) return { ok: false, issues: [{ code: 'forms.layout', at, got: shown(raw), allowed: 'a layout' }] };
  if (!FORM_KINDS.includes(raw.id as FormKind)) wrong('id', raw.id, FORM_KINDS.join(' | '));
  for (const name of ['titleEn', 'titleIt', 'version', 'source'])
    if (!isText(raw[name])) wrong(name, raw[name], 'text');
  if (!isRaw(raw.window)) wrong('window', raw.window, '{ from, to }');
  if (raw.confirmed !== null && !(isRaw(raw.confirmed) && isText(raw.confirmed.by) && isText(raw.confirmed.on)))
    wrong('confirmed', raw.confirmed, 'null, or { by, on }');
  const sections = Array.isArray(raw.sections) ? raw.sections : [];
  if (sections.length === 0) wrong('sections', raw.sections, 'a list of sections');
  for (const [index, section] of (sections as readonly unknown[]).entries()) {
    const place = `sections[${index}]`;
    if (!isRaw(section) || !isText(section.titleEn) || !isText(section.titleIt) || !Array.isArray(section.fields)) {
      wrong(place, section, '{ id, titleEn, titleIt, fields }');
      continue;
    }
    for (const [number, field] of (section.fields as readonly unknown[]).entries())
      checkField(field, `${place}.fields[${number}]`, wrong);
  }
  return issues.length > 0 ? { ok: false, issues } : ok(raw as unknown as FormLayout);
}

function checkField(
  field: unknown,
  place: string,
  wrong: (place: string, got: unknown, allowed: string) => void,
): void {
  const { code, need, take } = isRaw(field) ? field : ({} as Raw);
  if (!isText(code) || !dictionary().has(code as never)) wrong(`${place}.code`, code, 'a code of the dictionary');
  if (need !== 'required' && need !== 'optional') wrong(`${place}.need`, need, 'required | optional');
  if (take !== 'last' && take !== 'all') wrong(`${place}.take`, take, 'last | all');
}
