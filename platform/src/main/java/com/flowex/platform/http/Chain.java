package com.flowex.platform.http;

import com.flowex.platform.access.AccessTokens;
import com.flowex.platform.access.Caller;
import com.flowex.platform.database.DatabaseUnavailableException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one chain around every route: request id, route, who is it, the endpoint's work, a problem document for whatever
 * goes wrong, and how long it took.
 */
final class Chain implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header PROBLEM =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");
    private static final Header NO_SNIFF = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final String BEARER = "Bearer ";

    private record Timed(Route route, RouteTimers timers) {}

    private final Router<Timed> router = new Router<>();
    private final RouteTimers unrouted;
    private final List<StaticFiles> files;
    private final RouteTimers fileTimers;
    private final AccessTokens tokens;

    Chain(Routes routes, List<StaticFiles> files, AccessTokens tokens, MeterRegistry registry) {
        this.tokens = tokens;
        this.files = List.copyOf(files);
        this.unrouted = new RouteTimers(registry, "other", "none");
        this.fileTimers = new RouteTimers(registry, "GET", "files");
        for (Route route : routes.all()) {
            RouteTimers timers = new RouteTimers(registry, route.method(), route.pattern());
            router.add(route.method(), route.pattern(), new Timed(route, timers));
        }
    }

    @Override
    public void filter(FilterChain next, RoutingRequest server, RoutingResponse response) {
        long startNanos = System.nanoTime();
        String id = RequestId.of(server.headers());
        response.header(HeaderValues.create(RequestId.HEADER, id));
        response.header(NO_SNIFF);
        RouteTimers timers = unrouted;
        int status;
        try {
            Router.Match.Found<Timed> found = found(server);
            timers = found.route().timers();
            status = send(server, response, answer(server, id, found));
        } catch (ProblemException problem) {
            status = send(server, response, id, problem);
        } catch (CloseConnectionException gone) {
            throw gone;
        } catch (RequestException malformed) {
            status = send(
                    server, response, id, TransportProblem.of(malformed.status().code()));
        } catch (DatabaseUnavailableException away) {
            LOG.warn(
                    "request {} {} {}: {}",
                    id,
                    server.prologue().method(),
                    server.path().path(),
                    away.getMessage());
            status = send(server, response, id, ProblemException.unavailable());
        } catch (UncheckedIOException gone) {
            throw new CloseConnectionException("the client went away", gone);
        } catch (RuntimeException bug) {
            LOG.error(
                    "request {} {} {} failed",
                    id,
                    server.prologue().method(),
                    server.path().path(),
                    bug);
            status = send(server, response, id, TransportProblem.of(500));
        }
        timers.record(status, System.nanoTime() - startNanos);
    }

    private Router.Match.Found<Timed> found(RoutingRequest server) {
        String method = server.prologue().method().text();
        String path = server.path().path();
        // A HEAD is a GET whose body stays here.
        return switch (router.match("HEAD".equals(method) ? "GET" : method, path)) {
            case Router.Match.Found<Timed> found -> found;
            case Router.Match.OtherMethod<Timed>(Set<String> methods) -> {
                String allowed = String.join(", ", methods);
                throw new ProblemException(405, "method_not_allowed", method + " is not allowed here, but " + allowed)
                        .header("Allow", allowed);
            }
            case Router.Match.None<Timed> _ -> fileAt(method, path);
        };
    }

    /** The page and its parts: looked at last, so that no file can hide a route. */
    private Router.Match.Found<Timed> fileAt(String method, String path) {
        if (method.equals("GET") || method.equals("HEAD")) {
            for (StaticFiles folder : files) {
                Optional<Endpoint> found = folder.find(path);
                if (found.isPresent()) {
                    Route route = new Route("GET", "files", Access.PUBLIC, found.get());
                    return new Router.Match.Found<>(new Timed(route, fileTimers), Map.of());
                }
            }
        }
        throw ProblemException.notFound("there is nothing at " + path);
    }

    private Answer answer(RoutingRequest server, String id, Router.Match.Found<Timed> found) {
        Route route = found.route().route();
        Caller caller = callerOf(server, route.access());
        return route.endpoint().answer(new Request(server, id, found.pathValues(), caller));
    }

    private @Nullable Caller callerOf(RoutingRequest server, Access access) {
        if (access == Access.PUBLIC) {
            return null;
        }
        Caller caller = verified(server);
        if (access == Access.ADMIN && !caller.has(Caller.ADMIN)) {
            throw ProblemException.forbidden("only an admin may do this");
        }
        return caller;
    }

    private Caller verified(RoutingRequest server) {
        String header = server.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw ProblemException.unauthorized("unauthorized", "send the header Authorization: Bearer <access_token>");
        }
        return switch (tokens.verify(header.substring(BEARER.length()).strip())) {
            case AccessTokens.Verdict.Valid(Caller caller, long _) -> caller;
            case AccessTokens.Verdict.Expired() ->
                throw ProblemException.unauthorized("token_expired", "the access token has expired; refresh it");
            case AccessTokens.Verdict.Forged() ->
                throw ProblemException.unauthorized("unauthorized", "the access token is not valid");
        };
    }

    private static int send(RoutingRequest server, ServerResponse response, String id, ProblemException problem) {
        problem.headers().forEach((name, value) -> response.header(name, value));
        response.status(problem.status());
        response.header(PROBLEM);
        send(server, response, Json.bytes(Problem.of(problem, id)));
        return problem.status();
    }

    private static int send(RoutingRequest server, ServerResponse response, Answer answer) {
        answer.headers().forEach((name, value) -> response.header(name, value));
        response.status(answer.status());
        switch (answer.body()) {
            case Answer.Body.None() -> response.send();
            case Answer.Body.Value(Object value) -> {
                response.header(JSON);
                send(server, response, Json.bytes(value));
            }
            case Answer.Body.Bytes(String contentType, byte[] content) -> {
                response.header(HeaderNames.CONTENT_TYPE, contentType);
                send(server, response, content);
            }
        }
        return answer.status();
    }

    private static void send(RoutingRequest server, ServerResponse response, byte[] content) {
        if (server.prologue().method().equals(Method.HEAD)) {
            // Helidon would send the body, which the client would take for the next answer.
            response.contentLength(content.length);
            response.send();
        } else {
            response.send(content);
        }
    }
}
