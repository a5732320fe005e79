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

    private final CoinSnapshotCache keeper;
    private final HiddenCoinsCache hidden;
    private final CoinRisksCache risks;
    private final InstantSource clock;

    public CoinRoutes(CoinSnapshotCache keeper, HiddenCoinsCache hidden, CoinRisksCache risks, InstantSource clock) {
        this.keeper = keeper;
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
        CoinSnapshot board = keeper.board();
        int limit = request.limit();
        Set<String> unseen = hidden.of(request.tenant()).ids();
        CoinRisks scored = risks.of(request.tenant(), board);
        CoinQuery question = CoinQueryParser.of(request::query, board, unseen, scored, offset(request, limit), limit);
        boolean withSparkline = CoinQueryParser.withSparkline(request::query);
        String what = question.words() + " " + withSparkline;
        return answer(request, board, scored, what, source -> {
            CoinSnapshot.Part part = board.part(question);
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
        return CoinBody.of(coin, scored.of(coin.id()), clock.instant(), keeper.staleAfter(), withSparkline);
    }

    /** The schema ListedCoinAnswer of docs/api/openapi.yaml. */
    private record OneBody(Map<String, @Nullable Object> coin, SourceBody source) {}

    private Answer one(Request request) {
        CoinSnapshot board = keeper.board();
        String id = request.path("id");
        SnapshotCoin coin = board.coin(id)
                .filter(_ -> !hidden.of(request.tenant()).has(id))
                .orElseThrow(() -> Refusal.notFound("there is no cryptocurrency " + id));
        CoinRisks scored = risks.of(request.tenant(), board);
        return answer(
                request,
                board,
                scored,
                id,
                source -> new OneBody(
                        CoinBody.whole(
                                coin, scored.of(id), board.categories().of(id), clock.instant(), keeper.staleAfter()),
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
        CoinSnapshot board = keeper.board();
        HiddenCoins unseen = hidden.of(request.tenant());
        return answer(
                request,
                board,
                risks.of(request.tenant(), board),
                "",
                source -> new CategoriesBody(
                        board.categories().all().stream()
                                .map(each -> body(board, each, unseen))
                                .toList(),
                        null,
                        source));
    }

    private static CategoryBody body(CoinSnapshot board, CoinCategory each, HiddenCoins unseen) {
        return new CategoryBody(
                each.id(),
                each.name(),
                CoinBody.plain(Optional.ofNullable(each.marketCap())),
                CoinBody.plain(Optional.ofNullable(each.marketCapChangePercentage24h())),
                CoinBody.plain(Optional.ofNullable(each.totalVolume())),
                each.topCoins().stream().filter(coin -> !unseen.has(coin)).toList(),
                board.categories().sizeOf(each.id(), unseen.ids()));
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
        CoinSnapshot board = keeper.board();
        return answer(request, board, risks.of(request.tenant(), board), "", source -> body(board, source));
    }

    private static GlobalBody body(CoinSnapshot board, SourceBody source) {
        Optional<GlobalFigures> global = board.global();
        Map<String, String> dominance = new TreeMap<>();
        global.ifPresent(
                each -> each.dominance().forEach((symbol, share) -> dominance.put(symbol, QuoteJson.plain(share))));
        return new GlobalBody(
                global.map(GlobalFigures::coins).orElse(board.size()),
                board.size(),
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
        CoinSnapshot board = keeper.board();
        HiddenCoins unseen = hidden.of(request.tenant());
        CoinRisks scored = risks.of(request.tenant(), board);
        List<SnapshotCoin> shown =
                board.trending().stream().filter(coin -> !unseen.has(coin.id())).toList();
        return answer(
                request,
                board,
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
            Request request, CoinSnapshot board, CoinRisks scored, String what, Function<SourceBody, Object> body) {
        Instant now = clock.instant();
        Duration staleAfter = keeper.staleAfter();
        SourceBody source = SourceBody.of(board, now, staleAfter);
        long minute = now.getEpochSecond() / 60;
        String tag = "W/\"" + board.numbers().revision() + "-" + board.numbers().epoch() + "-"
                + hidden.of(request.tenant()).version() + "-" + scored.version() + "-" + minute + "-"
                + Integer.toHexString(what.hashCode()) + "\"";
        boolean isKnown = request.header("If-None-Match").filter(tag::equals).isPresent();
        Answer answer = isKnown ? Answer.notModified() : Answer.ok(body.apply(source));
        return answer.header("ETag", tag).header("Cache-Control", "private, no-cache");
    }
}
