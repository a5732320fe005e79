package com.flowex.walk;

import info.bitrich.xchangestream.binance.BinanceStreamingExchange;
import java.net.URI;

/** XChange's exchange with other stream addresses; the rest is unchanged. XChange creates it by its class. */
public final class LocalBinanceExchange extends BinanceStreamingExchange {

    private String socket(String path) {
        URI rest = URI.create(getExchangeSpecification().getSslUri());
        return "ws://" + rest.getHost() + ":" + rest.getPort() + path;
    }

    @Override
    protected String getStreamingBaseUri() {
        return socket("/");
    }

    @Override
    protected String getTradeStreamingBaseUri() {
        return socket("/ws-api/v3");
    }
}
