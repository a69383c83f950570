import { shown } from '@linea/facts';
import { approvableKinds, type ProtocolEntry } from '@linea/registry';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { table } from '../print/table.ts';
import { type ReachOptions, withRegistry } from '../registry/reach.ts';

interface ProtocolOptions extends ReachOptions {
  readonly centre?: string;
  readonly name?: string;
  readonly protocolVersion?: string;
  readonly by?: string;
  readonly on?: string;
}

/** `linea protocol list`, `approve KIND` and `withdraw KIND`: who approved which protocol of a centre. */
export async function protocolCommand(
  action: string,
  kind: string | undefined,
  options: ProtocolOptions,
  context: Context,
): Promise<void> {
  if (action === 'list') return list(options, context);
  if (action !== 'approve' && action !== 'withdraw')
    throw new Refused([{ code: 'option.value', at: 'action', got: shown(action), allowed: 'list, approve, withdraw' }]);
  const entry: ProtocolEntry = {
    kind: kindOf(kind),
    status: action === 'approve' ? 'approved' : 'withdrawn',
    centre: needed(options.centre, '--centre'),
    protocol: needed(options.name, '--name'),
    version: needed(options.protocolVersion, '--protocol-version'),
    by: needed(options.by, '--by'),
    on: needed(options.on, '--on'),
  };
  const { io, say, json } = context;
  const record = await withRegistry(io, options, (reach) => reach.recordProtocol(entry));
  io.out(json ? `${JSON.stringify(record)}\n` : `${say(`cli.protocol.${record.status}`, { ...entry })}\n`);
}

async function list(options: ProtocolOptions, { io, say, json }: Context): Promise<void> {
  const records = await withRegistry(io, options, (reach) => reach.protocols(options.centre));
  if (json) return io.out(`${JSON.stringify(records)}\n`);
  if (records.length === 0) return io.out(`${say('cli.protocol.none')}\n`);
  const heads = ['centre', 'kind', 'status', 'protocol', 'by', 'on'].map((name) => say(`cli.protocol.column.${name}`));
  const rows = records.map(({ centre, kind, status, protocol, version, by, on }) => [
    centre,
    kind,
    say(`cli.protocol.status.${status}`),
    `${protocol} ${version}`,
    by,
    on,
  ]);
  io.out(`${table(heads, rows)}\n`);
}

function kindOf(text: string | undefined): string {
  const kinds = approvableKinds();
  if (text !== undefined && kinds.includes(text)) return text;
  throw new Refused([{ code: 'protocol.kind', at: 'kind', got: shown(text ?? ''), allowed: kinds.join(', ') }]);
}

/** @throws {Refused} not given */
function needed(text: string | undefined, option: string): string {
  if (text !== undefined) return text;
  throw new Refused([{ code: 'option.value', at: option, got: '', allowed: 'text' }]);
}
