package com.flowex.simulator.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;

/** Connections to one account's stream, each by the next of the exchange's addresses. Of one thread. */
final class AccountLines {

    private static final int UNAUTHORIZED = 401;

    private final AccountDoor door;
    private final List<URI> urls;
    private final HttpClient http;
    private int turn;

    /**
     * @param door its own: it logs in by itself
     * @param turn which of the addresses is first
     */
    AccountLines(AccountDoor door, List<URI> urls, HttpClient http, int turn) {
        this.door = door;
        this.urls = urls;
        this.http = http;
        this.turn = turn;
    }

    /**
     * The next one.
     *
     * @param query with its question mark, or empty
     * @throws IOException if there is none to be had now
     */
    StreamLine open(String query) throws IOException, InterruptedException {
        if (door.token().isEmpty() && !door.login()) {
            throw new IOException("nobody lets it in");
        }
        try {
            return StreamLine.open(
                    http,
                    address(urls.get(Math.floorMod(turn++, urls.size())), "/ws/account" + query),
                    Map.of("Authorization", "Bearer " + door.token(), "X-Rate-Tier", "benchmark"));
        } catch (StreamLine.RefusedException refused) {
            if (refused.status() == UNAUTHORIZED) {
                door.login();
            }
            throw refused;
        }
    }

    /** A stream's address at an edge. */
    static URI address(URI edge, String path) {
        return URI.create(edge.toString().replaceFirst("^http", "ws")).resolve(path);
    }
}
