package com.flowex.trading.view;

import com.flowex.domain.Asset;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.MarketState;
import com.flowex.domain.event.Event;
import com.flowex.trading.position.PositionKey;
import com.flowex.trading.position.PositionRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one flush has to write: each row at most once, as the last event of the flush left it. */
final class Changes {

    final List<Asset> assets = new ArrayList<>();
    final Map<InstrumentId, Instrument> instruments = new LinkedHashMap<>();
    final Map<InstrumentId, MarketState> marketStates = new LinkedHashMap<>();
    final Map<InstrumentId, Long> lastPrices = new LinkedHashMap<>();
    /** Limits, groups and switches: rare, and written one by one in their order. */
    final List<Event> risk = new ArrayList<>();

    final List<OrderEntry> orders = new ArrayList<>();
    final List<ExecutedTrade> trades = new ArrayList<>();
    final Map<PositionKey, PositionRow> positions = new LinkedHashMap<>();

    void orderChanged(OrderEntry entry) {
        if (!entry.changed) {
            entry.changed = true;
            orders.add(entry);
        }
    }

    /** The transaction that wrote all this is committed: forgets it. */
    void committed() {
        for (OrderEntry entry : orders) {
            entry.changed = false;
            entry.stored = true;
        }
        assets.clear();
        instruments.clear();
        marketStates.clear();
        lastPrices.clear();
        risk.clear();
        orders.clear();
        trades.clear();
        positions.clear();
    }
}
