import { type Issue, ok, type Result, refused, shown } from '@linea/facts';
import { checkMapping } from './check-mapping.ts';
import { type MappingFile, mappingSchema } from './schema.ts';
import { schemaIssues } from './schema-issues.ts';
import { readYaml } from './yaml-places.ts';

/** A mapping file that was read without an issue. */
export interface Mapping {
  /** Its name without folders. */
  readonly name: string;
  readonly content: MappingFile;
}

/** A mapping longer than this is no mapping. */
const MOST_CHARACTERS = 2_000_000;

/** How YAML's own errors are said; the others are `mapping.syntax`. */
const YAML_ERRORS: Readonly<Record<string, string>> = { DUPLICATE_KEY: 'mapping.twice' };

/**
 * Reads a mapping file. Every issue has line and column, from a slip in the YAML to an answer that the dictionary does not
 * have.
 *
 * @param name  the name of the file without folders, for messages and as the source of what it states
 */
export function readMapping(text: string, name: string): Result<Mapping> {
  if (text.length > MOST_CHARACTERS)
    return refused({ code: 'file.tooLarge', at: name, got: String(text.length), allowed: String(MOST_CHARACTERS) });
  const yaml = readYaml(text.startsWith('\ufeff') ? text.slice(1) : text);
  if (yaml.errors.length > 0)
    return {
      ok: false,
      issues: yaml.errors.map(({ code, place, got }): Issue => {
        const known = YAML_ERRORS[code];
        return {
          code: known ?? 'mapping.syntax',
          at: `${name}: ${place}`,
          got: shown(got),
          allowed: known ? '1' : 'YAML',
        };
      }),
    };
  let content: unknown;
  try {
    content = yaml.content();
  } catch {
    return refused({ code: 'mapping.syntax', at: name, got: '*', allowed: 'YAML' });
  }
  const read = mappingSchema.safeParse(content);
  if (!read.success) return { ok: false, issues: schemaIssues(read.error.issues, content, yaml, name) };
  const issues = checkMapping(
    read.data,
    (path, which) => `${name}: ${which === 'key' ? yaml.keyPlace(path) : yaml.valuePlace(path)}`,
  );
  return issues.length > 0 ? { ok: false, issues } : ok({ name, content: read.data });
}
