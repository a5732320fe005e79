package com.flowex.identity.api.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.access.http.response.HttpStatuses;
import com.flowex.access.http.response.RefusalMapper;
import com.flowex.domain.value.WholeNumber;
import com.flowex.identity.api.scim.ScimCall.AuditTrail;
import com.flowex.identity.api.scim.ScimCall.Result;
import com.flowex.identity.app.scim.ScimRefusal;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bulk requests of SCIM (RFC 7644, section 3.7): operations, each in a transaction of its own, with a result for each.
 * An operation that refers to a resource which another one of the same request creates runs after it.
 */
final class ScimBulk {

    /** Largest number of operations of a request. */
    static final int OPERATIONS_MAX = 100;

    /** Longest body of a request. */
    static final int BYTES_MAX = 262_144;

    private static final Logger LOG = LoggerFactory.getLogger(ScimBulk.class);
    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    private static final String ANSWER_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
    private static final String REFERENCE = "bulkId:";
    private static final String VALUE = "value";
    private static final int ID_LENGTH_MAX = 255;
    private static final String STATUS = "status";
    private static final String RESPONSE = "response";

    private final List<ScimResource> resources;
    private final ScimErrorMapper errors = new ScimErrorMapper();

    ScimBulk(List<ScimResource> resources) {
        this.resources = resources;
    }

    /**
     * One operation as it was sent.
     *
     * @param place its place in the request
     */
    record Operation(int place, JsonNode node) {

        String method() {
            return node.path("method").asText("").toUpperCase(Locale.ROOT);
        }

        /** Returns the client's name of it; empty if it has none. */
        String bulkId() {
            return node.path("bulkId").asText("");
        }

        String path() {
            return node.path("path").asText("");
        }

        /** Returns the names of operations to whose resources this one refers. */
        Set<String> references() {
            Set<String> found = new HashSet<>();
            collect(node.path("data"), found);
            int named = path().indexOf(REFERENCE);
            if (named >= 0) {
                found.add(path().substring(named + REFERENCE.length()));
            }
            return found;
        }

        private static void collect(JsonNode node, Set<String> found) {
            JsonNode value = node.path(VALUE);
            if (value.isTextual() && value.textValue().startsWith(REFERENCE)) {
                found.add(value.textValue().substring(REFERENCE.length()));
            }
            node.forEach(each -> collect(each, found));
        }
    }

    /**
     * Request that was read.
     *
     * @param errorsMax number of failed operations after which it stops
     */
    record Bulk(List<Operation> operations, int errorsMax) {}

    /** @throws ScimRefusal for a request that is none; {@code payload_too_large} for too many operations */
    static Bulk parse(JsonNode body) {
        ScimUserForm.requireSchema(body, SCHEMA);
        JsonNode operations = body.path("Operations");
        if (!operations.isArray() || operations.isEmpty()) {
            throw ScimRefusal.syntax("Operations must be a list of 1 to " + OPERATIONS_MAX + " operations");
        }
        if (operations.size() > OPERATIONS_MAX) {
            throw new Refusal(
                    RefusalCode.PAYLOAD_TOO_LARGE,
                    "a bulk request has at most " + OPERATIONS_MAX + " operations and " + BYTES_MAX + " bytes");
        }
        JsonNode most = body.path("failOnErrors");
        boolean isGiven = !most.isMissingNode() && !most.isNull();
        if (isGiven && (!most.canConvertToInt() || !most.isIntegralNumber() || most.intValue() < 1)) {
            throw Refusal.invalid("failOnErrors", "a whole number above zero");
        }
        Set<String> names = new HashSet<>();
        List<Operation> all = new ArrayList<>();
        for (JsonNode node : operations) {
            Operation operation = new Operation(all.size(), node);
            String name = operation.bulkId();
            if (name.length() > ID_LENGTH_MAX || !name.isEmpty() && !names.add(name)) {
                throw Refusal.invalid("bulkId", "unique in the request, at most " + ID_LENGTH_MAX + " characters");
            }
            all.add(operation);
        }
        return new Bulk(all, isGiven ? most.intValue() : Integer.MAX_VALUE);
    }

    /**
     * Answer of a bulk request.
     *
     * @param document as SCIM writes it
     * @param failed number of operations that failed
     */
    record Done(Map<String, Object> document, int failed) {}

    /** Receiver of one audit entry for each operation that ran, and of those of its parts. */
    @FunctionalInterface
    interface OperationAudit {

        /** @param outcome status of the operation, and the code of its refusal; "done" for a part of one */
        void audit(String outcome, String subject, @Nullable Object before, Object after);
    }

    /** Audit trail of one operation: its change is recorded once its result is known. */
    private static final class OperationTrail implements AuditTrail {

        private record Change(String subject, Object before, Object after) {}

        private final Operation operation;
        private final OperationAudit audit;
        private Change change;
        private String code = "";

        OperationTrail(Operation operation, OperationAudit audit) {
            this.operation = operation;
            this.audit = audit;
            this.change = new Change(operation.path(), "", "");
        }

        @Override
        public void audit(String subject, @Nullable Object before, @Nullable Object after) {
            change = new Change(subject, before == null ? "" : before, after == null ? "" : after);
        }

        @Override
        public void part(String subject, Object part) {
            audit.audit("done", named(subject), null, part);
        }

        void refused(Refusal refusal) {
            code = " " + refusal.code().code();
        }

        /** Records the operation with what it changed, or with its intent if it failed. */
        void record(String status) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("method", operation.method());
            result.put(STATUS, status);
            result.put("after", change.after());
            audit.audit(status + code, named(change.subject()), change.before(), result);
        }

