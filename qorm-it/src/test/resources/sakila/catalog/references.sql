select k.table_name || '(' || string_agg(k.column_name, ',' order by k.ordinal_position) || ')='
    || u.table_name || '(' || string_agg(u.column_name, ',' order by k.ordinal_position) || ')'
    || '|' || r.delete_rule || '|' || r.update_rule
from information_schema.referential_constraints r
join information_schema.key_column_usage k
    on k.constraint_schema = r.constraint_schema and k.constraint_name = r.constraint_name
join information_schema.key_column_usage u
    on u.constraint_schema = r.unique_constraint_schema and u.constraint_name = r.unique_constraint_name
    and u.ordinal_position = k.position_in_unique_constraint
where lower(k.table_schema) = 'public'
group by k.table_name, r.constraint_name, u.table_name, r.delete_rule, r.update_rule
