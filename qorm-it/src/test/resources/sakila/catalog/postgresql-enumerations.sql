select c.table_name || '.' || c.column_name || '='
    || string_agg(e.enumlabel, ',' order by e.enumsortorder)
from information_schema.columns c
join pg_type y on y.typname = c.udt_name
join pg_enum e on e.enumtypid = y.oid
where c.table_schema = 'public'
group by c.table_name, c.column_name
