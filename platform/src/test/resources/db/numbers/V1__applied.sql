CREATE TABLE applied (place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number bigint NOT NULL);
GRANT SELECT ON applied TO flowex_app;
GRANT SELECT, INSERT ON applied TO flowex_views;
