-- When somebody last changed how they get in: money that leaves soon after is looked at more closely. Nobody knows of the time before.
ALTER TABLE users ADD COLUMN password_changed_at timestamptz, ADD COLUMN factors_changed_at timestamptz;
ALTER TABLE known_devices ADD COLUMN first_seen_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE known_devices ALTER COLUMN first_seen_at SET DEFAULT now();
