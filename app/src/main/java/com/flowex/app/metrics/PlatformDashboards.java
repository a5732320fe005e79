package com.flowex.app.metrics;

import java.util.List;

/** Dashboards of FlowEx's components and the platform that they run on. */
final class PlatformDashboards {

    private PlatformDashboards() {}

    static List<Dashboard> all() {
        return List.of(engine(), views(), http(), streams(), database(), machine(), gateway());
    }

    private static Dashboard engine() {
        return Dashboard.of(
                "engine",
                "Engine and log",
                Panel.of(
                        "Nodes that lead or follow",
                        "short",
                        "flowex_cluster_ready",
                        "{{instance}} ready",
                        "flowex_cluster_leader",
                        "{{instance}} leads"),
                Panel.of(
                        "Log written a second",
                        "Bps",
                        "rate(flowex_cluster_commit_position_bytes[1m])",
                        "{{instance}} log",
                        "rate(flowex_cluster_written_bytes_total[1m])",
                        "{{instance}} to disk"),
                Panel.of("Events a second", "ops", "rate(flowex_cluster_sequence[1m])", "{{instance}}"),
                Panel.of(
                        "Time writing, fsync included",
                        "percentunit",
                        "rate(flowex_cluster_write_seconds_total[1m])",
                        "{{instance}}"),
                Panel.of(
                        "Longest turns and writes since the start",
                        "s",
                        "flowex_cluster_engine_cycle_max_seconds",
                        "{{instance}} engine",
                        "flowex_cluster_consensus_cycle_max_seconds",
                        "{{instance}} consensus",
                        "flowex_cluster_write_max_seconds",
                        "{{instance}} write"),
                Panel.of(
                        "Turns that took too long",
                        "ops",
                        "rate(flowex_cluster_slow_cycles_total[5m])",
                        "{{instance}}"),
                Panel.of(
                        "Commands since the snapshot",
                        "short",
                        "flowex_cluster_commands_since_snapshot",
                        "{{instance}}"),
                Panel.of("Age of the snapshot", "s", "flowex_cluster_snapshot_age_seconds", "{{instance}}"),
                Panel.of(
                        "Terms, errors of Aeron's parts",
                        "short",
                        "flowex_cluster_term",
                        "{{instance}} term",
                        "flowex_cluster_aeron_errors_total",
                        "{{instance}} errors"),
                Panel.of(
                        "On the disk: log and event log",
                        "bytes",
                        "flowex_cluster_commit_position_bytes - flowex_cluster_log_begin_bytes",
                        "{{instance}} log",
                        "flowex_cluster_event_log_begin_bytes",
                        "{{instance}} events begin at"),
                Panel.of(
                        "Events not archived yet",
                        "short",
                        "flowex_cluster_sequence - flowex_cluster_archived_sequence",
                        "{{instance}}"),
                Panel.of(
                        "Turns waiting, memory or disk full",
                        "short",
                        "flowex_commands_queued",
                        "{{instance}} waiting",
                        "flowex_order_entry_memory_full",
                        "{{instance}} memory",
                        "flowex_order_entry_disk_full",
                        "{{instance}} disk"));
    }

    private static Dashboard views() {
        return Dashboard.of(
                "views",
                "Views and background work",
                Panel.of("Events shown a second", "ops", "rate(flowex_projection_sequence[1m])", "{{projection}}"),
                Panel.of("Events behind", "short", "flowex_projection_lag_events", "{{instance}} {{projection}}"),
                Panel.of(
                        "Time of a flush",
                        "s",
                        "rate(flowex_projection_flush_seconds_sum[1m]) / rate(flowex_projection_flush_seconds_count[1m])",
                        "{{projection}}"),
                Panel.of(
                        "Flushes a second", "ops", "rate(flowex_projection_flush_seconds_count[1m])", "{{projection}}"),
                Panel.of("Workers that fail", "short", "flowex_worker_up == 0", "{{instance}} {{worker}}"),
                Panel.of(
                        "Failed turns",
                        "ops",
                        "sum by (worker) (rate(flowex_worker_failures_total[5m]))",
                        "{{worker}}"),
                Panel.of("Age of the backup", "s", "flowex_backup_age_seconds", "{{instance}}"),
                Panel.of("Age of the last drill", "s", "flowex_backup_drill_age_seconds", "{{instance}}"));
    }

