package com.flowex.binance.rest;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceDialect;
import com.flowex.binance.dialect.BinanceSigning;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTP routes of operations; their parameters are in the query, in a form, or in both. */
public final class OperationRoutes {

    private static final int FORM_BYTES = 8_192;

    /**
     * Paths of clients of Binance. The exchange has routes of its own below /api/v1, so only the names that Binance
     * once had there are listed.
     */
    private static final String[] PATHS = {
        "/api/v3/",
        "/sapi/",
        "/wapi/",
        "/fapi/",
        "/dapi/",
        "/eapi/",
        "/papi/",
        "/api/v2/",
        "/api/v1/aggTrades",
        "/api/v1/allBookTickers",
        "/api/v1/allPrices",
        "/api/v1/depth",
        "/api/v1/exchangeInfo",
        "/api/v1/historicalTrades",
        "/api/v1/klines",
        "/api/v1/ping",
        "/api/v1/ticker/",
        "/api/v1/time",
        "/api/v1/trades",
        "/api/v1/userDataStream"
    };

    private final Routes routes = new Routes();

    /** Adds every operation that has a path. */
    public OperationRoutes addAll(Operations operations) {
        operations.all().stream()
                .filter(offer -> !offer.path().isEmpty())
                .forEach(offer -> at(offer.verb(), offer.path(), offer.operation()));
        operations.advice().forEach(routes::absent);
        return this;
    }

    private OperationRoutes at(String method, String path, Operation operation) {
        Set<String> taken = new HashSet<>(operation.takes());
        taken.addAll(BinanceDialect.SIGNING);
        switch (method) {
            case "GET" -> routes.get(path, operation.access(), request -> answer(operation, taken, request));
            case "POST" -> routes.post(path, operation.access(), request -> answer(operation, taken, request));
            case "PUT" -> routes.put(path, operation.access(), request -> answer(operation, taken, request));
            case "DELETE" -> routes.delete(path, operation.access(), request -> answer(operation, taken, request));
            default -> throw new IllegalArgumentException("no operation stands at " + method);
        }
        routes.query(operation.takes().toArray(String[]::new)).weight(operation.weight());
        if (!method.equals("GET")) {
            routes.body(FORM_BYTES);
        }
        if (operation.cancels()) {
            routes.cancels();
        }
        operation.whole().ifPresent(routes::partOf);
        if (operation.audited()) {
            routes.audited();
        }
        return this;
    }

    /** Returns all routes in their dialect; unknown paths below theirs are answered in it too. */
    public Routes routes() {
        return routes.speaking(BinanceDialect.BINANCE, PATHS);
    }

    private static Answer answer(Operation operation, Set<String> taken, Request request) {
        Params params = new Params(BinanceSigning.parameters(request.sent()));
        params.requireOnly(taken);
        RequestCall call = new RequestCall(request, params, new LinkedHashMap<>());
        Answer answer = Answer.ok(operation.answer(call));
        call.headers().forEach(answer::header);
        return answer;
    }

    /** Adapter of an HTTP request for an operation. */
    private record RequestCall(Request request, Params params, Map<String, String> headers) implements OperationCall {

        @Override
        public int tenant() {
            return request.tenant();
        }

        @Override
        public InetAddress from() {
            return request.remoteAddress();
        }

        @Override
        public Caller caller() {
            return request.caller();
        }

        @Override
        public void belongsTo(int tenant) {
            request.belongsTo(tenant);
        }

        @Override
        public Optional<String> header(String name) {
            return request.header(name);
        }

        @Override
        public void drawMore(int requests) {
            request.drawMore(requests);
        }

        @Override
        public void report(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public long minSequence() {
            return request.minSequence();
        }

        @Override
        public void audit(String subject, @Nullable Object before, @Nullable Object after) {
            request.audit(subject, before, after);
        }

        @Override
        public void auditBefore(String subject, @Nullable Object before, Object requested) {
            request.auditBefore(subject, before, requested);
        }
    }
}
