/**
 * Who approved which protocol of a centre, and when. Rows are only ever added: the last one of a centre and a kind holds, and
 * a withdrawal is a row too.
 */
export const protocols = {
  number: 3,
  name: 'protocols',
  sql: `
create table linea.protocol (
  id bigint generated always as identity primary key,
  centre text collate "C" not null,
  kind text not null,
  status text not null,
  protocol text not null,
  version text not null,
  approved_by text not null,
  approved_on date not null,
  recorded timestamptz not null,
  recorded_by text not null
);
create index protocol_of_centre on linea.protocol (centre, kind, id);

alter table linea.protocol enable row level security;
create policy by_centre on linea.protocol to app
  using ((select linea.sees_all()) or centre = any ((select linea.centres())::text[]));

create trigger append_only before update or delete or truncate on linea.protocol
  for each statement execute function linea.refuse_change();

grant select, insert on linea.protocol to app;
`,
} as const;
