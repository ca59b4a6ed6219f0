select 'column ' || table_name || '.' || column_name || '=' || is_nullable
    || '|' || coalesce(is_identity, 'NO') || '|' || data_type
    || '|' || coalesce(cast(character_maximum_length as varchar), '')
    || '|' || coalesce(cast(numeric_precision as varchar), '')
    || '|' || coalesce(cast(numeric_scale as varchar), '')
    || '|' || coalesce(cast(datetime_precision as varchar), '')
    || '|' || coalesce(column_default, '')
from information_schema.columns
where lower(table_schema) = 'public' and lower(table_name) not like 'qorm%'
