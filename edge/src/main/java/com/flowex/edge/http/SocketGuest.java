package com.flowex.edge.http;

import com.flowex.edge.access.Caller;
import com.flowex.edge.limits.MessageBudget;
import com.flowex.edge.limits.RateLimits;
import com.flowex.edge.tenancy.Feature;
import com.flowex.ground.refusal.Refusal;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/** Whoever opened a WebSocket, as its listener sees them. */
public final class SocketGuest {

    private final int tenant;
    private final Optional<Caller> caller;
    private final Address address;
    private final Optional<MessageBudget> messages;
    private final Reception reception;
    private final InetAddress from;

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
     * What is asked over a connection, as limits and permissions see it.
     *
     * @param name as limits of single routes call it
     * @param whole what a tenant may have switched off
     * @param cancels whether it only takes risk away
     * @param weight as how many requests it counts
     */
    public record Asked(String name, Access access, Optional<Feature> whole, boolean cancels, int weight) {}

    /**
     * A guest.
     *
     * @param caller whoever the handshake proved
     * @param messages absent: nobody is limited
     * @param reception what holds them to the rules of requests
     * @param from where it comes from
     */
    SocketGuest(
            int tenant,
            Optional<Caller> caller,
            Address address,
            Optional<MessageBudget> messages,
            Reception reception,
            InetAddress from) {
        this.tenant = tenant;
        this.caller = caller;
        this.address = address;
        this.messages = messages;
        this.reception = reception;
        this.from = from;
    }

    /** Whoever comes from inside: nobody in particular, not limited. */
    public static SocketGuest inside(int tenant) {
        return new SocketGuest(
                tenant,
                Optional.empty(),
                new Address("", Map.of()),
                Optional.empty(),
                Reception.INSIDE,
                InetAddress.getLoopbackAddress());
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
        return reception.bearer(token);
    }

    /**
     * Whose a signature is that came over the connection.
     *
     * @throws Refusal 401, or 403 if it is another tenant's; counted against the address, which is 429 in the end
     */
    public Caller authenticate(Signing.Claim claim) {
        return reception.signer(claim);
    }

    /**
     * Refuses what says another time than ours, as a signed request is refused; of somebody who is known already.
     *
     * @throws Refusal 401
     */
    public void requireInTime(Signing.Claim claim) {
        reception.requireInTime(claim);
    }

    /**
     * Holds what is asked over the connection to what a request over HTTP is held to: is there too much of it, is it there
     * for this tenant, may they.
     *
     * @param asker who asks; absent: nobody in particular
     * @return how much a minute its sender may ask, and what is left of it; absent: nobody is limited
     * @throws Refusal 401, 403 or 429
     */
    public Optional<RateLimits.Verdict.Granted> admit(Asked asked, Optional<Caller> asker) {
        return reception.admit(asked, asker);
    }

    /**
     * Draws more for what was admitted already.
     *
     * @throws Refusal 429
     */
    public void drawMore(Asked asked, Optional<Caller> asker, int requests) {
        reception.draw(asked, asker, requests);
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
        return reception.reasonToPart(caller, sinceMillis);
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
