package com.flowex.edge.http;

import com.flowex.audit.AuditEntry;
import com.flowex.edge.access.Caller;
import com.flowex.edge.tenancy.Tenant;
import com.flowex.ground.logging.LogContext;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.settings.AddressRange;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A request as it came, and what the chain has found out about it so far. One thread. */
final class Incoming {

    private static final int SHOWN_MAX = 200;

    private final RoutingRequest server;
    private final RoutingResponse response;
    private final String id;
    private final InetAddress address;
    private final int bodyBytesMax;
    private final Tenancy tenancy;
    private byte @Nullable [] body;
    private Takes takes = Takes.of("");
    private Dialect dialect = Dialect.NATIVE;
    private boolean admitted;
    private IntConsumer drawing = _ -> {};
    private boolean publicData;
    private @Nullable Caller caller;
    private int tenant;
    private int proven;
    private Runnable announcement = () -> {};
    private AuditEntry.Change change = AuditEntry.Change.NONE;

    Incoming(RoutingRequest server, RoutingResponse response, Policies policies) {
        this.server = server;
        this.response = response;
        this.id = RequestId.of(server.headers());
        this.address = policies.addresses()
                .of(peerOf(server), server.headers(), server.prologue().method().text(), targetOf(server));
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

    /** What its route takes. */
    void takes(Takes what) {
        this.takes = what;
    }

    /** @throws Refusal 400 if it brings more than its route takes */
    void requireWhatItTakes() {
        takes.requireNothingElse(server.query());
        if (takes.bodyBytesMax() == 0 && server.content().hasEntity()) {
            takes.requireNoBody(body());
        }
    }

    /** What it asks for is the same for everybody. */
    void asksForPublicData() {
        this.publicData = true;
    }

    boolean isPublicData() {
        return publicData;
    }

    /** @param more draws so many requests more, or throws */
    void drawsBy(IntConsumer more) {
        this.drawing = more;
    }

    void drawMore(int requests) {
        drawing.accept(requests);
    }

    /** It has been counted, and its sender is known as far as they can be. */
    void isAdmitted() {
        this.admitted = true;
    }

    boolean wasAdmitted() {
        return admitted;
    }

    /** The body; read once, whoever asks first. */
    byte[] body() {
        byte[] read = body;
        if (read == null) {
            read = RequestBody.read(
                    server, Math.min(bodyBytesMax, Math.max(Takes.NO_BODY_BYTES, takes.bodyBytesMax())));
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
        return targetOf(server);
    }

    private static String targetOf(RoutingRequest server) {
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
    Signing.Sent sent() {
        return new Signing.Sent(headers(), method(), target(), this::body);
    }

    /** In which dialect its sender is answered: the exchange's own until its route is known. */
    Dialect dialect() {
        return dialect;
    }

    void speaks(Dialect routes) {
        this.dialect = routes;
    }

    /** Whether it comes, not forwarded by somebody unknown, from one of these. */
    boolean isFrom(List<AddressRange> ranges) {
        boolean hidden = headers().contains(HeaderNames.X_FORWARDED_FOR) && address.equals(peer());
        return !hidden && ranges.stream().anyMatch(range -> range.contains(address));
    }

    void from(Caller known) {
        this.caller = known;
        LogContext.tenant(known.tenant());
        LogContext.user(known.userId());
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
        LogContext.tenant(number);
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

    /** Its path, as far as the audit log keeps it for ever. */
    private String shownPath() {
        String path = path();
        return path.length() <= SHOWN_MAX ? path : path.substring(0, SHOWN_MAX) + "…";
    }

    /** The audit log's entry about this request. */
    AuditEntry audited(Route route, String outcome) {
        Caller known = caller;
        return new AuditEntry(
                tenant(),
                known == null ? "anonymous" : "user " + known.userId(),
                route.name(),
                change.equals(AuditEntry.Change.NONE) ? new AuditEntry.Change(shownPath(), "", "") : change,
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
