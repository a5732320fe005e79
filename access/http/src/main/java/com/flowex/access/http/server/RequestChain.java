package com.flowex.access.http.server;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.admission.RateLimitScope;
import com.flowex.access.http.admission.RequestAdmission;
import com.flowex.access.http.caller.Authentication;
import com.flowex.access.http.caller.RequestId;
import com.flowex.access.http.connection.ConnectionTimeouts;
import com.flowex.access.http.connection.RefusalLog;
import com.flowex.access.http.connection.RequestFraming;
import com.flowex.access.http.connection.RequestLog;
import com.flowex.access.http.page.StaticFiles;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.EdgeRefusal;
import com.flowex.access.http.response.HttpStatuses;
import com.flowex.access.http.response.SecurityHeaders;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Auditing;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Policies;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.RequestContext;
import com.flowex.access.http.route.Route;
import com.flowex.access.http.route.Router;
import com.flowex.access.http.route.Routes;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.logging.LogContext;
import com.flowex.platform.tracing.Trace;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chain around every route, the same in every deployment: request id, sender's address, headers for browsers, route,
 * authentication, tenant, rate limit, the endpoint, a problem document for every failure, and a timer.
 */
final class RequestChain implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(RequestChain.class);

    private static final String UNROUTED = "other";
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final int FAILED_FROM = 500;
    private static final int FORBIDDEN = 403;
    private static final HeaderName TRACEPARENT = HeaderNames.create(Trace.HEADER);
    private static final HeaderName SEQUENCE = HeaderNames.create("X-Sequence");

    /**
     * Route with the chain's state for it.
     *
     * @param weight header with the weight, for every answer
     */
    private record Timed(Route route, RateLimitScope counting, RouteTimers timers, List<Header> weight) {
        Timed(Route route, RateLimitScope counting, RouteTimers timers) {
            this(route, counting, timers, route.dialect().limitHeaders().weight(route.weight()));
        }
    }

    private final Router<Timed> router = new Router<>();
    private final Routes routes;
    private final RouteTimers unrouted;
    private final List<StaticFiles> files;
    private final RouteTimers fileTimers;
    private final RequestAdmission admission;
    private final Policies policies;
    private final AuditedReads reads = new AuditedReads();
    private final RequestTelemetry telemetry;
    private final ConnectionTimeouts timeouts;
    private final RefusalLog refusals = new RefusalLog();

    RequestChain(
            Routes routes,
            List<StaticFiles> files,
            Authentication authentication,
            Policies policies,
            ConnectionTimeouts timeouts,
            RequestTelemetry telemetry) {
        this.telemetry = telemetry;
        this.timeouts = timeouts;
        this.routes = routes;
        this.admission = new RequestAdmission(authentication, policies);
        this.policies = policies;
        this.files = List.copyOf(files);
        this.unrouted = telemetry.timers(UNROUTED, "none");
        this.fileTimers = telemetry.timers("GET", "files");
        for (Route route : routes.all()) {
            RouteTimers timers = telemetry.timers(route.method(), route.pattern());
            router.add(route.method(), route.pattern(), new Timed(route, RateLimitScope.of(route), timers));
        }
    }

    @Override
    public void filter(FilterChain next, RoutingRequest server, RoutingResponse response) {
        long startNanos = System.nanoTime();
        RequestContext incoming = new RequestContext(server, response, policies);
        LogContext.request(incoming.id());
        Trace trace = telemetry.tracing().begin(incoming.method(), incoming.header(TRACEPARENT));
        if (trace.isKnown()) {
            LogContext.trace(trace.traceId(), trace.spanId());
        }
        try {
            trace.over(() -> answered(incoming, startNanos));
        } finally {
            trace.end();
            LogContext.clear();
        }
    }

    /** @return the status */
    private int answered(RequestContext incoming, long startNanos) {
        RoutingResponse response = incoming.response();
        response.header(HeaderValues.create(RequestId.HEADER, incoming.id()));
        policies.headers().addTo(response);
        RouteTimers timers = unrouted;
        int status;
        long heldNanos = 0;
        try {
            Router.Match.Found<Timed> found = found(incoming);
            timers = found.route().timers();
            incoming.speaks(found.route().route().dialect());
            Answer answer = answer(incoming, found);
            reportSequence(incoming);
            status = ResponseWriter.send(incoming, answer, timeouts);
        } catch (CloseConnectionException e) {
            throw e;
        } catch (UncheckedIOException gone) {
            throw new CloseConnectionException("the client went away", gone);
        } catch (RuntimeException failed) {
            Refusal problem = problem(incoming, failed);
            heldNanos = held(incoming, problem);
            reportSequence(incoming);
            status = ResponseWriter.send(incoming, problem);
            reportForbidden(incoming, status);
            refusals.write(line(incoming), timers.name(), status, problem.code().code());
        }
        long nanos = System.nanoTime() - startNanos - heldNanos;
        timers.record(status, nanos);
        telemetry.tenants().record(incoming.tenant(), timers.name(), status, nanos);
        report(Trace.current(), incoming, timers.name(), status);
        if (policies.log().wants(status)) {
            policies.log().write(line(incoming), timers.name(), status, nanos);
        }
        if (policies.log().isSlow(nanos)) {
            policies.log().writeSlow(line(incoming), timers.name(), status, nanos);
        }
        if (RequestFraming.hasEnded(response)) {
            throw new CloseConnectionException("answered, and that was the last");
        }
        return status;
    }

    private static void report(Trace trace, RequestContext incoming, String route, int status) {
        if (!trace.isRecorded()) {
            return;
        }
        trace.called(route);
        trace.with("http.route", route)
                .with("http.response.status_code", status)
                .with(LogContext.REQUEST, incoming.id())
                .with(LogContext.TENANT, incoming.tenant());
        if (status >= FAILED_FROM) {
            trace.failed(Integer.toString(status));
        }
    }

    private void reportForbidden(RequestContext incoming, int status) {
        Caller caller = incoming.caller();
        if (status == FORBIDDEN && caller != null) {
            admission.forbidden(caller, incoming);
        }
    }

    /** Adds the sequence to wait for when the result of a write is read elsewhere, also after a refusal. */
    private void reportSequence(RequestContext incoming) {
        Caller caller = incoming.caller();
        if (caller == null || READS.contains(incoming.method())) {
            return;
        }
        long sequence = policies.sequences().applyAsLong(caller.account());
        if (sequence > 0) {
            incoming.response().header(HeaderValues.create(SEQUENCE, Long.toString(sequence)));
        }
    }

    /**
     * Returns the time by which the answer was delayed; only a client that was asked to wait and did not is delayed.
     */
    private long held(RequestContext incoming, Refusal problem) {
        if (HttpStatuses.of(problem) != HttpStatuses.TOO_MANY) {
            return 0;
        }
        long seconds = Math.max(1, problem.retryAfterSeconds());
        long nanos = timeouts.hold(TimeUnit.SECONDS.toNanos(seconds));
        if (nanos < 0) {
            incoming.response().header(HeaderValues.CONNECTION_CLOSE);
        }
        return Math.max(0, nanos);
    }

    private static RequestLog.Line line(RequestContext incoming) {
        return new RequestLog.Line(
                incoming.id(),
                incoming.method(),
                incoming.server().path().rawPath(),
                incoming.address(),
                incoming.sender());
    }

    private Refusal problem(RequestContext incoming, RuntimeException failed) {
        return switch (failed) {
            case Refusal problem -> problem;
            case RequestException malformed ->
                TransportProblem.of(malformed.status().code());
            case RuntimeException fault
            when fault instanceof TransientFault transientFault -> {
                LOG.warn("request {}: {}", line(incoming), fault.getMessage());
                yield Refusal.unavailable(transientFault.away());
            }
            default -> {
                LOG.error("request {} failed", line(incoming), failed);
                yield policies.debug()
                        ? new Refusal(RefusalCode.INTERNAL, "a fault of ours: " + failed)
                        : TransportProblem.of(500);
            }
        };
    }

    private Router.Match.Found<Timed> found(RequestContext incoming) {
        String method = incoming.method();
        policies.crossOrigin().permit(incoming.headers(), incoming.response());
        // A HEAD is a GET whose body is not sent.
        return switch (router.match("HEAD".equals(method) ? "GET" : method, incoming.path())) {
            case Router.Match.Found<Timed> found -> found;
            case Router.Match.OtherMethod<Timed>(Set<String> methods) -> otherMethod(incoming, methods);
            case Router.Match.None<Timed> _ -> fileAt(incoming);
        };
    }

    private Router.Match.Found<Timed> otherMethod(RequestContext incoming, Set<String> methods) {
        String method = incoming.method();
        if (policies.crossOrigin().isPreflight(method, incoming.headers())) {
            Route route = new Route(method, "preflight", Access.PUBLIC, request -> policies.crossOrigin()
                    .preflight(incoming.headers(), methods));
            return new Router.Match.Found<>(new Timed(route, RateLimitScope.SENDER, unrouted), Map.of());
        }
        if (router.match(methods.iterator().next(), incoming.path())
                instanceof Router.Match.Found<Timed>(Timed one, var _)) {
            incoming.speaks(one.route().dialect());
        }
        admission.unknown(incoming, UNROUTED);
        String allowed = String.join(", ", methods);
        throw EdgeRefusal.otherMethod(method, allowed);
    }

    /** Returns the page or one of its parts. Files are looked up last, so that no file can hide a route. */
    private Router.Match.Found<Timed> fileAt(RequestContext incoming) {
        String method = incoming.method();
        if (method.equals("GET") || method.equals("HEAD")) {
            for (StaticFiles folder : files) {
                Optional<Endpoint> found = folder.find(incoming.path());
                if (found.isPresent()) {
                    Route route = new Route("GET", "files", Access.PUBLIC, found.get());
                    return new Router.Match.Found<>(new Timed(route, RateLimitScope.FILES, fileTimers), Map.of());
                }
            }
        }
        incoming.speaks(routes.dialectOf(incoming.path()));
        admission.unknown(incoming, UNROUTED);
        throw Refusal.notFound(routes.absence(incoming.path()));
    }

    private Answer answer(RequestContext incoming, Router.Match.Found<Timed> found) {
        Route route = found.route().route();
        if (policies.audit().isEmpty() || !route.audited()) {
            return worked(incoming, found);
        }
        AuditLog audit = policies.audit().get();
        incoming.announcing((change, outcome) -> audit.recordSoon(incoming.audited(route, change, outcome)));
        try {
            Answer answer = worked(incoming, found);
            record(audit, incoming, route, Integer.toString(answer.status()));
            return answer;
        } catch (Refusal refused) {
            int status = HttpStatuses.of(refused);
            // A client above its rate limit, or refused before it was identified, could fill the log.
            if (incoming.wasAdmitted() && status != HttpStatuses.TOO_MANY) {
                audit.record(
                        incoming.audited(route, status + " " + refused.code().code()));
            }
            throw refused;
        } catch (RuntimeException fault) {
            // A request that ends in a fault may have had its effect, unless it ended before it was admitted.
            if (incoming.wasAdmitted()) {
                audit.recordSoon(incoming.audited(route, ended(fault)));
            }
            throw fault;
        }
    }

    private void record(AuditLog audit, RequestContext incoming, Route route, String outcome) {
        AuditEntry entry = incoming.audited(route, outcome);
        if (route.auditing() != Auditing.READS) {
            audit.record(entry);
        } else if (!reads.isRepeated(entry, incoming.target())) {
            audit.record(entry);
            reads.recorded(entry, incoming.target());
        }
    }

    private static String ended(RuntimeException fault) {
        return switch (fault) {
            case RuntimeException away when away instanceof TransientFault -> "503 unavailable";
            case RequestException malformed ->
                malformed.status().code() + " "
                        + TransportProblem.of(malformed.status().code()).code().code();
            case CloseConnectionException _, UncheckedIOException _ -> "no answer";
            default -> "500 internal";
        };
    }

    private Answer worked(RequestContext incoming, Router.Match.Found<Timed> found) {
        Timed timed = found.route();
        Route route = timed.route();
        if (timed.counting().hasTenant()) {
            timed.weight().forEach(incoming.response()::header);
        }
        admission.admit(incoming, route, timed.counting());
        if (incoming.caller() != null) {
            SecurityHeaders.forbidCaching(incoming.response());
        }
        return Trace.traced("service", () -> route.endpoint().answer(new Request(incoming, found.pathValues())));
    }
}
