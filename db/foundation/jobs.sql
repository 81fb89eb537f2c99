-- Queueing a job in the transaction that wants it: it runs when that commits, and not at all when it is undone.
create function app_hidden.add_job(
  task text, payload json default '{}', run_at timestamptz default now(), job_key text default null, max_attempts integer default null
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(add_job.task, add_job.payload, run_at => add_job.run_at, job_key => add_job.job_key, max_attempts => add_job.max_attempts);
end
$$;
comment on function app_hidden.add_job is
  'Queues a task of server/tasks for graphile-worker, whose tables nobody but the owner and the worker may touch. With a job_key, the job of that key that still waits is replaced.';
grant execute on function app_hidden.add_job to :WORKER;
