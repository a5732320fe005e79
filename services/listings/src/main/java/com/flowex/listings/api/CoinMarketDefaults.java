package com.flowex.listings.api;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Scale;
import com.flowex.listings.app.CoinListing;
import com.flowex.listings.app.CoinListing.TradedAsset;
import com.flowex.listings.provider.CoinFigure;
import com.flowex.listings.provider.CoinQuote;
import com.flowex.platform.errors.Fields;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adds the values that a form leaves out. */
final class CoinMarketDefaults {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,18}(\\.\\d{1,18})?");

    private final CoinMarketForm form;
    private final CoinQuote coin;
    private final Fields fields = new Fields();

    CoinMarketDefaults(CoinMarketForm form, CoinQuote coin) {
        this.form = form;
        this.coin = coin;
    }

    /**
     * Returns the complete request.
     *
     * @param code code of the coin's asset
     * @param listed that asset, if it is listed
     * @param quote the quote asset
     * @param price price of the coin in the quote asset; empty if no provider has reported it lately
     * @throws com.flowex.platform.errors.Refusal {@code invalid_field} naming the fields that are required
     */
    CoinListing.ListingRequest fill(
            String code, Optional<TradedAsset> listed, TradedAsset quote, Optional<BigDecimal> price) {
        TradedAsset asset = asset(code, listed);
        Optional<BigDecimal> tick = amount("price_tick", form.priceTick());
        Optional<BigDecimal> lot = amount("quantity_lot", form.quantityLot());
        if (price.isEmpty() && tick.isEmpty()) {
            fields.refuse("price_tick", "given, because no provider has said lately what " + coin.id() + " costs");
        }
        fields.check();
        MarketParameterDefaults figures = price.map(MarketParameterDefaults::ofPrice)
                .orElseGet(() -> MarketParameterDefaults.ofTick(tick.orElseThrow()));
        Scale scale = new Scale(asset.scale());
        BigDecimal priceTick = tick.orElseGet(figures::tick);
        return new CoinListing.ListingRequest(
                asset,
                quote.code(),
                within("price_tick", MarketParameterDefaults.places(priceTick)),
                plain(priceTick),
                plain(figures.maxPrice().max(priceTick)),
                plain(lot.orElseGet(() -> figures.lot(scale))),
                plain(figures.maxQuantity(scale, new Scale(quote.scale()))),
                form.makerFee(),
                form.takerFee());
    }

    private int within(String field, int places) {
        if (places > Scale.PLACES_MAX) {
            fields.refuse(field, "given: one that follows from the price has more than " + Scale.PLACES_MAX + " places")
                    .check();
        }
        return places;
    }

    /** Returns the listed asset, or a new one with the requested scale or the finest that the coin's supply allows. */
    private TradedAsset asset(String code, Optional<TradedAsset> listed) {
        @Nullable Integer requested = form.scale();
        Scale scale = requested == null
                ? listed.map(each -> new Scale(each.scale()))
                        .orElseGet(() -> MarketParameterDefaults.scale(
                                positive(CoinFigure.MAX_SUPPLY),
                                positive(CoinFigure.TOTAL_SUPPLY).or(() -> positive(CoinFigure.CIRCULATING_SUPPLY))))
                : new Scale(fields.within("scale", requested, 0, Scale.PLACES_MAX));
        if (Asset.supplyMax(scale) == 0) {
            fields.refuse("scale", "coarse enough for a supply of 1");
        }
        fields.check();
        String supply = Objects.requireNonNullElseGet(form.supply(), () -> listed.map(TradedAsset::supply)
                .orElseGet(
                        () -> Long.toString(MarketParameterDefaults.supply(positive(CoinFigure.MAX_SUPPLY), scale))));
        return new TradedAsset(code, scale.places(), supply);
    }

    private Optional<BigDecimal> positive(CoinFigure figure) {
        return coin.figure(figure).filter(each -> each.signum() > 0);
    }

    private Optional<BigDecimal> amount(String field, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        BigDecimal amount = AMOUNT.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
        if (amount.signum() == 0) {
            fields.refuse(field, "a decimal above 0 such as \"0.01\"");
            return Optional.empty();
        }
        return Optional.of(amount);
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
