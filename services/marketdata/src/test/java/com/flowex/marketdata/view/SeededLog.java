package com.flowex.marketdata.view;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.InstrumentId;
import com.flowex.engine.RandomLog;
import com.flowex.platform.testing.EngineLog;
import com.flowex.protocol.event.EventBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The real engine under a seeded random log: gives the events command by command, and its own book to compare with. */
public final class SeededLog {

    private final EngineLog engine = new EngineLog();
    private final Map<Integer, Integer> tenantByInstrument = new HashMap<>();
    private final Iterator<RandomLog.Entry> commands;

    /** The log of a seed. */
    public SeededLog(long seed, int commands) {
        this.commands = RandomLog.of(seed, commands).iterator();
    }

    /** True if there is another command. */
    public boolean hasNext() {
        return commands.hasNext();
    }

    /** Applies the next command and gives its events; there may be none. */
    public EventBatch next() {
        RandomLog.Entry entry = commands.next();
        List<Event> events = engine.apply(entry.command(), entry.timeNanos());
        if (events.isEmpty()) {
            return new EventBatch(engine.exchange().sequence(), 0, 0, entry.timeNanos(), events);
        }
        for (Event event : events) {
            if (event instanceof InstrumentListed(var instrument)) {
                tenantByInstrument.put(instrument.id().value(), instrument.tenant());
            }
        }
        return engine.batches().getLast();
    }

    /** Every event of a whole log. */
    public static List<EventBatch> batches(long seed, int commands) {
        SeededLog log = new SeededLog(seed, commands);
        List<EventBatch> batches = new ArrayList<>(commands);
        while (log.hasNext()) {
            batches.add(log.next());
        }
        return batches;
    }

    /** The engine's own book: price to quantity. */
    public Map<Long, Long> book(int instrument, Side side) {
        Map<Long, Long> levels = new TreeMap<>();
        int tenant = tenantByInstrument.getOrDefault(instrument, 1);
        engine.exchange().levels(tenant, new InstrumentId(instrument), side, Integer.MAX_VALUE, levels::put);
        return levels;
    }
}
