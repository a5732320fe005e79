package com.flowex.binance.user;

import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.BinanceSigning;
import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.errors.Refusal;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Operations that issue listen tokens, and issue, keep alive and end listen keys. An API key with read permission is
 * enough, without a signature: clients of this dialect ask in this way.
 */
public final class ListenKeyOperations {

    private static final int WEIGHT = 2;
    private static final int TOKEN_WEIGHT = 1;

    private final ListenKeys listening;
    private final ListenTokens tokens;
    private final ApiKeys keys;
    private final Symbols symbols;
    private final InstantSource clock;

    public ListenKeyOperations(
            ListenKeys listening, ListenTokens tokens, ApiKeys keys, Symbols symbols, InstantSource clock) {
        this.listening = listening;
        this.tokens = tokens;
        this.keys = keys;
        this.symbols = symbols;
        this.clock = clock;
    }

    /** Returns the operations, each with its path and its method. */
    public Operations operations() {
        String path = "/api/v3/userDataStream";
        return new Operations()
                .at(
                        "POST",
                        "/sapi/v1/userListenToken",
                        Operation.of(TOKEN_WEIGHT, Access.PUBLIC, this::token, "isIsolated", "symbol", "validity"))
                .at("POST", path, "userDataStream.start", Operation.of(WEIGHT, Access.PUBLIC, this::start))
                .at("PUT", path, "userDataStream.ping", Operation.of(WEIGHT, Access.PUBLIC, this::ping, "listenKey"))
                .at(
                        "DELETE",
                        path,
                        "userDataStream.stop",
                        Operation.of(WEIGHT, Access.PUBLIC, this::stop, "listenKey"));
    }

    private Object token(OperationCall call) {
        long validity = call.params()
                .number("validity", 1, ListenTokens.LIFE_MAX.toMillis())
                .orElse(ListenTokens.LIFE_MAX.toMillis());
        ApiKey key = apiKey(call);
        Optional<InstrumentId> market = MarginMode.marketOf(call.params())
                .map(symbol -> MarginMode.requireIsolated(
                        key.caller().account(), symbols.named(key.caller().tenant(), symbol)));
        ListenTokens.ListenToken content = new ListenTokens.ListenToken(key.id(), market, clock.millis() + validity);
        return Map.of("token", tokens.seal(content), "expirationTime", content.expiresAtMillis());
    }

    private Object start(OperationCall call) {
        return Map.of("listenKey", listening.issue(apiKey(call).id()));
    }

    private Object ping(OperationCall call) {
        return done(listening.keepAlive(
                call.params().required("listenKey"), apiKey(call).id()));
    }

    private Object stop(OperationCall call) {
        return done(
                listening.end(call.params().required("listenKey"), apiKey(call).id()));
    }

    private static Object done(boolean isKnown) {
        if (!isKnown) {
            throw BinanceErrorCode.INVALID_LISTEN_KEY.refusal("This listenKey does not exist.");
        }
        return Map.of();
    }

    /** @throws Refusal if there is no such key, or it may not be used here */
    private ApiKey apiKey(OperationCall call) {
        String named = call.header(BinanceSigning.KEY_HEADER)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> BinanceErrorCode.BAD_API_KEY.refusal("API-key format invalid."));
        ApiKey key = keys.byId(named)
                .filter(known -> known.isUsable(call.from(), clock.instant()))
                .filter(known -> known.caller().may(Permission.READ))
                .orElseThrow(BinanceErrorCode::rejectedKey);
        call.belongsTo(key.caller().tenant());
        return key;
    }
}
