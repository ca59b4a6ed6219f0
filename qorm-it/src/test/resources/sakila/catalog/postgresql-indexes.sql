select t.relname || '(' || string_agg(a.attname, ',' order by k.position) || ')=' || i.relname
from pg_index x
join pg_class t on t.oid = x.indrelid
join pg_class i on i.oid = x.indexrelid
cross join lateral unnest(x.indkey) with ordinality as k(number, position)
join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number
where t.relnamespace = 'public'::regnamespace and t.relname not like 'qorm%'
    and not exists (select from pg_constraint c where c.conindid = i.oid and c.contype in ('p', 'u'))
group by t.relname, i.relname
