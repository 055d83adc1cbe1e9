import { sql, type Kysely, type Migration, type MigrationProvider } from 'kysely';

export type Engine = 'sqlite' | 'postgres';

/** What no command may touch once it is written; the outcome columns move with the state. */
const journalFixed = [
  'id',
  'tenant_id',
  'at',
  'actor_id',
  'actor_name',
  'action',
  'plan_id',
  'plan_name',
  'ranges',
  'marks',
  'reason',
  'request',
  'task_n',
  'conversion_id',
  'gateway_id',
];

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/**
 * The ids must sort the same everywhere, hence COLLATE "C": a PostgreSQL's own collation may put letters before digits.
 */
function tables(engine: Engine): string[] {
  const id = engine === 'postgres' ? 'text collate "C"' : 'text';
  return [
    `create table journal (
      id ${id} primary key, tenant_id text not null, at text not null, actor_id text not null, actor_name text not null,
      action text not null, plan_id text, plan_name text, ranges text, marks text, reason text, request text not null,
      state text not null check (state in ('sending', 'done', 'refused', 'unknown')),
      dag_name text, problem text, trace_id text, ended_at text, backfill_id text, task_n integer, conversion_id text,
      gateway_id text not null, settled_by_id text, settled_by_name text)`,
    'create index journal_newest on journal (tenant_id, id)',
    'create index journal_of_plan on journal (tenant_id, plan_id, id)',
    `create index journal_open on journal (state) where state in ('sending', 'unknown')`,
    `create table backfill (
      id ${id} primary key, tenant_id text not null, plan_id text, plan_name text, granularity text, note text not null,
      lot_days integer not null, created_by_id text not null, created_by_name text not null, created_at text not null,
      retry_of text, tracked_dag text, state text not null, settled integer not null, sender text, counts_as_of text)`,
    'create index backfill_newest on backfill (tenant_id, id)',
    'create index backfill_of_plan on backfill (tenant_id, plan_id, id)',
    'create unique index backfill_tracked on backfill (tenant_id, tracked_dag) where tracked_dag is not null',
    'create index backfill_sender on backfill (sender) where sender is not null',
    `create table task (
      tenant_id text not null, backfill_id ${id} not null references backfill (id) on delete cascade, n integer not null,
      range_start text not null, range_end text not null, state text not null,
      dag_name text, problem text, trace_id text, journal_id text, counts text, counts_final integer not null,
      primary key (backfill_id, n))`,
    'create index task_dag on task (tenant_id, dag_name) where dag_name is not null',
    'create index task_journal on task (journal_id) where journal_id is not null',
    `create table conversion (
      id ${id} primary key, tenant_id text not null, plan_id text not null, plan_name text, state text not null,
      reason text not null, scheduler text not null, planned_date text,
      requested_by_id text not null, requested_by_name text not null, requested_at text not null,
      definition text not null, definition_hash text not null, dossier text not null,
      decided_by_id text, decided_by_name text, decided_at text, decision_reason text,
      journal_id text, problem text, trace_id text)`,
    'create index conversion_newest on conversion (tenant_id, id)',
    `create unique index conversion_open on conversion (tenant_id, plan_id)
      where state in ('requested', 'approved', 'converting')`,
    'create index conversion_journal on conversion (journal_id) where journal_id is not null',
    `create table command_key (
      tenant_id text not null, key text not null, fingerprint text not null, created_at text not null,
      gateway_id text not null, subject text, status integer, answer text,
      primary key (tenant_id, key))`,
  ];
}

/** A journal row moves one way, sending -> done/refused/unknown and unknown -> done/refused, and never goes away. */
function journalGuard(engine: Engine): string[] {
  const distinct = engine === 'postgres' ? 'is distinct from' : 'is not';
  const moved = `(old.state = 'sending' and new.state in ('done', 'refused', 'unknown'))
    or (old.state = 'unknown' and new.state in ('done', 'refused'))`;
  const touched = journalFixed.map((column) => `new.${column} ${distinct} old.${column}`).join(' or ');
  if (engine === 'sqlite') {
    return [
      `create trigger journal_one_way before update on journal when not (${moved}) or ${touched}
        begin select raise(abort, 'a journal row is not edited'); end`,
      `create trigger journal_stays before delete on journal
        begin select raise(abort, 'a journal row is not deleted'); end`,
    ];
  }
  return [
    `create function journal_guard() returns trigger language plpgsql as $guard$
      begin
        if tg_op <> 'UPDATE' then raise exception 'a journal row is not deleted'; end if;
        if not (${moved}) or ${touched} then raise exception 'a journal row is not edited'; end if;
        return new;
      end $guard$`,
    'create trigger journal_one_way before update or delete on journal for each row execute function journal_guard()',
    'create trigger journal_stays before truncate on journal for each statement execute function journal_guard()',
  ];
}

/** In the order of their names; one that has been released is never changed, a new one is added. */
export function migrationsFor(engine: Engine): MigrationProvider {
  const migrations: Record<string, Migration> = {
    '001-journal-backfills-conversions': {
      up: async (db: Kysely<unknown>) => run(db, [...tables(engine), ...journalGuard(engine)]),
    },
    '002-conversion-cutover': {
      up: async (db: Kysely<unknown>) => run(db, ['alter table conversion add column cutover text']),
    },
    '003-learned': {
      up: async (db: Kysely<unknown>) =>
        run(db, [
          `create table learned (
            tenant_id text not null, fingerprint text not null, content text not null, saved_at text not null,
            primary key (tenant_id, fingerprint))`,
        ]),
    },
    '004-causes': {
      up: async (db: Kysely<unknown>) =>
        run(
          db,
          ['journal', 'task', 'conversion'].flatMap((table) =>
            ['code', 'detail'].map((part) => `alter table ${table} add column cause_${part} text`),
          ),
        ),
    },
  };
  return { getMigrations: async () => migrations };
}
