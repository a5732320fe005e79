package com.flowex.binance.trade;

import com.flowex.access.auth.Caller;
import com.flowex.access.ratelimit.LimitSettings;
import com.flowex.access.ratelimit.Quota;
import com.flowex.access.ratelimit.TenantQuotas;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.trading.TradingQueries;
import com.flowex.trading.app.QuotaHeaders;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Number of orders that an account placed in the current ten seconds and on the current UTC day. Placing does not query
 * a database, so its headers count the orders of this process since its start. The operation that returns the count
 * uses the view.
 */
final class OrderCounts {

    private static final int ACCOUNTS_MAX = 100_000;
    private static final long SHORT_MILLIS = 10_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long MINUTE_MILLIS = 60_000;

    /** Counts of the current intervals. */
    private record Count(long shortWindow, long ofShort, long day, long ofDay) {

        static final Count NOTHING = new Count(0, 0, 0, 0);

        Count oneMore(long millis) {
            long now = millis / SHORT_MILLIS;
            long today = millis / DAY_MILLIS;
            return new Count(now, now == shortWindow ? ofShort + 1 : 1, today, today == day ? ofDay + 1 : 1);
        }
    }

    private final OrderEntryService orderEntry;
    private final TradingQueries reads;
    private final LimitSettings limits;
    private final TenantQuotas quotas;
    private final InstantSource clock;
    private final Cache<AccountId, Count> counts = Caffeine.newBuilder()
            .maximumSize(ACCOUNTS_MAX)
            .expireAfterAccess(Duration.ofDays(1))
            .build();

    /** @param clock clock close to the log's time */
    OrderCounts(
            OrderEntryService orderEntry,
            TradingQueries reads,
            LimitSettings limits,
            TenantQuotas quotas,
            InstantSource clock) {
        this.orderEntry = orderEntry;
        this.reads = reads;
        this.limits = limits;
        this.quotas = quotas;
        this.clock = clock;
    }

    /** Counts an accepted order. */
    void taken(OperationCall call) {
        long now = clock.millis();
        Count count = counts.asMap()
                .compute(
                        call.caller().account(), (_, before) -> (before == null ? Count.NOTHING : before).oneMore(now));
        call.report("X-MBX-ORDER-COUNT-10S", Long.toString(count.ofShort));
        call.report("X-MBX-ORDER-COUNT-1D", Long.toString(count.ofDay));
        QuotaHeaders.report(orderEntry, call.caller().account(), call::report);
    }

    /** Returns the counts and their limits: an order is a request, and requests have a rate limit. */
    Object toJson(OperationCall call) {
        reads.view().await(call);
        long now = clock.millis();
        Quota quota = quota(call.caller());
        return List.of(
                limit("SECOND", 10, quota, SHORT_MILLIS, since(call, now / SHORT_MILLIS * SHORT_MILLIS)),
                limit("DAY", 1, quota, DAY_MILLIS, since(call, now / DAY_MILLIS * DAY_MILLIS)));
    }

    private long since(OperationCall call, long millis) {
        AccountId account = call.caller().account();
        long from = reads.orders()
                .idFrom(
                        account,
                        TimestampUnit.MILLISECOND.nanos(millis),
                        reads.view().sequence() + 1);
        return reads.orders().countFrom(account, from);
    }

    private Quota quota(Caller caller) {
        long own = quotas.ofTier(caller.tenant(), caller.tier());
        long perMinute =
                own == TenantQuotas.PLATFORMS ? limits.tiers().getOrDefault(caller.tier(), limits.anonymous()) : own;
        return Quota.of(perMinute, limits.burstPercent());
    }

    private static Map<String, Object> limit(String interval, int number, Quota quota, long millis, long count) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rateLimitType", "ORDERS");
        fields.put("interval", interval);
        fields.put("intervalNum", number);
        fields.put("limit", quota.capacity() + quota.perMinute() * millis / MINUTE_MILLIS);
        fields.put("count", count);
        return fields;
    }
}
