package com.flowex.simulator.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;

/** Connections to one account's stream, each to the next of the exchange's addresses. It is used by one thread. */
final class AccountStreamConnector {

    private static final int UNAUTHORIZED = 401;

    private final AccountHttpAdapter adapter;
    private final List<URI> urls;
    private final HttpClient http;
    private int turn;

    /**
     * @param adapter adapter of its own, because it logs in by itself
     * @param turn index of the first address
     */
    AccountStreamConnector(AccountHttpAdapter adapter, List<URI> urls, HttpClient http, int turn) {
        this.adapter = adapter;
        this.urls = urls;
        this.http = http;
        this.turn = turn;
    }

    /**
     * Opens the next connection.
     *
     * @param query query with its question mark, or empty
     * @throws IOException if no connection can be opened now
     */
    ClientStreamConnection open(String query) throws IOException, InterruptedException {
        if (adapter.token().isEmpty() && !adapter.login()) {
            throw new IOException("no service accepts it");
        }
        try {
            return ClientStreamConnection.open(
                    http,
                    address(urls.get(Math.floorMod(turn++, urls.size())), "/ws/account" + query),
                    Map.of("Authorization", "Bearer " + adapter.token(), "X-Rate-Tier", "benchmark"));
        } catch (ClientStreamConnection.RefusedException refused) {
            if (refused.status() == UNAUTHORIZED) {
                adapter.login();
            }
            throw refused;
        }
    }

    /** Returns a stream's address at an edge. */
    static URI address(URI edge, String path) {
        return URI.create(edge.toString().replaceFirst("^http", "ws")).resolve(path);
    }
}
