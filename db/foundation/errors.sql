-- How every rule says no: SQLSTATE RM + HTTP status, the rule's name as the constraint, the field as the column.
create function app_hidden.fail(code text, rule text, message text, hint text default null, field text default null)
returns void language plpgsql immutable as $$
begin
  raise exception using
    errcode = fail.code,
    constraint = fail.rule,
    message = fail.message,
    hint = coalesce(fail.hint, ''),
    column = coalesce(fail.field, '');
end
$$;
comment on function app_hidden.fail is
  'Raises an error for people. code: RM400 bad input, RM401 not signed in, RM403 forbidden, RM404 not found, RM409 conflict, RM429 too many. rule: the name of the broken rule. hint: the way out. field: the column concerned.';
grant execute on function app_hidden.fail to :MEMBER, :ANONYMOUS, :AUTHENTICATOR, :WORKER;
