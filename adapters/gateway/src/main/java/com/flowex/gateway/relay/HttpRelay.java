package com.flowex.gateway.relay;

import com.flowex.access.http.caller.ClientAddress;
import com.flowex.access.http.connection.RequestFraming;
import com.flowex.gateway.upstream.Upstream;
import com.flowex.gateway.upstream.UpstreamConnection;
import com.flowex.gateway.upstream.UpstreamException;
import com.flowex.gateway.upstream.UpstreamException.Kind;
import com.flowex.gateway.upstream.UpstreamResponse;
import com.flowex.gateway.upstream.UpstreamResponseBody;
import com.flowex.platform.logging.LogContext;
import com.flowex.platform.tracing.Trace;
import com.flowex.platform.tracing.Tracing;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Relay of HTTP calls; each call runs on the virtual thread of its connection, from first to last byte. */
public final class HttpRelay implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpRelay.class);

    private static final int PIECE_BYTES = 16_384;
    private static final HeaderName TRACEPARENT = HeaderNames.create(Trace.HEADER);
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;

    private final RouteResolver asking;
    private final ClientAddress addresses;
    private final RequestHeadWriter heads;
    private final CallDeadlines clock;
    private final RelayMetrics figures;
    private final RetryBackoff pause;
    private final Tracing tracing;
    private final StaleResponseCache lastAnswers = new StaleResponseCache(System::nanoTime);

    public HttpRelay(RouteResolver asking, ClientAddress addresses, RelayContext parts) {
        this.asking = asking;
        this.addresses = addresses;
        this.heads = parts.heads();
        this.clock = parts.clock();
        this.figures = parts.figures();
        this.pause = parts.pause();
        this.tracing = parts.tracing();
    }

    @Override
    public void filter(FilterChain next, RoutingRequest request, RoutingResponse response) {
        Trace trace =
                tracing.begin("gateway", request.headers().first(TRACEPARENT).orElse(""));
        try {
            trace.over(() -> relay(request, response));
        } finally {
            trace.end();
            clock.release();
        }
        if (RequestFraming.hasEnded(response)) {
            throw new CloseConnectionException("this was the last answer");
        }
    }

    private String relay(RoutingRequest request, RoutingResponse response) {
        InetSocketAddress peer = (InetSocketAddress) request.remotePeer().address();
        RelayedCall visit = RelayedCall.of(
                request.prologue(), request.headers(), addresses.of(peer.getAddress(), request.headers()));
        if (RequestHeadWriter.named(request.headers()).contains("close")) {
            // Helidon recognizes "close" only where it is the only value.
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        Optional<RouteResolver.LiveRoute> route = asking.of(visit.path());
        if (route.isEmpty() || visit.isDoubtful()) {
            RelayRefusal refusal = visit.isDoubtful() ? RelayRefusal.DOUBTFUL_PATH : RelayRefusal.NO_ROUTE;
            figures.refused("none", refusal);
            RequestFraming.endWhereInDoubt(request, response);
            refusal.send(response, visit.id(), visit.isHead());
            return visit.id();
        }
        Trace.current()
                .with(LogContext.REQUEST, visit.id())
                .with("http.route", route.get().route().prefix());
        clock.allow(route.get().route().whole());
        call(route.get(), visit, request, response);
        return visit.id();
    }

    private void call(
            RouteResolver.LiveRoute route, RelayedCall visit, RoutingRequest request, RoutingResponse response) {
        long start = System.nanoTime();
        Optional<OpenResponse> answered = Optional.empty();
        try {
            answered = forward(route, visit, request);
        } catch (UpstreamException fault) {
            UpstreamException exception = atItsTime(fault);
            LOG.debug("request {} got no answer", visit.id(), exception);
            RequestFraming.endWhereInDoubt(request, response);
            refuse(route, visit, response, RelayRefusal.of(exception, visit.isRead()), start);
            return;
        }
        RequestFraming.endWhereInDoubt(request, response);
        if (answered.isEmpty()) {
            refuse(route, visit, response, RelayRefusal.NO_UPSTREAM, start);
            return;
        }
        OpenResponse answer = answered.get();
        if (answer.answer.status() == RelayRefusal.UNAVAILABLE && isStale(route, visit, response, start)) {
            answer.drop();
            return;
        }
        try {
            answer(route, visit, answer, response);
        } finally {
            figures.answered(route.route(), answer.answer.status(), System.nanoTime() - start);
            answer.upstream.left();
        }
    }

    /** Answers with the cached answer, where the route allows that and there is one. */
    private boolean isStale(RouteResolver.LiveRoute route, RelayedCall visit, RoutingResponse response, long start) {
        if (!lastAnswers.answer(route.route(), visit, response)) {
            return false;
        }
        figures.stale(route.route());
        figures.answered(route.route(), Status.OK_200.code(), System.nanoTime() - start);
        return true;
    }

    /** Returns the call's time-out as the fault, if the time-out caused it. */
    private UpstreamException atItsTime(UpstreamException fault) {
        if (!clock.isOver()) {
            return fault;
        }
        // The interrupt was meant for the upstream's connection; the client's has to stay usable for the refusal.
        boolean wasInterrupted = Thread.interrupted();
        return new UpstreamException(
                Kind.TOO_SLOW, wasInterrupted ? "the whole request took too long" : "took too long", fault);
    }

    /** @param start start of the call by {@link System#nanoTime}, so that the time waited in vain is included */
    private void refuse(
            RouteResolver.LiveRoute route,
            RelayedCall visit,
            RoutingResponse response,
            RelayRefusal refusal,
            long start) {
        figures.refused(route.route().prefix(), refusal);
        if (isStale(route, visit, response, start)) {
            return;
        }
        figures.answered(route.route(), refusal.status(), System.nanoTime() - start);
        // The rest of the body is not awaited.
        if (!visit.isRead()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        refusal.send(response, visit.id(), visit.isHead());
    }

    /** Tries upstreams one after another, as far as the call may be repeated; empty if none is available. */
    private Optional<OpenResponse> forward(RouteResolver.LiveRoute route, RelayedCall visit, RoutingRequest request)
            throws UpstreamException {
        boolean mayRepeat = visit.isRepeatable() && !request.content().hasEntity();
        Set<Upstream> tried = new HashSet<>();
        route.budget().earn();
        for (int attempt = 0; ; attempt++) {
            Optional<Upstream> picked = route.pick(tried);
            if (picked.isEmpty() && attempt > 0) {
                // All others are out: the same upstream is tried once more.
                picked = route.pick(Set.of());
            }
            if (picked.isEmpty()) {
                return Optional.empty();
            }
            Upstream upstream = picked.get();
            tried.add(upstream);
            boolean last = !mayRepeat || attempt >= route.route().retries();
            try {
                OpenResponse response = forwardTo(route, upstream, visit, request);
                if (last
                        || response.answer.status() != RelayRefusal.UNAVAILABLE
                        || !route.group().hasOtherThan(tried)) {
                    return Optional.of(response);
                }
                if (!spend(route)) {
                    return Optional.of(response);
                }
                response.drop();
            } catch (UpstreamException fault) {
                if (last || fault.kind() == Kind.TOO_SLOW || clock.isOver() || !spend(route)) {
                    throw fault;
                }
            }
            if (!pause.after(attempt, clock.left())) {
                return Optional.empty();
            }
        }
    }

    private boolean spend(RouteResolver.LiveRoute route) {
        if (route.budget().spend()) {
            figures.retried(route.route());
            return true;
        }
        figures.budgetSpent(route.route());
        return false;
    }

    /** Sends the call to one upstream. The caller must call {@link Upstream#left} for a returned value. */
    private OpenResponse forwardTo(
            RouteResolver.LiveRoute route, Upstream upstream, RelayedCall visit, RoutingRequest request)
            throws UpstreamException {
        upstream.entered();
        boolean answered = false;
        try {
            UpstreamConnection connection = upstream.connection();
            try {
                send(connection, visit, request);
                Duration left = clock.left();
                Duration firstByte = route.route().firstByte();
                UpstreamResponse answer =
                        connection.answer(visit.isHead(), left.compareTo(firstByte) < 0 ? left : firstByte);
                OpenResponse response = begun(route, upstream, connection, visit, answer);
                answered = true;
                return response;
            } finally {
                if (!answered) {
                    connection.close();
                }
            }
        } catch (UpstreamException fault) {
            if (!clock.isOver()) {
                upstream.failed(fault);
            }
            throw fault;
        } finally {
            if (!answered) {
                upstream.left();
            }
        }
    }

    /** Reads the beginning of the body before anything is relayed: if it breaks off, the call can be repeated. */
    private OpenResponse begun(
            RouteResolver.LiveRoute route,
            Upstream upstream,
            UpstreamConnection connection,
            RelayedCall visit,
            UpstreamResponse answer)
            throws UpstreamException {
        Optional<String> cacheKey =
                StaleResponseCache.nameOf(route.route(), visit).filter(_ -> StaleResponseCache.isCacheable(answer));
        int most = cacheKey.isPresent() ? StaleResponseCache.BODY_BYTES_MAX : PIECE_BYTES;
        byte[] first = connection.beginning(answer.body(), most, clock.left());
        if (answer.body().isEnded()) {
            upstream.answered();
        }
        return new OpenResponse(upstream, connection, answer, cacheKey, first);
    }

    private void send(UpstreamConnection connection, RelayedCall visit, RoutingRequest request)
            throws UpstreamException {
        try {
            if (!request.content().hasEntity()) {
                boolean sized = visit.headers().contains(HeaderNames.CONTENT_LENGTH);
                connection.send(heads.of(visit, sized ? List.of("Content-Length: 0") : List.of()));
                return;
            }
            new RequestBodyForwarder(request.content(), visit.headers()).to(connection, heads, visit);
        } catch (IOException e) {
            // It may have answered before it closed: an upstream that refuses a body need not read it.
            LOG.debug("the client of request {} did not read the response to its end", visit.id(), e);
            if (clock.isOver()) {
                throw new UpstreamException(Kind.TOO_SLOW, "did not take the body in time", e);
            }
        }
    }

    private void answer(
            RouteResolver.LiveRoute route, RelayedCall visit, OpenResponse openResponse, RoutingResponse response) {
        boolean whole = false;
        try {
            head(openResponse.answer, response);
            openResponse.cacheKey.ifPresent(name -> lastAnswers.put(name, openResponse.answer, openResponse.first));
            body(visit, openResponse, response);
            whole = true;
        } catch (UpstreamException fault) {
            if (!clock.isOver()) {
                openResponse.upstream.failed(fault);
            }
            throw cutOff(route, fault);
        } catch (IOException | UncheckedIOException e) { // the client's connection
            throw cutOff(route, e);
        } finally {
            if (whole) {
                openResponse.upstream.giveBack(openResponse.connection);
            } else {
                openResponse.connection.close();
            }
        }
    }

    /** Cuts off an answer that is being relayed, since it cannot be taken back. */
    private CloseConnectionException cutOff(RouteResolver.LiveRoute route, Exception why) {
        figures.cutOff(route.route());
        return new CloseConnectionException("cut off", why);
    }

    private static void head(UpstreamResponse answer, RoutingResponse response) {
        Set<String> named = RequestHeadWriter.named(answer.headers());
        response.status(
                answer.reason().isEmpty()
                        ? Status.create(answer.status())
                        : Status.create(answer.status(), answer.reason()));
        for (Header header : answer.headers()) {
            if (!RequestHeadWriter.isHop(header, named)) {
                response.headers().set(header);
            }
        }
    }

    private static void body(RelayedCall visit, OpenResponse openResponse, RoutingResponse response)
            throws IOException, UpstreamException {
        UpstreamResponse answer = openResponse.answer;
        int status = answer.status();
        if (visit.isHead()) {
            if (answer.headers().contains(HeaderNames.CONTENT_LENGTH)) {
                response.header(answer.headers().get(HeaderNames.CONTENT_LENGTH));
            }
            response.send();
        } else if (answer.body().size() == 0
                || status == NO_CONTENT
                || status == RESET_CONTENT
                || status == NOT_MODIFIED) {
            response.send();
        } else if (answer.body().size() > 0 && answer.body().isEnded()) {
            // One piece, one packet.
            response.send(openResponse.first);
        } else {
            stream(openResponse, response);
        }
    }

    /** Relays the body as it comes; flushes whenever the upstream has sent nothing further yet. */
    private static void stream(OpenResponse openResponse, RoutingResponse response)
            throws IOException, UpstreamException {
        UpstreamResponseBody body = openResponse.answer.body();
        if (body.size() > 0) {
            response.contentLength(body.size());
        }
        OutputStream out = response.outputStream();
        byte[] piece = openResponse.first;
        int read = piece.length;
        if (!body.isEnded()) {
            piece = Arrays.copyOf(piece, PIECE_BYTES);
        }
        while (read >= 0) {
            out.write(piece, 0, read);
            if (body.available() == 0) {
                out.flush();
            }
            read = body.isEnded() ? -1 : openResponse.connection.more(body, piece, 0);
        }
        openResponse.upstream.answered();
        out.close();
        response.commit();
    }
}
