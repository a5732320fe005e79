package com.flowex.access.http.admission;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Limiter;
import com.flowex.access.ratelimit.MessageBudget;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.tenancy.Feature;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/** Client of a WebSocket, as its listener sees it. */
public final class SocketClient {

    private final int tenant;
    private final Optional<Caller> caller;
    private final Address address;
    private final Optional<MessageBudget> messages;
    private final SocketAdmission reception;
    private final InetAddress from;

    /**
     * Address that a client requested.
     *
     * @param query its query parameters, each name once
     */
    public record Address(String path, Map<String, String> query) {
        public Address {
            query = Map.copyOf(query);
        }
    }

    /**
     * Message over a connection, as seen by limits and permissions.
     *
     * @param name its name in the limits of single routes
     * @param whole feature that a tenant may have switched off
     * @param cancels true if it only reduces risk
     * @param weight number of requests that it counts as
     */
    public record SocketMessage(String name, Access access, Optional<Feature> whole, boolean cancels, int weight) {}

    /**
     * Creates a client.
     *
     * @param caller caller that the handshake authenticated
     * @param messages budget of messages; absent for no limit
     * @param reception applies the rules of requests
     * @param from its address
     */
    SocketClient(
            int tenant,
            Optional<Caller> caller,
            Address address,
            Optional<MessageBudget> messages,
            SocketAdmission reception,
            InetAddress from) {
        this.tenant = tenant;
        this.caller = caller;
        this.address = address;
        this.messages = messages;
        this.reception = reception;
        this.from = from;
    }

    /** Returns an internal client: unlimited, without an identity. */
    public static SocketClient inside(int tenant) {
        return new SocketClient(
                tenant,
                Optional.empty(),
                new Address("", Map.of()),
                Optional.empty(),
                SocketAdmission.INSIDE,
                InetAddress.getLoopbackAddress());
    }

    /** Returns the tenant of this connection. */
    public int tenant() {
        return tenant;
    }

    /**
     * Requires that something belongs to the tenant of this connection.
     *
     * @param owner its tenant
     * @param what subject of the message, as in "this listenKey"
     * @throws Refusal 403
     */
    public void requireSameTenant(int owner, String what) {
        if (owner != tenant) {
            throw new Refusal(RefusalCode.TENANT_MISMATCH, what + " is of another tenant's exchange");
        }
    }

    /** Returns the caller that the handshake authenticated, by access token or by a signature. */
    public Optional<Caller> caller() {
        return caller;
    }

    public Address address() {
        return address;
    }

    /**
     * Authenticates an access token sent over the connection, because a page cannot add headers to a handshake.
     *
     * @throws Refusal 401, or 403 if it is another tenant's; counted against the address, which gives 429 in the end
     */
    public Caller authenticate(String token) {
        return reception.bearer(token);
    }

    /**
     * Authenticates a signature sent over the connection.
     *
     * @throws Refusal 401, or 403 if it is another tenant's; counted against the address, which gives 429 in the end
     */
    public Caller authenticate(SignatureScheme.Claim claim) {
        return reception.signer(claim);
    }

    /**
     * Requires that a claim's time is close to ours, as for a signed request; for a caller that is known already.
     *
     * @throws Refusal 401
     */
    public void requireInTime(SignatureScheme.Claim claim) {
        reception.requireInTime(claim);
    }

    /**
     * Admits a message by the rules of a request over HTTP: rate limit, feature of the tenant, permission.
     *
     * @param asker sender of the message; absent if unknown
     * @return the limit per minute and its rest; absent if no limit applies
     * @throws Refusal 401, 403 or 429
     */
    public Optional<RateLimits.Verdict.Granted> admit(SocketMessage message, Optional<Caller> asker) {
        return reception.admit(message, asker);
    }

    /**
     * Draws further requests for a message that was admitted.
     *
     * @throws Refusal 429
     */
    public void drawMore(SocketMessage message, Optional<Caller> asker, int requests) {
        reception.draw(message, asker, requests);
    }

    /** Returns the address of the client, behind the trusted proxies. */
    public InetAddress from() {
        return from;
    }

    /**
     * Checks a caller that the handshake or {@link #authenticate} authenticated; call it at intervals.
     *
     * @param sinceMillis time of the authentication, milliseconds since 1970
     * @return why the connection has to end: {@code session_ended}, or {@code token_expired} until a newer token is
     *     presented
     */
    public Optional<String> reasonToPart(Caller caller, long sinceMillis) {
        return reception.reasonToPart(caller, sinceMillis);
    }

    /**
     * Admits a frame; call it for every frame before it is read.
     *
     * @return the refusal for the client if it sends too much; the frame must then be ignored
     */
    public Optional<Refusal> admit() {
        return messages.map(MessageBudget::draw).flatMap(verdict -> switch (verdict) {
            case RateLimits.Verdict.Granted _ -> Optional.empty();
            case RateLimits.Verdict.Refused refused -> Optional.of(Limiter.problem(refused, "messages"));
        });
    }
}