        private String named(String subject) {
            return "scim bulk operation " + (operation.place() + 1) + ": " + ScimUserForm.shown(subject);
        }
    }

    /**
     * Runs the operations. One that fails leaves the others as they are, until {@code failOnErrors} of them failed.
     *
     * @param call call of the whole request, whose token and address each operation has
     * @param audit called after each operation
     */
    Done run(ScimCall call, Bulk bulk, String requestId, OperationAudit audit) {
        List<Operation> waiting = new ArrayList<>(bulk.operations());
        Map<String, String> created = new HashMap<>();
        Map<Integer, Map<String, Object>> results = new TreeMap<>();
        int failed = 0;
        while (!waiting.isEmpty() && failed < bulk.errorsMax()) {
            Operation next = next(waiting);
            waiting.remove(next);
            OperationTrail trail = new OperationTrail(next, audit);
            Map<String, Object> result = result(call, next, created, trail, requestId);
            results.put(next.place(), result);
            trail.record(String.valueOf(result.get(STATUS)));
            if (result.containsKey(RESPONSE)) {
                failed++;
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schemas", List.of(ANSWER_SCHEMA));
        document.put("Operations", List.copyOf(results.values()));
        return new Done(document, failed);
    }

    /** Returns the first operation that waits for none of the others; the first of all if they wait for each other. */
    private static Operation next(List<Operation> waiting) {
        Set<String> names = new HashSet<>();
        waiting.forEach(each -> names.add(each.bulkId()));
        return waiting.stream()
                .filter(each -> each.references().stream()
                        .noneMatch(name -> names.contains(name) && !name.equals(each.bulkId())))
                .findFirst()
                .orElse(waiting.getFirst());
    }

    private Map<String, Object> result(
            ScimCall call, Operation operation, Map<String, String> created, OperationTrail trail, String requestId) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("method", operation.method());
        if (!operation.bulkId().isEmpty()) {
            result.put("bulkId", operation.bulkId());
        }
        try {
            Result done = performed(call, operation, created, trail);
            result.put("location", done.location());
            if (!done.version().isEmpty()) {
                result.put("version", done.version());
            }
            result.put(STATUS, Integer.toString(done.status()));
        } catch (Refusal e) {
            refused(result, e, trail, requestId);
        } catch (RuntimeException e) {
            LOG.error("operation {} of the bulk request {} failed", operation.place() + 1, requestId, e);
            refused(
                    result,
                    new Refusal(RefusalCode.INTERNAL, "this operation failed here; ask the operator"),
                    trail,
                    requestId);
        }
        return result;
    }

    private void refused(Map<String, Object> result, Refusal refusal, OperationTrail trail, String requestId) {
        RefusalMapper.Worded worded = errors.of(refusal, HttpStatuses.of(refusal), requestId);
        result.put(STATUS, Integer.toString(worded.status()));
        result.put(RESPONSE, worded.body());
        trail.refused(refusal);
    }

    private Result performed(ScimCall call, Operation operation, Map<String, String> created, OperationTrail trail) {
        ScimResource resource = resource(operation);
        JsonNode data = resolved(operation.node().path("data"), created);
        String version = operation.node().path("version").asText("*");
        ScimCall own = new ScimCall(call.token(), call.base(), call.selection(), ScimDocuments.seen(version), trail);
        return switch (operation.method()) {
            case "POST" -> created(resource, own, operation, data, created);
            case "PUT" -> resource.replace(own, id(resource, operation, created), data);
            case "PATCH" -> resource.patch(own, id(resource, operation, created), data);
            case "DELETE" -> resource.remove(own, id(resource, operation, created));
            default -> throw ScimRefusal.syntax("method must be POST, PUT, PATCH or DELETE");
        };
    }

    private static Result created(
            ScimResource resource, ScimCall call, Operation operation, JsonNode data, Map<String, String> created) {
        if (operation.bulkId().isEmpty()) {
            throw ScimRefusal.syntax("an operation that creates a resource needs a bulkId");
        }
        if (!operation.path().equals(resource.path())) {
            throw ScimRefusal.path("a resource is created at " + resource.path());
        }
        Result done = resource.create(call, data);
        created.put(
                operation.bulkId(), done.location().substring(done.location().lastIndexOf('/') + 1));
        return done;
    }

    private ScimResource resource(Operation operation) {
        String path = operation.path();
        return resources.stream()
                .filter(each -> path.equals(each.path()) || path.startsWith(each.path() + "/"))
                .findFirst()
                .orElseThrow(() -> ScimRefusal.path("path must begin with /Users or /Groups"));
    }

    private static long id(ScimResource resource, Operation operation, Map<String, String> created) {
        String path = operation.path();
        String text = path.substring(Math.min(path.length(), resource.path().length() + 1));
        String id = text.startsWith(REFERENCE) ? reference(text, created) : text;
        long number = WholeNumber.parse(id).orElse(0);
        if (number <= 0) {
            throw Refusal.notFound("there is no resource " + ScimUserForm.shown(path));
        }
        return number;
    }

    /** Returns data with ids in the place of references to resources that this request has created. */
    private static JsonNode resolved(JsonNode data, Map<String, String> created) {
        JsonNode copy = data.deepCopy();
        resolve(copy, created);
        return copy;
    }

    private static void resolve(JsonNode node, Map<String, String> created) {
        JsonNode value = node.path(VALUE);
        if (node instanceof ObjectNode object
                && value.isTextual()
                && value.textValue().startsWith(REFERENCE)) {
            object.put(VALUE, reference(value.textValue(), created));
        }
        node.forEach(each -> resolve(each, created));
    }

    private static String reference(String text, Map<String, String> created) {
        String name = text.substring(REFERENCE.length());
        String id = created.get(name);
        if (id == null) {
            throw ScimRefusal.reference(
                    "no resource was created by the operation with the bulkId " + ScimUserForm.shown(name));
        }
        return id;
    }
}
