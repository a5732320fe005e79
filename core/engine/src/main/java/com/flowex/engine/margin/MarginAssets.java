package com.flowex.engine.margin;

import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.margin.IndexPrice;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/** Assets that are lent or are collateral: their terms, the quotes of their sources and their index prices. */
public final class MarginAssets {

    /** Index price of an asset for which no source has given one. */
    public static final long NO_PRICE = 0;

    private static final IntArrayList NO_ASSETS = new IntArrayList();

    private static final class Entry {
        private MarginTerms terms;
        private MarginRates rates = MarginRates.NONE;
        private final @Nullable IndexQuote[] quotes = new IndexQuote[IndexQuote.SOURCES_MAX];
        private long priceUnits = NO_PRICE;
        private long shortfallUnits;

        private Entry(MarginTerms terms) {
            this.terms = terms;
        }
    }

    private final Int2ObjectHashMap<Entry> entries = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<IntArrayList> byTenant = new Int2ObjectHashMap<>();
    private final TreeMap<Integer, MarginLevels> levels = new TreeMap<>();

    /** Highest leverages by packed id of the account; those without one have no entry. */
    private final TreeMap<Long, Integer> leverages = new TreeMap<>();

    /** Returns the assets of a tenant that have terms, in the order of their first ones. */
    public IntArrayList of(int tenant) {
        IntArrayList assets = byTenant.get(tenant);
        return assets == null ? NO_ASSETS : assets;
    }

    /** Returns the terms of an asset; null if it has none. */
    public @Nullable MarginTerms terms(int asset) {
        Entry entry = entries.get(asset);
        return entry == null ? null : entry.terms;
    }

    public void set(int tenant, int asset, MarginTerms terms) {
        Entry entry = entries.get(asset);
        if (entry == null) {
            entries.put(asset, new Entry(terms));
            byTenant.computeIfAbsent(tenant, _ -> new IntArrayList()).addInt(asset);
        } else {
            entry.terms = terms;
        }
    }

    /** Returns the rates of an asset that has terms; {@link MarginRates#NONE} if those of the terms hold. */
    public MarginRates rates(int asset) {
        return entry(asset).rates;
    }

    /** Sets the rates of an asset that has terms. */
    public void set(int asset, MarginRates rates) {
        entry(asset).rates = rates;
    }

    /** Returns the index price of an asset that has terms; {@link #NO_PRICE} if it has none yet. */
    public long priceUnits(int asset) {
        return entry(asset).priceUnits;
    }

    public void restorePrice(int asset, long priceUnits) {
        entry(asset).priceUnits = priceUnits;
    }

    /** Returns the last quotes of an asset's sources, by source. */
    public List<IndexQuote> quotes(int asset) {
        List<IndexQuote> known = new ArrayList<>();
        for (IndexQuote quote : entry(asset).quotes) {
            if (quote != null) {
                known.add(quote);
            }
        }
        return known;
    }

    /** Returns the last quote of a source; null if it has given none. */
    public @Nullable IndexQuote quote(int asset, int source) {
        return entry(asset).quotes[source - 1];
    }

    /** Sets the last quote of a source; the index price stays. */
    public void put(int asset, IndexQuote quote) {
        entry(asset).quotes[quote.source() - 1] = quote;
    }

    /**
     * Computes the index price anew. It stays as it is where all quotes are stale.
     *
     * @return true if it changed
     */
    public boolean reprice(int asset, long nowNanos) {
        Entry entry = entry(asset);
        List<IndexQuote> fresh = fresh(asset, nowNanos);
        if (fresh.isEmpty()) {
            return false;
        }
        long before = entry.priceUnits;
        entry.priceUnits = IndexPrice.of(
                fresh.stream().mapToLong(IndexQuote::priceUnits).toArray(),
                fresh.stream().mapToLong(IndexQuote::volumeUnits).toArray());
        return entry.priceUnits != before;
    }

    /** Returns true if an asset has terms and enough sources have given its price a moment ago. */
    public boolean isCertain(int asset, long nowNanos) {
        return entries.containsKey(asset) && fresh(asset, nowNanos).size() >= IndexPrice.SOURCES_MIN;
    }

    /** Returns the shortfalls of an asset that are recorded and not booked; 0 if it has no terms. */
    public long shortfallUnits(int asset) {
        Entry entry = entries.get(asset);
        return entry == null ? 0 : entry.shortfallUnits;
    }

    /** Changes the shortfalls of an asset that has terms. */
    public void addShortfall(int asset, long units) {
        entry(asset).shortfallUnits = Math.addExact(entry(asset).shortfallUnits, units);
    }

    /** Returns the levels of a tenant's margin calls and liquidations. */
    public MarginLevels levels(int tenant) {
        return levels.getOrDefault(tenant, MarginLevels.DEFAULT);
    }

    public void setLevels(int tenant, MarginLevels next) {
        levels.put(tenant, next);
    }

    /** Gives the levels that tenants have set, by tenant. */
    public void allLevels(BiConsumer<Integer, MarginLevels> out) {
        levels.forEach(out);
    }

    /** Returns the highest leverage of an account; {@link SetLeverage#NONE} if it has set none. */
    public int leverage(AccountId account) {
        return leverages.getOrDefault(account.packed(), SetLeverage.NONE);
    }

    public void setLeverage(AccountId account, int leverage) {
        if (leverage == SetLeverage.NONE) {
            leverages.remove(account.packed());
        } else {
            leverages.put(account.packed(), leverage);
        }
    }

    /** Gives the leverages that accounts have set, by account. */
    public void allLeverages(BiConsumer<AccountId, Integer> out) {
        leverages.forEach((account, leverage) -> out.accept(AccountId.unpacked(account), leverage));
    }

    private List<IndexQuote> fresh(int asset, long nowNanos) {
        return quotes(asset).stream()
                .filter(quote -> nowNanos - quote.timeNanos() < IndexPrice.STALE_NANOS)
                .toList();
    }

    private Entry entry(int asset) {
        Entry entry = entries.get(asset);
        if (entry == null) {
            throw new IllegalStateException("an asset without margin terms: " + asset);
        }
        return entry;
    }
}
