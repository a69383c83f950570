/**
 * What was worked out of patients' facts and would be worked out again at the next start. Nothing in it is true by itself: a row
 * says of which facts, day and program it came, is used only while all of them are the same, and may be deleted at any time.
 */
export const derived = {
  number: 4,
  name: 'derived',
  sql: `
create table linea.derived (
  patient text collate "C" not null,
  kind text collate "C" not null,
  centre text collate "C" not null,
  facts integer not null,
  state text not null,
  content text not null,
  sha256 text not null,
  primary key (patient, kind)
);
alter table linea.derived enable row level security;
create policy by_centre on linea.derived to app
  using ((select linea.sees_all()) or centre = any ((select linea.centres())::text[]));
grant select, insert, update, delete on linea.derived to app;
`,
} as const;
