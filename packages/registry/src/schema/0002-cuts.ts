/**
 * Data cuts: a name for what was recorded by an instant, with the hash of its facts. Append-only, and seen only with the same eyes:
 * the facts of a cut are those of the centres of whoever made it.
 */
export const cuts = {
  number: 2,
  name: 'cuts',
  sql: `
create table linea.cut (
  name text collate "C" not null,
  centres text collate "C" not null,
  recorded text not null,
  made_by text not null,
  patients integer not null,
  facts integer not null,
  synthetic boolean not null,
  sha256 text not null,
  primary key (centres, name)
);
alter table linea.cut enable row level security;
create policy own_eyes on linea.cut to app
  using (centres = (select current_setting('app.centres', true)))
  with check (centres = (select current_setting('app.centres', true)));
create trigger append_only before update or delete or truncate on linea.cut
  for each statement execute function linea.refuse_change();
grant select, insert on linea.cut to app;
`,
} as const;
