package com.flowex.binance.dialect;

import com.flowex.access.http.route.Dialect;
import java.util.Set;

/** Dialect of clients of Binance. */
public final class BinanceDialect {

    /** Parameters for signing, which every route takes. */
    public static final Set<String> SIGNING = Set.of("timestamp", "recvWindow", "signature");

    public static final Dialect BINANCE =
            new Dialect(new BinanceSigning(), new BinanceErrorMapper(), new UsedWeightHeaders(), SIGNING);

    private BinanceDialect() {}
}
