package com.flowex.listings.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.listings.app.CoinQuery;
import com.flowex.listings.app.CoinRisks;
import com.flowex.listings.app.CoinRisksCache;
import com.flowex.listings.app.CoinSnapshot;
import com.flowex.listings.app.CoinSnapshotCache;
import com.flowex.listings.app.HiddenCoinsCache;
import com.flowex.listings.app.SnapshotCoin;
import com.flowex.listings.provider.CoinCategory;
import com.flowex.listings.provider.GlobalFigures;
import com.flowex.listings.provider.QuoteJson;
import com.flowex.listings.store.HiddenCoins;
import com.flowex.platform.errors.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Public routes of coins. They answer from memory, name the source, and answer 304 to a client that has the current
 * version.
 */
public final class CoinRoutes {

    public static final String ROOT = "/api/v1/cryptocurrencies";

    private static final int PAGE_MAX = 100_000;

    private final CoinSnapshotCache cache;
    private final HiddenCoinsCache hidden;
    private final CoinRisksCache risks;
    private final InstantSource clock;

    public CoinRoutes(CoinSnapshotCache cache, HiddenCoinsCache hidden, CoinRisksCache risks, InstantSource clock) {
        this.cache = cache;
        this.hidden = hidden;
        this.risks = risks;
        this.clock = clock;
    }

    /** Returns the routes; words come before ids. */
    public Routes routes() {
        return new Routes()
                .get(ROOT, Access.PUBLIC, this::list)
                .query(CoinQueryParser.NAMES)
                .get(ROOT + "/categories", Access.PUBLIC, this::categories)
                .get(ROOT + "/global", Access.PUBLIC, this::global)
                .get(ROOT + "/trending", Access.PUBLIC, this::trending)
                .get(ROOT + "/{id}", Access.PUBLIC, this::one);
    }

    /** The schema ListedCoinPage of docs/api/openapi.yaml. */
    private record ListBody(
            List<Map<String, @Nullable Object>> items,
            @Nullable String nextCursor,
            int total,
            SourceBody source) {}

    private Answer list(Request request) {
        CoinSnapshot snapshot = cache.snapshot();
        int limit = request.limit();
        Set<String> unseen = hidden.of(request.tenant()).ids();
        CoinRisks scored = risks.of(request.tenant(), snapshot);
        CoinQuery question =
                CoinQueryParser.of(request::query, snapshot, unseen, scored, offset(request, limit), limit);
        boolean withSparkline = CoinQueryParser.withSparkline(request::query);
        String subject = question.words() + " " + withSparkline;
        return answer(request, snapshot, scored, subject, source -> {
            CoinSnapshot.Part part = snapshot.part(question);
            int behind = question.offset() + part.coins().size();
            return new ListBody(
                    part.coins().stream()
                            .map(coin -> body(coin, scored, withSparkline))
                            .toList(),
                    behind < part.total() && !part.coins().isEmpty() ? request.cursorBehind(behind) : null,
                    part.total(),
                    source);
        });
    }

    /** Returns the offset, by page number or by cursor. */
    private static int offset(Request request, int limit) {
        long page = request.queryNumber("page", 1, 1, PAGE_MAX);
        long offset = request.cursor((page - 1) * limit);
        return Math.toIntExact(Math.min(offset, Integer.MAX_VALUE));
    }

    private Map<String, @Nullable Object> body(SnapshotCoin coin, CoinRisks scored, boolean withSparkline) {
        return CoinBody.of(coin, scored.of(coin.id()), clock.instant(), cache.staleAfter(), withSparkline);
    }

    /** The schema ListedCoinAnswer of docs/api/openapi.yaml. */
    private record OneBody(Map<String, @Nullable Object> coin, SourceBody source) {}

    private Answer one(Request request) {
        CoinSnapshot snapshot = cache.snapshot();
        String id = request.path("id");
        SnapshotCoin coin = snapshot.coin(id)
                .filter(_ -> !hidden.of(request.tenant()).has(id))
                .orElseThrow(() -> Refusal.notFound("there is no cryptocurrency " + id));
        CoinRisks scored = risks.of(request.tenant(), snapshot);
        return answer(
                request,
                snapshot,
                scored,
                id,
                source -> new OneBody(
                        CoinBody.whole(
                                coin, scored.of(id), snapshot.categories().of(id), clock.instant(), cache.staleAfter()),
                        source));
    }

