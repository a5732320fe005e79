package com.flowex.orderentry.market;

import com.flowex.domain.RejectReason;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.errors.Refusal;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Assets and markets that are listed, as of a view's position. Only the view's thread changes it; any thread reads it
 * without waiting.
 *
 * <p>A symbol is found by tenant and text, never by text alone.
 */
public final class InstrumentDirectory {

    private record Name(int tenant, String text) {}

    /** Listings of one tenant, in the order of their ids. */
    private record Own(NavigableMap<Integer, Asset> assets, NavigableMap<Integer, InstrumentId> markets) {
        Own() {
            this(new ConcurrentSkipListMap<>(), new ConcurrentSkipListMap<>());
        }
    }

    private record Listed(
            Map<AssetId, Asset> assets,
            Map<Name, AssetId> codes,
            Map<InstrumentId, ListedMarket> markets,
            Map<Name, InstrumentId> symbols,
            Map<Integer, Own> tenants,
            AtomicInteger lastAsset,
            AtomicInteger lastMarket) {
        Listed() {
            this(
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new AtomicInteger(),
                    new AtomicInteger());
        }

        Own of(int tenant) {
            return tenants.computeIfAbsent(tenant, _ -> new Own());
        }
    }

    private volatile Listed all = new Listed();

    /** Switches to another directory's contents; its later changes show here, too. */
    public void become(InstrumentDirectory other) {
        all = other.all;
    }

    public void listed(Asset asset) {
        all.assets.put(asset.id(), asset);
        all.codes.put(new Name(asset.tenant(), asset.code()), asset.id());
        all.of(asset.tenant()).assets.put(asset.id().value(), asset);
        all.lastAsset.accumulateAndGet(asset.id().value(), Math::max);
    }

    /**
     * Adds a market or changes its state.
     *
     * @throws IllegalStateException if one of its assets was never listed: the event log is damaged
     */
    public void listed(Instrument instrument, MarketState state) {
        ListedMarket before = all.markets.get(instrument.id());
        long last = before == null ? 0 : before.lastPriceUnits();
        put(new ListedMarket(instrument, asset(instrument.base()), asset(instrument.quote()), state, last));
        all.lastMarket.accumulateAndGet(instrument.id().value(), Math::max);
        all.of(instrument.tenant()).markets.put(instrument.id().value(), instrument.id());
        all.symbols.put(new Name(instrument.tenant(), instrument.symbol()), instrument.id());
    }

    public void changed(InstrumentId id, MarketState state) {
        put(market(id).with(state));
    }

    /** Sets the price of a market's last trade. */
    public void traded(InstrumentId id, long priceUnits) {
        ListedMarket market = market(id);
        if (market.lastPriceUnits() != priceUnits) {
            put(market.tradedAt(priceUnits));
        }
    }

    private void put(ListedMarket market) {
        all.markets.put(market.instrument().id(), market);
    }

    /** Returns the market that a caller of a tenant names, if there is one. */
    public Optional<ListedMarket> find(int tenant, String symbol) {
        return Optional.ofNullable(all.symbols.get(new Name(tenant, symbol))).map(this::market);
    }

    /**
     * Returns the market that a caller of a tenant names.
     *
     * @throws Refusal {@code not_found} if there is none
     */
    public ListedMarket named(int tenant, String symbol) {
        return find(tenant, symbol).orElseThrow(() -> Refusal.notFound("there is no market " + symbol));
    }

    /**
     * Returns the market with this id.
     *
     * @throws IllegalStateException if it was never listed
     */
    public ListedMarket market(InstrumentId id) {
        ListedMarket market = all.markets.get(id);
        if (market == null) {
            throw new IllegalStateException("instrument " + id + " was never listed");
        }
        return market;
    }

    /** Returns the market with this id, if it was listed. */
    public Optional<ListedMarket> find(InstrumentId id) {
        return Optional.ofNullable(all.markets.get(id));
    }

    /** Returns the tenant that a market belongs to, if the market was listed. */
    public OptionalInt tenantOf(InstrumentId id) {
        ListedMarket market = all.markets.get(id);
        return market == null
                ? OptionalInt.empty()
                : OptionalInt.of(market.instrument().tenant());
    }

    /** Returns a tenant's markets, in the order of their ids. */
    public List<ListedMarket> of(int tenant) {
        Own own = all.tenants.get(tenant);
        return own == null
                ? List.of()
                : own.markets.values().stream().map(this::market).toList();
    }

    /** Returns the tenants that have listed anything, in the order of their numbers. */
    public List<Integer> tenants() {
        return all.tenants.keySet().stream().sorted().toList();
    }

    /**
     * Compares the entries of a tenant in two directories.
     *
     * @return one line that names the difference; empty if there is none
     */
    public Optional<String> difference(InstrumentDirectory other, int tenant) {
        if (!assetsOf(tenant).equals(other.assetsOf(tenant))) {
            return Optional.of("the assets of tenant " + tenant);
        }
        return of(tenant).equals(other.of(tenant)) ? Optional.empty() : Optional.of("the markets of tenant " + tenant);
    }

    /** Returns a tenant's assets, in the order of their ids. */
    public List<Asset> assetsOf(int tenant) {
        Own own = all.tenants.get(tenant);
        return own == null ? List.of() : List.copyOf(own.assets.values());
    }

    /** Returns the asset that a caller of a tenant names, if there is one. */
    public Optional<Asset> findAsset(int tenant, String code) {
        return Optional.ofNullable(all.codes.get(new Name(tenant, code))).map(this::asset);
    }

    /**
     * Returns the asset that a caller of a tenant names.
     *
     * @throws Refusal {@code unknown_asset} if there is none
     */
    public Asset namedAsset(int tenant, String code) {
        return findAsset(tenant, code).orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_ASSET));
    }

    /** Returns the highest id of all assets; 0 if there are none. */
    public int lastAsset() {
        return all.lastAsset.get();
    }

    /** Returns the highest id of all markets; 0 if there are none. */
    public int lastMarket() {
        return all.lastMarket.get();
    }

    /**
     * Returns the asset with this id.
     *
     * @throws IllegalStateException if it was never listed
     */
    public Asset asset(AssetId id) {
        Asset asset = all.assets.get(id);
        if (asset == null) {
            throw new IllegalStateException("asset " + id + " was never listed");
        }
        return asset;
    }
}
