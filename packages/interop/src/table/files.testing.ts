import type { ImportFile } from './table.ts';

/** A file in memory that comes in small pieces, so that characters and quotes are cut at any place. */
export const fileOf = (name: string, content: string | Uint8Array, step = 7): ImportFile => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    name,
    open: async function* () {
      for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
    },
  };
};
