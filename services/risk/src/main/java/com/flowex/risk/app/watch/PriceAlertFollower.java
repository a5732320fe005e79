package com.flowex.risk.app.watch;

import com.flowex.platform.database.Database;
import com.flowex.risk.app.alert.AlertInput;
import com.flowex.risk.app.alert.AlertRule;
import com.flowex.risk.app.alert.AlertSide;
import com.flowex.risk.app.alert.AlertState;
import com.flowex.risk.app.alert.AlertVerdict;
import com.flowex.risk.app.watch.PriceSource.PriceRange;
import com.flowex.risk.store.alert.Alert;
import com.flowex.risk.store.alert.AlertsTable;
import com.flowex.risk.store.alert.FiringsTable;
import com.flowex.risk.store.alert.PriceAlertsTable;
import com.flowex.risk.store.alert.PriceAlertsTable.PriceSpan;
import com.flowex.risk.store.score.ScoreWeightsTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follower of trades that evaluates the price alerts which they meet. Each look reads the trades since the last one as a
 * range of prices for each market, so a price that lasted for one trade counts, and finds the alerts in that range by an
 * index. The trade up to which alerts were evaluated is stored with each firing: after a restart nothing fires twice, and
 * trades of meanwhile count. {@link AlertEvaluator} evaluates assets without a market in the reference asset, and alerts
 * whose cool-down ends without a trade.
 */
public final class PriceAlertFollower {

    private static final int PAGE = 200;

    /** Interval at which tenants without alerts, and lists of markets, are read again. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(15);

    /** Interval at which positions are stored while nothing fires. */
    private static final Duration STORE_EVERY = Duration.ofSeconds(10);

    private final Database database;
    private final PriceAlertsTable alerts;
    private final ScoreWeightsTable weights;
    private final PriceSource prices;
    private final InstantSource clock;
    private final Map<Integer, Followed> tenants = new HashMap<>();

    public PriceAlertFollower(
            Database database,
            PriceAlertsTable alerts,
            ScoreWeightsTable weights,
            PriceSource prices,
            InstantSource clock) {
        this.database = database;
        this.alerts = alerts;
        this.weights = weights;
        this.prices = prices;
        this.clock = clock;
    }

    /** Markets of a tenant that are followed; none where there are no alerts. */
    private static final class Followed {

        private final Instant readAt;
        private final Map<Integer, String> assets;
        private final Map<Integer, Long> seen;
        private Instant storedAt;

        Followed(Instant readAt, Map<Integer, String> assets, Map<Integer, Long> seen, Instant storedAt) {
            this.readAt = readAt;
            this.assets = assets;
            this.seen = seen;
            this.storedAt = storedAt;
        }
    }

    /** @param value price at which the alert fires, if it does */
    private record Judged(Alert alert, AlertVerdict verdict, BigDecimal value) {}

    /**
     * Evaluates the alerts of a tenant that new trades meet. One thread calls it.
     *
     * @return number of alerts that fired
     */
    public int follow(int tenant) {
        Instant now = clock.instant();
        Followed followed = followed(tenant, now);
        int fired = 0;
        boolean goesOn = !followed.seen.isEmpty();
        while (goesOn) {
            goesOn = false;
            for (PriceRange range : prices.after(tenant, followed.seen)) {
                fired += meet(tenant, followed, range);
                followed.seen.put(range.market(), range.lastTrade());
                goesOn |= range.isCut();
            }
        }
        if (!followed.seen.isEmpty() && !now.isBefore(followed.storedAt.plus(STORE_EVERY))) {
            store(tenant, followed, now);
        }
        return fired;
    }

    private Followed followed(int tenant, Instant now) {
        Followed before = tenants.get(tenant);
        if (before != null && now.isBefore(before.readAt.plus(KNOWN_FOR)) && !now.isBefore(before.readAt)) {
            return before;
        }
        Followed fresh = alerts.any(tenant) ? read(tenant, before, now) : new Followed(now, Map.of(), Map.of(), now);
        tenants.put(tenant, fresh);
        return fresh;
    }

