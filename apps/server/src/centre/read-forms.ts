import type { CentreForms, FormLayout } from '@linea/briefs/forms';
import { dictionary, type Issue, ok, type Result, refused, shown } from '@linea/facts';
import { type PlacedYaml, readYaml, schemaIssues } from '@linea/interop';
import { z } from 'zod';
import { centreFormsSchema, layoutSchema } from './forms-schema.ts';

type Path = readonly (string | number)[];

/**
 * Reads the file in which a centre writes its months and its field lists (YAML, or JSON, which is YAML too).
 *
 * @param file  its name, for the places
 * @returns what it says, or every issue with line and column, what was read and what is allowed
 */
export function readCentreForms(text: string, file: string): Result<CentreForms> {
  const read = checked(text, file, centreFormsSchema);
  if (!read.ok) return read;
  const { content, yaml } = read.value;
  const issues = [
    ...content.milestones.flatMap(({ needs }, index) =>
      needs.flatMap((code, at) =>
        code === 'resp' ? [] : unknownCode(code, ['milestones', index, 'needs', at], yaml, file),
      ),
    ),
    ...content.layouts.flatMap((layout, index) => layoutIssues(layout, ['layouts', index], yaml, file)),
    ...twice(content.milestones, ({ product }) => product, 'milestones', yaml, file),
    ...twice(content.layouts, ({ id }) => id, 'layouts', yaml, file),
  ];
  if (issues.length > 0) return { ok: false, issues };
  return ok({
    milestones: content.milestones.map((rule) => ({ ...rule, mark: 'centre' as const })),
    layouts: content.layouts as CentreForms['layouts'],
  });
}

/** Reads one layout in a file of its own. */
export function readLayout(text: string, file: string): Result<FormLayout> {
  const read = checked(text, file, layoutSchema);
  if (!read.ok) return read;
  const { content, yaml } = read.value;
  const issues = layoutIssues(content, [], yaml, file);
  return issues.length > 0 ? { ok: false, issues } : ok(content as FormLayout);
}

/** A file longer than this is none. */
const MOST_CHARACTERS = 1_000_000;

function checked<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
): Result<{ readonly content: z.output<S>; readonly yaml: PlacedYaml }> {
  if (text.length > MOST_CHARACTERS)
    return refused({ code: 'file.tooLarge', at: file, got: String(text.length), allowed: String(MOST_CHARACTERS) });
  const yaml = readYaml(text.startsWith('\ufeff') ? text.slice(1) : text);
  if (yaml.errors.length > 0)
    return refused(
      ...yaml.errors.map(
        ({ place, got }): Issue => ({
          code: 'forms.syntax',
          at: `${file}: ${place}`,
          got: shown(got),
          allowed: 'YAML',
        }),
      ),
    );
  let content: unknown;
  try {
    content = yaml.content();
  } catch {
    return refused({ code: 'forms.syntax', at: file, got: '*', allowed: 'YAML' });
  }
  const read = schema.safeParse(content);
  if (read.success) return ok({ content: read.data, yaml });
  const of = { prefix: 'forms', schema: z.toJSONSchema(schema, { io: 'input' }) };
  return { ok: false, issues: schemaIssues(read.error.issues, content, yaml, file, of) };
}

const unknownCode = (code: string, path: Path, yaml: PlacedYaml, file: string): readonly Issue[] =>
  dictionary().has(code as never)
    ? []
    : [{ code: 'forms.unknownCode', at: `${file}: ${yaml.valuePlace(path)}`, got: shown(code) }];

const layoutIssues = (
  { sections }: z.output<typeof layoutSchema>,
  path: Path,
  yaml: PlacedYaml,
  file: string,
): readonly Issue[] =>
  sections.flatMap(({ fields }, section) =>
    fields.flatMap(({ code }, field) =>
      unknownCode(code, [...path, 'sections', section, 'fields', field, 'code'], yaml, file),
    ),
  );

/** Two entries of one centre for the same thing: which of them holds would be chance. */
function twice<T extends { readonly centre?: string | undefined }>(
  entries: readonly T[],
  nameOf: (entry: T) => string,
  list: string,
  yaml: PlacedYaml,
  file: string,
): readonly Issue[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index): readonly Issue[] => {
    const key = JSON.stringify([entry.centre ?? null, nameOf(entry)]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const at = `${file}: ${yaml.valuePlace([list, index])}`;
    return [{ code: 'forms.twice', at, got: shown(nameOf(entry)), allowed: '1' }];
  });
}
