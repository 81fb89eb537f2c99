import type pg from "pg";

/**
 * Each PostgreSQL cluster counts its transactions from the beginning. What the audit log of a database that was moved into
 * another one says of transactions to come would be mixed up with them: undo would take back something else. So they get
 * numbers below zero, which no transaction has; which changes belong together, and which undid which, stays.
 */
export async function partMovedTransactions(client: pg.Client): Promise<void> {
  await client.query(`
    do $$
    declare
      v_by bigint;
    begin
      -- Whatever is seen here ended before this snapshot, if it happened in this cluster.
      if not exists (
        select from app_public.changes c where c.transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint) then
        return;
      end if;
      lock table app_public.changes, app_public.imports, app_public.notifications in share row exclusive mode;
      v_by := 1 + (select max(c.transaction_id) from app_public.changes c);
      update app_public.changes c set transaction_id = c.transaction_id - v_by, undoes = c.undoes - v_by;
      update app_public.imports i set transaction_id = i.transaction_id - v_by where i.transaction_id is not null;
      update app_public.notifications n set transaction_id = n.transaction_id - v_by;
    end
    $$`);
}
