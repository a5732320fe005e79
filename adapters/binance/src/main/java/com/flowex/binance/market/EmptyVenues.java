package com.flowex.binance.market;

import com.flowex.access.http.route.Access;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.Operations;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Empty lists of Binance's futures venues. This exchange has none of them. Clients that load
 * all venues first, before they do anything, get an answer that they can read.
 */
public record EmptyVenues(InstantSource clock) {

    public Operations operations() {
        Operation futures = Operation.of(
                1,
                Access.PUBLIC,
                _ -> Map.of(
                        "timezone",
                        "UTC",
                        "serverTime",
                        clock.millis(),
                        "rateLimits",
                        List.of(),
                        "exchangeFilters",
                        List.of(),
                        "symbols",
                        List.of()));
        return new Operations().at("GET", "/fapi/v1/exchangeInfo", futures).at("GET", "/dapi/v1/exchangeInfo", futures);
    }
}
