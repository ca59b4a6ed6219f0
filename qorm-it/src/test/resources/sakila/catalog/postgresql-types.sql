select typname from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
