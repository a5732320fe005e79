package com.flowex.app.metrics;

import java.util.List;

/** Dashboards of trading, balances, liabilities, trades between people and users. */
final class BusinessDashboards {

    private BusinessDashboards() {}

    static List<Dashboard> all() {
        return List.of(overview(), trading(), markets(), business(), wallet(), p2p(), identity(), outbox());
    }

    private static Dashboard overview() {
        return Dashboard.of(
                "overview",
                "Overview",
                Panel.of(
                        "Services that can be sent work",
                        "short",
                        "min by (instance, component) (flowex_service_ready)",
                        "{{instance}} {{component}}"),
                Panel.of(
                        "Parts that are not well (2 is up)",
                        "short",
                        "min by (instance, part) (flowex_health) < 2",
                        "{{instance}} {{part}}"),
                Panel.of(
                        "Orders a second",
                        "ops",
                        "sum(rate(flowex_orders_accepted_total[1m]))",
                        "accepted",
                        "sum(rate(flowex_orders_rejected_total[1m]))",
                        "rejected"),
                Panel.of("Trades a second", "ops", "sum(rate(flowex_trades_total[1m]))", ""),
                Panel.of(
                        "Answers a second by status",
                        "reqps",
                        "sum by (status) (rate(http_server_requests_seconds_count[1m]))",
                        "{{status}}"),
                Panel.of(
                        "Time of trading's answers",
                        "s",
                        "histogram_quantile(0.99, sum by (le) (rate(http_server_requests_seconds_bucket{route=~\"/api/trading/.*\"}[1m])))",
                        "99 %",
                        "histogram_quantile(0.5, sum by (le) (rate(http_server_requests_seconds_bucket{route=~\"/api/trading/.*\"}[1m])))",
                        "half"),
                Panel.of(
                        "Events that views are behind",
                        "short",
                        "max by (projection) (flowex_projection_lag_events)",
                        "{{projection}}"),
                Panel.of("Active accounts", "short", "sum(flowex_accounts_active)", "of ten minutes"));
    }

    private static Dashboard trading() {
        return Dashboard.of(
                "trading",
                "Trading",
                Panel.of(
                        "Accepted orders by kind",
                        "ops",
                        "sum by (kind) (rate(flowex_orders_accepted_total[1m]))",
                        "{{kind}}"),
                Panel.of(
                        "Rejected orders by reason",
                        "ops",
                        "sum by (reason) (rate(flowex_orders_rejected_total[1m]))",
                        "{{reason}}"),
                Panel.of(
                        "Canceled orders by reason",
                        "ops",
                        "sum by (reason) (rate(flowex_orders_canceled_total[1m]))",
                        "{{reason}}"),
                Panel.of(
                        "Expired orders by reason",
                        "ops",
                        "sum by (reason) (rate(flowex_orders_expired_total[1m]))",
                        "{{reason}}"),
                Panel.of(
                        "Rested, changed, triggered",
                        "ops",
                        "sum(rate(flowex_orders_rested_total[1m]))",
                        "rested",
                        "sum(rate(flowex_orders_amended_total[1m]))",
                        "changed",
                        "sum(rate(flowex_orders_triggered_total[1m]))",
                        "triggered"),
                Panel.of(
                        "Trades by tenant",
                        "ops",
                        "sum by (tenant) (rate(flowex_trades_total[1m]))",
                        "tenant {{tenant}}"),
                Panel.of(
                        "Volume an hour by quote asset",
                        "none",
                        "sum by (asset) (increase(flowex_trading_volume_total[1h]))",
                        "{{asset}}"),
                Panel.of(
                        "Prevented self-trades, changes of markets' state",
                        "ops",
                        "sum(rate(flowex_self_trades_prevented_total[5m]))",
                        "prevented",
                        "sum(rate(flowex_market_state_changes_total[5m]))",
                        "state changes"),
                Panel.of(
                        "Other requests refused",
                        "ops",
                        "sum by (reason) (rate(flowex_commands_rejected_total[5m]))",
                        "{{reason}}"),
                Panel.of(
                        "Commands without an answer",
                        "ops",
                        "sum by (outcome) (rate(flowex_commands_unanswered_total[1m]))",
                        "{{outcome}}"));
    }

