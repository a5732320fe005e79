package com.flowex.wallet.app.margin;

import com.flowex.domain.margin.IndexPrice;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.database.Database;
import com.flowex.wallet.store.margin.IndexQuotesTable;
import com.flowex.wallet.store.margin.IndexQuotesTable.StoredQuote;
import com.flowex.wallet.store.margin.OwnMarketsTable;
import com.flowex.wallet.store.margin.OwnMarketsTable.OwnMarket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * States of index prices: a price is certain while enough sources have given one a moment ago. The exchange decides by
 * the time of its log; what is shown here goes by the clock, which is close to it.
 */
public final class IndexStates {

    private final Database database;
    private final InstantSource clock;

    public IndexStates(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Quotes of a tenant's assets at one moment.
     *
     * @param at moment by which ages are counted
     * @param ownMarkets settings about markets of the exchange itself, by asset
     */
    public record TenantQuotes(Instant at, Map<AssetId, List<StoredQuote>> quotes, Map<AssetId, OwnMarket> ownMarkets) {

        /** Returns the setting of an asset; empty if it was never set. */
        public Optional<OwnMarket> ownMarket(AssetId asset) {
            return Optional.ofNullable(ownMarkets.get(asset));
        }

        /** Returns the last quote of each source of an asset, by source. */
        public List<StoredQuote> of(AssetId asset) {
            return quotes.getOrDefault(asset, List.of());
        }

        /** Returns true if the quote has weight in the index price. */
        public boolean isFresh(StoredQuote quote) {
            return LogTime.nanos(at) - quote.quote().timeNanos() < IndexPrice.STALE_NANOS;
        }

        /** Returns the number of sources that have weight. */
        public int sources(AssetId asset) {
            return (int) of(asset).stream().filter(this::isFresh).count();
        }

        /** Returns true if enough sources have given the price. */
        public boolean isCertain(AssetId asset) {
            return sources(asset) >= IndexPrice.SOURCES_MIN;
        }
    }

    public TenantQuotes of(int tenant) {
        return database.query(
                tenant,
                transaction -> new TenantQuotes(
                        clock.instant(),
                        IndexQuotesTable.all(transaction, tenant).stream()
                                .collect(Collectors.groupingBy(StoredQuote::asset)),
                        OwnMarketsTable.all(transaction, tenant).stream()
                                .collect(Collectors.toMap(OwnMarket::asset, Function.identity()))));
    }
}
