-- Fee and limits of a tenant; null is that of the installation. Processes of the version before use the installation's.
ALTER TABLE limits
    ADD COLUMN fee_millionths integer CHECK (fee_millionths BETWEEN 0 AND 50000),
    ADD COLUMN taken_per_day    integer CHECK (taken_per_day BETWEEN 1 AND 200),
    ADD COLUMN given_up_per_day integer CHECK (given_up_per_day BETWEEN 1 AND 200);

-- Fee of a sale since its owner posted or changed it; null for a purchase, and for a sale of before.
ALTER TABLE offers ADD COLUMN fee_millionths integer CHECK (fee_millionths BETWEEN 0 AND 50000);
