import { type Issue, ok, type Result, refused, shown } from '@linea/facts';
import type { z } from 'zod';
import { checkStudy } from './check-study.ts';
import { type Place, withPlaces } from './places.ts';
import { type Study, studySchema } from './study.ts';

/**
 * Reads a study file (YAML). Every issue is collected, with line and column, what was read and what is allowed.
 *
 * @param file  its name, for the places
 */
export function readStudy(text: string, file: string): Result<{ readonly study: Study; readonly place: Place }> {
  const { errors, place, raw: values } = withPlaces(text, file);
  if (errors.length > 0)
    return refused(
      ...errors.map(({ twice, at, message }) => ({
        code: twice ? 'study.twice' : 'study.broken',
        at,
        got: shown(message),
        allowed: 'YAML',
      })),
    );
  const raw = values();
  const read = studySchema.safeParse(raw);
  if (!read.success) return refused(...read.error.issues.flatMap((issue) => issuesOf(issue, raw, place)));
  const issues = checkStudy(read.data, place);
  return issues.length > 0 ? refused(...issues) : ok({ study: read.data, place });
}

/** An issue of the schema in Linea's words. Of a union that fits nowhere, the issues of its nearest branch. */
function issuesOf(issue: z.core.$ZodIssue, raw: unknown, place: Place): readonly Issue[] {
  const got = valueAt(raw, issue.path);
  const missing = got === undefined;
  const found = { at: place(issue.path), got: missing ? 'null' : shown(got) };
  switch (issue.code) {
    case 'invalid_union': {
      const wanted = typeof got === 'object' && got !== null && 'matrix' in got ? 0 : -1;
      const branch = issue.errors.at(wanted);
      if (!branch) return [{ ...found, code: 'study.value' }];
      return branch.flatMap((inner) => issuesOf({ ...inner, path: [...issue.path, ...inner.path] }, raw, place));
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'study.unknownKey',
        at: place([...issue.path, key]),
        got: key,
      }));
    case 'invalid_type':
      return [
        {
          ...found,
          code: missing ? 'study.missing' : 'study.type',
          allowed: `${issue.path.join('.')}: ${issue.expected}`,
        },
      ];
    case 'invalid_value':
      return [
        { ...found, code: missing ? 'study.missing' : 'study.value', allowed: issue.values.map(String).join(', ') },
      ];
    case 'invalid_format':
      return [{ ...found, code: 'study.value', allowed: issue.format === 'date' ? 'YYYY-MM-DD' : 'a-z, 0-9, _' }];
    case 'too_small':
      return [{ ...found, code: 'study.value', allowed: `>= ${issue.minimum}` }];
    default:
      return [{ ...found, code: 'study.value' }];
  }
}

const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (of, key) => (typeof of === 'object' && of !== null ? (of as Record<PropertyKey, unknown>)[key] : undefined),
    raw,
  );
