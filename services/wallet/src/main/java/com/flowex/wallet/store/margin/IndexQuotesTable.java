package com.flowex.wallet.store.margin;

import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.List;

/** Last quotes of the sources of index prices. Every statement names its tenant. */
public final class IndexQuotesTable {

    private static final String PUT = """
            INSERT INTO margin.quotes AS q (tenant_id, asset_id, source, price, volume, quote_nanos, quoted_by)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, asset_id, source) DO UPDATE SET price = excluded.price, volume = excluded.volume,
                quote_nanos = excluded.quote_nanos, quoted_by = excluded.quoted_by
            WHERE q.quote_nanos < excluded.quote_nanos""";

    private static final String ALL = """
            SELECT asset_id, source, price, volume, quote_nanos, quoted_by FROM margin.quotes
            WHERE tenant_id = ? ORDER BY asset_id, source""";

    /** @param quotedBy user who sent it */
    public record StoredQuote(AssetId asset, IndexQuote quote, long quotedBy) {}

    private IndexQuotesTable() {}

    /** Stores a quote, unless a later one of its source is there. */
    public static int put(Transaction transaction, int tenant, StoredQuote stored) {
        IndexQuote quote = stored.quote();
        return Sql.execute(
                transaction,
                PUT,
                tenant,
                stored.asset().value(),
                quote.source(),
                quote.priceUnits(),
                quote.volumeUnits(),
                quote.timeNanos(),
                stored.quotedBy());
    }

    /** Returns the quotes of a tenant, by asset and source. */
    public static List<StoredQuote> all(Transaction transaction, int tenant) {
        return Sql.all(
                transaction,
                row -> new StoredQuote(
                        new AssetId(row.getInt(1)),
                        new IndexQuote(row.getInt(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                        row.getLong(6)),
                ALL,
                tenant);
    }
}
