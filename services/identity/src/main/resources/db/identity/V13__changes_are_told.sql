-- Whoever follows the outbox hears what happened to users, keys and requests for roles; never an address, a name or a secret.
CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON users FOR EACH ROW EXECUTE FUNCTION outbox.tell(
    'users', 'tenant_id', 'id', 'id', 'status', 'roles', 'account_opened', 'email_verified_at', 'totp_confirmed', 'email_codes');
CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON api_keys FOR EACH ROW EXECUTE FUNCTION outbox.tell(
    'api_keys', 'tenant_id', 'id', 'id', 'user_id', 'status', 'permissions');
CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON role_requests FOR EACH ROW EXECUTE FUNCTION outbox.tell(
    'role_requests', 'tenant_id', 'id', 'id', 'user_id', 'role', 'status');
