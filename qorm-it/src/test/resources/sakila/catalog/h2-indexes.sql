select i.table_name || '(' || string_agg(c.column_name, ',' order by c.ordinal_position) || ')=' || i.index_name
from information_schema.indexes i
join information_schema.index_columns c on c.index_schema = i.index_schema and c.index_name = i.index_name
where i.index_schema = 'PUBLIC' and i.table_name not like 'QORM%' and not i.is_generated
    and i.index_name not in
        (select k.index_name from information_schema.table_constraints k where k.index_name is not null
            and k.constraint_type in ('PRIMARY KEY', 'UNIQUE'))
group by i.table_name, i.index_name
