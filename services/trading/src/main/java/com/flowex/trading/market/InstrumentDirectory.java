package com.flowex.trading.market;

import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.MarketState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is listed. One thread, the view's, changes it; any thread reads it without waiting.
 *
 * <p>A symbol is found by tenant and text, never by text alone.
 */
public final class InstrumentDirectory {

    private record Name(int tenant, String text) {}

    private record Listed(
            Map<AssetId, Asset> assets,
            Map<Name, AssetId> codes,
            Map<InstrumentId, Market> markets,
            Map<Name, InstrumentId> symbols) {

        Listed() {
            this(
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>());
        }
    }

    private volatile Listed all = new Listed();

    /** Shows from now on what another one holds, and what changes there. */
    public void become(InstrumentDirectory other) {
        all = other.all;
    }

    public void listed(Asset asset) {
        all.assets.put(asset.id(), asset);
        all.codes.put(new Name(asset.tenant(), asset.code()), asset.id());
    }

    /**
     * Adds a market or changes its state.
     *
     * @throws IllegalStateException if one of its assets was never listed: the event log is damaged
     */
    public void listed(Instrument instrument, MarketState state) {
        Market market = new Market(instrument, asset(instrument.base()), asset(instrument.quote()), state);
        all.markets.put(instrument.id(), market);
        all.symbols.put(new Name(instrument.tenant(), instrument.symbol()), instrument.id());
    }

    public void changed(InstrumentId id, MarketState state) {
        all.markets.put(id, market(id).with(state));
    }

    /** The market a caller of a tenant names, if there is one. */
    public Optional<Market> find(int tenant, String symbol) {
        return Optional.ofNullable(all.symbols.get(new Name(tenant, symbol))).map(this::market);
    }

    /**
     * The market with this id.
     *
     * @throws IllegalStateException if it was never listed
     */
    public Market market(InstrumentId id) {
        Market market = all.markets.get(id);
        if (market == null) {
            throw new IllegalStateException("instrument " + id + " was never listed");
        }
        return market;
    }

    /** A tenant's markets, in the order of their ids. */
    public List<Market> of(int tenant) {
        SortedMap<Integer, Market> byId = new TreeMap<>();
        for (Market market : all.markets.values()) {
            if (market.instrument().tenant() == tenant) {
                byId.put(market.instrument().id().value(), market);
            }
        }
        return List.copyOf(byId.values());
    }

    /** A tenant's assets, in the order of their ids. */
    public List<Asset> assetsOf(int tenant) {
        return all.assets.values().stream()
                .filter(asset -> asset.tenant() == tenant)
                .sorted(Comparator.comparingInt(asset -> asset.id().value()))
                .toList();
    }

    /** The asset a caller of a tenant names, if there is one. */
    public Optional<Asset> findAsset(int tenant, String code) {
        return Optional.ofNullable(all.codes.get(new Name(tenant, code))).map(this::asset);
    }

    /** The highest id of all assets, 0 if there are none. */
    int lastAsset() {
        return all.assets.keySet().stream().mapToInt(AssetId::value).max().orElse(0);
    }

    /** The highest id of all markets, 0 if there are none. */
    int lastMarket() {
        return all.markets.keySet().stream().mapToInt(InstrumentId::value).max().orElse(0);
    }

    private Asset asset(AssetId id) {
        Asset asset = all.assets.get(id);
        if (asset == null) {
            throw new IllegalStateException("asset " + id + " was never listed");
        }
        return asset;
    }
}