    private static Dashboard markets() {
        return Dashboard.of(
                "markets",
                "Markets",
                Panel.of(
                        "Spread in hundredths of a percent",
                        "none",
                        "flowex_market_spread_bps",
                        "{{tenant}} {{market}}"),
                Panel.of("Depth in base asset", "none", "flowex_market_depth", "{{tenant}} {{market}} {{side}}"),
                Panel.of("Published levels", "short", "flowex_market_levels", "{{tenant}} {{market}} {{side}}"),
                Panel.of(
                        "Seconds since the last trade",
                        "s",
                        "time() - flowex_market_last_trade_timestamp_seconds",
                        "{{tenant}} {{market}}"),
                Panel.of(
                        "Markets that take orders",
                        "short",
                        "sum by (tenant) (flowex_market_open)",
                        "tenant {{tenant}}"),
                Panel.of(
                        "Computed market data: hits",
                        "percentunit",
                        "sum(rate(flowex_market_data_cache_requests_total{outcome=\"hit\"}[5m])) / sum(rate(flowex_market_data_cache_requests_total[5m]))",
                        ""));
    }

    private static Dashboard business() {
        return Dashboard.of(
                "business",
                "Revenue and users",
                Panel.of(
                        "Revenue a day by asset",
                        "none",
                        "sum by (asset) (increase(flowex_revenue_total[1d]))",
                        "{{asset}}"),
                Panel.of(
                        "Volume a day by quote asset",
                        "none",
                        "sum by (asset) (increase(flowex_trading_volume_total[1d]))",
                        "{{asset}}"),
                Panel.of("Active accounts", "short", "sum(flowex_accounts_active)", "of ten minutes"),
                Panel.of(
                        "Accounts opened a day",
                        "short",
                        "sum by (tenant) (increase(flowex_accounts_opened_total[1d]))",
                        "tenant {{tenant}}"),
                Panel.of(
                        "Transfers a minute by kind",
                        "cpm",
                        "60 * sum by (kind) (rate(flowex_transfers_total[5m]))",
                        "{{kind}}"),
                Panel.of("Tenants", "short", "max by (status) (flowex_tenants)", "{{status}}"));
    }

    private static Dashboard wallet() {
        return Dashboard.of(
                "wallet",
                "Wallet",
                Panel.of(
                        "Deposits and withdrawals under way",
                        "short",
                        "sum by (type, state) (flowex_wallet_transactions)",
                        "{{type}} {{state}}"),
                Panel.of("Withdrawals that do not move", "short", "max(flowex_withdrawals_stuck)", "stuck"),
                Panel.of("Sagas", "short", "max by (state) (flowex_sagas)", "{{state}}"),
                Panel.of(
                        "Sagas that ended",
                        "ops",
                        "sum by (kind, outcome) (rate(flowex_sagas_ended_total[5m]))",
                        "{{kind}} {{outcome}}"),
                Panel.of("Reconciliation", "short", "max by (verdict) (flowex_reconciliation_assets)", "{{verdict}}"),
                Panel.of(
                        "Lending",
                        "short",
                        "max(flowex_margin_pools_lending)",
                        "pools that have lent",
                        "max(flowex_margin_index_uncertain)",
                        "uncertain index prices",
                        "max(flowex_margin_pools_short)",
                        "pools with a shortfall",
                        "max(flowex_margin_accounts_liquidating)",
                        "accounts in liquidation",
                        "sum(increase(flowex_margin_calls_total[1h]))",
                        "margin calls in an hour"),
                Panel.of(
                        "Lent part and rate of the busiest pools",
                        "percentunit",
                        "max(flowex_margin_highest_use_ratio)",
                        "largest part that is lent",
                        "max(flowex_margin_highest_rate_ratio)",
                        "highest rate of an hour"),
                Panel.of("Assets that do not sum to zero", "short", "max(flowex_ledger_unbalanced_assets)", ""),
                Panel.of(
                        "Faults of chains' nodes",
                        "ops",
                        "sum by (network) (rate(flowex_deposit_scan_failures_total[5m]))",
                        "{{network}}"),
                Panel.of(
                        "Reads of past balances refused",
                        "ops",
                        "sum(rate(flowex_balance_history_refused_total[5m]))",
                        ""));
    }

