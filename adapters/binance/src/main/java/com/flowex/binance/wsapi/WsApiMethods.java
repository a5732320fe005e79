package com.flowex.binance.wsapi;

import com.flowex.binance.call.Operation;
import com.flowex.binance.call.Operations;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Operations of the WebSocket API by the names of their methods. */
final class WsApiMethods {

    private static final String READS = "GET";

    /** @param isRead true if a repetition does no harm, and no later request depends on it */
    record Method(Operation operation, boolean isRead) {}

    private final Map<String, Method> methods = new TreeMap<>();

    /**
     * @throws IllegalArgumentException if two methods have one name, or if an operation is audited: it is then
     *     available over HTTP only
     */
    WsApiMethods(Operations operations) {
        for (Operations.OperationBinding offer : operations.all()) {
            if (!offer.method().isEmpty()) {
                add(offer);
            }
        }
    }

    private void add(Operations.OperationBinding offer) {
        if (offer.operation().audited()) {
            throw new IllegalArgumentException(
                    "uses of " + offer.method() + " are written down, so it is asked over HTTP");
        }
        Method method = new Method(offer.operation(), offer.verb().equals(READS));
        if (methods.put(offer.method(), method) != null) {
            throw new IllegalArgumentException("a method is added once, was there already: " + offer.method());
        }
    }

    /** Returns the names of all methods, those of the connection itself included. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(methods.keySet());
        names.addAll(SessionMethods.NAMES);
        return names;
    }

    Optional<Method> find(String name) {
        return Optional.ofNullable(methods.get(name));
    }
}
