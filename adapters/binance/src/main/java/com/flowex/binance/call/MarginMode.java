package com.flowex.binance.call;

import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import java.util.Optional;

/**
 * Margin mode of a call: for the main account of its caller (cross), or for their isolated account in a market.
 *
 * @param symbols markets, by their symbols
 */
public record MarginMode(Symbols symbols) {

    /** Returns true if a call sets {@code isIsolated}. */
    public static boolean isIsolated(Params params) {
        return params.flag("isIsolated").orElse(false);
    }

    /**
     * Returns a call about orders for the account that it names by {@code isIsolated} and {@code symbol}.
     *
     * @throws Refusal if it is isolated and names no market
     */
    public OperationCall ofOrders(OperationCall call) {
        return isIsolated(call.params()) ? in(call, symbols.required(call)) : call;
    }

    /**
     * Returns a call about money for the account that it names by {@code isIsolated} and {@code symbol}.
     *
     * @throws Refusal if it has only one of the two
     */
    public OperationCall ofMoney(OperationCall call) {
        return marketOf(call.params())
                .map(symbol -> in(call, symbols.named(call.tenant(), symbol)))
                .orElse(call);
    }

    /**
     * Returns the symbol of the isolated account that {@code isIsolated} and {@code symbol} name; empty for cross.
     *
     * @throws Refusal if there is only one of the two
     */
    public static Optional<String> marketOf(Params params) {
        if (isIsolated(params)) {
            return Optional.of(params.required("symbol"));
        }
        if (params.has("symbol")) {
            throw BinanceErrorCode.PARAM_NOT_REQUIRED.refusal(
                    "Parameter 'symbol' sent when not required: it is of isolated margin; send 'isIsolated' as TRUE.");
        }
        return Optional.empty();
    }

    /** Returns a call for the account that it names by {@code isolatedSymbol}, if it does. */
    public OperationCall ofSymbol(OperationCall call) {
        return call.params()
                .text("isolatedSymbol")
                .map(symbol -> in(call, symbols.named(call.tenant(), symbol)))
                .orElse(call);
    }

    /** Returns a call for the isolated account in a market. */
    public static OperationCall in(OperationCall call, ListedMarket market) {
        AccountId main = call.account().main();
        return new ActingCall(call, main.isolatedIn(requireIsolated(main, market)));
    }

    /**
     * Returns the id of a market in which an account's owner may have an isolated account.
     *
     * @throws Refusal if the number of the account or of the market is too high
     */
    public static InstrumentId requireIsolated(AccountId account, ListedMarket market) {
        InstrumentId id = market.instrument().id();
        if (!account.main().mayIsolate(id)) {
            throw BinanceErrorCode.UNSUPPORTED_OPERATION.refusal(
                    "This operation is not supported: the number of this account or market is too high for isolated"
                            + " margin.");
        }
        return id;
    }
}
