-- The users of a tenant that was given up before it was ever active are not kept.
GRANT DELETE ON users TO flowex_app;
