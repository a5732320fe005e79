package com.flowex.binance.call;

import java.util.ArrayList;
import java.util.List;

/** Everything that can be asked for: each operation once, with where it stands over HTTP and what it is called over the WebSocket API. */
public final class Operations {

    /**
     * One of them.
     *
     * @param verb GET, POST, PUT or DELETE; empty where it has no path
     * @param method its name in the WebSocket API; empty where it has none
     */
    public record Offer(String verb, String path, String method, Operation operation) {}

    private final List<Offer> all = new ArrayList<>();

    /** One that is asked for over HTTP alone. */
    public Operations at(String verb, String path, Operation operation) {
        return at(verb, path, "", operation);
    }

    /** One that is asked for over HTTP and over the WebSocket API. */
    public Operations at(String verb, String path, String method, Operation operation) {
        all.add(new Offer(verb, path, method, operation));
        return this;
    }

    /** One that is asked for over the WebSocket API alone. */
    public Operations under(String method, Operation operation) {
        all.add(new Offer("", "", method, operation));
        return this;
    }

    /** Those and these. */
    public Operations addAll(Operations more) {
        all.addAll(more.all);
        return this;
    }

    public List<Offer> all() {
        return List.copyOf(all);
    }
}
