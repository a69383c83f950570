import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** JSON with the members of every object in alphabetical order: the same content has the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, own]) => own !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => `${JSON.stringify(key)}:${canonical(own)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of the content, hexadecimal: the same whatever the order of members and the white space of the file. */
export const contentHash = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonical(value))));
