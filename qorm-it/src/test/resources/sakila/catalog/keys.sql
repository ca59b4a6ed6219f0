select c.constraint_type || ' ' || c.table_name
    || '(' || string_agg(k.column_name, ',' order by k.ordinal_position) || ')=' || c.constraint_name
from information_schema.table_constraints c
join information_schema.key_column_usage k
    on k.constraint_schema = c.constraint_schema and k.constraint_name = c.constraint_name
where lower(c.table_schema) = 'public' and lower(c.table_name) not like 'qorm%'
group by c.constraint_type, c.table_name, c.constraint_name
