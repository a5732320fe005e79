-- Data sets may have recorded orders, whose times count from the midnight of a day that the file does not name.
ALTER TABLE datasets ADD COLUMN day date; -- null of files whose times have a day
