import { type Approval, PROTOCOL_KINDS, type ProtocolKind } from '@linea/criteria/bedside';
import { fromIso, type Instant, type Issue, item, nameIssue, shown } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import { type Access, inSession, type Session } from '../database/session.ts';
import { instantOf } from '../facts/row.ts';
import { isNobody } from './read.ts';

/** The sheets whose layout a centre may confirm: the answers of `sheet.kind`. */
const sheetKinds = (): readonly string[] => (item('sheet.kind').values ?? []).map(({ code }) => code);

/** What a centre may approve: a protocol of the ward, or the layout of a sheet held against the real form. */
export const approvableKinds = (): readonly string[] => [...PROTOCOL_KINDS, ...sheetKinds()];

/** A centre's protocol, or the layout of a sheet, as it is recorded: approved, or no longer. */
export interface ProtocolEntry extends Omit<Approval, 'kind'> {
  readonly kind: string;
  readonly centre: string;
  readonly status: 'approved' | 'withdrawn';
}

/** With the instant and the user that recorded it. */
export interface ProtocolRecord extends ProtocolEntry {
  readonly recorded: Instant;
  readonly recordedBy: string;
}

export type Recorded =
  | { readonly ok: true; readonly record: ProtocolRecord }
  | { readonly ok: false; readonly issues: readonly Issue[] };

interface Row {
  readonly centre: string;
  readonly kind: string;
  readonly status: string;
  readonly protocol: string;
  readonly version: string;
  readonly approved_by: string;
  readonly approved_on: string;
  readonly recorded: string;
  readonly recorded_by: string;
}

/** Everything that was recorded of protocols, of one centre or of all that the user sees, in the order in which it was. */
export async function protocolsIn({ client }: Session, centre?: string): Promise<readonly ProtocolRecord[]> {
  if (centre !== undefined && isNobody(centre)) return [];
  const where = centre === undefined ? '' : 'where centre = $1';
  const { rows } = await client.query<Row>(
    `select centre, kind, status, protocol, version, approved_by, approved_on, recorded, recorded_by from linea.protocol ${where} order by id`,
    centre === undefined ? [] : [centre],
  );
  return rows.map((row) => ({
    centre: row.centre,
    kind: row.kind,
    status: row.status as ProtocolRecord['status'],
    protocol: row.protocol,
    version: row.version,
    by: row.approved_by,
    on: row.approved_on,
    recorded: instantOf(row.recorded),
    recordedBy: row.recorded_by,
  }));
}

/** Of each kind the last entry of a centre, unless that withdraws it. */
function inForce(records: readonly ProtocolRecord[]): readonly ProtocolRecord[] {
  const last = new Map(records.map((record) => [JSON.stringify([record.centre, record.kind]), record]));
  return [...last.values()].filter(({ status }) => status === 'approved');
}

const isProtocol = (kind: string): kind is ProtocolKind => (PROTOCOL_KINDS as readonly string[]).includes(kind);

/** The approvals of protocols that hold. @param records  of one centre */
export const approvalsIn = (records: readonly ProtocolRecord[]): readonly Approval[] =>
  inForce(records).flatMap(({ kind, protocol, version, by, on }) =>
    isProtocol(kind) ? [{ kind, protocol, version, by, on }] : [],
  );

/** The layouts of sheets that are confirmed: which version, by whom, when. @param records  of one centre */
export const confirmationsIn = (
  records: readonly ProtocolRecord[],
): readonly Pick<ProtocolRecord, 'kind' | 'version' | 'by' | 'on'>[] =>
  inForce(records).flatMap(({ kind, version, by, on }) => (isProtocol(kind) ? [] : [{ kind, version, by, on }]));

/** Records who approved which protocol of a centre, or that it is withdrawn. Nothing that was recorded is changed. */
export async function recordProtocol(
  pool: Pool,
  access: Access,
  recorded: Instant,
  entry: ProtocolEntry,
): Promise<Recorded> {
  const issues = entryIssues(entry, access, recorded);
  if (issues.length > 0) return { ok: false, issues };
  const { centre, kind, status, protocol, version, by, on } = entry;
  await inSession(pool, access, ({ client }) =>
    client.query(
      `insert into linea.protocol (centre, kind, status, protocol, version, approved_by, approved_on, recorded, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [centre, kind, status, protocol, version, by, on, recorded, access.user],
    ),
  );
  return { ok: true, record: { ...entry, recorded, recordedBy: access.user } };
}

function entryIssues(entry: ProtocolEntry, { centres }: Access, recorded: Instant): readonly Issue[] {
  const issues: Issue[] = [];
  for (const name of ['centre', 'protocol', 'version', 'by'] as const) {
    const issue = nameIssue(entry[name], name);
    if (issue) issues.push(issue);
  }
  const kinds = approvableKinds();
  if (!kinds.includes(entry.kind))
    issues.push({ code: 'protocol.kind', at: 'kind', got: shown(entry.kind), allowed: kinds.join(', ') });
  const day = /^\d{4}-\d{2}-\d{2}$/.test(entry.on) ? fromIso(entry.on) : Number.NaN;
  if (Number.isNaN(day)) issues.push({ code: 'date.malformed', at: 'on', got: shown(entry.on), allowed: 'YYYY-MM-DD' });
  else if (day > fromIso(recorded.slice(0, 10)) + 1)
    issues.push({ code: 'effective.future', at: 'on', got: entry.on, allowed: `<= ${recorded.slice(0, 10)}` });
  if (centres !== 'all' && !centres.includes(entry.centre))
    issues.push({ code: 'centre.denied', at: 'centre', got: shown(entry.centre), allowed: centres.join(', ') });
  return issues;
}
