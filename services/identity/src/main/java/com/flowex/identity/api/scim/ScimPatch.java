package com.flowex.identity.api.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.flowex.identity.app.scim.ScimPerson.Attributes;
import com.flowex.identity.app.scim.ScimRefusal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reader of a SCIM patch of a person (RFC 7644, section 3.5.2): operations in their order, of which a later one wins. */
final class ScimPatch {

    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final int OPERATIONS_MAX = 50;

    /** Path of an attribute: schema, name, filter of values, and part. */
    private static final Pattern PATH = Pattern.compile(
            "(?:" + Pattern.quote(ScimDocuments.USER_SCHEMA) + ":)?([A-Za-z][A-Za-z0-9$_-]*)(?:\\[([^\\[\\]]{1,128})])?"
                    + "(?:\\.([A-Za-z][A-Za-z0-9$_-]*))?",
            Pattern.CASE_INSENSITIVE);

    /** Filters of addresses that mean the one that is kept. */
    private static final Pattern KEPT_EMAIL =
            Pattern.compile("\\s*(type\\s+eq\\s+\"[a-z]{1,20}\"|primary\\s+eq\\s+true)\\s*", Pattern.CASE_INSENSITIVE);

    private ScimPatch() {}

    /** @throws ScimRefusal that names what is not understood; nothing is changed then */
    static Attributes parse(JsonNode body) {
        Attributes all = Attributes.NONE;
        for (JsonNode operation : operations(body, OPERATIONS_MAX)) {
            all = all.then(operation(operation));
        }
        return all;
    }

    /** Returns the operations of a patch of any resource. */
    static JsonNode operations(JsonNode body, int operationsMax) {
        ScimUserForm.requireSchema(body, SCHEMA);
        JsonNode operations = body.path("Operations");
        if (!operations.isArray() || operations.isEmpty() || operations.size() > operationsMax) {
            throw ScimRefusal.syntax("Operations must be a list of 1 to " + operationsMax + " operations");
        }
        return operations;
    }

    private static Attributes operation(JsonNode operation) {
        String path = operation.path("path").asText("");
        JsonNode value = operation.path("value");
        return switch (operation.path("op").asText("").toLowerCase(Locale.ROOT)) {
            case "add", "replace" -> set(path, value);
            case "remove" -> removed(path);
            default -> throw ScimRefusal.syntax("op must be add, replace or remove");
        };
    }

    private static Attributes set(String path, JsonNode value) {
        if (!path.isEmpty()) {
            return valued(path, value);
        }
        if (!value.isObject()) {
            throw ScimRefusal.syntax("value must be an object where there is no path");
        }
        return ScimUserForm.attributes(value);
    }

    /** Returns the attribute at a path with a value. */
    static Attributes valued(String path, JsonNode value) {
        if (ScimUserForm.isIgnored(path)) {
            return Attributes.NONE;
        }
        Matcher parts = matched(path);
        String name = parts.group(1);
        String filter = parts.group(2);
        String part = parts.group(3);
        if (filter == null && part == null) {
            return ScimUserForm.attribute(name, value);
        }
        if (ScimUserForm.isIgnored(name)) {
            return Attributes.NONE;
        }
        if (name.equalsIgnoreCase("name") && filter == null) {
            return ScimUserForm.partOfName(part, value);
        }
        if (name.equalsIgnoreCase("emails")
                && (filter == null || KEPT_EMAIL.matcher(filter).matches())) {
            return emails(part, value);
        }
        throw ScimRefusal.path("nothing is kept at " + ScimUserForm.shown(path));
    }

    private static Attributes emails(String part, JsonNode value) {
        if (part == null) {
            return value.isArray()
                    ? ScimUserForm.attribute("emails", value)
                    : new Attributes(null, null, null, null, ScimUserForm.address(value.path("value")), null);
        }
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "value" -> new Attributes(null, null, null, null, ScimUserForm.address(value), null);
            case "type", "primary", "display" -> Attributes.NONE;
            default -> throw ScimRefusal.path("an address has no part " + ScimUserForm.shown(part));
        };
    }

    /** Names can be taken away; the rest is needed. */
    private static Attributes removed(String path) {
        if (path.isEmpty()) {
            throw ScimRefusal.noTarget("an operation that removes needs a path");
        }
        if (ScimUserForm.isIgnored(path)) {
            return Attributes.NONE;
        }
        Matcher parts = matched(path);
        if (ScimUserForm.isIgnored(parts.group(1))) {
            return Attributes.NONE;
        }
        if (parts.group(1).equalsIgnoreCase("name") && parts.group(2) == null) {
            JsonNode nothing = JsonNodeFactory.instance.textNode("");
            return parts.group(3) == null
                    ? new Attributes(null, null, "", "", null, null)
                    : ScimUserForm.partOfName(parts.group(3), nothing);
        }
        ScimUserForm.requireKept(parts.group(1));
        throw ScimRefusal.mutability(ScimUserForm.shown(path) + " is needed and cannot be removed");
    }

    private static Matcher matched(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw ScimRefusal.path(ScimUserForm.shown(path) + " is no path of an attribute");
        }
        return parts;
    }
}