    private static Dashboard http() {
        return Dashboard.of(
                "http",
                "HTTP",
                Panel.of(
                        "Answers a second by status",
                        "reqps",
                        "sum by (status) (rate(http_server_requests_seconds_count[1m]))",
                        "{{status}}"),
                Panel.of(
                        "Busiest routes",
                        "reqps",
                        "topk(10, sum by (method, route) (rate(http_server_requests_seconds_count[1m])))",
                        "{{method}} {{route}}"),
                Panel.of(
                        "Slowest routes, 99 %",
                        "s",
                        "topk(10, histogram_quantile(0.99, sum by (le, route) (rate(http_server_requests_seconds_bucket[5m]))))",
                        "{{route}}"),
                Panel.of("Longest answer", "s", "max by (route) (http_server_requests_seconds_max) > 0.1", "{{route}}"),
                Panel.of(
                        "Refused because there were too many",
                        "reqps",
                        "sum by (limit) (rate(flowex_http_rate_limited_total[1m]))",
                        "{{limit}}"),
                Panel.of("Open connections", "short", "flowex_http_connections", "{{instance}}"),
                Panel.of(
                        "Requests by tenant",
                        "reqps",
                        "sum by (tenant) (rate(flowex_tenant_requests_seconds_count[1m]))",
                        "tenant {{tenant}}"),
                Panel.of(
                        "Vouchers of gateways",
                        "reqps",
                        "sum by (outcome) (rate(flowex_http_relay_tokens_total[1m]))",
                        "{{outcome}}"));
    }

    private static Dashboard streams() {
        return Dashboard.of(
                "streams",
                "WebSockets",
                Panel.of(
                        "Open connections",
                        "short",
                        "sum by (instance) (flowex_market_data_stream_connections)",
                        "{{instance}} markets",
                        "sum by (instance) (flowex_account_stream_connections)",
                        "{{instance}} accounts"),
                Panel.of(
                        "Messages a second",
                        "ops",
                        "sum(rate(flowex_market_data_stream_messages_total[1m]))",
                        "markets",
                        "sum(rate(flowex_account_stream_messages_total[1m]))",
                        "accounts"),
                Panel.of(
                        "Slow readers",
                        "ops",
                        "sum(rate(flowex_market_data_stream_slow_readers_total[5m]))",
                        "markets",
                        "sum(rate(flowex_account_stream_slow_readers_total[5m]))",
                        "accounts"),
                Panel.of(
                        "Stalled readers",
                        "ops",
                        "sum(rate(flowex_market_data_stream_stalled_readers_total[5m]))",
                        "markets",
                        "sum(rate(flowex_account_stream_stalled_readers_total[5m]))",
                        "accounts"),
                Panel.of(
                        "Clients of Binance's streams",
                        "short",
                        "sum(flowex_binance_stream_connections)",
                        "connections"));
    }

    private static Dashboard database() {
        return Dashboard.of(
                "database",
                "Database and Redis",
                Panel.of(
                        "Connections of the pools",
                        "short",
                        "hikaricp_connections_active",
                        "{{pool}} busy",
                        "hikaricp_connections_idle",
                        "{{pool}} idle",
                        "hikaricp_connections_pending",
                        "{{pool}} waited for"),
                Panel.of(
                        "Time of queries",
                        "s",
                        "histogram_quantile(0.99, sum by (le) (rate(flowex_database_queries_seconds_bucket[1m])))",
                        "99 %",
                        "histogram_quantile(0.5, sum by (le) (rate(flowex_database_queries_seconds_bucket[1m])))",
                        "half"),
                Panel.of(
                        "Queries a second",
                        "ops",
                        "sum by (instance) (rate(flowex_database_queries_seconds_count[1m]))",
                        "{{instance}}"),
                Panel.of(
                        "Transactions a second",
                        "ops",
                        "rate(flowex_database_commits_total[1m])",
                        "committed",
                        "rate(flowex_database_rollbacks_total[1m])",
                        "rolled back"),
                Panel.of(
                        "Pages that were in memory",
                        "percentunit",
                        "flowex_database_index_hit_ratio",
                        "indexes",
                        "flowex_database_cache_hit_ratio",
                        "all"),
                Panel.of("Size", "bytes", "flowex_database_size_bytes", "database"),
                Panel.of("Connections of the server", "short", "flowex_database_connections", "{{instance}}"),
                Panel.of("Oldest transaction", "s", "flowex_database_longest_transaction_seconds", "{{instance}}"),
                Panel.of(
                        "Deadlocks, temporary files",
                        "short",
                        "increase(flowex_database_deadlocks_total[1h])",
                        "deadlocks an hour",
                        "rate(flowex_database_temporary_bytes_total[5m])",
                        "temporary bytes a second"),
                Panel.of(
                        "Redis: questions a second",
                        "ops",
                        "sum by (outcome) (rate(flowex_redis_requests_total[1m]))",
                        "{{outcome}}"),
                Panel.of(
                        "Redis: time of an answer",
                        "s",
                        "rate(flowex_redis_request_seconds_total[1m]) / on (instance) rate(flowex_redis_requests_total{outcome=\"answered\"}[1m])",
                        "{{instance}}"));
    }

