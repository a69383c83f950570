import { dictionary, type Item } from '@linea/facts';
import type { FeatureSpec } from './study.ts';

type Language = 'en' | 'it';

const answerOf = (of: Item | undefined, code: string, language: Language): string =>
  of?.values?.find((value) => value.code === code)?.[language] ?? code;

const AGE = { en: 'Age', it: 'Età' } as const;
const LINES = { en: 'Lines of therapy before', it: 'Linee di terapia precedenti' } as const;
const OVER_LIMIT = { en: 'over its upper limit', it: 'sul limite superiore' } as const;

/** What a feature is called before people: the study's own words, else those of the dictionary. */
export function featureLabel(spec: FeatureSpec, language: Language): string {
  if (spec.label) return spec.label[language];
  if (spec.from === 'age') return AGE[language];
  if (spec.from === 'priorLines') return LINES[language];
  const of = dictionary().get(spec.code ?? '');
  const name = of ? of[language === 'it' ? 'labelIt' : 'labelEn'] : spec.name;
  const is = spec.is ? `: ${spec.is.map((code) => answerOf(of, code, language)).join(', ')}` : '';
  const where = Object.entries(spec.where ?? {}).flatMap(([code, answers]) =>
    [answers].flat().map((answer) => answerOf(dictionary().get(code), answer, language)),
  );
  const per = spec.per ? ` ${OVER_LIMIT[language]}` : '';
  return where.length > 0 ? `${where.join(', ')}${is}` : `${name}${per}${is}`;
}
