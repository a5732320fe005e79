-- What the health of processes was; nobody needs it to serve.
DROP TABLE health_changes;