    /** The schema CoinCategory of docs/api/openapi.yaml. */
    private record CategoryBody(
            String id,
            String name,
            @Nullable String marketCap,

            @JsonProperty("market_cap_change_percentage_24h") @Nullable
            String marketCapChangePercentage24h,

            @Nullable String totalVolume,
            List<String> topCoins,
            int known) {}

    /** The schema CoinCategoryPage of docs/api/openapi.yaml. */
    private record CategoriesBody(
            List<CategoryBody> items, @Nullable String nextCursor, SourceBody source) {}

    private Answer categories(Request request) {
        CoinSnapshot snapshot = cache.snapshot();
        HiddenCoins unseen = hidden.of(request.tenant());
        return answer(
                request,
                snapshot,
                risks.of(request.tenant(), snapshot),
                "",
                source -> new CategoriesBody(
                        snapshot.categories().all().stream()
                                .map(each -> body(snapshot, each, unseen))
                                .toList(),
                        null,
                        source));
    }

    private static CategoryBody body(CoinSnapshot snapshot, CoinCategory each, HiddenCoins unseen) {
        return new CategoryBody(
                each.id(),
                each.name(),
                CoinBody.plain(Optional.ofNullable(each.marketCap())),
                CoinBody.plain(Optional.ofNullable(each.marketCapChangePercentage24h())),
                CoinBody.plain(Optional.ofNullable(each.totalVolume())),
                each.topCoins().stream().filter(coin -> !unseen.has(coin)).toList(),
                snapshot.categories().sizeOf(each.id(), unseen.ids()));
    }

    /** The schema GlobalMarket of docs/api/openapi.yaml. */
    private record GlobalBody(
            int activeCryptocurrencies,
            int listed,
            @Nullable Integer markets,
            @Nullable String totalMarketCap,
            @Nullable String totalVolume,

            @JsonProperty("market_cap_change_percentage_24h") @Nullable
            String marketCapChangePercentage24h,

            Map<String, String> marketCapPercentage,
            SourceBody source) {}

    private Answer global(Request request) {
        CoinSnapshot snapshot = cache.snapshot();
        return answer(request, snapshot, risks.of(request.tenant(), snapshot), "", source -> body(snapshot, source));
    }

    private static GlobalBody body(CoinSnapshot snapshot, SourceBody source) {
        Optional<GlobalFigures> global = snapshot.global();
        Map<String, String> dominance = new TreeMap<>();
        global.ifPresent(
                each -> each.dominance().forEach((symbol, share) -> dominance.put(symbol, QuoteJson.plain(share))));
        return new GlobalBody(
                global.map(GlobalFigures::coins).orElse(snapshot.size()),
                snapshot.size(),
                global.map(GlobalFigures::markets)
                        .filter(markets -> markets > 0)
                        .orElse(null),
                CoinBody.plain(global.map(GlobalFigures::marketCap)),
                CoinBody.plain(global.map(GlobalFigures::totalVolume)),
                CoinBody.plain(global.map(GlobalFigures::marketCapChangePercentage24h)),
                dominance,
                source);
    }

    private Answer trending(Request request) {
        CoinSnapshot snapshot = cache.snapshot();
        HiddenCoins unseen = hidden.of(request.tenant());
        CoinRisks scored = risks.of(request.tenant(), snapshot);
        List<SnapshotCoin> shown = snapshot.trending().stream()
                .filter(coin -> !unseen.has(coin.id()))
                .toList();
        return answer(
                request,
                snapshot,
                scored,
                "",
                source -> new ListBody(
                        shown.stream().map(coin -> body(coin, scored, true)).toList(), null, shown.size(), source));
    }

    /**
     * Answers with an entity tag that is the same for the same snapshot and query, until an item in it may have become
     * stale.
     */
    private Answer answer(
            Request request,
            CoinSnapshot snapshot,
            CoinRisks scored,
            String subject,
            Function<SourceBody, Object> body) {
        Instant now = clock.instant();
        Duration staleAfter = cache.staleAfter();
        SourceBody source = SourceBody.of(snapshot, now, staleAfter);
        long minute = now.getEpochSecond() / 60;
        String tag = "W/\"" + snapshot.numbers().revision() + "-"
                + snapshot.numbers().epoch() + "-"
                + hidden.of(request.tenant()).version() + "-" + scored.version() + "-" + minute + "-"
                + Integer.toHexString(subject.hashCode()) + "\"";
        boolean isKnown = request.header("If-None-Match").filter(tag::equals).isPresent();
        Answer answer = isKnown ? Answer.notModified() : Answer.ok(body.apply(source));
        return answer.header("ETag", tag).header("Cache-Control", "private, no-cache");
    }
}
