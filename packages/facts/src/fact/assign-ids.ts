import { contentText, factKey } from './content.ts';
import type { FactId } from './fact.ts';
import type { Draft, Refuse } from './read-fact.ts';

/** In these kinds of event every fact stands for itself; in the others facts of one event explain each other. */
const INDEPENDENT: ReadonlySet<string> = new Set(['lab', 'function', 'staging', 'immune', 'pro']);

/**
 * Ids of the drafts, in their order: those that have none get one made of patient, event, item and days. Several values of
 * the same are numbered in the order of what they say, so that the order of the file does not matter; but where the file
 * gives no event and the item only means something beside others (which abnormality has which result?), it is asked for.
 */
export function assignIds(drafts: readonly Draft[], refuse: Refuse): readonly FactId[] {
  const ids: FactId[] = [];
  const first = new Map<string, number>();
  const several = new Map<string, number[]>();
  for (const [index, draft] of drafts.entries()) {
    const id = draft.id ?? factKey(draft.content);
    ids.push(id);
    if (draft.id !== undefined) continue;
    const other = first.get(id);
    if (other === undefined) first.set(id, index);
    else {
      const group = several.get(id) ?? [other];
      group.push(index);
      several.set(id, group);
    }
  }
  for (const [key, group] of several) numbered(key, group, ids, drafts, refuse);
  return ids;
}

/** Numbers the drafts of one key by what they say. */
function numbered(
  key: string,
  group: readonly number[],
  ids: FactId[],
  drafts: readonly Draft[],
  refuse: Refuse,
): void {
  const said = group.map((index) => contentText((drafts[index] as Draft).content));
  const numbers = new Map([...new Set(said)].sort().map((text, number) => [text, number]));
  for (const [place, index] of group.entries()) {
    const draft = drafts[index] as Draft;
    const number = numbers.get(said[place] as string) as number;
    if (number > 0) ids[index] = `${key}#${number + 1}`;
    const kind = draft.content.event.slice(0, draft.content.event.indexOf(':'));
    if (number > 0 && draft.eventAssumed && !INDEPENDENT.has(kind))
      refuse(draft, 'event.ambiguous', 'event', 'null', `${kind}:name`);
  }
}
