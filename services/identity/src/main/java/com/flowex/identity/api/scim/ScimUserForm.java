package com.flowex.identity.api.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.identity.app.scim.ScimPerson.Attributes;
import com.flowex.identity.app.scim.ScimRefusal;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a person as SCIM writes them. Names of attributes are compared without their case. Attributes of the core and
 * the enterprise schema that are not kept here are ignored, as RFC 7644 (section 3.3) allows; others are refused by name.
 */
final class ScimUserForm {

    private static final int TEXT_MAX = 255;
    private static final int NAME_MAX = 100;
    private static final int EMAILS_MAX = 20;
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user";

    /** Attributes that are kept here. */
    private enum Kept {
        USERNAME,
        EXTERNALID,
        NAME,
        EMAILS,
        ACTIVE
    }

    private static final Map<String, Kept> KEPT = Map.of(
            "username", Kept.USERNAME,
            "externalid", Kept.EXTERNALID,
            "name", Kept.NAME,
            "emails", Kept.EMAILS,
            "active", Kept.ACTIVE);

    /** Attributes of the schema that are not kept here. */
    private static final Set<String> IGNORED = Set.of(
            "schemas",
            "id",
            "meta",
            "displayname",
            "nickname",
            "profileurl",
            "title",
            "usertype",
            "preferredlanguage",
            "locale",
            "timezone",
            "password",
            "phonenumbers",
            "ims",
            "photos",
            "addresses",
            "groups",
            "entitlements",
            "roles",
            "x509certificates",
            ENTERPRISE);

    private static final Set<String> PARTS_OF_NAME =
            Set.of("givenname", "familyname", "formatted", "middlename", "honorificprefix", "honorificsuffix");

    private ScimUserForm() {}

    /** Returns true for an attribute of the schema that is not kept here. */
    static boolean isIgnored(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return IGNORED.contains(lower) || lower.startsWith(ENTERPRISE + ":");
    }

    /** Returns the attributes of a whole person. */
    static Attributes parse(JsonNode body) {
        requireSchema(body, ScimDocuments.USER_SCHEMA);
        return attributes(body);
    }

    /** Requires that a body is an object that names its schema. */
    static void requireSchema(JsonNode body, String schema) {
        if (!body.isObject()) {
            throw ScimRefusal.syntax("the body must be a JSON object");
        }
        boolean isNamed = StreamSupport.stream(body.path("schemas").spliterator(), false)
                .anyMatch(each -> each.asText().equalsIgnoreCase(schema));
        if (!isNamed) {
            throw ScimRefusal.syntax("schemas must contain " + schema);
        }
    }

    /** Returns the attributes of an object, whose names may also be paths such as {@code name.givenName}. */
    static Attributes attributes(JsonNode object) {
        Attributes all = Attributes.NONE;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getValue().isNull()) {
                all = all.then(ScimPatch.valued(field.getKey(), field.getValue()));
            }
        }
        return all;
    }

    /** Requires that an attribute is one that is kept here. */
    static void requireKept(String name) {
        if (!KEPT.containsKey(name.toLowerCase(Locale.ROOT))) {
            throw ScimRefusal.path(shown(name) + " is no attribute of " + ScimDocuments.USER_SCHEMA);
        }
    }

    /**
     * Returns one attribute.
     *
     * @param name name as sent, without its schema
     */
    static Attributes attribute(String name, JsonNode value) {
        @Nullable Kept kept = KEPT.get(name.toLowerCase(Locale.ROOT));
        if (kept == null) {
            if (isIgnored(name)) {
                return Attributes.NONE;
            }
            throw ScimRefusal.path(shown(name) + " is no attribute of " + ScimDocuments.USER_SCHEMA);
        }
        return switch (kept) {
            case USERNAME -> new Attributes(text("userName", value, TEXT_MAX), null, null, null, null, null);
            case EXTERNALID -> new Attributes(null, text("externalId", value, TEXT_MAX), null, null, null, null);
            case NAME -> name(value);
            case EMAILS -> new Attributes(null, null, null, null, email(value), null);
            case ACTIVE -> new Attributes(null, null, null, null, null, truth(value));
        };
    }

    private static Attributes name(JsonNode value) {
        if (!value.isObject()) {
            throw Refusal.invalid("name", "an object");
        }
        Attributes all = Attributes.NONE;
        for (Map.Entry<String, JsonNode> part : value.properties()) {
            if (!part.getValue().isNull()) {
                all = all.then(partOfName(part.getKey(), part.getValue()));
            }
        }
        return all;
    }

    /** Returns one part of a name. */
    static Attributes partOfName(String part, JsonNode value) {
        String lower = part.toLowerCase(Locale.ROOT);
        if (!PARTS_OF_NAME.contains(lower)) {
            throw ScimRefusal.path("name has no part " + shown(part));
        }
        return switch (lower) {
            case "givenname" -> new Attributes(null, null, optional("name.givenName", value), null, null, null);
            case "familyname" -> new Attributes(null, null, null, optional("name.familyName", value), null, null);
            default -> Attributes.NONE;
        };
    }

    /** Returns a text, or the empty one, by which providers take a part of a name away. */
    private static String optional(String field, JsonNode value) {
        return value.isTextual() && value.textValue().isBlank() ? "" : text(field, value, NAME_MAX);
    }

    /** Returns the primary address, or the first one: one is kept. */
    private static EmailAddress email(JsonNode value) {
        if (!value.isArray() || value.isEmpty() || value.size() > EMAILS_MAX) {
            throw Refusal.invalid("emails", "a list of 1 to " + EMAILS_MAX + " addresses");
        }
        JsonNode chosen = StreamSupport.stream(value.spliterator(), false)
                .filter(each -> each.path("primary").asBoolean(false))
                .findFirst()
                .orElse(value.get(0));
        return address(chosen.path("value"));
    }

    /** Returns one address. */
    static EmailAddress address(JsonNode value) {
        return EmailAddress.parse(text("emails.value", value, TEXT_MAX))
                .orElseThrow(() -> Refusal.invalid("emails.value", "an e-mail address"));
    }

    /** Returns a truth value; Entra ID also sends it as text. */
    private static boolean truth(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isTextual() && value.textValue().equalsIgnoreCase("true")) {
            return true;
        }
        if (value.isTextual() && value.textValue().equalsIgnoreCase("false")) {
            return false;
        }
        throw Refusal.invalid("active", "true or false");
    }

    /** Returns a text of at most 255 characters. */
    static String text(String field, JsonNode value) {
        return text(field, value, TEXT_MAX);
    }

    private static String text(String field, JsonNode value, int lengthMax) {
        if (!value.isTextual() || !Json.isStorable(value.textValue())) {
            throw Refusal.invalid(field, "a string, " + Json.TEXT_RULE);
        }
        Fields fields = new Fields();
        String text = fields.name(field, value.textValue(), lengthMax);
        fields.check();
        return text;
    }

    /** Returns a name as refusals show it. */
    static String shown(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