    private Followed read(int tenant, @Nullable Followed before, Instant now) {
        Map<Integer, String> assets = prices.markets(tenant, weights.of(tenant).reference());
        Map<Integer, Long> known = before == null || before.seen.isEmpty() ? alerts.positions(tenant) : before.seen;
        Map<Integer, Long> last = prices.lastTrades(tenant, List.copyOf(assets.keySet()));
        Map<Integer, Long> seen = new HashMap<>();
        for (int market : assets.keySet()) {
            long newest = last.getOrDefault(market, 0L);
            // A market that is followed from now on begins with its last trade: that is its price.
            long first = Math.max(0, newest - 1);
            seen.put(market, Math.min(newest, known.getOrDefault(market, first)));
        }
        return new Followed(now, assets, seen, before == null ? now : before.storedAt);
    }

    private int meet(int tenant, Followed followed, PriceRange range) {
        PriceSpan span = new PriceSpan(followed.assets.getOrDefault(range.market(), ""), range.low(), range.high());
        Instant now = clock.instant();
        int fired = 0;
        long behind = 0;
        List<Alert> page;
        do {
            page = alerts.met(tenant, span, now, behind, PAGE);
            if (!page.isEmpty()) {
                behind = page.getLast().id();
                fired += write(tenant, range, judged(page, range, now), page.size() < PAGE, now);
            }
        } while (page.size() == PAGE);
        return fired;
    }

    private static List<Judged> judged(List<Alert> page, PriceRange range, Instant now) {
        List<Judged> judged = new ArrayList<>();
        for (Alert alert : page) {
            judged.add(judge(alert, range, now));
        }
        return judged;
    }

    /**
     * Judges the price that is farthest towards the alert's change, then the last one. The order of the prices in between
     * is unknown, so an alert fires at most once for a range.
     */
    private static Judged judge(Alert alert, PriceRange range, Instant now) {
        AlertRule rule = alert.settings().rule();
        AlertState state = alert.state();
        boolean isHigh = state.armed() == (rule.side() == AlertSide.ABOVE);
        BigDecimal extreme = isHigh ? range.high() : range.low();
        AlertVerdict first = rule.judge(state, value(extreme, range), now);
        AlertVerdict second = rule.judge(first.next(), value(range.last(), range), now);
        return new Judged(
                alert,
                new AlertVerdict(second.next(), first.fires() || second.fires(), second.note()),
                first.fires() ? extreme : range.last());
    }

    private static AlertInput value(BigDecimal price, PriceRange range) {
        return new AlertInput.Value(price.doubleValue(), range.at(), false);
    }

    /** @param isLast true if the range is done with these */
    private int write(int tenant, PriceRange range, List<Judged> page, boolean isLast, Instant now) {
        return database.transaction(tenant, transaction -> {
            int fired = 0;
            for (Judged each : page) {
                boolean isAsJudged =
                        AlertsTable.seen(transaction, tenant, each.alert(), each.verdict(), range.last(), now);
                if (isAsJudged && each.verdict().fires()) {
                    FiringsTable.add(transaction, tenant, each.alert(), generation(each), each.value(), now);
                    fired++;
                }
            }
            if (isLast) {
                PriceAlertsTable.at(transaction, tenant, range.market(), range.lastTrade());
            }
            return fired;
        });
    }

    private static long generation(Judged each) {
        return each.verdict().next().generation();
    }

    private void store(int tenant, Followed followed, Instant now) {
        database.transaction(tenant, transaction -> {
            for (Map.Entry<Integer, Long> each : followed.seen.entrySet()) {
                PriceAlertsTable.at(transaction, tenant, each.getKey(), each.getValue());
            }
            return tenant;
        });
        followed.storedAt = now;
    }
}
