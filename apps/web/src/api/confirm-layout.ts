import type { Language } from '../language/language.ts';
import { postJson } from './client.ts';

/** Who held the layout of a sheet against the real form. */
interface LayoutConfirmation {
  readonly centre: string;
  /** The sheet: `ebmt-day0`. */
  readonly kind: string;
  /** What the form is called. */
  readonly protocol: string;
  readonly version: string;
  readonly by: string;
  /** YYYY-MM-DD */
  readonly on: string;
}

/** @throws {Problem} refused */
export const sendConfirmation = (of: LayoutConfirmation, lang: Language): Promise<unknown> =>
  postJson('/api/protocols', { lang }, { ...of, status: 'approved' });
