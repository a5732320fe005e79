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
import com.flowex.identity.api.scim.ScimBulk.Bulk;
import com.flowex.identity.api.scim.ScimCall.AuditTrail;
import com.flowex.identity.api.scim.ScimCall.Result;
import com.flowex.identity.api.scim.ScimDocuments.Selection;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.scim.ScimGroups;
import com.flowex.identity.app.scim.ScimProvisioning;
import com.flowex.identity.app.scim.ScimTokens;
import com.flowex.identity.store.oidc.ScimToken;
import com.flowex.identity.store.user.Device;
import com.flowex.platform.errors.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Endpoints of SCIM 2.0 (RFC 7644) by which an identity provider provisions a tenant's staff. */
public final class ScimRoutes {

    /** SCIM's own error documents; rate-limit headers as elsewhere. */
    private static final Dialect SCIM =
            new Dialect(new NativeSignatureScheme(), new ScimErrorMapper(), new NativeRateLimitHeaders(), Set.of());

    private static final int BODY_BYTES_MAX = 32_768;
    private static final int GROUP_BYTES_MAX = 131_072;
    private static final int NAMES_MAX = 1_024;

    /** Operations of a bulk request that draw one request on its sender's budget. */
    private static final int OPERATIONS_PER_REQUEST = 5;

    private static final String ATTRIBUTES = "attributes";
    private static final String EXCLUDED = "excludedAttributes";
    private static final String BEARER = "Bearer ";

    private final ScimResource users;
    private final ScimResource groups;
    private final ScimBulk bulk;
    private final ScimTokens tokens;
    private final UserMailer letters;

    /** @param letters mails, which know the address of the page */
    public ScimRoutes(ScimProvisioning people, ScimGroups groups, ScimTokens tokens, UserMailer letters) {
        this.users = new ScimUsers(people);
        this.groups = new ScimGroupResource(groups);
        this.bulk = new ScimBulk(List.of(this.users, this.groups));
        this.tokens = tokens;
        this.letters = letters;
    }

    public Routes routes() {
        return new Routes()
                .addAll(of(users, BODY_BYTES_MAX))
                .addAll(of(groups, GROUP_BYTES_MAX))
                .post(ScimDocuments.ROOT + "/Bulk", Access.PUBLIC, this::bulk)
                .body(ScimBulk.BYTES_MAX)
                .audited()
                .get(
                        "/scim/v2/ServiceProviderConfig",
                        Access.PUBLIC,
                        _ -> answer(200, ScimServiceDocuments.serviceProviderConfig()))
                .get("/scim/v2/ResourceTypes", Access.PUBLIC, _ -> answer(200, ScimServiceDocuments.resourceTypes()))
                .get(
                        "/scim/v2/ResourceTypes/{id}",
                        Access.PUBLIC,
                        request -> answer(200, ScimServiceDocuments.resourceType(request.path("id"))))
                .get("/scim/v2/Schemas", Access.PUBLIC, _ -> answer(200, ScimServiceDocuments.schemas()))
                .get(
                        "/scim/v2/Schemas/{id}",
                        Access.PUBLIC,
                        request -> answer(200, ScimServiceDocuments.schema(request.path("id"))))
                .speaking(SCIM, "/scim/");
    }

    private Routes of(ScimResource resource, int bytesMax) {
        String all = ScimDocuments.ROOT + resource.path();
        String one = all + "/{id}";
        return new Routes()
                .get(all, Access.PUBLIC, request -> list(request, resource))
                .query("filter", "startIndex", "count", "sortBy", "sortOrder", ATTRIBUTES, EXCLUDED)
                .post(all, Access.PUBLIC, request -> create(request, resource))
                .query(ATTRIBUTES, EXCLUDED)
                .body(bytesMax)
                .audited()
                .get(one, Access.PUBLIC, request -> show(request, resource))
                .query(ATTRIBUTES, EXCLUDED)
                .put(one, Access.PUBLIC, request -> change(request, resource::replace))
                .query(ATTRIBUTES, EXCLUDED)
                .body(bytesMax)
                .audited()
                .patch(one, Access.PUBLIC, request -> change(request, resource::patch))
                .query(ATTRIBUTES, EXCLUDED)
                .body(bytesMax)
                .audited()
                .delete(one, Access.PUBLIC, request -> remove(request, resource))
                .audited();
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

    private ScimCall call(Request request) {
        ScimToken token = token(request);
        return new ScimCall(
                token,
                letters.pageOf(request.tenant(), request.tenantHost()).url(),
                Selection.of(names(request, ATTRIBUTES), names(request, EXCLUDED)),
                ScimDocuments.seen(request.header("If-Match").orElse("*")),
                new RequestTrail(request));
    }

    /** Audit trail of a request that is one operation. */
    private record RequestTrail(Request request) implements AuditTrail {

        @Override
        public void audit(String subject, @Nullable Object before, @Nullable Object after) {
            request.audit(subject, before, after);
        }

        @Override
        public void part(String subject, Object part) {
            request.auditBeside("done", subject, null, part);
        }
    }

    private static Answer answer(int status, Object document) {
        return Answer.bytes(status, ScimDocuments.TYPE, Json.bytes(document)).header("Cache-Control", "no-store");
    }

    private static JsonNode body(Request request) {
        return request.body(JsonNode.class);
    }

    private Answer list(Request request, ScimResource resource) {
        ScimCall call = call(request);
        long start = Math.max(1, number(request, "startIndex", 1));
        int count = (int) Math.clamp(number(request, "count", ScimDocuments.PAGE_MAX), 0L, ScimDocuments.PAGE_MAX);
        return answer(200, resource.list(call, request.query("filter"), start, count));
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

    private Answer show(Request request, ScimResource resource) {
        Result shown = resource.show(call(request), request.pathNumber("id"));
        boolean isKnown = request.header("If-None-Match")
                .filter(tag -> tag.equals(shown.version()))
                .isPresent();
        return isKnown ? Answer.notModified().header("ETag", shown.version()) : shown(shown);
    }

    private Answer create(Request request, ScimResource resource) {
        ScimCall call = call(request);
        Result created = resource.create(call, body(request));
        return shown(created).header("Location", created.location());
    }

    /** Change of one resource by the body of a request. */
    @FunctionalInterface
    private interface Change {
        Result of(ScimCall call, long id, JsonNode body);
    }

    private Answer change(Request request, Change change) {
        ScimCall call = call(request);
        return shown(change.of(call, request.pathNumber("id"), body(request)));
    }

    private Answer remove(Request request, ScimResource resource) {
        resource.remove(call(request), request.pathNumber("id"));
        return Answer.noContent();
    }

    private static Answer shown(Result result) {
        return answer(result.status(), result.document()).header("ETag", result.version());
    }

    private Answer bulk(Request request) {
        ScimCall call = call(request);
        Bulk sent = ScimBulk.parse(body(request));
        request.drawMore((sent.operations().size() - 1) / OPERATIONS_PER_REQUEST);
        request.audit("scim bulk", null, Map.of("operations", sent.operations().size()));
        ScimBulk.Done done = bulk.run(call, sent, request.id(), request::auditBeside);
        request.audit("scim bulk", null, Map.of("operations", sent.operations().size(), "failed", done.failed()));
        return answer(200, done.document());
    }

    private static String names(Request request, String parameter) {
        String names = request.query(parameter).orElse("");
        if (names.length() > NAMES_MAX) {
            throw Refusal.invalid(parameter, "at most " + NAMES_MAX + " characters long");
        }
        return names;
    }
}
