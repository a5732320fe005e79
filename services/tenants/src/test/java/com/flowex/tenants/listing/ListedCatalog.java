package com.flowex.tenants.listing;

import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.tenants.app.listing.Catalog;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Listings in events, as a view without a database has them. */
public final class ListedCatalog implements Catalog {

    private final ViewProgress progress = new ViewProgress();
    private final Map<String, Asset> assets = new HashMap<>();
    private final Map<String, Instrument> markets = new HashMap<>();
    private final Supplier<List<Event>> unseen;

    private ListedCatalog(Supplier<List<Event>> unseen) {
        this.unseen = unseen;
    }

    /** Knows what it is shown. */
    public static ListedCatalog shown() {
        return new ListedCatalog(List::of);
    }

    /**
     * As late as a view may be: it shows what happened only to those who wait for it.
     *
     * @param events everything that happened so far
     */
    public static ListedCatalog late(Supplier<List<Event>> events) {
        ListedCatalog late = new ListedCatalog(events);
        late.reached(Long.MAX_VALUE);
        return late;
    }

    /** Another event; those that list nothing change nothing. */
    public synchronized void show(Event event) {
        switch (event) {
            case AssetListed(Asset asset) -> assets.put(asset.tenant() + asset.code(), asset);
            case InstrumentListed(Instrument market) -> markets.put(market.tenant() + market.symbol(), market);
            case InstrumentChanged(Instrument market) -> markets.put(market.tenant() + market.symbol(), market);
            default -> {}
        }
    }

    /** It shows everything up to this event. */
    public void reached(long sequence) {
        progress.reached(sequence);
    }

    @Override
    public synchronized Optional<Asset> asset(int tenant, String code) {
        return Optional.ofNullable(assets.get(tenant + code));
    }

    @Override
    public synchronized Optional<Instrument> market(int tenant, String symbol) {
        return Optional.ofNullable(markets.get(tenant + symbol));
    }

    @Override
    public synchronized List<Instrument> markets(int tenant) {
        return markets.values().stream()
                .filter(market -> market.tenant() == tenant)
                .sorted(Comparator.comparingInt(market -> market.id().value()))
                .toList();
    }

    @Override
    public synchronized int lastAsset() {
        return assets.values().stream()
                .mapToInt(asset -> asset.id().value())
                .max()
                .orElse(0);
    }

    @Override
    public synchronized int lastMarket() {
        return markets.values().stream()
                .mapToInt(market -> market.id().value())
                .max()
                .orElse(0);
    }

    @Override
    public synchronized ViewProgress progress() {
        unseen.get().forEach(this::show);
        return progress;
    }
}
