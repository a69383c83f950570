/** What a room may import: the values of another room, or its types alone (`import type`). */
type Allowance = 'values' | 'types';

export interface Room {
  readonly mayImport: Readonly<Record<string, Allowance>>;
  /** Touches no clock, no randomness, no file, no network. */
  readonly pure: boolean;
}

const values = (...rooms: string[]): Record<string, Allowance> =>
  Object.fromEntries(rooms.map((room) => [room, 'values']));

const pure = (mayImport: Record<string, Allowance>): Room => ({ mayImport, pure: true });
const worldly = (mayImport: Record<string, Allowance>): Room => ({ mayImport, pure: false });

/** Types of survival and explain are the input of a chart; it computes nothing itself. */
const chartInput: Record<string, Allowance> = { survival: 'types', explain: 'types' };

const libraries = ['facts', 'criteria', 'therapies', 'survival', 'explain', 'cohort', 'prediction', 'charts', 'briefs'];
const everything = values(...libraries, 'interop', 'registry');

/** The table "Rooms and arrows" of ARCHITECTURE.md, rooms that are still to come included. Nothing points up. */
export const ROOMS: Readonly<Record<string, Room>> = {
  'packages/facts': pure({}),
  'packages/criteria': pure(values('facts')),
  'packages/therapies': pure(values('facts', 'criteria')),
  'packages/survival': pure({}),
  'packages/explain': pure(values('survival')),
  'packages/cohort': pure(values('facts', 'criteria', 'therapies', 'survival')),
  'packages/prediction': pure(values('facts', 'criteria', 'therapies', 'survival', 'explain', 'cohort')),
  'packages/charts': pure(chartInput),
  'packages/briefs': pure(values(...libraries.filter((room) => room !== 'briefs'))),
  'packages/interop': worldly(values('facts')),
  'packages/registry': worldly(values('facts', 'criteria', 'therapies', 'interop', 'cohort')),
  'apps/server': worldly(everything),
  'apps/web': worldly(everything),
  'apps/cli': worldly({ ...everything, server: 'values' }),
};

/** `packages/facts` of `packages/facts/src/when/day.ts`. */
export const roomOf = (path: string): string => path.split('/').slice(0, 2).join('/');

/** `facts` of `packages/facts`: the name in `@linea/facts`. */
export const shortName = (room: string): string => room.slice(room.indexOf('/') + 1);
