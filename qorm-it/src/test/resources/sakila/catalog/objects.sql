select 'table ' || table_name from information_schema.tables
where lower(table_schema) = 'public' and table_type = 'BASE TABLE' and lower(table_name) not like 'qorm%'
union all
select 'view ' || table_name from information_schema.views where lower(table_schema) = 'public'
union all
select 'trigger ' || trigger_name from information_schema.triggers where lower(trigger_schema) = 'public'
union all
select routine_type || ' ' || routine_name from information_schema.routines where lower(routine_schema) = 'public'
union all
select 'sequence ' || sequence_name from information_schema.sequences
where lower(sequence_schema) = 'public'
union all
select 'domain ' || domain_name from information_schema.domains where lower(domain_schema) = 'public'
