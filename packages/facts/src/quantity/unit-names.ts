/** Rewrites, in this order, that turn what people write into UCUM spelling. */
export const SPELLINGS: readonly (readonly [RegExp, string | ((...parts: string[]) => string)])[] = [
  [/\s+/g, ''],
  [/[µμ]/g, 'u'],
  [/mcg/gi, 'ug'],
  [/10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, digits = '') => `10*${[...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).join('')}`],
  [/²/g, '2'],
  [/³/g, '3'],
  [/^[×x*](?=10)/gi, ''],
  [/10(?:\^|e|\*\*)(-?\d+)/gi, '10*$1'],
  [/^(?:cells?|cellule|cell\.)\//i, '/'],
  [/\/(?:mmc|mm3|mm\^3|cmm)$/i, '/uL'],
  [/\/24(?:h|hr|hrs|hours|ore)$/i, '/(24.h)'],
  [/\/(?:die|day|giorno)$/i, '/d'],
  [/m\^2/gi, 'm2'],
];

/** Units whose usual name is no UCUM, by lower-cased text after the rewrites. Italian names beside the English. */
// biome-ignore format: a table
export const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'gr/dl': 'g/dL', 'g%': 'g/dL', 'mg%': 'mg/dL', 'g/100ml': 'g/dL', 'mg/100ml': 'mg/dL',
    'k/ul': '10*3/uL', '/nl': '10*9/L', 't/l': '10*12/L', 'm/ul': '10*6/uL',
    'iu/l': 'U/L', 'ui/l': 'U/L', 'iu/ml': '[IU]/mL', 'ui/ml': '[IU]/mL', '/hpf': '/[HPF]',
    'ml/min/1.73m2': 'mL/min/{1.73_m2}', 'ml/min/1,73m2': 'mL/min/{1.73_m2}',
    c: 'Cel', '°c': 'Cel', degc: 'Cel', celsius: 'Cel', f: '[degF]', '°f': '[degF]', degf: '[degF]', fahrenheit: '[degF]', lb: '[lb_av]', lbs: '[lb_av]', mmhg: 'mm[Hg]',
    percent: '%', 'percento': '%', fraction: '1', frazione: '1', 'copie/ug': '{copies}/ug',
    bpm: '/min', 'battiti/min': '/min', 'atti/min': '/min', sec: 's', ore: 'h', hours: 'h', hour: 'h', gg: 'd', giorni: 'd', days: 'd', day: 'd',
    weeks: 'wk', settimane: 'wk', months: 'mo', mesi: 'mo', y: 'a', yr: 'a', years: 'a', anni: 'a',
  }),
);
