package com.flowex.p2p.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.OverviewQueries;
import com.flowex.p2p.app.P2pSettings;
import com.flowex.p2p.app.PaymentCurrencies;
import com.flowex.p2p.rule.TradeWeight;
import com.flowex.p2p.store.OfferPairQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Route of the overview: pairs with offers, the fee and the limits of time, the caller's reliability. */
public final class OverviewRoutes {

    private static final String ROOT = "/api/v1/p2p/overview";
    private static final int WEIGHT = 2;

    private final OverviewQueries overviews;
    private final InstrumentDirectory directory;

    public OverviewRoutes(OverviewQueries overviews, InstrumentDirectory directory) {
        this.overviews = overviews;
        this.directory = directory;
    }

    public Routes routes() {
        return new Routes().get(ROOT, Access.of(Permission.READ), this::show).weight(WEIGHT);
    }

    /**
     * Pair of asset and currency.
     *
     * @param sides sides of takers for which there are offers
     */
    private record PairBody(String asset, String currency, int currencyPlaces, List<String> sides) {}

    /**
     * Weights of trades in reliability.
     *
     * @param asset asset in which trades are valued; null if all trades weigh the same
     * @param fullValue value of full weight in that asset; null with it
     */
    private record WeighingBody(
            int halfLifeDays,
            @Nullable String asset,
            @Nullable String fullValue) {}

    /** Response body: the schema P2pOverview. */
    private record Body(
            int feeMillionths,
            long releaseMinutes,
            OfferBody.ReliabilityBody reliability,
            WeighingBody weighing,
            List<PairBody> pairs) {}

    private WeighingBody weighing(int tenant) {
        P2pSettings.Weighing weighing = overviews.settings().weighing();
        return directory
                .findAsset(tenant, weighing.asset())
                .map(asset -> new WeighingBody(
                        TradeWeight.HALF_LIFE_DAYS, asset.code(), Integer.toString(weighing.fullValue())))
                .orElseGet(() -> new WeighingBody(TradeWeight.HALF_LIFE_DAYS, null, null));
    }

    private Answer show(Request request) {
        OverviewQueries.Overview overview = overviews.of(request.caller().account());
        return Answer.ok(new Body(
                overview.feeMillionths(),
                overviews.settings().releaseWindow().toMinutes(),
                OfferBody.ReliabilityBody.of(overview.reliability()),
                weighing(request.tenant()),
                pairs(request.tenant(), overview.pairs())));
    }

    /** A currency that is gone since an offer was posted has no pair. */
    private List<PairBody> pairs(int tenant, List<OfferPairQueries.Pair> found) {
        PaymentCurrencies currencies = new PaymentCurrencies(directory);
        Map<String, PairBody> pairs = new LinkedHashMap<>();
        for (OfferPairQueries.Pair each : found) {
            Optional<Scale> scale = currencies.find(tenant, each.currency());
            if (scale.isPresent()) {
                String asset = directory.asset(each.asset()).code();
                pairs.computeIfAbsent(
                                asset + "/" + each.currency(),
                                _ -> new PairBody(
                                        asset, each.currency(), scale.get().places(), new ArrayList<>()))
                        .sides()
                        .add(OfferBody.offered(each.side()).name().toLowerCase(Locale.ROOT));
            }
        }
        return List.copyOf(pairs.values());
    }
}
