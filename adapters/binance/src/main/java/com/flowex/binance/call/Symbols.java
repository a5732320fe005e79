package com.flowex.binance.call;

import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Markets by their symbols in this dialect: {@code BTCUSDT} is BTC-USDT. */
public final class Symbols {

    private static final int LENGTH_MAX = 40;

    private final InstrumentDirectory listed;

    public Symbols(InstrumentDirectory listed) {
        this.listed = listed;
    }

    /** Returns a market's symbol in this dialect. */
    public static String of(ListedMarket market) {
        return market.instrument().symbol().replace("-", "");
    }

    /** Returns a tenant's markets that have a symbol here, in the order of listing. */
    public List<ListedMarket> all(int tenant) {
        return listed.of(tenant).stream()
                .filter(market -> find(tenant, of(market)).isPresent())
                .toList();
    }

    /** Returns the market with this id; empty if it was not listed, or has no symbol here. */
    public Optional<ListedMarket> find(InstrumentId id) {
        return listed.find(id)
                .filter(market -> find(market.instrument().tenant(), of(market)).isPresent());
    }

    /** Returns the market of a symbol; empty if two markets would have it, so that no order goes to the wrong one. */
    public Optional<ListedMarket> find(int tenant, String symbol) {
        if (symbol.length() > LENGTH_MAX || !symbol.equals(symbol.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        List<ListedMarket> found = new ArrayList<>(1);
        for (int at = 1; at < symbol.length(); at++) {
            listed.find(tenant, symbol.substring(0, at) + "-" + symbol.substring(at))
                    .ifPresent(found::add);
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /**
     * Returns the market that a call names by {@code symbol}.
     *
     * @throws com.flowex.platform.errors.Refusal if there is none
     */
    public ListedMarket required(OperationCall call) {
        return named(call.tenant(), call.params().required("symbol"));
    }

    /** Returns the same; empty if {@code symbol} is left out. */
    public Optional<ListedMarket> optional(OperationCall call) {
        return call.params().text("symbol").map(symbol -> named(call.tenant(), symbol));
    }

    /** Returns the market of a symbol, or refuses if there is none. */
    public ListedMarket named(int tenant, String symbol) {
        return find(tenant, symbol).orElseThrow(() -> BinanceErrorCode.BAD_SYMBOL.refusal("Invalid symbol."));
    }
}
