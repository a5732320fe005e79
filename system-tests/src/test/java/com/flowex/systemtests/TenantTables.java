package com.flowex.systemtests;

import java.util.Map;
import java.util.TreeMap;

/** Every table that has rows of tenants: what each takes along when it leaves, and what not. */
final class TenantTables {

    /** Which of an export's lines are which table's. */
    static final Map<String, String> EXPORTED = new TreeMap<>(Map.ofEntries(
            Map.entry("convert.converts", "convert"),
            Map.entry("custody.addresses", "deposit_address"),
            Map.entry("custody.allow_lists", "allow_list"),
            Map.entry("custody.allowed_addresses", "allowed_address"),
            Map.entry("custody.cold_addresses", "cold_address"),
            Map.entry("custody.refills", "refill_request"),
            Map.entry("custody.terms", "withdrawal_terms"),
            Map.entry("custody.transactions", "chain_transaction"),
            Map.entry("custody.withdrawals", "withdrawal"),
            Map.entry("identity.api_keys", "api_key"),
            Map.entry("identity.role_requests", "role_request"),
            Map.entry("identity.users", "user"),
            Map.entry("marketdata.candle", "candle"),
            Map.entry("marketdata.trade", "trade"),
            Map.entry("platform.audit_entries", "audit_entry"),
            Map.entry("trading.account_limits", "account_limit"),
            Map.entry("trading.account_switches", "account_switch"),
            Map.entry("trading.assets", "asset"),
            Map.entry("trading.closed_orders", "closed_order"),
            Map.entry("trading.fills", "fill"),
            Map.entry("trading.fill_days", "fill_day"),
            Map.entry("trading.instruments", "market"),
            Map.entry("trading.kill_switches", "kill_switch"),
            Map.entry("trading.open_orders", "open_order"),
            Map.entry("trading.order_steps", "order_step"),
            Map.entry("trading.positions", "position"),
            Map.entry("trading.volumes", "volume"),
            Map.entry("wallet.balances", "balance"),
            Map.entry("wallet.journal", "posting"),
            Map.entry("wallet.totals", "ledger_total"),
            Map.entry("wallet.transactions", "transaction")));

    /** What a tenant does not take along, and why. Whoever adds a table says so here, or exports it. */
    static final Map<String, String> STAYS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "accounts.accounts",
                    "the numbers are with users and balances; whose they are in the log is a secret"),
            Map.entry("custody.address_counters", "follows from the addresses"),
            Map.entry("custody.attempts", "transactions of keys that stay with the operator"),
            Map.entry("custody.claims", "transactions of keys that stay with the operator"),
            Map.entry("custody.cold_moves", "transactions of keys that stay with the operator"),
            Map.entry("custody.cold_owners", "which tenant's a cold address is: the addresses say it"),
            Map.entry("custody.refill_payments", "which arrivals the requests are answered by"),
            Map.entry("custody.endowments", "the simulated chain's own"),
            Map.entry("custody.gas", "transactions of keys that stay with the operator"),
            Map.entry("custody.openings", "the operator's own"),
            Map.entry("custody.outflows", "sums of the withdrawals"),
            Map.entry("custody.payments", "transactions of keys that stay with the operator"),
            Map.entry("custody.posted", "which transfers are parts of chain transactions: their ids say so"),
            Map.entry("custody.reconciliations", "the operator's own"),
            Map.entry("custody.sweeps", "transactions of keys that stay with the operator"),
            Map.entry("identity.attempts", "failed logins of the last hours, under hashes"),
            Map.entry("identity.known_devices", "hashes"),
            Map.entry("identity.known_places", "hashes"),
            Map.entry("identity.one_time_tokens", "secrets"),
            Map.entry("identity.orphaned_accounts", "the operator's own"),
            Map.entry("identity.recovery_codes", "secrets"),
            Map.entry("identity.refresh_tokens", "secrets"),
            Map.entry("identity.security_cases", "what looked like an attack: the audit log says it"),
            Map.entry("identity.seen_places", "hashes"),
            Map.entry("identity.sessions", "who is logged in now"),
            Map.entry("marketdata.assets", "trading's assets"),
            Map.entry("marketdata.book_level", "follows from the open orders"),
            Map.entry("marketdata.book_minute", "follows from the orders"),
            Map.entry("marketdata.market", "trading's markets"),
            Map.entry("marketdata.stopped_tenants", "the platform's own"),
            Map.entry("marketdata.volume_at_price", "sums of the trades"),
            Map.entry("outbox.dead_letters", "the platform's own"),
            Map.entry("outbox.messages", "that rows changed which are exported themselves"),
            Map.entry("platform.audit_heads", "the last audit entry"),
            Map.entry("sagas.sagas", "how work stands on what is exported itself"),
            Map.entry("sagas.steps", "its steps"),
            Map.entry("solvency.reserves", "published to everybody"),
            Map.entry("solvency.sections", "each customer's own proof, asked for by themselves"),
            Map.entry("solvency.trees", "published to everybody"),
            Map.entry("tenants.creations", "there before it is active"),
            Map.entry("tenants.suspensions", "the platform's own"),
            Map.entry("trading.account_entries", "what orders, fills and postings say, of the last days"),
            Map.entry("trading.account_numbers", "counts of that"),
            Map.entry("trading.stopped_tenants", "the platform's own"),
            Map.entry("wallet.assets", "trading's assets"),
            Map.entry("wallet.chapter_balances", "sums of the journal"),
            Map.entry("wallet.chapter_sums", "sums of the journal"),
            Map.entry("wallet.markets", "trading's markets"),
            Map.entry("wallet.stopped_tenants", "the platform's own")));

    private TenantTables() {}
}
