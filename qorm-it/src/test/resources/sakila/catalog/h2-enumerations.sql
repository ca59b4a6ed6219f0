select c.table_name || '.' || c.column_name || '='
    || string_agg(v.value_name, ',' order by v.value_ordinal)
from information_schema.columns c
join information_schema.enum_values v
    on v.object_schema = c.table_schema and v.object_name = c.table_name and v.enum_identifier = c.dtd_identifier
where c.table_schema = 'PUBLIC'
group by c.table_name, c.column_name
