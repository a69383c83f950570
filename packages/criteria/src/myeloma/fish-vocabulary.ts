/** Codes of abnormalities, in the order of the specification (myeloma.md 3). */
export const FISH_CODES = [
  'DEL_17P', 'MONO_17', 'TP53_MUT', 'T_4_14', 'T_14_16', 'T_14_20', 'T_11_14', 'T_6_14', 'IGH_R_NOS', 'GAIN_1Q', 'AMP_1Q', 'PLUS_1Q_NOS', 'DEL_1P32', 'DEL_13Q',
  'HYPERDIPLOID', 'HYPODIPLOID', 'MYC_R',
] as const; // biome-ignore format: a table
export type FishCode = (typeof FISH_CODES)[number];

/** Found by sequencing, or a wording of another probe: listed only when the report mentions them. */
export const NO_PROBE_OF_ITS_OWN: ReadonlySet<FishCode> = new Set(['TP53_MUT', 'MONO_17']);

/** `bare`: names the probe without saying that anything is wrong ("1q: non valutabile"). */
export interface Wording {
  readonly codes: readonly FishCode[];
  readonly pattern: RegExp;
  readonly bare?: true;
  readonly warning?: string;
}

const translocation = (a: number, b: number): RegExp =>
  new RegExp(
    `(?:\\bt|\\b(?:tra?s|trans)locazione|\\btranslocation)\\s*\\(?\\s*(?:${a}\\s*[;:,/]\\s*${b}|${b}\\s*[;:,/]\\s*${a})\\s*\\)?(?:\\s*\\([^)]*\\))?`,
    'gi',
  );
const fusion = (...partners: readonly string[]): RegExp => {
  const names = `(?:${partners.join('|')})`;
  return new RegExp(`\\bIGH\\s*(?:::|/|-)\\s*${names}\\b|\\b${names}\\s*(?:::|/|-)\\s*IGH\\b`, 'gi');
};

const LOSS = '(?:del(?:ezione|etion)?|perdita|loss)';
const OF =
  "(?:\\s+(?:di|del|della|dell|of|the|cromosoma|chromosome|braccio|arm|lungo|corto|long|short|gene|regione|region)\\b[’']?)*";
const ARM = (chromosome: number, arm: string, bands: string): string =>
  `(?:\\(\\s*${chromosome}\\s*\\)\\s*\\(?\\s*${arm}\\s*(?:${bands})?(?:\\.\\d)?\\s*\\)?|\\(?\\s*${chromosome}\\s*${arm}\\s*(?:${bands})?(?:\\.\\d)?\\s*\\)?)`;
const lossOf = (chromosome: number, arm: string, bands: string): string =>
  `\\b${LOSS}${OF}\\s*${ARM(chromosome, arm, bands)}`;
const ARM_1Q = ARM(1, 'q', '2[1-4]');
/** Any of the patterns, never inside a word ("presenza" holds no "senza"). */
const words = (...patterns: readonly string[]): RegExp => new RegExp(`(?<![A-Za-zÀ-ÿ])(?:${patterns.join('|')})`, 'gi');

/**
 * How Italian and English reports write each abnormality. Order matters: the first wording that covers a place in the
 * text has it. `duplicazione` says gain without a number of copies.
 */
