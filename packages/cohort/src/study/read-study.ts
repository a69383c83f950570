import { type Issue, ok, type Result, refused, shown } from '@linea/facts';
import { checkStudy } from './check-study.ts';
import { type Place, withPlaces } from './places.ts';
import { schemaIssues } from './schema-issues.ts';
import { type Study, studySchema } from './study.ts';
import { studyParts } from './study-parts.ts';

/**
 * Reads a study file (YAML). Every issue is collected, with line and column, what was read and what is allowed: also of what a file says
 * beside a part that its schema refuses.
 *
 * @param file  its name, for the places
 */
export function readStudy(text: string, file: string): Result<{ readonly study: Study; readonly place: Place }> {
  const { errors, place, placeOfKey, raw: values } = withPlaces(text, file);
  if (errors.length > 0)
    return refused(...errors.map(({ kind, at, message }): Issue => ({
      code: `study.${kind}`, at, got: shown(message), ...(kind === 'broken' ? { allowed: 'YAML' } : {}),
    }))); // biome-ignore format: an issue
  const raw = values();
  const read = studySchema.safeParse(raw);
  const wrong = read.success
    ? []
    : read.error.issues.flatMap((issue) => schemaIssues(issue, raw, { place, placeOfKey }));
  const issues = [...wrong, ...checkStudy(studyParts(raw), place)];
  return read.success && issues.length === 0 ? ok({ study: read.data, place }) : refused(...issues);
}
