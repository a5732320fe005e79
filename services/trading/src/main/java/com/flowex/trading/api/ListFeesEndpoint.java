package com.flowex.trading.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.app.AccountFees;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/trading/fees}: the caller's present fees in each market, the volume that decides them, and the next
 * tier.
 */
public record ListFeesEndpoint(InstrumentDirectory directory, AccountFees paid, ConsistentView view)
        implements Endpoint {

    private static final Scale RATE = new Scale(6);

    /** A fee tier: rates from a volume on. */
    record TierBody(String volumeFrom, String makerFee, String takerFee) {}

    /** The schema MarketFees of docs/api/openapi.yaml. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MarketFeesBody(
            String symbol,
            String currency,
            @JsonProperty("volume_30d") String volume30d,
            int tier,
            String makerFee,
            String takerFee,
            @Nullable TierBody nextTier) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        Optional<String> symbol = request.query("symbol");
        view.await(request);
        List<ListedMarket> markets = directory.of(account.tenant()).stream()
                .filter(market ->
                        symbol.isEmpty() || market.instrument().symbol().equals(symbol.get()))
                .toList();
        return Answer.ok(Page.whole(
                paid.of(account, markets).stream().map(ListFeesEndpoint::body).toList()));
    }

    private static MarketFeesBody body(AccountFees.AccountFeeTier paid) {
        ListedMarket market = paid.market();
        List<FeeTier> tiers = market.instrument().fees().tiers();
        int tier = paid.tier();
        FeeRates rates = paid.rates();
        return new MarketFeesBody(
                market.instrument().symbol(),
                market.quote().code(),
                Decimals.format(paid.volumeUnits(), market.quoteScale()),
                tier + 1,
                rate(rates.makerMillionths()),
                rate(rates.takerMillionths()),
                tier + 1 < tiers.size() ? tier(tiers.get(tier + 1), market) : null);
    }

    private static TierBody tier(FeeTier tier, ListedMarket market) {
        return new TierBody(
                Decimals.format(tier.volumeFromUnits(), market.quoteScale()),
                rate(tier.rates().makerMillionths()),
                rate(tier.rates().takerMillionths()));
    }

    private static String rate(int millionths) {
        return Decimals.format(millionths, RATE);
    }
}
