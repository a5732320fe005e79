package com.flowex.engine.market;

import com.flowex.domain.market.Instrument;
import com.flowex.domain.value.InstrumentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** All markets, numbered from 0 in the order of listing. */
public final class Markets {

    private static final int MARKETS_MAX = 1 << 16;

    private record Symbol(int tenant, String symbol) {}

    private final List<Market> all = new ArrayList<>();
    private final Int2ObjectHashMap<Market> byId = new Int2ObjectHashMap<>();
    private final Set<Symbol> symbols = new HashSet<>();

    /**
     * Returns the market with this id if it belongs to this tenant, otherwise null; another tenant's market counts as
     * unknown.
     */
    public @Nullable Market find(int tenant, InstrumentId instrument) {
        Market market = byId.get(instrument.value());
        return market != null && market.instrument.tenant() == tenant ? market : null;
    }

    /** Returns true if the id, or the symbol within the tenant, is taken. */
    public boolean isTaken(Instrument instrument) {
        return byId.containsKey(instrument.id().value())
                || symbols.contains(new Symbol(instrument.tenant(), instrument.symbol()));
    }

    public boolean isFull() {
        return all.size() >= MARKETS_MAX;
    }

    public void list(Market market) {
        all.add(market);
        byId.put(market.instrument.id().value(), market);
        symbols.add(new Symbol(market.instrument.tenant(), market.instrument.symbol()));
    }

    public Market get(int index) {
        return all.get(index);
    }

    public int count() {
        return all.size();
    }
}
