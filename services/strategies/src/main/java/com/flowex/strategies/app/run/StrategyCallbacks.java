package com.flowex.strategies.app.run;

import com.flowex.strategy.StrategyException;
import com.flowex.strategy.order.OrderUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Callbacks of one input of a live run. Each is followed by the refusals of the orders that it placed. */
final class StrategyCallbacks {

    private final @Nullable RunGuard strategy;
    private final LiveContext context;
    private final List<Consumer<RunGuard>> callbacks = new ArrayList<>();

    /** @param strategy null in a run that stops: nothing is called */
    StrategyCallbacks(@Nullable RunGuard strategy, LiveContext context) {
        this.strategy = strategy;
        this.context = context;
    }

    void add(Consumer<RunGuard> callback) {
        callbacks.add(callback);
    }

    /**
     * Calls the strategy. If it fails, the input is committed all the same, and the orders of the step are not.
     *
     * @return why the strategy failed; empty if it did not
     */
    Optional<String> call() {
        RunGuard called = strategy;
        if (called == null) {
            return Optional.empty();
        }
        try {
            for (Consumer<RunGuard> each : callbacks) {
                each.accept(called);
                deliverUpdates(called);
            }
            return Optional.empty();
        } catch (StrategyException e) {
            context.discard();
            return Optional.of(e.code() + ": " + e.getMessage() + (e.line() > 0 ? " (line " + e.line() + ")" : ""));
        } catch (RuntimeException | StackOverflowError e) {
            context.discard();
            return Optional.of("strategy_error: " + e);
        }
    }

    /** Delivers the refusals of orders that a callback placed; the guard bounds how often a strategy answers them. */
    private void deliverUpdates(RunGuard called) {
        for (List<OrderUpdate> next = context.takeUpdates(); !next.isEmpty(); next = context.takeUpdates()) {
            next.forEach(update -> called.onOrder(context, update));
        }
    }
}
