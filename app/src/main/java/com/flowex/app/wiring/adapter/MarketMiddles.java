package com.flowex.app.wiring.adapter;

import com.flowex.marketdata.app.MarketQueries;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.book.Levels;
import com.flowex.p2p.app.ReferencePrices;
import com.flowex.p2p.rule.OfferPrice;
import com.flowex.platform.errors.Refusal;
import java.util.Optional;
import java.util.OptionalLong;

/** Middle prices of the view of markets, as references of floating offers. A view that is behind has none. */
public record MarketMiddles(MarketQueries markets) implements ReferencePrices {

    @Override
    public OptionalLong middle(int tenant, String symbol) {
        Optional<PublicMarket> market;
        try {
            market = markets.shown(tenant, 0).find(tenant, symbol);
        } catch (Refusal behind) {
            return OptionalLong.empty();
        }
        return market.map(MarketMiddles::middle).orElse(OptionalLong.empty());
    }

    private static OptionalLong middle(PublicMarket market) {
        MarketView view = market.view();
        Levels bids = view.depth().depth().bids();
        Levels asks = view.depth().depth().asks();
        if (!view.open() || bids.isEmpty() || asks.isEmpty()) {
            return OptionalLong.empty();
        }
        long low = bids.priceUnits(0);
        long high = asks.priceUnits(0);
        return OfferPrice.rescaled(low + (high - low) / 2, market.listing().price());
    }
}
