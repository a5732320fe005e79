package com.flowex.listings.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.listings.app.CoinSnapshotCache;
import com.flowex.listings.app.HiddenCoinsCache;
import com.flowex.platform.errors.Refusal;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes by which administrators hide coins from their tenant's users. */
public final class HiddenCoinRoutes {

    private final CoinSnapshotCache cache;
    private final HiddenCoinsCache hidden;
    private final InstantSource clock;

    public HiddenCoinRoutes(CoinSnapshotCache cache, HiddenCoinsCache hidden, InstantSource clock) {
        this.cache = cache;
        this.hidden = hidden;
        this.clock = clock;
    }

    /** Returns the routes; words come before ids: {@code hidden} before {@link CoinRoutes}. */
    public Routes routes() {
        Access manage = Access.of(Permission.MARKETS_MANAGE);
        return new Routes()
                .get(CoinRoutes.ROOT + "/hidden", manage, this::list)
                .unaudited()
                .query("limit", "cursor")
                .put(CoinRoutes.ROOT + "/{id}/shown", manage, this::choose);
    }

    /** The schema HiddenCoinPage of docs/api/openapi.yaml. */
    private record ListBody(List<String> items, @Nullable String nextCursor) {}

    private Answer list(Request request) {
        int limit = request.limit();
        long offset = request.cursor(0);
        List<String> items = hidden.page(request.tenant(), offset, limit);
        return Answer.ok(new ListBody(items, items.size() < limit ? null : request.cursorBehind(offset + limit)));
    }

    /** Request body. */
    private record Form(@Nullable Boolean shown) {}

    /** The schema CoinChoice of docs/api/openapi.yaml. */
    private record Body(String id, boolean shown) {}

    private Answer choose(Request request) {
        String id = request.path("id");
        Boolean shown = request.body(Form.class).shown();
        if (shown == null) {
            throw Refusal.invalid("shown", "true or false");
        }
        int tenant = request.caller().tenant();
        // A hidden coin that no provider lists any longer can be shown again, and so leave the list.
        if (cache.snapshot().coin(id).isEmpty() && !hidden.of(tenant).has(id)) {
            throw Refusal.notFound("there is no cryptocurrency " + id);
        }
        boolean isNew =
                hidden.choose(tenant, id, shown, "user " + request.caller().userId(), clock.instant());
        request.audit("coin " + id, new Body(id, shown != isNew), new Body(id, shown));
        return Answer.ok(new Body(id, shown));
    }
}
