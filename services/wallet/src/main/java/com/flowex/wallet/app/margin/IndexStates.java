package com.flowex.wallet.app.margin;

import com.flowex.domain.margin.IndexPrice;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.database.Database;
import com.flowex.wallet.store.margin.IndexQuotesTable;
import com.flowex.wallet.store.margin.IndexQuotesTable.StoredQuote;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
     */
    public record TenantQuotes(Instant at, Map<AssetId, List<StoredQuote>> quotes) {

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
        List<StoredQuote> all = database.query(tenant, transaction -> IndexQuotesTable.all(transaction, tenant));
        return new TenantQuotes(clock.instant(), all.stream().collect(Collectors.groupingBy(StoredQuote::asset)));
    }
}