    private static Dashboard machine() {
        return Dashboard.of(
                "machine",
                "Machine and Java",
                Panel.of(
                        "Processor",
                        "percentunit",
                        "process_cpu_usage",
                        "{{instance}} process",
                        "system_cpu_usage",
                        "{{instance}} machine"),
                Panel.of(
                        "Load",
                        "short",
                        "system_load_average_1m",
                        "{{instance}}",
                        "system_cpu_count",
                        "{{instance}} processors"),
                Panel.of(
                        "Heap",
                        "bytes",
                        "sum by (instance) (jvm_memory_used_bytes{area=\"heap\"})",
                        "{{instance}} used",
                        "sum by (instance) (jvm_memory_max_bytes{area=\"heap\"})",
                        "{{instance}} most"),
                Panel.of("Resident memory", "bytes", "process_resident_memory_bytes", "{{instance}}"),
                Panel.of(
                        "Pauses of collections",
                        "percentunit",
                        "sum by (instance) (rate(jvm_gc_pause_seconds_sum[1m]))",
                        "{{instance}}"),
                Panel.of("Threads", "short", "jvm_threads_live_threads", "{{instance}}"),
                Panel.of(
                        "Open files",
                        "short",
                        "process_files_open_files",
                        "{{instance}}",
                        "process_files_max_files",
                        "{{instance}} most"),
                Panel.of(
                        "Free disk",
                        "bytes",
                        "flowex_disk_free_bytes",
                        "{{instance}} data",
                        "flowex_cluster_disk_free_bytes",
                        "{{instance}} log"),
                Panel.of(
                        "Clock",
                        "s",
                        "flowex_clock_node_offset_seconds",
                        "{{instance}} nodes apart",
                        "increase(flowex_clock_steps_total[1h])",
                        "{{instance}} steps an hour"),
                Panel.of("Uptime", "s", "process_uptime_seconds", "{{instance}}"));
    }

    private static Dashboard gateway() {
        return Dashboard.of(
                "gateway",
                "Gateway",
                Panel.of(
                        "Calls a second by status",
                        "reqps",
                        "sum by (status) (rate(flowex_gateway_requests_seconds_count[1m]))",
                        "{{status}}"),
                Panel.of(
                        "Time of calls",
                        "s",
                        "sum by (route) (rate(flowex_gateway_requests_seconds_sum[1m])) / sum by (route) (rate(flowex_gateway_requests_seconds_count[1m]))",
                        "{{route}}"),
                Panel.of(
                        "Upstreams",
                        "short",
                        "flowex_gateway_upstreams_healthy",
                        "{{group}} in",
                        "flowex_gateway_upstreams",
                        "{{group}} all"),
                Panel.of(
                        "Retries",
                        "ops",
                        "sum(rate(flowex_gateway_retries_total[1m]))",
                        "done",
                        "sum(rate(flowex_gateway_retry_budget_exhausted_total[1m]))",
                        "refused"),
                Panel.of(
                        "Refused calls by reason",
                        "ops",
                        "sum by (reason) (rate(flowex_gateway_refused_total[1m]))",
                        "{{reason}}"),
                Panel.of("Open WebSockets", "short", "flowex_gateway_websockets", "{{instance}}"),
                Panel.of(
                        "Old answers, answers cut off",
                        "ops",
                        "sum(rate(flowex_gateway_stale_responses_total[1m]))",
                        "old",
                        "sum(rate(flowex_gateway_truncated_responses_total[1m]))",
                        "cut off"));
    }
}
