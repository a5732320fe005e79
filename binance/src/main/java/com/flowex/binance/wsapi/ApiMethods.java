package com.flowex.binance.wsapi;

import com.flowex.binance.call.Operation;
import com.flowex.binance.call.Operations;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The operations of the WebSocket API by the names of their methods. */
final class ApiMethods {

    private static final String READS = "GET";

    /** @param isRead whether asking twice does no harm, and nothing that comes behind it needs it done */
    record Method(Operation operation, boolean isRead) {}

    private final Map<String, Method> methods = new TreeMap<>();

    /** @throws IllegalArgumentException if two have one name, or if uses of one are written down: that is asked over HTTP alone */
    ApiMethods(Operations operations) {
        for (Operations.Offer offer : operations.all()) {
            if (!offer.method().isEmpty()) {
                add(offer);
            }
        }
    }

    private void add(Operations.Offer offer) {
        if (offer.operation().audited()) {
            throw new IllegalArgumentException(
                    "uses of " + offer.method() + " are written down, so it is asked over HTTP");
        }
        Method method = new Method(offer.operation(), offer.verb().equals(READS));
        if (methods.put(offer.method(), method) != null) {
            throw new IllegalArgumentException("a method is added once, was there already: " + offer.method());
        }
    }

    /** What can be asked for: the operations, and what is about the connection itself. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(methods.keySet());
        names.addAll(SessionMethods.NAMES);
        return names;
    }

    Optional<Method> find(String name) {
        return Optional.ofNullable(methods.get(name));
    }
}