export const WORDINGS: readonly Wording[] = [
  { codes: ['T_4_14'], pattern: words(translocation(4, 14).source, fusion('FGFR3', 'NSD2', 'MMSET', 'WHSC1').source) },
  { codes: ['T_14_20'], pattern: words(translocation(14, 20).source, fusion('MAFB').source) },
  { codes: ['T_14_16'], pattern: words(translocation(14, 16).source, fusion('c-?MAF', 'MAF').source) },
  { codes: ['T_11_14'], pattern: words(translocation(11, 14).source, fusion('CCND1').source) },
  { codes: ['T_6_14'], pattern: words(translocation(6, 14).source, fusion('CCND3').source) },
  { codes: ['MYC_R'], pattern: words(translocation(8, 14).source, '\\bc?-?MYC\\s+(?:riarrangiat[oi]|rearranged|rearrangement|break-?apart)', '(?:riarrangiament[oi]|rearrangement)\\s+(?:di|del|of)?\\s*(?:gene\\s+)?c?-?MYC\\b', '\\b8q24\\b') },
  { codes: ['IGH_R_NOS'], pattern: words('\\bIG?H@?\\s+(?:riarrangiat[oi]|rearranged|rearrangement|break-?apart)', '(?:riarrangiament[oi]|rearrangement)s?\\s+(?:(?:di|del|dell|a carico di|of|locus|gene|the)\\b[’\']?\\s*)*IG?H\\b') },
  { codes: ['TP53_MUT'], pattern: words('\\bmutazion[ei]\\s+(?:(?:di|del|a carico di|gene)\\s+)*TP53\\b', '\\bTP53\\s+(?:mutat[oai]|mutation|mutazione|mut)\\b', '\\bmutat(?:ion|ed)\\s+(?:(?:of|in|the|gene)\\s+)*TP53\\b') },
  { codes: ['DEL_17P', 'MONO_17'], pattern: words('\\bmonosom(?:ia|y)\\s+(?:(?:del|of|cromosoma|chromosome)\\s+)*17\\b', '(?<![\\w)])-17\\b') },
  { codes: ['DEL_17P'], pattern: words(lossOf(17, 'p', '1[1-3]'), `\\b${LOSS}${OF}\\s*(?:TP53|p53)\\b`, `\\b(?:TP53|17p(?:13)?)\\s+${LOSS}\\b`, `\\b(?:TP53|17p(?:13)?)\\s+(?:delet[oai]|deleted)\\b`) },
  { codes: ['DEL_1P32'], pattern: words(lossOf(1, 'p', '32'), `\\b1p(?:32)?\\s+${LOSS}\\b`, `\\b${LOSS}${OF}\\s*(?:CDKN2C|FAF1)\\b`) },
  { codes: ['DEL_13Q'], pattern: words(lossOf(13, 'q', '14'), '\\bmonosom(?:ia|y)\\s+(?:(?:del|of|cromosoma|chromosome)\\s+)*13\\b', `\\b${LOSS}${OF}\\s*\\(?13\\)?(?![\\d;,])`, `\\b13q(?:14)?\\s+${LOSS}\\b`, `\\b${LOSS}${OF}\\s*RB1\\b`, '(?<![\\w)])-13\\b') },
  { codes: ['PLUS_1Q_NOS'], pattern: words(`\\b(?:gain|guadagno)\\s*/\\s*(?:amp|amplificazione|amplification)${OF}\\s*${ARM_1Q}`, '(?<![\\w)])\\+\\s*1q(?:21)?\\b', '\\b1q(?:21)?\\s*\\+') },
  { codes: ['AMP_1Q'], pattern: words(`\\bamp(?:lificazione|lification)?${OF}\\s*${ARM_1Q}`, '\\b1q(?:21)?\\s+(?:amp|amplificazione|amplification|amplificat[oa]|amplified)\\b', `\\bamp(?:lificazione|lification)?${OF}\\s*CKS1B\\b`) },
  { codes: ['GAIN_1Q'], pattern: words(`\\b(?:dup|duplicazione|duplication)${OF}\\s*${ARM_1Q}`, '\\b1q(?:21)?\\s+(?:duplicat[oa]|duplicazione|duplication|dup)\\b'), warning: 'copy-number-not-stated' },
  { codes: ['GAIN_1Q'], pattern: words(`\\b(?:gain|guadagno|trisomia|trisomy|acquisizione)${OF}\\s*${ARM_1Q}`, '\\b1q(?:21)?\\s+(?:gain|guadagno|trisomia|trisomy)\\b', `\\b(?:gain|guadagno)${OF}\\s*CKS1B\\b`) },
  { codes: ['HYPERDIPLOID'], pattern: words('\\bi?h?yperdiploid\\w*', '\\biperdiploid\\w*') },
  { codes: ['HYPODIPLOID'], pattern: words('\\bhypodiploid\\w*', '\\bipodiploid\\w*') },
  { codes: ['GAIN_1Q', 'AMP_1Q', 'PLUS_1Q_NOS'], bare: true, pattern: words(`\\b1q(?:2[1-4])?(?:\\.\\d)?\\b`, '\\bCKS1B\\b') },
  { codes: ['DEL_17P'], bare: true, pattern: words('\\b17p(?:13)?(?:\\.\\d)?\\b', '\\bTP53\\b') },
  { codes: ['DEL_1P32'], bare: true, pattern: words('\\b1p(?:32)?(?:\\.\\d)?\\b', '\\bCDKN2C\\b') },
  { codes: ['DEL_13Q'], bare: true, pattern: words('\\b13q(?:14)?(?:\\.\\d)?\\b', '\\bRB1\\b') },
  { codes: ['IGH_R_NOS'], bare: true, pattern: words('\\bIGH\\b') },
]; // biome-ignore format: a table

