package com.flowex.listings.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.listings.app.CoinDataSource;
import com.flowex.listings.app.CoinHistory;
import com.flowex.listings.app.CoinSnapshot;
import com.flowex.listings.app.CoinSnapshotCache;
import com.flowex.listings.app.HiddenCoinsCache;
import com.flowex.listings.provider.QuoteJson;
import com.flowex.listings.store.DailyPricesTable;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Route of a coin's past daily prices. */
public final class HistoryRoutes {

    private static final int DAYS_DEFAULT = 30;
    private static final int DAYS_MAX = 1_830;
    private static final int STALE_DAYS = 2;

    private final CoinSnapshotCache cache;
    private final HiddenCoinsCache hidden;
    private final CoinHistory past;
    private final InstantSource clock;

    public HistoryRoutes(CoinSnapshotCache cache, HiddenCoinsCache hidden, CoinHistory past, InstantSource clock) {
        this.cache = cache;
        this.hidden = hidden;
        this.past = past;
        this.clock = clock;
    }

    public Routes routes() {
        return new Routes()
                .get(CoinRoutes.ROOT + "/{id}/history", Access.PUBLIC, this::history)
                .query("days");
    }

    /** The schema CoinDay of docs/api/openapi.yaml. */
    private record DayBody(
            String day,
            String price,
            @Nullable String marketCap,
            @Nullable String totalVolume) {}

    /** The schema CoinHistory of docs/api/openapi.yaml. */
    private record HistoryBody(
            String id,
            @Nullable String provider,
            @Nullable String lastDay,
            boolean stale,
            boolean sample,
            List<DayBody> items,
            @Nullable String nextCursor,
            SourceBody source) {}

    private Answer history(Request request) {
        CoinSnapshot snapshot = cache.snapshot();
        String id = request.path("id");
        if (snapshot.coin(id).isEmpty() || hidden.of(request.tenant()).has(id)) {
            throw Refusal.notFound("there is no cryptocurrency " + id);
        }
        int days = Math.toIntExact(request.queryNumber("days", DAYS_DEFAULT, 1, DAYS_MAX));
        Instant now = clock.instant();
        Optional<CoinDataSource> dataSource = snapshot.sources().stream()
                .filter(source -> !past.days(id, source.provider(), 1).isEmpty())
                .findFirst();
        List<DailyPricesTable.Day> known =
                dataSource.map(source -> past.days(id, source.provider(), days)).orElse(List.of());
        LocalDate last = known.isEmpty() ? null : known.getFirst().day();
        LocalDate fresh = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(STALE_DAYS);
        return Answer.ok(new HistoryBody(
                id,
                dataSource.map(CoinDataSource::provider).orElse(null),
                last == null ? null : last.toString(),
                last == null || last.isBefore(fresh),
                dataSource.map(CoinDataSource::isSample).orElse(false),
                known.reversed().stream().map(HistoryRoutes::body).toList(),
                null,
                SourceBody.of(snapshot, now, cache.staleAfter())));
    }

    private static DayBody body(DailyPricesTable.Day day) {
        return new DayBody(
                day.day().toString(),
                QuoteJson.plain(day.price()),
                CoinBody.plain(Optional.ofNullable(day.marketCap())),
                CoinBody.plain(Optional.ofNullable(day.volume())));
    }
}
