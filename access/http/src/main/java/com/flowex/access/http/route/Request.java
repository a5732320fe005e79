package com.flowex.access.http.route;

import com.flowex.access.auth.AuditedCaller;
import com.flowex.access.auth.Caller;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.access.http.response.Json;
import com.flowex.access.http.response.Page;
import com.flowex.audit.AuditEntry;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.WholeNumber;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.settings.AddressRange;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Request as an endpoint sees it, on its way through the chain. Not thread-safe. */
public final class Request implements AuditedCaller {

    private static final String CURSOR = "cursor";
    private static final HeaderName MIN_SEQUENCE = HeaderNames.create("X-Min-Sequence");

    private final RequestContext incoming;
    private final Map<String, String> pathValues;
    private final long minSequence;

    /**
     * @throws Refusal 400 for an {@code X-Min-Sequence} that is no number, before the request has an effect that the
     *     answer would deny
     */
    public Request(RequestContext incoming, Map<String, String> pathValues) {
        this.incoming = incoming;
        this.pathValues = pathValues;
        this.minSequence =
                incoming.headers().first(MIN_SEQUENCE).map(Request::sequence).orElse(0L);
    }

    private static long sequence(String text) {
        return Math.max(
                0, WholeNumber.parse(text).orElseThrow(() -> Refusal.invalid("X-Min-Sequence", "a whole number")));
    }

    /** Returns the request's id: the client's own or one created here. */
    public String id() {
        return incoming.id();
    }

    /** Returns the caller; only on routes that require one. */
    @Override
    public Caller caller() {
        Caller caller = incoming.caller();
        if (caller == null) {
            throw new IllegalStateException("a public route has no caller");
        }
        return caller;
    }

    void actsFor(AccountId account) {
        incoming.from(caller().actingFor(account));
    }

    /** Returns the tenant of this request. */
    public int tenant() {
        return incoming.tenant();
    }

    /** Returns the host name by which the request came, if it is one of its tenant's; empty otherwise. */
    public String tenantHost() {
        return incoming.tenantHost();
    }

    /**
     * Sets the tenant of the request by a proof in it, such as a token in its body.
     *
     * @throws Refusal 403 if the request names another tenant, or this one is not active
     */
    public void belongsTo(int tenant) {
        incoming.belongsTo(tenant);
    }

    /** Sets the actor of the audit entry, for a sender who is proved by other means than a session or a key. */
    public void actsAs(String actor) {
        incoming.actsAs(actor);
    }

    /** Returns the address of the sender, behind the trusted proxies. */
    public InetAddress remoteAddress() {
        return incoming.address();
    }

    /** Returns the server's port that received it. */
    public int localPort() {
        return incoming.server().localPeer().port();
    }

    /** Returns true if this request comes from one of these addresses without an untrusted proxy in between. */
    public boolean isFrom(List<AddressRange> ranges) {
        return incoming.isFrom(ranges);
    }

    /** Without it, the audit entry names the path. */
    @Override
    public void audit(String subject, @Nullable Object before, @Nullable Object after) {
        incoming.changed(new AuditEntry.Change(subject, json(before), json(after)));
    }

    @Override
    public void auditBefore(String subject, @Nullable Object before, Object requested) {
        audit(subject, before, requested);
        incoming.announce();
    }

    /**
     * Records an entry beside the request's, for a part of a change that one entry cannot hold. It waits for the database
     * only a moment, and leaves the request's own entry as it is.
     *
     * @param outcome outcome of the part, for example "done" or "404"
     */
    public void auditBeside(String outcome, String subject, @Nullable Object before, @Nullable Object after) {
        incoming.announce(new AuditEntry.Change(subject, json(before), json(after)), outcome);
    }

    private static String json(@Nullable Object value) {
        return value == null ? "" : new String(Json.bytes(value), StandardCharsets.UTF_8);
    }

    /** Returns the path segment in the place of {@code {name}} in the route's pattern. */
    public String path(String name) {
        String value = pathValues.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        if (value.indexOf(0) >= 0) {
            throw Refusal.notFound("nothing has a name with a zero character");
        }
        return value;
    }

    /** Returns {@link #path(String)} as a number above zero; any other value cannot exist and gives 404. */
    public long pathNumber(String name) {
        String text = path(name);
        long number = WholeNumber.parse(text).orElse(0);
        if (number > 0) {
            return number;
        }
        throw Refusal.notFound("there is no " + name + " " + text);
    }

    public Optional<String> query(String name) {
        Optional<String> value = incoming.server().query().first(name).asOptional();
        if (value.isPresent() && !Json.isStorable(value.get())) {
            throw Refusal.invalid(name, Json.TEXT_RULE);
        }
        return value.filter(text -> !text.isEmpty());
    }

    /**
     * Returns a whole number within {@code min..max}, or {@code otherwise} if it is absent; any other value gives 400.
     */
    public long queryNumber(String name, long otherwise, long min, long max) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        OptionalLong value = WholeNumber.parse(text.get());
        if (value.isPresent() && value.getAsLong() >= min && value.getAsLong() <= max) {
            return value.getAsLong();
        }
        throw Refusal.invalid(name, "a whole number within " + min + ".." + max);
    }

    /** Returns the {@code limit} of a list: 1 to {@link Page#LIMIT_MAX}. */
    public int limit() {
        return Math.toIntExact(queryNumber("limit", Page.LIMIT_DEFAULT, 1, Page.LIMIT_MAX));
    }

    /**
     * Draws this number of further requests on its sender's budget, for a request that contains several.
     *
     * @throws Refusal 429 if there are not that many left
     */
    public void drawMore(int requests) {
        if (requests > 0) {
            incoming.drawMore(requests);
        }
    }

    /** Returns the number in {@code cursor}, or {@code otherwise} for the first page. */
    public long cursor(long otherwise) {
        return query(CURSOR).map(text -> Cursor.number(text, list())).orElse(otherwise);
    }

    /** Returns the cursor behind the row with this number, valid for this list with these filters. */
    public String cursorBehind(long number) {
        return Cursor.of(number, list());
    }

    /** Returns the identity of the list: path and filters, in any order and with any page size. */
    private String list() {
        UriQuery query = incoming.server().query();
        StringBuilder list = new StringBuilder(incoming.path());
        for (String name : new TreeSet<>(query.names())) {
            if (!name.equals(CURSOR) && !name.equals("limit")) {
                list.append('\n')
                        .append(name)
                        .append('=')
                        .append(query.first(name).orElse(""));
            }
        }
        return list.toString();
    }

    /**
     * Returns {@code X-Min-Sequence}: the event that the answer must already contain; 0 if the client requests none.
     */
    @Override
    public long minSequence() {
        return minSequence;
    }

    public Optional<String> header(String name) {
        return header(HeaderNames.create(name));
    }

    /** Returns the request as sent, for a dialect that reads its parameters itself. */
    public SignatureScheme.SentRequest sent() {
        return incoming.sent();
    }

    /** Returns the JSON body; 400 with field and rule if it does not match {@code type}, 413 if it is too long. */
    public <T> T body(Class<T> type) {
        return Json.read(incoming.body(), type);
    }

    private Optional<String> header(HeaderName name) {
        return incoming.headers().first(name);
    }
}
