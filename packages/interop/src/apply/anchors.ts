import { item } from '@linea/facts';
import type { MappingFile } from '../mapping/schema.ts';

/** A fact of a patient from which days are counted. */
export interface Anchor {
  readonly name: string;
  readonly code: string;
  readonly event: string;
  /** EDTF: its day is not known, but lies in here. */
  readonly between?: string;
}

export type Anchors = ReadonlyMap<string, Anchor>;

/** The anchors of a mapping. The event is the first of its kind unless named. */
export const anchorsOf = ({ anchors = {} }: MappingFile): Anchors =>
  new Map(
    Object.entries(anchors).map(([name, { code, event = '1', between }]): [string, Anchor] => [
      name,
      { name, code, event: `${item(code).event}:${event}`, ...(between === undefined ? {} : { between }) },
    ]),
  );

/** The id of an anchor: other facts name it before it is read. */
export const anchorId = (patient: string, { event, code }: Anchor): string => `${patient}/${event}/${code}`;
