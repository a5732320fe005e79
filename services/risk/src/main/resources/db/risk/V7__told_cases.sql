-- Of which cases administrators were written to: once for each, whoever ends in between.
ALTER TABLE surveillance_progress
    ADD COLUMN told      bigint NOT NULL DEFAULT 0, -- number of the last case that all of them know of
    ADD COLUMN telling   bigint NOT NULL DEFAULT 0, -- of the last one in the letter that goes out; not above told: none does
    ADD COLUMN told_user bigint NOT NULL DEFAULT 0; -- everybody up to this user has that letter
