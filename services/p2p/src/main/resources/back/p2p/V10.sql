-- Uploads under way are lost; their files can be sent again.
DROP TABLE p2p.statement_parts;
