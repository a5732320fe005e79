-- Whoever follows the outbox hears what comes in and goes out, and what makes that easier; never an address or a memo.
CREATE TRIGGER told AFTER INSERT OR UPDATE ON transactions FOR EACH ROW EXECUTE FUNCTION outbox.tell(
    'chain_transactions', 'tenant_id', 'id', 'id', 'account', 'type', 'asset_id', 'units', 'network', 'status');
CREATE TRIGGER told AFTER INSERT OR DELETE ON allowed_addresses FOR EACH ROW EXECUTE FUNCTION outbox.tell(
    'allowed_addresses', 'tenant_id', 'account', 'account', 'network', 'label', 'active_from');
CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON allow_lists FOR EACH ROW EXECUTE FUNCTION outbox.tell(
    'allow_lists', 'tenant_id', 'account', 'account', 'off_from');
CREATE TRIGGER told AFTER INSERT OR UPDATE ON terms FOR EACH ROW EXECUTE FUNCTION outbox.tell(
    'withdrawal_terms', 'tenant_id', 'asset_id', 'asset_id', 'version', 'stopped');
