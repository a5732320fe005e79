-- API key that requested a payment: its right is asked again before the money goes. NULL in a session, and for requests that a version
-- before this one took; by_key says of those that a key requested them.
ALTER TABLE withdrawals ADD COLUMN api_key text;
