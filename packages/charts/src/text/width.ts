// biome-ignore format: advance widths of U+0020 to U+007E, thousandths of the font size
const REGULAR = [200,289,426,497,497,824,609,249,303,303,418,497,249,311,249,350,497,497,497,497,497,497,497,497,497,497,249,249,497,497,497,425,847,543,588,571,615,527,494,617,652,263,479,579,486,727,647,664,566,664,569,534,536,645,515,786,513,476,539,303,350,303,497,500,542,504,553,456,555,496,292,504,544,246,247,495,255,829,547,542,555,555,347,419,338,544,467,719,446,467,425,303,241,303,497];
// biome-ignore format: the same of the semibold
const SEMIBOLD = [200,315,482,513,513,841,639,275,324,324,438,513,275,322,275,344,513,513,513,513,513,513,513,513,513,513,275,275,513,513,513,444,875,558,597,576,625,538,510,628,663,282,494,597,502,745,657,674,582,674,592,545,546,655,536,800,541,501,540,324,344,324,513,500,549,516,563,462,564,507,317,520,558,262,263,522,271,843,560,549,564,564,373,431,361,556,495,748,481,495,443,324,255,324,513];

const OTHERS: Readonly<Record<string, number>> = {
  '…': 948,
  '→': 619,
  '·': 249,
  '’': 249,
  '–': 480,
  '⁻': 367,
  '⁴': 367,
};

export type Weight = 400 | 600;

/** Room for other fonts, in files that bring none: Arial is wider by a tenth, DejaVu by a fifth. */
export const AIR = 1.22;
/** The same for a title: DejaVu has no semibold, and its bold is wider by a third. */
export const TITLE_AIR = 1.34;

/**
 * Width of a text as drawn, in the units of `size`.
 *
 * A chart is laid out before it is drawn, and the same on a page and in a file, where nothing measures text.
 * Letters with an accent are as wide as the letter. Other fonts differ by some percent: layouts keep that much air.
 *
 * @source advance widths of Source Sans 3, version 3.052 (SIL Open Font License 1.1)
 */
export function textWidth(text: string, size: number, weight: Weight = 400): number {
  const table = weight === 600 ? SEMIBOLD : REGULAR;
  let thousandths = 0;
  for (const letter of text.normalize('NFD')) {
    const code = letter.codePointAt(0) as number;
    if (code >= 0x300 && code <= 0x36f) continue;
    thousandths += table[code - 32] ?? OTHERS[letter] ?? 540;
  }
  return (thousandths / 1000) * size;
}

/** The first of several wordings, from long to short, that is no wider than `room`; undefined when none is. */
export const fitting = (
  wordings: readonly string[],
  room: number,
  size: number,
  weight: Weight = 400,
): string | undefined => wordings.find((text) => textWidth(text, size, weight) <= room);

/** A text as it is where it fits, else cut, with a mark that it is. */
export function shortened(text: string, room: number, size: number, weight: Weight = 400): string {
  const cuts = Array.from({ length: text.length }, (_, k) => `${text.slice(0, text.length - 1 - k)}…`);
  return fitting([text, ...cuts], room, size, weight) ?? '…';
}

/** A text broken at spaces into lines no wider than `room`; a single longer word keeps its own line. */
export function wrapText(text: string, room: number, size: number, weight: Weight = 400): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size, weight) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
