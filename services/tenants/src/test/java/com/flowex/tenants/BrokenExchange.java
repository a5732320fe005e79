package com.flowex.tenants;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.MarketState;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.tenants.listing.ListedCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The engine, a view of what it lists, and ways for its answers to get lost. */
public final class BrokenExchange implements ExchangeClient {

    private final EngineExchange engine = new EngineExchange();
    private final ListedCatalog catalog = ListedCatalog.shown();
    private final List<Event> events = new ArrayList<>();
    private Function<Command, Optional<Outcome>> instead = _ -> Optional.empty();
    private int commands;
    private int lostFrom = Integer.MAX_VALUE;
    private boolean isLostOnTheWayBack;

    /** Its list. */
    public ListedCatalog catalog() {
        return catalog;
    }

    /** From now on such commands are answered so, and do not reach the engine. */
    public synchronized void answer(Function<Command, Optional<Outcome>> answer) {
        instead = answer;
    }

    /** From now on so many commands are answered, and then none, whether they reach the engine or not. */
    public synchronized void loseAfter(int answered, boolean onTheWayBack) {
        commands = 0;
        lostFrom = answered;
        isLostOnTheWayBack = onTheWayBack;
    }

    public synchronized void mend() {
        instead = _ -> Optional.empty();
        lostFrom = Integer.MAX_VALUE;
        commands = 0;
    }

    /** Since it was last mended. */
    public synchronized int commands() {
        return commands;
    }

    /** Everything that happened. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** True if a tenant's own kill switch is on. */
    synchronized boolean isKilled(int tenant) {
        boolean isOn = false;
        for (Event event : events) {
            if (event instanceof KillSwitchSet(var scope, boolean on) && scope.tenant() == tenant) {
                isOn = on;
            }
        }
        return isOn;
    }

    public synchronized boolean isDelisted(Instrument market) {
        return events.stream()
                .anyMatch(event -> event instanceof MarketStateChanged changed
                        && changed.instrument().equals(market.id())
                        && changed.state() == MarketState.DELISTED);
    }

    @Override
    public synchronized CompletableFuture<Outcome> submit(Command command) {
        Optional<Outcome> other = instead.apply(command);
        if (other.isPresent()) {
            return CompletableFuture.completedFuture(other.get());
        }
        boolean isLost = commands++ >= lostFrom;
        if (isLost && !(isLostOnTheWayBack && commands == lostFrom + 1)) {
            return CompletableFuture.completedFuture(new Outcome.Unknown());
        }
        CompletableFuture<Outcome> answer = engine.submit(command);
        if (answer.join() instanceof Outcome.Accepted accepted) {
            events.addAll(accepted.events());
            accepted.events().forEach(catalog::show);
        }
        catalog.reached(engine.sequence());
        return isLost ? CompletableFuture.completedFuture(new Outcome.Unknown()) : answer;
    }

    @Override
    public void close() {}
}
