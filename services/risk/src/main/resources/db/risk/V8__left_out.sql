-- How many events somebody decided to leave out, because nobody has them any more.
ALTER TABLE surveillance_progress ADD COLUMN left_out bigint NOT NULL DEFAULT 0;
