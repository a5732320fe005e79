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
        Optional<RouteResolver.Way> way = asking.of(visit.path());
        if (way.isEmpty() || visit.isDoubtful()) {
            RelayRefusal refusal = visit.isDoubtful() ? RelayRefusal.DOUBTFUL_PATH : RelayRefusal.NO_ROUTE;
            figures.refused("none", refusal);
            RequestFraming.endWhereInDoubt(request, response);
            refusal.send(response, visit.id(), visit.isHead());
            return visit.id();
        }
        Trace.current()
                .with(LogContext.REQUEST, visit.id())
                .with("http.route", way.get().route().prefix());
        clock.allow(way.get().route().whole());
        call(way.get(), visit, request, response);
        return visit.id();
    }

    private void call(RouteResolver.Way way, RelayedCall visit, RoutingRequest request, RoutingResponse response) {
        long begun = System.nanoTime();
        Optional<OpenResponse> answered = Optional.empty();
        try {
            answered = ask(way, visit, request);
        } catch (UpstreamException fault) {
            UpstreamException told = atItsTime(fault);
            LOG.debug("request {} got no answer", visit.id(), told);
            RequestFraming.endWhereInDoubt(request, response);
            refuse(way, visit, response, RelayRefusal.of(told, visit.isRead()), begun);
            return;
        }
        RequestFraming.endWhereInDoubt(request, response);
        if (answered.isEmpty()) {
            refuse(way, visit, response, RelayRefusal.NOBODY_IN, begun);
            return;
        }
        OpenResponse answer = answered.get();
        if (answer.answer.status() == RelayRefusal.UNAVAILABLE && isStale(way, visit, response, begun)) {
            answer.drop();
            return;
        }
        try {
            answer(way, visit, answer, response);
        } finally {
            figures.answered(way.route(), answer.answer.status(), System.nanoTime() - begun);
            answer.upstream.left();
        }
    }

    /** Answers with the cached answer, where the route allows that and there is one. */
    private boolean isStale(RouteResolver.Way way, RelayedCall visit, RoutingResponse response, long begun) {
        if (!lastAnswers.answer(way.route(), visit, response)) {
            return false;
        }
        figures.stale(way.route());
        figures.answered(way.route(), Status.OK_200.code(), System.nanoTime() - begun);
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

    /** @param begun start of the call by {@link System#nanoTime}, so that the time waited in vain is included */
    private void refuse(
            RouteResolver.Way way, RelayedCall visit, RoutingResponse response, RelayRefusal refusal, long begun) {
        figures.refused(way.route().prefix(), refusal);
        if (isStale(way, visit, response, begun)) {
            return;
        }
        figures.answered(way.route(), refusal.status(), System.nanoTime() - begun);
        // The rest of the body is not awaited.
        if (!visit.isRead()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        refusal.send(response, visit.id(), visit.isHead());
    }

    /** Tries upstreams one after another, as far as the call may be repeated; empty if none is available. */
    private Optional<OpenResponse> ask(RouteResolver.Way way, RelayedCall visit, RoutingRequest request)
            throws UpstreamException {
        boolean mayRepeat = visit.isRepeatable() && !request.content().hasEntity();
        Set<Upstream> tried = new HashSet<>();
        way.budget().earn();
        for (int attempt = 0; ; attempt++) {
            Optional<Upstream> picked = way.pick(tried);
            if (picked.isEmpty() && attempt > 0) {
                // All others are out: the same upstream is tried once more.
                picked = way.pick(Set.of());
            }
            if (picked.isEmpty()) {
                return Optional.empty();
            }
            Upstream upstream = picked.get();
            tried.add(upstream);
            boolean last = !mayRepeat || attempt >= way.route().retries();
            try {
                OpenResponse begun = askOne(way, upstream, visit, request);
                if (last
                        || begun.answer.status() != RelayRefusal.UNAVAILABLE
                        || !way.group().hasOtherThan(tried)) {
                    return Optional.of(begun);
                }
                if (!spend(way)) {
                    return Optional.of(begun);
                }
                begun.drop();
            } catch (UpstreamException fault) {
                if (last || fault.kind() == Kind.TOO_SLOW || clock.isOver() || !spend(way)) {
                    throw fault;
                }
            }
            if (!pause.after(attempt, clock.left())) {
                return Optional.empty();
            }
        }
    }

    private boolean spend(RouteResolver.Way way) {
        if (way.budget().spend()) {
            figures.retried(way.route());
            return true;
        }
        figures.budgetSpent(way.route());
        return false;
    }

    /** Sends the call to one upstream. The caller must call {@link Upstream#left} for a returned value. */
    private OpenResponse askOne(RouteResolver.Way way, Upstream upstream, RelayedCall visit, RoutingRequest request)
            throws UpstreamException {
        upstream.entered();
        boolean answered = false;
        try {
            UpstreamConnection connection = upstream.connection();
            try {
                send(connection, visit, request);
                Duration left = clock.left();
                Duration firstByte = way.route().firstByte();
                UpstreamResponse answer =
                        connection.answer(visit.isHead(), left.compareTo(firstByte) < 0 ? left : firstByte);
                OpenResponse begun = begun(way, upstream, connection, visit, answer);
                answered = true;
                return begun;
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
            RouteResolver.Way way,
            Upstream upstream,
            UpstreamConnection connection,
            RelayedCall visit,
            UpstreamResponse answer)
            throws UpstreamException {
        Optional<String> keptAs =
                StaleResponseCache.nameOf(way.route(), visit).filter(_ -> StaleResponseCache.mayKeep(answer));
        int most = keptAs.isPresent() ? StaleResponseCache.BODY_BYTES_MAX : PIECE_BYTES;
        byte[] first = connection.beginning(answer.body(), most, clock.left());
        if (answer.body().isEnded()) {
            upstream.answered();
        }
        return new OpenResponse(upstream, connection, answer, keptAs, first);
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

    private void answer(RouteResolver.Way way, RelayedCall visit, OpenResponse begun, RoutingResponse response) {
        boolean whole = false;
        try {
            head(begun.answer, response);
            begun.keptAs.ifPresent(name -> lastAnswers.keep(name, begun.answer, begun.first));
            body(visit, begun, response);
            whole = true;
        } catch (UpstreamException fault) {
            if (!clock.isOver()) {
                begun.upstream.failed(fault);
            }
            throw cutOff(way, fault);
        } catch (IOException | UncheckedIOException e) { // the client's connection
            throw cutOff(way, e);
        } finally {
            if (whole) {
                begun.upstream.giveBack(begun.connection);
            } else {
                begun.connection.close();
            }
        }
    }

    /** Cuts off an answer that is being relayed, since it cannot be taken back. */
    private CloseConnectionException cutOff(RouteResolver.Way way, Exception why) {
        figures.cutOff(way.route());
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

    private static void body(RelayedCall visit, OpenResponse begun, RoutingResponse response)
            throws IOException, UpstreamException {
        UpstreamResponse answer = begun.answer;
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
            response.send(begun.first);
        } else {
            stream(begun, response);
        }
    }

    /** Relays the body as it comes; flushes whenever the upstream has sent nothing further yet. */
    private static void stream(OpenResponse begun, RoutingResponse response) throws IOException, UpstreamException {
        UpstreamResponseBody body = begun.answer.body();
        if (body.size() > 0) {
            response.contentLength(body.size());
        }
        OutputStream out = response.outputStream();
        byte[] piece = begun.first;
        int read = piece.length;
        if (!body.isEnded()) {
            piece = Arrays.copyOf(piece, PIECE_BYTES);
        }
        while (read >= 0) {
            out.write(piece, 0, read);
            if (body.available() == 0) {
                out.flush();
            }
            read = body.isEnded() ? -1 : begun.connection.more(body, piece, 0);
        }
        begun.upstream.answered();
        out.close();
        response.commit();
    }
}
