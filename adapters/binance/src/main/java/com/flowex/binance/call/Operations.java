package com.flowex.binance.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Registry of operations: each once, with its HTTP path and its method in the WebSocket API. */
public final class Operations {

    /**
     * Binding of an operation.
     *
     * @param verb GET, POST, PUT or DELETE; empty if it has no path
     * @param method name in the WebSocket API; empty if it has none
     */
    public record OperationBinding(String verb, String path, String method, Operation operation) {}

    private final List<OperationBinding> all = new ArrayList<>();
    private final Map<String, String> advice = new LinkedHashMap<>();

    /** Adds an operation for HTTP only. */
    public Operations at(String verb, String path, Operation operation) {
        return at(verb, path, "", operation);
    }

    /** Adds an operation for HTTP and the WebSocket API. */
    public Operations at(String verb, String path, String method, Operation operation) {
        all.add(new OperationBinding(verb, path, method, operation));
        return this;
    }

    /** Adds an operation for the WebSocket API only. */
    public Operations under(String method, Operation operation) {
        all.add(new OperationBinding("", "", method, operation));
        return this;
    }

    /** Adds advice for clients that call a path with this prefix which does not exist. */
    public Operations absent(String prefix, String instead) {
        advice.put(prefix, instead);
        return this;
    }

    /** Adds all operations of another registry. */
    public Operations addAll(Operations more) {
        all.addAll(more.all);
        advice.putAll(more.advice);
        return this;
    }

    /** Returns the advice for paths that do not exist, by their prefixes. */
    public Map<String, String> advice() {
        return Map.copyOf(advice);
    }

    public List<OperationBinding> all() {
        return List.copyOf(all);
    }
}
