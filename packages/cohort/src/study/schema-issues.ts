import { type Issue, nearest, shown } from '@linea/facts';
import type { z } from 'zod';
import type { Place } from './places.ts';
import { studySchema } from './study.ts';

interface Where {
  readonly place: Place;
  readonly placeOfKey: Place;
}

/** An issue of the schema in Linea's words. Of a union that fits nowhere, the issues of its nearest branch. */
export function schemaIssues(issue: z.core.$ZodIssue, raw: unknown, where: Where): readonly Issue[] {
  const got = valueAt(raw, issue.path);
  const missing = got === undefined;
  const found = { at: where.place(issue.path), got: missing ? 'null' : shown(got) };
  switch (issue.code) {
    case 'invalid_union': {
      const wanted = typeof got === 'object' && got !== null && 'matrix' in got ? 0 : -1;
      const branch = issue.errors.at(wanted);
      if (!branch) return [{ ...found, code: 'study.value' }];
      return branch.flatMap((inner) => schemaIssues({ ...inner, path: [...issue.path, ...inner.path] }, raw, where));
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, issue.path, got, where));
    case 'invalid_key':
      return [{ code: 'study.value', at: where.placeOfKey(issue.path), got: String(issue.path.at(-1)), allowed: 'A-Z, a-z, 0-9, _' }];
    case 'invalid_type': {
      const name = issue.path.filter((part) => typeof part === 'string').join('.');
      if (name === '' && !(typeof raw === 'object' && raw !== null))
        return [{ code: 'study.empty', at: found.at, got: found.got, allowed: NEEDED }];
      return [{ ...found, code: missing ? 'study.missing' : 'study.type', allowed: name ? `${name}: ${issue.expected}` : issue.expected }];
    }
    case 'invalid_value':
      return [{ ...found, code: missing ? 'study.missing' : 'study.value', allowed: issue.values.map(String).join(', ') }];
    case 'invalid_format':
      return [{ ...found, code: 'study.value', allowed: issue.format === 'date' ? 'YYYY-MM-DD' : 'a-z, 0-9, _' }];
    case 'too_small':
      return [{ ...found, code: 'study.value', allowed: issue.exact ? `${issue.minimum}` : `${issue.inclusive === false ? '>' : '>='} ${issue.minimum}` }];
    case 'too_big':
      return [{ ...found, code: 'study.value', allowed: `<= ${issue.maximum}` }];
    default:
      return [{ ...found, code: 'study.value' }];
  }
} // biome-ignore format: a table

/** What a study cannot be without. */
const NEEDED = 'format, version, title, cut, settings, decision, features, endpoints';

function unknownKey(key: string, path: readonly PropertyKey[], holder: unknown, { placeOfKey }: Where): Issue {
  const known = keysAt(path, holder);
  const near = nearest(key, known);
  return { code: 'study.unknownKey', at: placeOfKey([...path, key]), got: key, allowed: (near.length > 0 ? near : known).join(', ') };
} // biome-ignore format: an issue

interface Node {
  readonly type: string;
  readonly innerType?: { readonly def: Node };
  readonly element?: { readonly def: Node };
  readonly valueType?: { readonly def: Node };
  readonly options?: readonly { readonly def: Node }[];
  readonly shape?: Readonly<Record<string, { readonly def: Node }>>;
}

/** The keys that the schema has at a path. */
function keysAt(path: readonly PropertyKey[], holder: unknown): readonly string[] {
  let node: Node | undefined = inner(studySchema.def as unknown as Node);
  for (const part of path) {
    const next: { readonly def: Node } | undefined =
      node?.shape?.[String(part)] ?? (typeof part === 'number' ? node?.element : node?.valueType);
    node = next && inner(next.def);
  }
  if (node?.options) {
    const isMatrix = typeof holder === 'object' && holder !== null && 'matrix' in holder;
    node = node.options.at(isMatrix ? 0 : -1)?.def;
  }
  return Object.keys(node?.shape ?? {});
}

const inner = (node: Node): Node => (node.innerType ? inner(node.innerType.def) : node);

const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (of, key) => (typeof of === 'object' && of !== null ? (of as Record<PropertyKey, unknown>)[key] : undefined),
    raw,
  );
