package com.flowex.identity.api.scim;

import com.flowex.identity.app.scim.ScimPerson;
import com.flowex.identity.app.scim.ScimProvisioning.People;
import com.flowex.platform.errors.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Documents that SCIM answers with: people, lists, and what this exchange offers (RFC 7643). */
final class ScimDocuments {

    static final String TYPE = "application/scim+json";
    static final String USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String USERS = "/scim/v2/Users";
    static final int PAGE_MAX = 100;

    private static final String SCHEMAS = "schemas";
    private static final String META = "meta";
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String LIST_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private ScimDocuments() {}

    /** Returns the version as an entity tag: weak, because the order of fields may change. */
    static String version(ScimPerson person) {
        return "W/\"" + person.user().version() + "\"";
    }

    /**
     * Attributes that a client asks for.
     *
     * @param only names of attributes; empty for all
     * @param but names of attributes to leave out
     */
    record Selection(Set<String> only, Set<String> but) {

        private static final Set<String> ALWAYS = Set.of(SCHEMAS, "id");

        static Selection of(String only, String but) {
            return new Selection(names(only), names(but));
        }

        private static Set<String> names(String list) {
            return Arrays.stream(list.split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .map(name -> name.regionMatches(true, 0, USER_SCHEMA + ":", 0, USER_SCHEMA.length() + 1)
                            ? name.substring(USER_SCHEMA.length() + 1)
                            : name)
                    .map(name -> name.split("\\.", -1)[0].toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        }

        private boolean has(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return ALWAYS.contains(name) || (only.isEmpty() ? !but.contains(lower) : only.contains(lower));
        }
    }

    /** @param base address of the exchange, with a slash at its end */
    static Map<String, Object> person(ScimPerson person, String base, Selection selection) {
        Map<String, Object> all = new LinkedHashMap<>();
        String id = Long.toString(person.user().id());
        all.put(SCHEMAS, List.of(USER_SCHEMA));
        all.put("id", id);
        all.put("externalId", person.identity().subject());
        all.put("userName", person.userName());
        Map<String, Object> name = new LinkedHashMap<>();
        person.givenName().ifPresent(given -> name.put("givenName", given));
        person.familyName().ifPresent(family -> name.put("familyName", family));
        if (!name.isEmpty()) {
            all.put(NAME, name);
        }
        all.put("emails", List.of(Map.of("value", person.user().email(), "type", "work", "primary", true)));
        all.put("active", person.isActive());
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("resourceType", "User");
        meta.put("created", person.identity().boundAt());
        meta.put("lastModified", person.identity().changedAt());
        meta.put("location", location(base, id));
        meta.put("version", version(person));
        all.put(META, meta);
        all.keySet().removeIf(key -> !selection.has(key));
        return all;
    }

    static String location(String base, String id) {
        return base + USERS.substring(1) + "/" + id;
    }

    static Map<String, Object> list(People people, long startIndex, String base, Selection selection) {
        return list(
                people.total(),
                startIndex,
                people.page().stream()
                        .map(person -> person(person, base, selection))
                        .toList());
    }

    private static Map<String, Object> list(long total, long startIndex, List<Map<String, Object>> resources) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put(SCHEMAS, List.of(LIST_SCHEMA));
        list.put("totalResults", total);
        list.put("startIndex", startIndex);
        list.put("itemsPerPage", resources.size());
        list.put("Resources", resources);
        return list;
    }

    /** Returns what this exchange offers of SCIM. */
    static Map<String, Object> serviceProviderConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put(SCHEMAS, List.of("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"));
        config.put("patch", Map.of("supported", true));
        config.put("bulk", Map.of("supported", false, "maxOperations", 0, "maxPayloadSize", 0));
        config.put("filter", Map.of("supported", true, "maxResults", PAGE_MAX));
        config.put("changePassword", Map.of("supported", false));
        config.put("sort", Map.of("supported", false));
        config.put("etag", Map.of("supported", true));
        config.put(
                "authenticationSchemes",
                List.of(Map.of(
                        "type",
                        "oauthbearertoken",
                        NAME,
                        "Bearer token",
                        DESCRIPTION,
                        "Token that an administrator of the exchange makes")));
        config.put(META, Map.of("resourceType", "ServiceProviderConfig", "location", "/scim/v2/ServiceProviderConfig"));
        return config;
    }

    /** Returns the list of kinds of resources: users alone. */
    static Map<String, Object> resourceTypes() {
        return list(1, 1, List.of(resourceType("User")));
    }

    static Map<String, Object> resourceType(String id) {
        if (!id.equals("User")) {
            throw Refusal.notFound("there is no resource type " + id);
        }
        Map<String, Object> type = new LinkedHashMap<>();
        type.put(SCHEMAS, List.of("urn:ietf:params:scim:schemas:core:2.0:ResourceType"));
        type.put("id", "User");
        type.put(NAME, "User");
        type.put("endpoint", "/Users");
        type.put(DESCRIPTION, "Member of staff");
        type.put("schema", USER_SCHEMA);
        type.put(META, Map.of("resourceType", "ResourceType", "location", "/scim/v2/ResourceTypes/User"));
        return type;
    }

    /** Returns the list of schemas: that of users alone, with the attributes that are kept. */
    static Map<String, Object> schemas() {
        return list(1, 1, List.of(schema(USER_SCHEMA)));
    }

    static Map<String, Object> schema(String id) {
        if (!id.equalsIgnoreCase(USER_SCHEMA)) {
            throw Refusal.notFound("there is no schema " + id);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(SCHEMAS, List.of("urn:ietf:params:scim:schemas:core:2.0:Schema"));
        schema.put("id", USER_SCHEMA);
        schema.put(NAME, "User");
        schema.put(DESCRIPTION, "Member of staff who logs in by the identity provider");
        schema.put(
                "attributes",
                List.of(
                        attribute("userName", "string", true, "server"),
                        attribute("externalId", "string", true, "server"),
                        complex(NAME, false, List.of(part("givenName", "string"), part("familyName", "string"))),
                        complex(
                                "emails",
                                true,
                                List.of(part("value", "string"), part("type", "string"), part("primary", "boolean"))),
                        attribute("active", "boolean", false, "none")));
        schema.put(META, Map.of("resourceType", "Schema", "location", "/scim/v2/Schemas/" + USER_SCHEMA));
        return schema;
    }

    private static Map<String, Object> complex(String name, boolean many, List<Map<String, Object>> parts) {
        Map<String, Object> attribute = attribute(name, "complex", false, "none");
        attribute.put("multiValued", many);
        attribute.put("subAttributes", parts);
        return attribute;
    }

    private static Map<String, Object> part(String name, String type) {
        return attribute(name, type, false, "none");
    }

    private static Map<String, Object> attribute(String name, String type, boolean required, String uniqueness) {
        Map<String, Object> attribute = new LinkedHashMap<>();
        attribute.put(NAME, name);
        attribute.put("type", type);
        attribute.put("multiValued", false);
        attribute.put("required", required);
        attribute.put("caseExact", name.equals("externalId"));
        attribute.put("mutability", "readWrite");
        attribute.put("returned", "default");
        attribute.put("uniqueness", uniqueness);
        return attribute;
    }
}
