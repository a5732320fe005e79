package com.flowex.access.ratelimit;

import com.flowex.platform.settings.SettingsReader;

/**
 * Limits of WebSockets.
 *
 * @param messages messages of each connection, a minute
 * @param perAddress concurrent connections from one address
 * @param all concurrent connections
 */
public record SocketSettings(int messages, int perAddress, int all) {

    public static SocketSettings read(SettingsReader reader) {
        return new SocketSettings(
                reader.integer(
                        "FLOWEX_RATE_WS_MESSAGES",
                        600,
                        1,
                        10_000_000,
                        "messages of each WebSocket connection a minute"),
                reader.integer(
                        "FLOWEX_WS_PER_ADDRESS", 100, 1, 1_000_000, "WebSocket connections at once from one address"),
                reader.integer("FLOWEX_WS_MAX", 20_000, 1, 1_000_000, "WebSocket connections at once"));
    }
}
