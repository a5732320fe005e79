package com.flowex.wallet.app.history;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.projection.TailFactory;
import com.flowex.wallet.store.journal.Holding;
import com.flowex.wallet.store.journal.Holdings;
import com.flowex.wallet.store.journal.JournalQueries;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Balances of accounts at past moments. A read costs one chapter of the log and one flush of the view, however old it
 * is. Results that can no longer change are cached for a while.
 */
public final class BalanceHistory {

    private static final int TENANTS_KEPT = 64;

    /** Cached answers for each tenant; each takes some hundred bytes. */
    private static final int KEPT_OF_TENANT = 500;

    private static final String PLACE = """
            SELECT c.chapter, c.first_sequence,
                coalesce((SELECT max(m.sequence) FROM wallet.marks m WHERE m.sequence < c.first_sequence), 0) AS mark_sequence,
                coalesce((SELECT m.position FROM wallet.marks m WHERE m.sequence < c.first_sequence
                    ORDER BY m.sequence DESC LIMIT 1), 0) AS mark_position,
                (SELECT sequence FROM platform.checkpoints WHERE projection = 'wallet') AS shown
            FROM wallet.chapters c WHERE\s""";
    private static final String BY_EVENT = PLACE + "c.first_sequence <= ? ORDER BY c.chapter DESC LIMIT 1";
    private static final String BY_TIME = PLACE + "c.began_nanos <= ? ORDER BY c.chapter DESC LIMIT 1";
    private static final String BEGAN = "SELECT began_nanos FROM wallet.chapters ORDER BY chapter LIMIT 1";

    /** Position of a chapter in the log, as far as the view is. */
    private record Place(long chapter, long first, Checkpoint mark, long shown) {}

    private record Asked(AccountId account, BalanceTime moment) {}

    private final Database database;
    private final JournalQueries journal;
    private final EventReplayReader reader;
    private final InstantSource clock;
    private final LoadingCache<Integer, Cache<Asked, Holdings>> answers =
            Caffeine.newBuilder().maximumSize(TENANTS_KEPT).build(_ -> ofTenant());

    public BalanceHistory(Platform ground, JournalQueries journal, TailFactory tails, InstantSource clock) {
        this.database = ground.database();
        this.journal = journal;
        this.reader = new EventReplayReader(tails, ground.telemetry().registry());
        this.clock = clock;
    }

    private static Cache<Asked, Holdings> ofTenant() {
        return Caffeine.newBuilder().maximumSize(KEPT_OF_TENANT).build();
    }

    /**
     * Returns an account's balances at a moment.
     *
     * @throws Refusal {@code invalid_field} for a moment in the future, one that the view does not show yet, or one
     *     before the first event
     */
    public Holdings of(AccountId account, BalanceTime moment) {
        Cache<Asked, Holdings> own = answers.get(account.tenant());
        Asked asked = new Asked(account, moment);
        Holdings known = own.getIfPresent(asked);
        if (known != null) {
            return known;
        }
        Place place = place(moment);
        EventReplayReader.ReplayedBalances told = reader.read(
                account, new EventReplayReader.ReplayRange(place.mark(), place.first(), place.shown(), moment));
        Map<AssetId, Holding> units = new HashMap<>(journal.atChapter(account, place.chapter()));
        units.putAll(told.units());
        Holdings had = new Holdings(told.sequence(), units);
        if (told.isFinal()) {
            own.put(asked, had);
        }
        return had;
    }

    private Place place(BalanceTime moment) {
        return switch (moment) {
            case BalanceTime.Event(long sequence) -> {
                Place place = place(BY_EVENT, sequence, () -> "the number of an event, from 1");
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
                yield place(BY_TIME, nanos, () -> "not before the first event" + beginning());
            }
        };
    }

    private Place place(String sql, long value, Supplier<String> otherwise) {
        return database.query(connection -> Sql.one(connection, BalanceHistory::place, sql, value))
                .orElseThrow(() -> Refusal.invalid(BalanceTime.FIELD, otherwise.get()));
    }

    private String beginning() {
        return database.query(connection -> Sql.one(connection, row -> row.getLong(1), BEGAN))
                .map(nanos -> ", at " + LogTime.instant(nanos))
                .orElse("");
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getLong("chapter"),
                row.getLong("first_sequence"),
                new Checkpoint(row.getLong("mark_sequence"), row.getLong("mark_position")),
                row.getLong("shown"));
    }
}
