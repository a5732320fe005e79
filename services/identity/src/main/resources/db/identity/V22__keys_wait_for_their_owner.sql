-- False: made before the owner's password was reset, and not confirmed since. Such a key signs nothing.
ALTER TABLE api_keys ADD COLUMN confirmed boolean NOT NULL DEFAULT true;
