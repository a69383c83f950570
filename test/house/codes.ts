import { isGenerated, isTest, literalText, nodes, place, type SourceFile, syntaxTree } from './source.ts';

/** Criteria whose id begins like a dictionary code (toxicity: Interfaces). All others have a prefix of their own. */
const CRITERIA = new Set([
  'crs.astct2019',
  'crs.astct2019.observation',
  'crs.astct2019.course',
  'icans.astct2019',
  'icans.astct2019.observation',
  'icans.astct2019.course',
  'icaht.early',
  'icaht.late',
  'icaht.ehaEbmt2023',
  'iechs.astct2023',
]);

const FILE_NAME = /\.(json|jsonl|csv|tsv|ts|tsx|js|mjs|md|html|svg|png|pdf|ya?ml|xlsx|xml|txt)$/;

/**
 * Every text in the code that looks like a dictionary code is one: a misspelt code would otherwise be a fact that is never found.
 *
 * @param codes  the codes of the data dictionary, `lab.b2m`
 * @param otherKeys  keys that may look alike: those of the messages
 */
export function checkCodes(
  files: readonly SourceFile[],
  codes: ReadonlySet<string>,
  otherKeys: ReadonlySet<string>,
): string[] {
  const prefixes = new Set([...codes].map((code) => code.split('.')[0]));
  const isMisspelt = (text: string): boolean =>
    /^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$/.test(text) &&
    prefixes.has(text.split('.')[0]) &&
    !codes.has(text) &&
    !otherKeys.has(text) &&
    !CRITERIA.has(text) &&
    !FILE_NAME.test(text);
  return files
    .filter((file) => !isTest(file) && !isGenerated(file))
    .flatMap((file) =>
      [...nodes(syntaxTree(file))].flatMap((node) => {
        const text = node.type === 'TSLiteralType' ? undefined : literalText(node);
        return text !== undefined && isMisspelt(text) ? [`${place(file, node)} ${text} is not in the dictionary`] : [];
      }),
    );
}
