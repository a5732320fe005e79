package com.flowex.binance.rest;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceDialect;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.BinanceSigning;
import com.flowex.binance.dialect.CodedRefusal;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.platform.errors.Refusal;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** HTTP routes of operations; their parameters are in the query, in a form, or in both. */
public final class OperationRoutes {

    private static final int FORM_BYTES = 8_192;

    /** Beginning of the paths whose answers have a unit of times. */
    private static final String SPOT = "/api/v3/";

    private static final String JSON = "application/json";
    private static final HeaderName UNIT = HeaderNames.create(TimestampUnit.HEADER);

    /**
     * Paths of clients of Binance. The exchange has routes of its own below /api/v1, so only the names that Binance
     * once had there are listed.
     */
    private static final String[] PATHS = {
        SPOT,
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
        boolean hasUnits = path.startsWith(SPOT);
        Endpoint endpoint = request -> answer(operation, taken, unit(request, hasUnits), request);
        switch (method) {
            case "GET" -> routes.get(path, operation.access(), endpoint);
            case "POST" -> routes.post(path, operation.access(), endpoint);
            case "PUT" -> routes.put(path, operation.access(), endpoint);
            case "DELETE" -> routes.delete(path, operation.access(), endpoint);
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

    /**
     * Returns the unit of an answer's times.
     *
     * @param hasUnits false if the path has milliseconds alone
     * @throws Refusal if the header has another value, or different ones
     */
    private static TimestampUnit unit(Request request, boolean hasUnits) {
        Headers headers = request.sent().headers();
        if (!headers.contains(UNIT)) {
            return TimestampUnit.MILLISECOND;
        }
        String sent = headers.get(UNIT).allValues().stream().distinct().collect(Collectors.joining(","));
        return TimestampUnit.named(sent)
                .filter(unit -> hasUnits || unit == TimestampUnit.MILLISECOND)
                .orElseThrow(() -> BinanceErrorCode.INVALID_PARAMETER.refusal("Invalid " + TimestampUnit.HEADER
                        + "; it " + (hasUnits ? TimestampUnit.RULE : "must be MILLISECOND here, or left out") + "."));
    }

    private static Answer answer(Operation operation, Set<String> taken, TimestampUnit unit, Request request) {
        Params params = new Params(BinanceSigning.parameters(request.sent()));
        params.requireOnly(taken);
        RequestCall call = new RequestCall(request, params, new LinkedHashMap<>());
        Answer answer = Answer.bytes(200, JSON, json(operation, call, unit));
        call.headers().forEach(answer::header);
        return answer;
    }

    private static byte[] json(Operation operation, OperationCall call, TimestampUnit unit) {
        try {
            return unit.json(operation.answer(call));
        } catch (CodedRefusal refused) {
            throw refused.in(unit);
        }
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
