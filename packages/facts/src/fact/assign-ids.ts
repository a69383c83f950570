import { contentText, factKey } from './content.ts';
import type { FactId } from './fact.ts';
import type { Draft, Refuse } from './read-fact.ts';

/** In these kinds of event every fact stands for itself; in the others facts of one event explain each other. */
const INDEPENDENT: ReadonlySet<string> = new Set(['lab', 'function', 'staging', 'immune', 'pro']);

/**
 * Ids for the drafts that have none, made of patient, event, item and days. Several values of
 * the same are numbered in the order of what they say, so that the order of the file does not matter; but where the file
 * gives no event and the item only means something beside others (which abnormality has which result?), it is asked for.
 */
export function assignIds(drafts: readonly Draft[], refuse: Refuse): ReadonlyMap<Draft, FactId> {
  const byKey = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.id !== undefined) continue;
    const key = factKey(draft.content);
    const group = byKey.get(key);
    if (group) group.push(draft);
    else byKey.set(key, [draft]);
  }
  const ids = new Map<Draft, FactId>();
  for (const [key, group] of byKey) {
    if (group.length === 1) {
      ids.set(group[0] as Draft, key);
      continue;
    }
    const said = new Map(group.map((draft) => [draft, contentText(draft.content)]));
    const numbers = new Map([...new Set(said.values())].sort().map((text, number) => [text, number]));
    for (const draft of group) {
      const number = numbers.get(said.get(draft) as string) as number;
      ids.set(draft, number === 0 ? key : `${key}#${number + 1}`);
      const kind = draft.content.event.slice(0, draft.content.event.indexOf(':'));
      if (number > 0 && draft.eventAssumed && !INDEPENDENT.has(kind))
        refuse(draft, 'event.ambiguous', 'event', 'null', `${kind}:name`);
    }
  }
  return ids;
}
