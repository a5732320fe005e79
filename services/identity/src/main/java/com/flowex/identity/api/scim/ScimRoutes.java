package com.flowex.identity.api.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.caller.NativeSignatureScheme;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Json;
import com.flowex.access.http.response.NativeRateLimitHeaders;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Dialect;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.WholeNumber;
import com.flowex.identity.api.scim.ScimDocuments.Selection;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.scim.ScimPerson;
import com.flowex.identity.app.scim.ScimPerson.Attributes;
import com.flowex.identity.app.scim.ScimProvisioning;
import com.flowex.identity.app.scim.ScimProvisioning.Changed;
import com.flowex.identity.app.scim.ScimProvisioning.People;
import com.flowex.identity.app.scim.ScimTokens;
import com.flowex.identity.store.oidc.ScimToken;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Endpoints of SCIM 2.0 (RFC 7644) by which an identity provider provisions a tenant's staff. */
public final class ScimRoutes {

    /** SCIM's own error documents; rate-limit headers as elsewhere. */
    private static final Dialect SCIM =
            new Dialect(new NativeSignatureScheme(), new ScimErrorMapper(), new NativeRateLimitHeaders(), Set.of());

    private static final String ONE = ScimDocuments.USERS + "/{id}";
    private static final String GROUPS = "/scim/v2/Groups";
    private static final int BODY_BYTES_MAX = 32_768;
    private static final int NAMES_MAX = 1_024;
    private static final String ATTRIBUTES = "attributes";
    private static final String EXCLUDED = "excludedAttributes";
    private static final String BEARER = "Bearer ";
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,16})\"");

    private final ScimProvisioning people;
    private final ScimTokens tokens;
    private final UserMailer letters;

    /** @param letters mails, which know the address of the page */
    public ScimRoutes(ScimProvisioning people, ScimTokens tokens, UserMailer letters) {
        this.people = people;
        this.tokens = tokens;
        this.letters = letters;
    }

    public Routes routes() {
        return new Routes()
                .get(ScimDocuments.USERS, Access.PUBLIC, this::list)
                .query("filter", "startIndex", "count", "sortBy", "sortOrder", ATTRIBUTES, EXCLUDED)
                .post(ScimDocuments.USERS, Access.PUBLIC, this::create)
                .query(ATTRIBUTES, EXCLUDED)
                .body(BODY_BYTES_MAX)
                .audited()
                .get(ONE, Access.PUBLIC, this::show)
                .query(ATTRIBUTES, EXCLUDED)
                .put(ONE, Access.PUBLIC, request -> change(request, ScimUserForm::parse))
                .query(ATTRIBUTES, EXCLUDED)
                .body(BODY_BYTES_MAX)
                .audited()
                .patch(ONE, Access.PUBLIC, request -> change(request, ScimPatch::parse))
                .query(ATTRIBUTES, EXCLUDED)
                .body(BODY_BYTES_MAX)
                .audited()
                .delete(ONE, Access.PUBLIC, this::remove)
                .audited()
                .addAll(notOffered())
                .get(
                        "/scim/v2/ServiceProviderConfig",
                        Access.PUBLIC,
                        _ -> answer(200, ScimDocuments.serviceProviderConfig()))
                .get("/scim/v2/ResourceTypes", Access.PUBLIC, _ -> answer(200, ScimDocuments.resourceTypes()))
                .get(
                        "/scim/v2/ResourceTypes/{id}",
                        Access.PUBLIC,
                        request -> answer(200, ScimDocuments.resourceType(request.path("id"))))
                .get("/scim/v2/Schemas", Access.PUBLIC, _ -> answer(200, ScimDocuments.schemas()))
                .get(
                        "/scim/v2/Schemas/{id}",
                        Access.PUBLIC,
                        request -> answer(200, ScimDocuments.schema(request.path("id"))))
                .speaking(SCIM, "/scim/");
    }

    /** Returns routes whose refusals name what is missing: providers ask for groups and bulk requests first. */
    private Routes notOffered() {
        return new Routes()
                .get(GROUPS, Access.PUBLIC, this::noGroups)
                .query("filter", "startIndex", "count", "sortBy", "sortOrder", ATTRIBUTES, EXCLUDED)
                .post(GROUPS, Access.PUBLIC, this::noGroups)
                .body(BODY_BYTES_MAX)
                .get(GROUPS + "/{id}", Access.PUBLIC, this::noGroups)
                .query(ATTRIBUTES, EXCLUDED)
                .put(GROUPS + "/{id}", Access.PUBLIC, this::noGroups)
                .body(BODY_BYTES_MAX)
                .patch(GROUPS + "/{id}", Access.PUBLIC, this::noGroups)
                .body(BODY_BYTES_MAX)
                .delete(GROUPS + "/{id}", Access.PUBLIC, this::noGroups)
                .post("/scim/v2/Bulk", Access.PUBLIC, this::noBulk)
                .body(BODY_BYTES_MAX);
    }

    private Answer noGroups(Request request) {
        token(request);
        throw Refusal.notFound("there are no Groups here: provision Users, and let the claim of groups in each log-in"
                + " select among the roles that administrators granted");
    }

    private Answer noBulk(Request request) {
        token(request);
        throw Refusal.notFound("there are no Bulk requests here: send one request for each of the Users");
    }

    private ScimToken token(Request request) {
        String header = request.header("Authorization").orElse("");
        String text = header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : "";
        request.belongsTo(ScimTokens.tenantOf(text));
        Device device = Device.of(request.remoteAddress(), request.header("User-Agent"));
        ScimToken token = tokens.require(request.tenant(), text, device);
        request.actsAs("scim token " + token.id());
        return token;
    }

    private static Answer answer(int status, Object document) {
        return Answer.bytes(status, ScimDocuments.TYPE, Json.bytes(document)).header("Cache-Control", "no-store");
    }

    private static JsonNode body(Request request) {
        return request.body(JsonNode.class);
    }

    private Answer list(Request request) {
        ScimToken token = token(request);
        long start = Math.max(1, number(request, "startIndex", 1));
        int count = (int) Math.clamp(number(request, "count", ScimDocuments.PAGE_MAX), 0L, ScimDocuments.PAGE_MAX);
        Optional<ScimFilter> filter = request.query("filter").map(ScimFilter::parse);
        People found =
                filter.isPresent() ? found(token, filter.get(), start, count) : people.people(token, start - 1, count);
        return answer(200, ScimDocuments.list(found, start, base(request), selection(request)));
    }

    private People found(ScimToken token, ScimFilter filter, long start, int count) {
        Optional<ScimPerson> person =
                switch (filter.attribute()) {
                    case USER_NAME -> people.byUserName(token, filter.value());
                    case EXTERNAL_ID -> people.byExternalId(token, filter.value());
                };
        List<ScimPerson> all = person.stream().toList();
        return new People(all.size(), start == 1 && count > 0 ? all : List.of());
    }

    private static long number(Request request, String name, long otherwise) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        boolean isNegative = text.get().matches("-[0-9]{1,18}");
        return isNegative
                ? 0
                : WholeNumber.parse(text.get()).orElseThrow(() -> Refusal.invalid(name, "a whole number"));
    }

    private Answer show(Request request) {
        ScimPerson person = people.require(token(request), request.pathNumber("id"));
        boolean isKnown = request.header("If-None-Match")
                .filter(tag -> tag.equals(ScimDocuments.version(person)))
                .isPresent();
        return isKnown
                ? Answer.notModified().header("ETag", ScimDocuments.version(person))
                : shown(request, 200, person);
    }

    private Answer create(Request request) {
        ScimToken token = token(request);
        Attributes attributes = ScimUserForm.parse(body(request));
        request.audit("user", null, Map.of("externalId", String.valueOf(attributes.externalId())));
        ScimPerson person = people.create(token, attributes);
        request.audit("user " + person.user().id(), null, audited(person));
        return shown(request, 201, person)
                .header(
                        "Location",
                        ScimDocuments.location(
                                base(request), Long.toString(person.user().id())));
    }

    private Answer change(Request request, Function<JsonNode, Attributes> reading) {
        ScimToken token = token(request);
        long id = request.pathNumber("id");
        Attributes attributes = reading.apply(body(request));
        Map<String, Object> intent = new LinkedHashMap<>();
        if (attributes.active() != null) {
            intent.put("active", attributes.active());
        }
        request.audit("user " + id, null, intent);
        Changed changed = people.change(token, id, seen(request), attributes);
        request.audit("user " + id, audited(changed.before()), audited(changed.after()));
        return shown(request, 200, changed.after());
    }

    private Answer remove(Request request) {
        ScimToken token = token(request);
        long id = request.pathNumber("id");
        request.audit("user " + id, null, Map.of("status", "closed"));
        Changed changed = people.remove(token, id, seen(request));
        request.audit("user " + id, audited(changed.before()), audited(changed.after()));
        return Answer.noContent();
    }

    /** Returns the version that the provider has read; null if it names none, or any. */
    private static @Nullable Long seen(Request request) {
        String header = request.header("If-Match").orElse("*").strip();
        if (header.equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(header);
        return tag.matches() ? Long.valueOf(tag.group(1)) : Long.valueOf(0); // no user has version 0
    }

    /** Returns the part of a person for the audit log: access and roles, and no address. */
    private static Map<String, Object> audited(ScimPerson person) {
        User user = person.user();
        return Map.of(
                "active",
                person.isActive(),
                "deprovisioned",
                person.identity().deprovisioned(),
                "roles",
                user.roleLabels(),
                "version",
                user.version());
    }

    private Answer shown(Request request, int status, ScimPerson person) {
        return answer(status, ScimDocuments.person(person, base(request), selection(request)))
                .header("ETag", ScimDocuments.version(person));
    }

    private String base(Request request) {
        return letters.pageOf(request.tenant(), request.tenantHost()).url();
    }

    private static Selection selection(Request request) {
        return Selection.of(names(request, ATTRIBUTES), names(request, EXCLUDED));
    }

    private static String names(Request request, String parameter) {
        String names = request.query(parameter).orElse("");
        if (names.length() > NAMES_MAX) {
            throw Refusal.invalid(parameter, "at most " + NAMES_MAX + " characters long");
        }
        return names;
    }
}