    /** Each process with the service p2p measures the same rows, so the largest figure of all processes is shown. */
    private static Dashboard p2p() {
        return Dashboard.of(
                "p2p",
                "Trades between people",
                Panel.of("Escrow by asset", "none", "max by (asset) (flowex_p2p_escrow)", "{{asset}}"),
                Panel.of("Trades that have not ended", "short", "max by (state) (flowex_p2p_trades)", "{{state}}"),
                Panel.of(
                        "Open disputes",
                        "short",
                        "sum(max by (state) (flowex_p2p_trades{state=~\"disputed|proposed|appealed|appeal_proposed\"}))",
                        "all",
                        "max(flowex_p2p_disputes_escalated)",
                        "past their service level"),
                Panel.of("Age of the oldest open dispute", "s", "max(flowex_p2p_disputes_oldest_seconds)", "oldest"),
                Panel.of("Trades past their deadline", "short", "max(flowex_p2p_trades_overdue)", "overdue"));
    }

    private static Dashboard identity() {
        return Dashboard.of(
                "identity",
                "Logins, mail, caches",
                Panel.of(
                        "Steps of sessions by outcome",
                        "ops",
                        "sum by (step, outcome) (rate(flowex_session_requests_total[5m]))",
                        "{{step}} {{outcome}}"),
                Panel.of(
                        "Logins that failed",
                        "ops",
                        "sum by (outcome) (rate(flowex_session_requests_total{step=\"login\",outcome!~\"ok|asked\"}[5m]))",
                        "{{outcome}}"),
                Panel.of("Mails", "ops", "sum by (outcome) (rate(flowex_mails_total[5m]))", "{{outcome}}"),
                Panel.of(
                        "Push messages",
                        "ops",
                        "sum by (outcome) (rate(flowex_push_messages_total[5m]))",
                        "{{outcome}}"),
                Panel.of("Unsent mails", "short", "flowex_outbox_pending{consumer=\"mail\"}", "{{instance}}"),
                Panel.of(
                        "Caches: hits",
                        "percentunit",
                        "sum by (cache) (rate(flowex_cache_requests_total{outcome=\"hit\"}[5m])) / sum by (cache) (rate(flowex_cache_requests_total[5m]))",
                        "{{cache}}"),
                Panel.of("Caches: entries", "short", "flowex_cache_entries", "{{cache}}"));
    }

    private static Dashboard outbox() {
        return Dashboard.of(
                "outbox",
                "Published messages",
                Panel.of(
                        "Published a second",
                        "ops",
                        "sum by (consumer) (rate(flowex_outbox_published_total[1m]))",
                        "{{consumer}}"),
                Panel.of("Waiting", "short", "flowex_outbox_pending", "{{consumer}}"),
                Panel.of(
                        "Age of the oldest unpublished message",
                        "s",
                        "flowex_outbox_oldest_pending_seconds",
                        "{{consumer}}"),
                Panel.of(
                        "Dead letters",
                        "short",
                        "max(flowex_outbox_dead_letters_open)",
                        "unsettled",
                        "sum(increase(flowex_outbox_dead_letters_total[1h]))",
                        "new in an hour"));
    }
}
