package com.flowex.strategies.app;

import com.flowex.strategy.StrategyProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Strategies that come with FlowEx, and those that an operator has added to the class path, by name. */
public final class BuiltInStrategies {

    private final Map<String, StrategyProvider> byId = new LinkedHashMap<>();

    /** @throws IllegalStateException if two providers have one name */
    public BuiltInStrategies() {
        ServiceLoader.load(StrategyProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .forEach(each -> {
                    if (byId.put(each.id(), each) != null) {
                        throw new IllegalStateException("two strategies are named " + each.id());
                    }
                });
    }

    /** Returns all of them, in the order of their names. */
    public List<StrategyProvider> all() {
        return List.copyOf(byId.values());
    }

    public Optional<StrategyProvider> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
