package com.flowex.systemtests;

import java.util.Map;

/** Predicates on the tenant whose removal no walk notices, each with the reason for which that is right. */
final class TenantPredicateExcuses {

    /** Redundant predicates with the reason: each statement has a second one, or a key that no two tenants share. */
    static final Map<String, String> DOUBLED = Map.ofEntries(
            Map.entry(
                    "FROM identity.refresh_tokens WHERE [tenant_id = ?] AND token_hash = ?) RETURNING",
                    "the outer one names the tenant, and a token's hash is the primary key"),
            Map.entry(
                    "FROM identity.sessions WHERE [tenant_id = ?] AND id = (SELECT",
                    "the inner one names the tenant, and a session's id is the primary key"),
            Map.entry(
                    "FROM identity.refresh_tokens WHERE [tenant_id = ?] AND token_hash = ?) FOR UPDATE",
                    "the outer one names the tenant, and a token's hash is the primary key"),
            Map.entry(
                    "UPDATE identity.api_keys SET confirmed = false WHERE [tenant_id = ?] AND user_id = ?",
                    "a user's id is the primary key: no other tenant has keys of this user"),
            Map.entry(
                    "SELECT count(*) FROM identity.api_keys WHERE [tenant_id = ?] AND user_id = ?",
                    "a user's id is the primary key: no other tenant has keys of this user"),
            Map.entry(
                    "DELETE FROM identity.one_time_tokens WHERE [tenant_id = ?] AND user_id = ?",
                    "a user's id is the primary key: no other tenant has tokens of this user"),
            Map.entry(
                    "SELECT 1 FROM identity.known_places WHERE [tenant_id = ?] AND name = ?",
                    "the name is a hash of the tenant's number, too: no other tenant has it"),
            Map.entry(
                    "(SELECT id FROM p2p.bank_statements WHERE [tenant_id = ?] AND uploaded_at < ?",
                    "bounds how many go at a time; whose go, the outer one says"),
            Map.entry(
                    "FROM p2p.statement_parts WHERE [tenant_id = ?] AND at < ?",
                    "bounds how many go at a time; whose go, the outer one says"),
            Map.entry(
                    "FROM p2p.findings WHERE [tenant_id = ?] AND found_at < ?",
                    "bounds how many go at a time; whose go, the outer one says"),
            Map.entry(
                    "FROM p2p.translation_use WHERE [tenant_id = ?] AND day < ?",
                    "bounds how many go at a time; whose go, the outer one says"),
            Map.entry(
                    "(SELECT id FROM p2p.reports WHERE [tenant_id = ?] AND closed_at < ?",
                    "bounds how many go at a time; whose go, the outer one says"),
            Map.entry(
                    "SELECT min(number) FROM platform.audit_entries WHERE [tenant = ?]",
                    "bounds how many entries go at a time; whose go, the outer one says"));