export type Call = 'present' | 'absent' | 'failed' | 'notTested';

/** `ahead`: the words speak of what follows ("negativa per …"), else of what stands before them. */
export interface CallWording {
  readonly call: Call;
  readonly pattern: RegExp;
  readonly ahead?: true;
}

export const CALLS: readonly CallWording[] = [
  { call: 'absent', pattern: words('(?:sotto|al\\s+di\\s+sotto|inferiore|below|under|less\\s+than)\\s+(?:(?:il|la|lo|al|alla|del|della|the|di)\\s+|l[’\'])*(?:cut[\\s-]?off|soglia|valore\\s+soglia|limite|threshold)', 'non\\s+significativ[oaie]', 'not\\s+significant') },
  { call: 'failed', pattern: words('dubbi[oae]?(?![A-Za-zÀ-ÿ])', 'incert[oaie]', 'equivoc\\w*', 'doubtful', 'borderline', 'inconclusive') },
  { call: 'notTested', pattern: words('non\\s+(?:\\w+\\s+)?(?:testat|eseguit|ricercat|effettuat|valutat|cercat|analizzat)[oaie]', 'not\\s+(?:tested|done|performed|assessed)', 'n\\.?\\s?d\\.?(?![A-Za-zÀ-ÿ])') },
  { call: 'failed', pattern: words('non\\s+(?:\\w+\\s+)?(?:valutabil[ei]|informativ[oaie]|interpretabil[ei]|conclusiv[oaie]|adeguat[oaie])', 'not\\s+(?:evaluable|assessable|informative|interpretable)', 'non-?evaluable', 'fallit[oaie]', 'failed', 'failure', 'fallimento', 'insufficient[ei]?', 'inadeguat[oaie]', 'inadequate', 'uninformative') },
  { call: 'absent', ahead: true, pattern: words('negativ[oaie]\\s+(?:per|alla|al|a)\\b', 'negative\\s+for\\b', 'assenza\\s+d[ie]\\w*', 'absence\\s+of', 'no\\s+evidence\\s+of', 'nessun[ao]?\\s+evidenza\\s+d[ie]\\w*', 'non\\s+(?:si\\s+)?(?:evidenzia|rileva|osserva|riscontra|documenta)(?:no)?(?:\\s+la\\s+presenza\\s+di)?', 'senza', 'without', '\\bno\\b', 'esclus[oaie](?=\\s+(?:la|il|le|i)\\b)') },
  { call: 'absent', pattern: words('non\\s+(?:\\w+\\s+)?(?:rilevat|presen|evidenziat|riscontrat|documentat|osservat|mutat|riarrangiat|delet|amplificat)\\w*', 'not\\s+(?:detected|present|found|seen|mutated|rearranged|deleted|amplified)', 'negativ[oaie]', 'negative', '\\bneg\\b', 'assent[ei]', 'absent', 'esclus[oaie]', 'excluded', 'nella\\s+norma', '\\bnormal[ei]?\\b', 'wild[\\s-]?type', '\\bwt\\b', 'disomic[oa]') },
  { call: 'present', ahead: true, pattern: words('positiv[oaie]\\s+per\\b', 'positive\\s+for\\b', 'presenza\\s+d[ie]\\w*', 'presence\\s+of', 'evidenza\\s+d[ie]\\w*', 'evidence\\s+of', 'si\\s+(?:evidenzia|rileva|osserva|riscontra|documenta)(?:no)?') },
  { call: 'present', pattern: words('positiv[oaie]', 'positive', '\\bpos\\b', 'present[ei]', 'present', 'rilevat[oaie]', 'detected', 'evidenziat[oaie]', 'riscontrat[oaie]', 'documentat[oaie]', 'found') },
]; // biome-ignore format: a table
