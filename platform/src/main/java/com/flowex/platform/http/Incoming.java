package com.flowex.platform.http;

import com.flowex.platform.access.Caller;
import com.flowex.platform.audit.AuditEntry;
import com.flowex.platform.tenancy.Tenant;
import io.helidon.http.HeaderName;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A request as it came, and what the chain has found out about it so far. One thread. */
final class Incoming {

    private final RoutingRequest server;
    private final RoutingResponse response;
    private final String id;
    private final InetAddress address;
    private final int bodyBytesMax;
    private final Tenancy tenancy;
    private byte @Nullable [] body;
    private @Nullable Caller caller;
    private int tenant;
    private int proven;
    private Runnable announcement = () -> {};
    private AuditEntry.Change change = AuditEntry.Change.NONE;

    Incoming(RoutingRequest server, RoutingResponse response, Policies policies) {
        this.server = server;
        this.response = response;
        this.id = RequestId.of(server.headers());
        this.address = policies.addresses().of(peerOf(server), server.headers());
        this.bodyBytesMax = policies.bodyBytesMax();
        this.tenancy = policies.tenancy();
    }

    private static InetAddress peerOf(RoutingRequest server) {
        return ((InetSocketAddress) server.remotePeer().address()).getAddress();
    }

    RoutingRequest server() {
        return server;
    }

    RoutingResponse response() {
        return response;
    }

    String id() {
        return id;
    }

    ServerRequestHeaders headers() {
        return server.headers();
    }

    String header(HeaderName name) {
        return server.headers().first(name).orElse("");
    }

    /** The body; read once, whoever asks first. */
    byte[] body() {
        byte[] read = body;
        if (read == null) {
            read = RequestBody.read(server, bodyBytesMax);
            body = read;
        }
        return read;
    }

    String method() {
        return server.prologue().method().text();
    }

    /** The path, decoded. */
    String path() {
        return server.path().path();
    }

    /** Path and query as sent. */
    String target() {
        String query = server.query().rawValue();
        String path = server.path().rawPath();
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Who sent it, behind the proxies that are trusted. */
    InetAddress address() {
        return address;
    }

    /** The other end of the connection. */
    InetAddress peer() {
        return peerOf(server);
    }

    /** What it says about who sends it. */
    Authentication.Sent sent() {
        return new Authentication.Sent(headers(), method(), target(), address, this::body);
    }

    void from(Caller known) {
        this.caller = known;
    }

    @Nullable
    Caller caller() {
        return caller;
    }

    /** A token in its body says whose it is; one of nobody's tenant says nothing, and will not be found. */
    void belongsTo(int number) {
        if (tenancy.exists(number)) {
            isFor(tenancy.settle(headers(), tenancy.same(proven, number), ""), number);
        }
    }

    /** @param proven by a token or a key of whose tenant it comes; 0 if there is none */
    void isFor(int number, int proven) {
        this.tenant = number;
        this.proven = proven;
    }

    /** The tenant it is for; until that is settled, its caller's or the default one. */
    int tenant() {
        Caller known = caller;
        if (tenant != 0) {
            return tenant;
        }
        return known == null ? Tenant.DEFAULT : known.account().tenant();
    }

    void changed(AuditEntry.Change what) {
        this.change = what;
    }

    /** @param announcement writes down what this request is about to do; nothing where no audit log is */
    void announcing(Runnable announcement) {
        this.announcement = announcement;
    }

    void announce() {
        announcement.run();
    }

    /** The audit log's entry about this request. */
    AuditEntry audited(Route route, String outcome) {
        Caller known = caller;
        return new AuditEntry(
                tenant(),
                known == null ? "anonymous" : "user " + known.userId(),
                route.name(),
                change.equals(AuditEntry.Change.NONE) ? new AuditEntry.Change(path(), "", "") : change,
                outcome,
                address.getHostAddress(),
                id);
    }

    /** For the log: "1/42" for user 42 of tenant 1, "1/-" for somebody of it who is not known. */
    String sender() {
        Caller known = caller;
        return tenant() + "/" + (known == null ? "-" : Long.toString(known.userId()));
    }
}