    /** Predicates whose effect a walk may or may not reach, with the reason for which no row of another tenant shows. */
    static final Map<String, String> BY_CHANCE = Map.ofEntries(
            Map.entry(
                    "(SELECT id FROM p2p.payment_accounts WHERE [tenant_id = ?] AND named_at < ?",
                    "whose row is among the first few of equal age; whose go, the outer one says"),
            Map.entry(
                    "FROM p2p.offers WHERE [tenant_id = ?] AND state = 'active' AND price IS",
                    "pairs of two exchanges may be the same, and each step of the loop begins behind the last"),
            Map.entry("[tenant_id = ?] AND email = ? FOR NO KEY UPDATE", "an address that two exchanges know"),
            Map.entry(
                    "FROM wallet.totals WHERE [tenant = ?] AND total <> 0",
                    "no ledger is ever unbalanced: MoneyWatchTest"),
            Map.entry(
                    "FROM custody.transactions WHERE [tenant_id = ?] AND status IN ('pending', 'confirming', 'frozen')",
                    "whether something is on its way while one looks"),
            Map.entry(
                    "FROM custody.transactions WHERE [tenant_id = ?] AND type = 'withdrawal' AND (",
                    "a walk is shorter than the age of what is stuck: MoneyWatchTest"),
            Map.entry(
                    "FROM sagas.sagas WHERE [tenant_id = ?] AND state IN ('running', 'compensating', 'stopped')",
                    "whether something is under way while one looks"),
            Map.entry(
                    "SELECT count(*) FROM outbox.dead_letters WHERE [tenant_id = ?] AND state IN",
                    "what is dead in a walk is tried again"),
            Map.entry(
                    "FROM trading.fills WHERE [tenant = ?] AND sequence > ? AND sequence <= ?",
                    "the bounds are those of the tenant's own day"),
            Map.entry(
                    "FROM trading.fills WHERE [tenant = ?] AND account = ? AND sequence > ?",
                    "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM trading.order_steps WHERE [tenant = ?] AND account = ? AND order_id = ? AND sequence < ?",
                    "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM identity.users WHERE [tenant_id = ?] AND coalesce(account_number, 1000 + id) = ?",
                    "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM identity.users u WHERE [u.tenant_id = ?] AND coalesce",
                    "numbers of accounts are nobody else's"),
            Map.entry("FROM custody.adjustments WHERE [tenant_id = ?] AND network = ?", "ReconciliationTest"),
            Map.entry(
                    "FROM identity.erasures e WHERE [e.tenant_id = u.tenant_id]",
                    "a user's id is the primary key: no other tenant has erasures of this user"),
            Map.entry("FROM custody.adjustments a WHERE [a.tenant_id = w.tenant]", "ids of transfers are random"),
            Map.entry("FROM custody.adjustments a WHERE [a.tenant_id = t.tenant_id]", "ids of deposits are random"),
            Map.entry(
                    "FROM custody.reconciliations WHERE [tenant_id = ?] AND asset_id = ?",
                    "numbers of assets are unique over all tenants"),
            Map.entry(
                    "UPDATE custody.reconciliations SET stopped = '' WHERE [tenant_id = ?]",
                    "numbers of assets are unique over all tenants"),
            Map.entry(
                    "UPDATE custody.reconciliations SET stopped = ? WHERE [tenant_id = ?]",
                    "numbers of assets are unique over all tenants"),
            Map.entry(
                    "SELECT reason FROM custody.pauses WHERE [tenant_id = ?] AND asset_id = ?",
                    "numbers of assets are unique over all tenants"),
            Map.entry(
                    "DELETE FROM custody.claims WHERE [tenant_id = ?] AND payment = ?",
                    "a network gives each claim once: no other tenant has it"),
            Map.entry(
                    "FROM custody.payments p WHERE [p.tenant_id = ?]",
                    "whether a payment is on its way while it is counted: ReconciliationTest"),
            Map.entry(
                    "(SELECT order_id FROM trading.open_orders WHERE [tenant", "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM trading.open_orders WHERE [tenant = ?] AND account = ? HAVING",
                    "numbers of accounts are nobody else's"),
            Map.entry(
                    "ON [a.tenant = b.tenant] AND a.asset_id = b.asset_id WHERE",
                    "numbers of assets are unique over all tenants"),
            Map.entry("WHERE [b.tenant = ?] AND b.account = ? AND (b.balance", "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM custody.transactions WHERE [tenant_id = ?] AND account = ? AND status IN",
                    "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM convert.converts WHERE [tenant_id = ?] AND account = ? AND status = 'running'",
                    "numbers of accounts are nobody else's"),
            Map.entry("custody.transfers WHERE [tenant_id = ?]", "numbers of accounts are nobody else's"),
            Map.entry(
                    "DELETE FROM custody.allowed_addresses WHERE [tenant_id = ?] AND account = ?",
                    "numbers of accounts are nobody else's"),
            Map.entry(
                    "DELETE FROM custody.allow_lists WHERE [tenant_id = ?] AND account = ?",
                    "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM identity.log_ins o WHERE [o.tenant_id = n.tenant_id] AND o.user_id = n.user_id",
                    "a user's id is the primary key"),
            Map.entry("u.id = i.user_id WHERE [i.tenant_id = ?] AND i.issuer = ?", "a user's id is the primary key"),
            Map.entry(
                    "FROM identity.sms_messages WHERE [tenant_id = ?] AND user_id = ? ORDER BY",
                    "a user's id is the primary key"),
            Map.entry(
                    "WHERE [f.tenant_id = ?] AND f.begun_at > ? AND f.role",
                    "whether two trades of a walk have the same file: AbuseRuleTest"),
            Map.entry(
                    "p2p.files WHERE [tenant_id = ?] AND hash IS NOT NULL",
                    "whether two trades of a walk have the same file: AbuseRuleTest"),
            Map.entry(
                    "FROM identity.email_changes WHERE [tenant_id = ?] AND user_id = ? ORDER BY",
                    "a user's id is the primary key"),
            Map.entry(
                    "FROM identity.oidc_identities i WHERE [i.tenant_id = u.tenant_id] AND i.user_id = u.id",
                    "a user's id is the primary key"),
            Map.entry(
                    "FROM identity.oidc_providers p WHERE [p.tenant_id = i.tenant_id] AND p.issuer = i.issuer",
                    "whether two exchanges have a provider of one issuer: LocalAdministrators"),
            Map.entry(
                    "FROM identity.scim_groups g WHERE [g.tenant_id = m.tenant_id] AND g.id = m.group_id)",
                    "a group's number is given once"),
            Map.entry(
                    "FROM identity.scim_group_members m WHERE [tenant_id = ?] AND user_id = ? ORDER BY",
                    "a user's id is the primary key"),
            Map.entry(
                    "FROM identity.oidc_identities WHERE [tenant_id = ?] AND user_id = ? ORDER BY",
                    "a user's id is the primary key"),
            Map.entry(
                    "FROM identity.oidc_invitations WHERE [tenant_id = ?] AND user_id = ? ORDER BY",
                    "a user's id is the primary key"),
            Map.entry(
                    "FROM identity.factor_recoveries WHERE [tenant_id = ?] AND user_id = ? ORDER BY",
                    "a user's id is the primary key"),
            Map.entry(
                    "p.user_id = ?) WHERE [tenant_id = ?] AND id = ? RETURNING passkeys",
                    "a user's id is the primary key"),
            Map.entry(
                    "FROM identity.webhooks WHERE [tenant_id = ?] AND user_id = ? ORDER BY",
                    "a user's id is the primary key"),
            Map.entry(
                    "WHERE [d.tenant_id = w.tenant_id] AND d.user_id = w.user_id) THEN now()",
                    "a user's id is the primary key"),
            Map.entry(
                    "FROM identity.passkeys WHERE [tenant_id = ?] AND user_id = ? ORDER BY created_at, id",
                    "a user's id is the primary key"),
            Map.entry(
                    "FROM identity.muted_notifications WHERE [tenant_id = ?] AND user_id = ? ORDER BY",
                    "a user's id is the primary key"),
            Map.entry(
                    "UPDATE identity.users SET status = 'closed', email = 'erased-'", "a user's id is the primary key"),
            Map.entry(
                    "UPDATE identity.users SET password_hash = ?, first_name = ?, last_name = ?, password_changed_at",
                    "a user's id is the primary key"),
            Map.entry(
                    "UPDATE identity.users SET password_hash = ?, first_name = ?, last_name = ?, roles = ?",
                    "a user's id is the primary key"),
            Map.entry("FROM identity.users WHERE [tenant_id = ?] AND owner = ?", "owners are random"),
            Map.entry("FROM accounts.accounts WHERE [tenant = ?] AND owner = ?", "owners are random"),
            Map.entry(
                    "platform.audit_entries WHERE [tenant = ?] AND actor = 'user '",
                    "numbers of users are nobody else's"),
            Map.entry(
                    "platform.audit_entries WHERE [tenant = ?] AND actor = 'anonymous'",
                    "numbers of users are nobody else's"),
            Map.entry(
                    "FROM identity.seen_places WHERE [tenant_id = ?] AND name = 'user '",
                    "numbers of users are nobody else's"),
            Map.entry("FROM identity.seen_places p WHERE [p.tenant_id = ?]", "a key's id is the primary key"),
            Map.entry("k WHERE [k.tenant_id = p.tenant_id] AND k.user_id = ?", "a key's id is the primary key"),
            Map.entry(
                    "SELECT * FROM trading.open_orders WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM trading.closed_orders WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM trading.order_steps WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM trading.fills WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM trading.positions WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM trading.account_limits WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM wallet.balances WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM wallet.reservations r WHERE [r.tenant = p.tenant]", "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM wallet.liquidations q WHERE [q.tenant = p.tenant]", "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM wallet.margin_calls m WHERE [m.tenant = p.tenant]", "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM wallet.margin_leverages g WHERE [g.tenant = p.tenant]",
                    "numbers of accounts are nobody else's"),
            Map.entry(
                    "FROM wallet.debts WHERE [tenant = ?] AND account = ? HAVING",
                    "numbers of accounts are nobody else's"),
            Map.entry(
                    "SELECT * FROM wallet.debts WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM wallet.margin_loans WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM wallet.margin_interest WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM wallet.margin_calls WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM wallet.liquidations WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM wallet.journal WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "SELECT * FROM wallet.transactions WHERE [tenant = ?] AND account = ? ORDER BY",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM custody.transactions WHERE [tenant_id = ?] AND account = ? ORDER BY position",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM custody.addresses WHERE [tenant_id = ?] AND account = ? ORDER BY network",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM custody.allowed_addresses WHERE [tenant_id = ?] AND account = ? ORDER BY created_at, network",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM convert.converts WHERE [tenant_id = ?] AND account = ? ORDER BY created_at, id",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM identity.api_keys WHERE [tenant_id = ?] AND user_id = ? ORDER BY created_at, id",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM identity.api_key_uses WHERE [tenant_id = ?] AND user_id = ? ORDER BY used_at, key_id",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM identity.known_devices WHERE [tenant_id = ?] AND user_id = ? ORDER BY seen_at, device_hash",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM identity.push_subscriptions WHERE [tenant_id = ?] AND user_id = ? ORDER BY renewed_at, id",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM identity.security_cases WHERE [tenant_id = ?] AND user_id = ? ORDER BY id",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "ended_at FROM identity.restrictions WHERE [tenant_id = ?] AND user_id = ? ORDER BY id",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry(
                    "FROM identity.role_requests WHERE [tenant_id = ?] AND user_id = ? ORDER BY id",
                    "what an archive has of one person, whose number no other tenant has"),
            Map.entry("JOIN sagas.sagas g ON [g.tenant_id = s.tenant_id]", "ids of sweeps are random"),
            Map.entry(
                    "wallet.chapter_balances b WHERE [b.tenant = a.tenant]",
                    "numbers of assets are unique over all tenants"),
            Map.entry(
                    "b.chapter < ? ORDER BY b.chapter DESC LIMIT 1) b ON true WHERE [a.tenant = ?]",
                    "a walk is shorter than a chapter: StatementTest"),
            Map.entry(
                    "wallet.chapter_balances c WHERE [c.tenant = b.tenant]",
                    "numbers of assets are unique over all tenants"),
            Map.entry(
                    "WHERE [tenant_id = ?] AND account = ? AND type = 'deposit' AND status = 'frozen'",
                    "no chain takes a block back in a walk: ReorganizationTest"),
            Map.entry(
                    "FROM custody.terms WHERE [tenant_id = ?] AND asset_id = ?",
                    "numbers of assets are unique over all tenants"),
            Map.entry(
                    "WHERE [tenant_id = ?] AND asset_id = ? AND version = ?",
                    "numbers of assets are unique over all tenants"),
            Map.entry(
                    "FROM custody.openings WHERE [tenant_id = ?] AND network = ?",
                    "nothing lies anywhere before a walk: OpeningTest"),
            Map.entry("p ON [p.tenant_id = a.tenant_id] AND p.id = a.payment", "ids of payments are random"),
            Map.entry("FROM p2p.trade_events e WHERE [e.tenant_id = t.tenant_id]", "ids of trades are random"),
            Map.entry("WHERE [a.tenant_id = ?] AND a.chain_transaction = ?", "a chain's transaction is one payment's"),
            Map.entry("WHERE [tenant_id = ?] AND cold = ? AND is_open", "whether one is on its way while one looks"),
            Map.entry(
                    "FROM custody.cold_addresses WHERE [tenant_id = ?] AND asset_id = ?",
                    "numbers of assets are unique over all tenants"),
            Map.entry("AND address = ? AND [tenant_id = ?]", "a cold address is one tenant's on the whole server"),
            Map.entry("FROM custody.attempts u WHERE [u.tenant_id = t.tenant_id]", "ids of withdrawals are random"),
            Map.entry("FROM custody.attempts v WHERE [v.tenant_id = p.tenant_id]", "ids of payments are random"),
            Map.entry(
                    "FROM custody.payments p WHERE [p.tenant_id = ?] AND p.network = ?",
                    "whether something is on its way while one looks"),
            Map.entry("WHERE [r.tenant_id = ?] AND r.asset_id = ?", "numbers of assets are unique over all tenants"),
            Map.entry("WHERE [c.tenant_id = r.tenant_id] AND c.refill = r.id", "ids of requests are random"),
            Map.entry(
                    "WHERE [t.tenant_id = ?] AND t.asset_id = ? AND t.network = ?",
                    "numbers of assets are unique over all tenants"),
            Map.entry(
                    "FROM custody.attempts t WHERE [t.tenant_id = p.tenant_id] AND t.payment = p.id",
                    "ids of payments are random"),
            Map.entry(
                    "FROM custody.posted p WHERE [p.tenant_id = w.tenant]", "ids of transfers are made of random ids"),
            Map.entry(
                    "FROM wallet.transactions WHERE [tenant = ?] AND account = ? AND transfer_id = ?",
                    "what was credited before deposits came over a chain"),
            Map.entry("WHERE [t.tenant_id = ?] AND t.asset_id = ?", "numbers of assets are unique over all tenants"),
            Map.entry(
                    "FROM wallet.transactions w WHERE [w.tenant = t.tenant_id]",
                    "ids of transfers are made of random ids"),
            Map.entry(
                    "FROM wallet.transactions w WHERE [w.tenant = ?] AND w.asset_id = ?",
                    "numbers of assets are unique over all tenants"),
            Map.entry(
                    "custody.transactions t ON [t.tenant_id = w.tenant_id] AND t.id = w.id",
                    "ids of withdrawals are random"),
            Map.entry("FROM wallet.journal WHERE [tenant = ?] AND sequence >= ? AND sequence <= ?", "StatementTest"),
            Map.entry(
                    "AS leg (asset_id, amount) ON true WHERE [j.tenant = ?]",
                    "what was before a period: StatementTest"));

    private TenantPredicateExcuses() {}
}
