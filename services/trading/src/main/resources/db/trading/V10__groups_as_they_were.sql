-- Each change of an account's self-trade prevention group: the number of its event, the group, and so on. Rows of before this
-- version know the last group alone.
ALTER TABLE account_switches ADD COLUMN group_changes bigint[] NOT NULL DEFAULT '{}';
UPDATE account_switches SET group_changes = ARRAY[0, prevention_group] WHERE prevention_group <> 0;
