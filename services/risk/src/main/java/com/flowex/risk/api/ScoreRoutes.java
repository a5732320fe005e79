package com.flowex.risk.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.risk.app.score.AssetScorer;
import com.flowex.risk.store.score.DailyScoresTable;
import com.flowex.risk.store.score.ScoreRun;
import com.flowex.risk.store.score.StoredScore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Routes of the latest scores, their history, and the methodology. */
public final class ScoreRoutes {

    private static final String ROOT = "/api/v1/risk";
    private static final String PAGE_OF_METHOD = "/risk/risk.md";

    private final InstrumentDirectory directory;
    private final DailyScoresTable scores;
    private final InstantSource clock;

    public ScoreRoutes(InstrumentDirectory directory, DailyScoresTable scores, InstantSource clock) {
        this.directory = directory;
        this.scores = scores;
        this.clock = clock;
    }

    public Routes routes() {
        Access own = Access.of(Permission.READ);
        return new Routes()
                .get(ROOT + "/scores", own, this::list)
                .query("limit", "cursor")
                .weight(2)
                .get(ROOT + "/scores/{currency}", own, this::one)
                .get(ROOT + "/scores/{currency}/history", own, this::history)
                .query("limit", "cursor")
                .weight(2)
                .get(ROOT + "/methodology", Access.PUBLIC, _ -> methodology());
    }

    /** The schema AssetRiskPage of docs/api/openapi.yaml. */
    private record ListBody(
            List<ScoreBody> items,
            @Nullable String nextCursor,
            @Nullable String day,
            @Nullable Instant madeAt,
            @Nullable Long ageSeconds,
            int assets,
            int scored,
            String method) {}

    private Answer list(Request request) {
        int limit = request.limit();
        long passed = Math.max(0, request.cursor(0));
        Optional<ScoreRun> last = scores.lastRun(request.tenant());
        if (last.isEmpty()) {
            return Answer.ok(new ListBody(List.of(), null, null, null, null, 0, 0, AssetScorer.METHOD));
        }
        ScoreRun run = last.get();
        Page<StoredScore> page = Page.of(
                scores.page(request.tenant(), run.day(), limit + 1, passed),
                limit,
                _ -> request.cursorBehind(passed + limit));
        return Answer.ok(new ListBody(
                page.items().stream().map(ScoreBody::of).toList(),
                page.nextCursor(),
                LocalDate.ofEpochDay(run.day()).toString(),
                run.endedAt(),
                Math.max(0, Duration.between(run.endedAt(), clock.instant()).toSeconds()),
                run.assets(),
                run.scored(),
                AssetScorer.METHOD));
    }

    private Answer one(Request request) {
        String asset =
                directory.namedAsset(request.tenant(), request.path("currency")).code();
        return Answer.ok(scores.history(request.tenant(), asset, Integer.MAX_VALUE, 1).stream()
                .findFirst()
                .map(ScoreBody::of)
                .orElseThrow(() -> Refusal.notFound("there is no score of " + asset + " yet")));
    }

    private Answer history(Request request) {
        String asset =
                directory.namedAsset(request.tenant(), request.path("currency")).code();
        int limit = request.limit();
        List<StoredScore> rows = scores.history(request.tenant(), asset, request.cursor(Integer.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, row -> request.cursorBehind(row.score().day()))
                        .map(ScoreBody::of));
    }

    /** The schema RiskMethodology of docs/api/openapi.yaml. */
    private record MethodBody(String method, String markdown) {}

    private static Answer methodology() {
        return Answer.ok(new MethodBody(AssetScorer.METHOD, Method.TEXT));
    }

    /** Holder that reads the page at the first request. */
    private static final class Method {

        static final String TEXT = text();

        private static String text() {
            try (InputStream page = Objects.requireNonNull(
                    ScoreRoutes.class.getResourceAsStream(PAGE_OF_METHOD), "the page is in the module")) {
                return new String(page.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
