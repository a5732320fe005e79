package com.flowex.wallet.app.history;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.Platform;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.projection.TailFactory;
import com.flowex.wallet.store.journal.EpochQueries;
import com.flowex.wallet.store.journal.Holding;
import com.flowex.wallet.store.journal.Holdings;
import com.flowex.wallet.store.journal.JournalQueries;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Balances of accounts at past moments. A read costs one chapter of the log and one flush of the view, however old it
 * is. Results that can no longer change are cached for a while.
 */
public final class BalanceHistory {

    private static final int TENANTS_KEPT = 64;

    /** Cached answers for each tenant; each takes some hundred bytes. */
    private static final int KEPT_OF_TENANT = 500;

    private record BalanceQuery(AccountId account, BalanceTime moment) {}

    private final EpochQueries queries;
    private final JournalQueries journal;
    private final EventReplayReader reader;
    private final InstantSource clock;
    private final LoadingCache<Integer, Cache<BalanceQuery, Holdings>> answers =
            Caffeine.newBuilder().maximumSize(TENANTS_KEPT).build(_ -> ofTenant());

    public BalanceHistory(Platform platform, JournalQueries journal, TailFactory tails, InstantSource clock) {
        this.queries = new EpochQueries(platform.database());
        this.journal = journal;
        this.reader = new EventReplayReader(tails, platform.telemetry().registry());
        this.clock = clock;
    }

    private static Cache<BalanceQuery, Holdings> ofTenant() {
        return Caffeine.newBuilder().maximumSize(KEPT_OF_TENANT).build();
    }

    /**
     * Returns an account's balances at a moment.
     *
     * @throws Refusal {@code invalid_field} for a moment in the future, one that the view does not show yet, or one
     *     before the first event
     */
    public Holdings of(AccountId account, BalanceTime moment) {
        Cache<BalanceQuery, Holdings> own = answers.get(account.tenant());
        BalanceQuery query = new BalanceQuery(account, moment);
        Holdings known = own.getIfPresent(query);
        if (known != null) {
            return known;
        }
        EpochQueries.Place place = place(moment);
        EventReplayReader.ReplayedBalances balances = reader.read(
                account, new EventReplayReader.ReplayRange(place.mark(), place.first(), place.shown(), moment));
        Map<AssetId, Holding> units = new HashMap<>(journal.atEpoch(account, place.epoch()));
        units.putAll(balances.units());
        Holdings had = new Holdings(balances.sequence(), units);
        if (balances.isFinal()) {
            own.put(query, had);
        }
        return had;
    }

    /** Returns an account's balances before a time that has come; empty if it is before the first event. */
    public Optional<Holdings> before(AccountId account, Instant end) {
        long nanos = LogTime.nanos(end) - 1;
        return queries.ofTime(nanos).isEmpty()
                ? Optional.empty()
                : Optional.of(of(account, new BalanceTime.Time(nanos)));
    }

    private EpochQueries.Place place(BalanceTime moment) {
        return switch (moment) {
            case BalanceTime.Event(long sequence) -> {
                EpochQueries.Place place =
                        queries.ofEvent(sequence).orElseThrow(() -> refused("the number of an event, from 1"));
                if (sequence > place.shown()) {
                    throw Refusal.invalid(
                            BalanceTime.FIELD, "the number of an event that is shown, at most " + place.shown());
                }
                yield place;
            }
            case BalanceTime.Time(long nanos) -> {
                if (LogTime.instant(nanos).isAfter(clock.instant())) {
                    throw Refusal.invalid(BalanceTime.FIELD, "a time that has come");
                }
                yield queries.ofTime(nanos).orElseThrow(() -> refused("not before the first event" + beginning()));
            }
        };
    }

    private String beginning() {
        return queries.beginning()
                .map(nanos -> ", at " + LogTime.instant(nanos))
                .orElse("");
    }

    private static Refusal refused(String rule) {
        return Refusal.invalid(BalanceTime.FIELD, rule);
    }
}
