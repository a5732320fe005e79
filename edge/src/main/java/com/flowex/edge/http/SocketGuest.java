package com.flowex.edge.http;

import com.flowex.edge.access.Caller;
import com.flowex.edge.limits.MessageBudget;
import com.flowex.edge.limits.RateLimits;
import com.flowex.ground.refusal.Refusal;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whoever opened a WebSocket, as its listener sees them. */
public final class SocketGuest {

    private final int tenant;
    private final Optional<Caller> caller;
    private final Address address;
    private final Optional<MessageBudget> messages;
    private final Function<String, Caller> tokens;
    private final Function<Signing.Claim, Caller> claims;
    private final InetAddress from;
    private final Stay stay;

    /** How long somebody may stay who said who they are. */
    @FunctionalInterface
    interface Stay {
        /** @return why they may not, if so */
        Optional<String> reasonToPart(Caller caller, long sinceMillis);
    }

    /**
     * What a guest asked for.
     *
     * @param query what it said besides, each name once
     */
    public record Address(String path, Map<String, String> query) {
        public Address {
            query = Map.copyOf(query);
        }
    }

    /**
     * A guest.
     *
     * @param caller whoever the handshake proved
     * @param messages absent: nobody is limited
     * @param tokens whose an access token is; throws a {@link Refusal}, which counts, if it is nobody's here
     * @param claims whose a signature is; throws as well
     * @param from where it comes from
     * @param stay how long somebody who is known may stay
     */
    SocketGuest(
            int tenant,
            Optional<Caller> caller,
            Address address,
            Optional<MessageBudget> messages,
            Function<String, Caller> tokens,
            Function<Signing.Claim, Caller> claims,
            InetAddress from,
            Stay stay) {
        this.tenant = tenant;
        this.caller = caller;
        this.address = address;
        this.messages = messages;
        this.tokens = tokens;
        this.claims = claims;
        this.from = from;
        this.stay = stay;
    }

    /** Whoever comes from inside: nobody in particular, not limited. */
    public static SocketGuest inside(int tenant) {
        return new SocketGuest(
                tenant,
                Optional.empty(),
                new Address("", Map.of()),
                Optional.empty(),
                _ -> {
                    throw Refusal.unauthorized("nobody logs in here");
                },
                _ -> {
                    throw Refusal.unauthorized("nobody signs here");
                },
                InetAddress.getLoopbackAddress(),
                (_, _) -> Optional.empty());
    }

    /** The tenant this connection is for. */
    public int tenant() {
        return tenant;
    }

    /** Whoever the handshake proved, by access token or by a signature. */
    public Optional<Caller> caller() {
        return caller;
    }

    public Address address() {
        return address;
    }

    /**
     * Whose an access token is that came over the connection, because a page cannot add headers to a handshake.
     *
     * @throws Refusal 401, or 403 if it is another tenant's; counted against the address, which is 429 in the end
     */
    public Caller authenticate(String token) {
        return tokens.apply(token);
    }

    /**
     * Whose a signature is that came over the connection.
     *
     * @throws Refusal 401, or 403 if it is another tenant's; counted against the address, which is 429 in the end
     */
    public Caller authenticate(Signing.Claim claim) {
        return claims.apply(claim);
    }

    /** Where the connection comes from, behind the proxies that are trusted. */
    public InetAddress from() {
        return from;
    }

    /**
     * To be asked now and then of somebody who said who they are, by the handshake or by {@link #authenticate}.
     *
     * @param sinceMillis when they did, milliseconds since 1970
     * @return why they may not stay: {@code session_ended}, or {@code token_expired} until they show a younger one
     */
    public Optional<String> reasonToPart(Caller caller, long sinceMillis) {
        return stay.reasonToPart(caller, sinceMillis);
    }

    /**
     * To be asked for every frame before it is looked at.
     *
     * @return what to tell the client if it sends too much; the frame is then to be ignored
     */
    public Optional<Refusal> admit() {
        return messages.map(MessageBudget::draw).flatMap(verdict -> switch (verdict) {
            case RateLimits.Verdict.Granted _ -> Optional.empty();
            case RateLimits.Verdict.Refused refused -> Optional.of(Limiter.problem(refused, "messages"));
        });
    }
}
