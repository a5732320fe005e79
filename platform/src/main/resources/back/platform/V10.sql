-- Nothing is asked of an exchange that does not run.
DROP TABLE operator_asks;
