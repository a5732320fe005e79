package com.flowex.access.http.route;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.caller.RequestId;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.access.http.caller.TenantResolver;
import com.flowex.access.tenancy.Tenant;
import com.flowex.audit.AuditEntry;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.logging.LogContext;
import com.flowex.platform.settings.AddressRange;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Incoming request with the findings of the chain so far. Not thread-safe. */
public final class RequestContext {

    private static final int SHOWN_MAX = 200;

    /** Outcome in the audit log of an action that has only begun. */
    private static final String BEGUN = "begun";

    private final RoutingRequest server;
    private final RoutingResponse response;
    private final String id;
    private final InetAddress address;
    private final int bodyBytesMax;
    private final TenantResolver tenancy;
    private byte @Nullable [] body;
    private AcceptedParameters parameters = AcceptedParameters.of("");
    private Dialect dialect = Dialect.NATIVE;
    private boolean admitted;
    private IntConsumer drawing = _ -> {};
    private boolean publicData;
    private @Nullable Caller caller;
    private int tenant;
    private int proven;
    private BiConsumer<AuditEntry.Change, String> besides = (_, _) -> {};
    private AuditEntry.Change change = AuditEntry.Change.NONE;
    private String actor = "anonymous";

    public RequestContext(RoutingRequest server, RoutingResponse response, Policies policies) {
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

    public RoutingRequest server() {
        return server;
    }

    public RoutingResponse response() {
        return response;
    }

    public String id() {
        return id;
    }

    public ServerRequestHeaders headers() {
        return server.headers();
    }

    public String header(HeaderName name) {
        return server.headers().first(name).orElse("");
    }

    /** Sets the parameters that its route accepts. */
    public void acceptParameters(AcceptedParameters parameters) {
        this.parameters = parameters;
    }

    /** @throws Refusal 400 if it has more than its route accepts */
    public void requireWhatItTakes() {
        parameters.requireNothingElse(server.query());
        if (parameters.bodyBytesMax() == 0 && server.content().hasEntity()) {
            parameters.requireNoBody(body());
        }
    }

    /** Notes that its answer is the same for every client. */
    public void asksForPublicData() {
        this.publicData = true;
    }

    public boolean isPublicData() {
        return publicData;
    }

    /** @param more draws this number of further requests, or throws */
    public void drawsBy(IntConsumer more) {
        this.drawing = more;
    }

    void drawMore(int requests) {
        drawing.accept(requests);
    }

    /** Notes that it was counted, and that its sender is known as far as possible. */
    public void isAdmitted() {
        this.admitted = true;
    }

    public boolean wasAdmitted() {
        return admitted;
    }

    /** Returns the body, which is read once, at the first call. */
    byte[] body() {
        byte[] read = body;
        if (read == null) {
            read = RequestBody.read(
                    server,
                    Math.min(bodyBytesMax, Math.max(AcceptedParameters.NO_BODY_BYTES, parameters.bodyBytesMax())));
            body = read;
        }
        return read;
    }

    public String method() {
        return server.prologue().method().text();
    }

    /** Returns the path, decoded. */
    public String path() {
        return server.path().path();
    }

    /** Returns path and query as sent. */
    public String target() {
        return targetOf(server);
    }

    private static String targetOf(RoutingRequest server) {
        String query = server.query().rawValue();
        String path = server.path().rawPath();
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Returns the sender's address, behind the trusted proxies. */
    public InetAddress address() {
        return address;
    }

    /** Returns the address of the connection's other end. */
    InetAddress peer() {
        return peerOf(server);
    }

    /** Returns the parts that identify its sender. */
    public SignatureScheme.SentRequest sent() {
        return new SignatureScheme.SentRequest(headers(), method(), target(), this::body);
    }

    /** Returns the dialect of its answer: the exchange's own until its route is known. */
    public Dialect dialect() {
        return dialect;
    }

    public void speaks(Dialect routes) {
        this.dialect = routes;
    }

    /** Returns true if it comes from one of these addresses without an untrusted proxy in between. */
    boolean isFrom(List<AddressRange> ranges) {
        boolean hidden = headers().contains(HeaderNames.X_FORWARDED_FOR) && address.equals(peer());
        return !hidden && ranges.stream().anyMatch(range -> range.contains(address));
    }

    public void from(Caller known) {
        this.caller = known;
        LogContext.tenant(known.tenant());
        LogContext.user(known.userId());
    }

    @Nullable
    public Caller caller() {
        return caller;
    }

    /** Sets the tenant of a token in the body; an unknown tenant is ignored, because the token will not be found. */
    void belongsTo(int number) {
        if (tenancy.exists(number)) {
            isFor(tenancy.settle(headers(), tenancy.same(proven, number), ""), number);
        }
    }

    /** @param proven tenant that a token or key proved; 0 if there is none */
    public void isFor(int number, int proven) {
        LogContext.tenant(number);
        this.tenant = number;
        this.proven = proven;
    }

    /** Returns the host name by which the request came, if it is one of its tenant's; empty otherwise. */
    String tenantHost() {
        return tenancy.hostOf(headers(), tenant());
    }

    /** Returns the tenant of the request; until it is resolved, the caller's or the default one. */
    public int tenant() {
        Caller known = caller;
        if (tenant != 0) {
            return tenant;
        }
        return known == null ? Tenant.DEFAULT : known.account().tenant();
    }

    void actsAs(String proved) {
        this.actor = proved;
    }

    void changed(AuditEntry.Change change) {
        this.change = change;
    }

    /** @param besides records a change with its outcome beside the request's entry; does nothing without an audit log */
    public void announcing(BiConsumer<AuditEntry.Change, String> besides) {
        this.besides = besides;
    }

    void announce() {
        announce(change, BEGUN);
    }

    void announce(AuditEntry.Change beside, String outcome) {
        besides.accept(beside, outcome);
    }

    /** Returns the path, shortened for permanent storage in the audit log. */
    private String shownPath() {
        String path = path();
        return path.length() <= SHOWN_MAX ? path : path.substring(0, SHOWN_MAX) + "…";
    }

    /** Returns the audit entry of this request. */
    public AuditEntry audited(Route route, String outcome) {
        return audited(route, change, outcome);
    }

    /** Returns an audit entry of this request with another change than the request's. */
    public AuditEntry audited(Route route, AuditEntry.Change made, String outcome) {
        Caller known = caller;
        return new AuditEntry(
                tenant(),
                known == null ? actor : "user " + known.userId(),
                route.name(),
                made.equals(AuditEntry.Change.NONE) ? new AuditEntry.Change(shownPath(), "", "") : made,
                outcome,
                address.getHostAddress(),
                id);
    }

    /** Returns the sender for the log: "1/42" for user 42 of tenant 1, "1/-" for an unknown one. */
    public String sender() {
        Caller known = caller;
        return tenant() + "/" + (known == null ? "-" : Long.toString(known.userId()));
    }
}
