import type { PageWords } from '../../language/words.ts';

/** Where the dictionary has the words of the levels of a dimension. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  disease: ['reg.indication'],
  setting: ['reg.setting'],
  product: ['inf.product'],
  sex: ['demo.sex'],
  ecog: ['stg.ecog'],
  stage: ['stg.annArbor'],
  bridging: ['bridge.kind'],
  response: ['resp.lugano', 'resp.imwg', 'resp.all'],
};

/** What a dimension is called: `gene.TP53` by its gene, or by what the dictionary calls an abnormality. */
export function dimensionWord({ say, labels }: PageWords, id: string): string {
  if (!id.startsWith('gene.')) return say(`web.cohort.dim.${id}`);
  const gene = id.slice(5);
  return labels.answer('cyto.abnormality', gene);
}

/** What a level of a dimension is called. */
export function levelWord({ say, labels }: PageWords, id: string, level: string): string {
  if (level === 'unknown' || level === 'notApplicable') return say(`web.cohort.level.${level}`);
  if (id === 'crs' || id === 'icans') return say('web.cohort.grade', { grade: level });
  if (id.startsWith('gene.')) return say(`web.cohort.level.${level}`);
  if (id === 'age') return level.replace('-', '–');
  for (const code of CODES[id] ?? []) {
    const label = labels.answer(code, level);
    if (label !== level) return label;
  }
  return say.or(`web.cohort.level.${id}.${level}`, level);
}

/** The levels of a group: one, or those that are drawn together. */
export const groupWord = (words: PageWords, id: string, levels: readonly string[]): string =>
  levels.length === 1
    ? levelWord(words, id, levels[0] as string)
    : words.say('web.cohort.together', { count: levels.length });

const listed = (language: string, words: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'disjunction' }).format(words);

/** A cohort in words: `Disease: large B-cell lymphoma; age: 60–69 or 70–79`. */
export function cohortWord(words: PageWords, filters: Readonly<Record<string, readonly string[]>>): string {
  const said = Object.entries(filters).map(
    ([id, levels]) =>
      `${dimensionWord(words, id)}: ${listed(
        words.say.language,
        levels.map((level) => levelWord(words, id, level)),
      )}`,
  );
  return said.length === 0 ? words.say('web.cohort.everybody') : said.join('; ');
}
