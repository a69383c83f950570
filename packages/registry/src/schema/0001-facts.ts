/**
 * Facts and the patients they are of.
 *
 * Keys compare byte by byte (`collate "C"`), so that both databases sort alike whatever the locale of the server. Every unique
 * index of `fact` begins with the patient: the table can be partitioned by hash or distributed by patient as it is.
 * Who may see a row is decided by `app.centres`, set per transaction: `*`, or an array of centres; unset, nobody sees anything.
 */
export const facts = {
  number: 1,
  name: 'facts',
  sql: `
do $$ begin
  if not exists (select from pg_roles where rolname = 'app') then create role app nologin; end if;
  if not pg_has_role(current_user, 'app', 'member') then execute format('grant app to %I', current_user); end if;
exception when duplicate_object or unique_violation then null;
end $$;

create table linea.patient (
  patient text collate "C" primary key,
  centre text collate "C" not null,
  synthetic boolean not null,
  facts integer not null default 0
);

create table linea.fact (
  patient text collate "C" not null,
  id text collate "C" not null,
  centre text collate "C" not null,
  code text collate "C" not null,
  event text collate "C" not null,
  episode text,
  first_day date,
  last_day date,
  precision text not null,
  known timestamptz not null,
  known_assumed boolean not null,
  recorded timestamptz not null,
  recorded_by text not null,
  stated boolean not null,
  number double precision,
  unit text,
  coded text,
  absent text,
  source text not null,
  supersedes text collate "C",
  kind text,
  because text,
  more json,
  primary key (patient, id)
);
create unique index fact_one_successor on linea.fact (patient, supersedes) where supersedes is not null;
create index fact_indication on linea.fact (patient) where code = 'reg.indication';

create function linea.sees_all() returns boolean language sql stable
  as $$ select coalesce(current_setting('app.centres', true) = '*', false) $$;
create function linea.centres() returns text[] language sql stable
  as $$ select case when current_setting('app.centres', true) like '{%' then current_setting('app.centres', true)::text[] else '{}' end $$;

alter table linea.patient enable row level security;
alter table linea.fact enable row level security;
create policy by_centre on linea.patient to app
  using ((select linea.sees_all()) or centre = any ((select linea.centres())::text[]));
create policy by_centre on linea.fact to app
  using ((select linea.sees_all()) or centre = any ((select linea.centres())::text[]));

create function linea.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'facts are append-only: a correction is a new fact' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on linea.fact
  for each statement execute function linea.refuse_change();

create function linea.check_added() returns trigger language plpgsql as $$
begin
  if exists (
    select from (select distinct patient, centre from added) a left join linea.patient p using (patient, centre)
    where p.patient is null or not (linea.sees_all() or a.centre = any (linea.centres()))
  ) then
    raise exception 'a fact of a centre or of a patient that this user may not write' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger of_own_centres after insert on linea.fact
  referencing new table as added for each statement execute function linea.check_added();

grant usage on schema linea to app;
grant select, insert on linea.fact to app;
grant select, insert, update (facts) on linea.patient to app;
`,
} as const;
