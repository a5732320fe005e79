package com.flowex.listings.api;

import com.flowex.listings.app.SnapshotCoin;
import com.flowex.listings.app.SnapshotCoin.ProviderQuote;
import com.flowex.listings.provider.CoinFigure;
import com.flowex.listings.provider.CoinQuote;
import com.flowex.listings.provider.QuoteJson;
import com.flowex.listings.store.CoinRisk;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schemas ListedCoin and ListedCoinDetail of docs/api/openapi.yaml. */
final class CoinBody {

    private CoinBody() {}

    static Map<String, @Nullable Object> of(
            SnapshotCoin coin, Optional<CoinRisk> risk, Instant now, Duration staleAfter, boolean withSparkline) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        CoinQuote quote = coin.shown().quote();
        body.put("id", quote.id());
        body.put("symbol", quote.symbol());
        body.put("name", quote.name());
        body.put("image", quote.image().isEmpty() ? null : quote.image());
        body.put("market_cap_rank", quote.rank() > 0 ? quote.rank() : null);
        CoinFigure.ALL.forEach(figure -> body.put(figure.label(), plain(quote.figure(figure))));
        body.put("ath_date", quote.athAt());
        body.put("atl_date", quote.atlAt());
        body.put("last_updated", coin.shown().asOf());
        body.put("age_seconds", SourceBody.age(coin.shown().asOf(), now));
        body.put("stale", SourceBody.isStale(coin.shown().asOf(), now, staleAfter));
        body.put("sample", coin.shown().isSample());
        body.put("provider", coin.shown().provider());
        body.put("disagreement_percentage", plain(Optional.ofNullable(coin.disagreement())));
        body.put("risk_score", risk.map(CoinRisk::score).orElse(null));
        body.put("risk_asset", risk.map(CoinRisk::asset).orElse(null));
        body.put("risk_day", risk.map(each -> each.day().toString()).orElse(null));
        body.put("risk_age_seconds", risk.map(each -> each.age(now)).orElse(null));
        if (withSparkline) {
            body.put(
                    "sparkline",
                    quote.sparkline().isEmpty()
                            ? List.of()
                            : List.of(quote.sparkline().split(",")));
        }
        return body;
    }

    /** Returns the body with each provider's quote. */
    static Map<String, @Nullable Object> whole(
            SnapshotCoin coin, Optional<CoinRisk> risk, List<String> categories, Instant now, Duration staleAfter) {
        Map<String, @Nullable Object> body = of(coin, risk, now, staleAfter, true);
        body.put("categories", categories);
        body.put(
                "said",
                coin.quotes().stream()
                        .map(each -> quoteFields(each, now, staleAfter))
                        .toList());
        return body;
    }

    private static Map<String, @Nullable Object> quoteFields(ProviderQuote quote, Instant now, Duration staleAfter) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("provider", quote.provider());
        body.put("current_price", plain(quote.quote().figure(CoinFigure.CURRENT_PRICE)));
        body.put("market_cap", plain(quote.quote().figure(CoinFigure.MARKET_CAP)));
        body.put("last_updated", quote.asOf());
        body.put("stale", SourceBody.isStale(quote.asOf(), now, staleAfter));
        body.put("sample", quote.isSample());
        return body;
    }

    static @Nullable String plain(Optional<BigDecimal> value) {
        return value.map(QuoteJson::plain).orElse(null);
    }
}
