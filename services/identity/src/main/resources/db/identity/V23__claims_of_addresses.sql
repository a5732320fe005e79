-- Name and password of a registration whose address was not confirmed; the link that was mailed for it sets them.
ALTER TABLE one_time_tokens
    ADD COLUMN claimed_hash text,
    ADD COLUMN claimed_first_name text,
    ADD COLUMN claimed_last_name text,
    ADD CONSTRAINT one_time_tokens_claim CHECK (
        (claimed_hash IS NULL) = (claimed_first_name IS NULL)
        AND (claimed_hash IS NULL) = (claimed_last_name IS NULL)
        AND (claimed_hash IS NULL OR purpose = 'verify_email'));
