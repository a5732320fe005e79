CREATE TABLE rows (tenant integer NOT NULL, word text NOT NULL);
CREATE TABLE others (tenant_id integer NOT NULL, word text NOT NULL);
CREATE TABLE everybodys (word text NOT NULL);
INSERT INTO rows VALUES (1, 'one'), (2, 'two');
INSERT INTO others VALUES (1, 'one'), (2, 'two');
INSERT INTO everybodys VALUES ('all');
GRANT SELECT, INSERT, UPDATE, DELETE ON rows, others TO flowex_app;
GRANT SELECT ON everybodys TO flowex_app;
GRANT SELECT, INSERT ON rows TO flowex_views;
