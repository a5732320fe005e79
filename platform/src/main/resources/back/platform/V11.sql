-- What it holds is written every second.
DROP TABLE view_reports;
