package com.flowex.identity.api.scim;

import com.flowex.platform.errors.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents by which SCIM describes what this exchange offers (RFC 7643, sections 5 to 7). */
final class ScimServiceDocuments {

    private static final String SCHEMAS = "schemas";
    private static final String META = "meta";
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String STRING = "string";
    private static final String SUPPORTED = "supported";
    private static final String NO_UNIQUENESS = "none";

    private ScimServiceDocuments() {}

    /** Returns what this exchange offers of SCIM. */
    static Map<String, Object> serviceProviderConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put(SCHEMAS, List.of("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"));
        config.put("patch", Map.of(SUPPORTED, true));
        config.put(
                "bulk",
                Map.of(
                        SUPPORTED,
                        true,
                        "maxOperations",
                        ScimBulk.OPERATIONS_MAX,
                        "maxPayloadSize",
                        ScimBulk.BYTES_MAX));
        config.put("filter", Map.of(SUPPORTED, true, "maxResults", ScimDocuments.PAGE_MAX));
        config.put("changePassword", Map.of(SUPPORTED, false));
        config.put("sort", Map.of(SUPPORTED, false));
        config.put("etag", Map.of(SUPPORTED, true));
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

    /** Returns the list of kinds of resources. */
    static Map<String, Object> resourceTypes() {
        return ScimDocuments.list(2, 1, List.of(resourceType("User"), resourceType("Group")));
    }

    static Map<String, Object> resourceType(String id) {
        return switch (id) {
            case "User" -> resourceType(id, "/Users", "Member of staff", ScimDocuments.USER_SCHEMA);
            case "Group" -> resourceType(id, "/Groups", "Group of members of staff", ScimDocuments.GROUP_SCHEMA);
            default -> throw Refusal.notFound("there is no resource type " + id);
        };
    }

    private static Map<String, Object> resourceType(String id, String path, String description, String schema) {
        Map<String, Object> type = new LinkedHashMap<>();
        type.put(SCHEMAS, List.of("urn:ietf:params:scim:schemas:core:2.0:ResourceType"));
        type.put("id", id);
        type.put(NAME, id);
        type.put("endpoint", path);
        type.put(DESCRIPTION, description);
        type.put("schema", schema);
        type.put(META, Map.of("resourceType", "ResourceType", "location", "/scim/v2/ResourceTypes/" + id));
        return type;
    }

    /** Returns the list of schemas, each with the attributes that are kept. */
    static Map<String, Object> schemas() {
        return ScimDocuments.list(2, 1, List.of(schema(ScimDocuments.USER_SCHEMA), schema(ScimDocuments.GROUP_SCHEMA)));
    }

    static Map<String, Object> schema(String id) {
        if (id.equalsIgnoreCase(ScimDocuments.USER_SCHEMA)) {
            return schema(ScimDocuments.USER_SCHEMA, "User", users());
        }
        if (id.equalsIgnoreCase(ScimDocuments.GROUP_SCHEMA)) {
            return schema(ScimDocuments.GROUP_SCHEMA, "Group", groups());
        }
        throw Refusal.notFound("there is no schema " + id);
    }

    private static Map<String, Object> schema(String id, String name, List<Map<String, Object>> attributes) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(SCHEMAS, List.of("urn:ietf:params:scim:schemas:core:2.0:Schema"));
        schema.put("id", id);
        schema.put(NAME, name);
        schema.put(
                DESCRIPTION,
                name.equals("User")
                        ? "Member of staff who logs in by the identity provider"
                        : "Group that selects among the roles that administrators granted");
        schema.put("attributes", attributes);
        schema.put(META, Map.of("resourceType", "Schema", "location", "/scim/v2/Schemas/" + id));
        return schema;
    }

    private static List<Map<String, Object>> users() {
        return List.of(
                attribute("userName", STRING, true, "server"),
                attribute("externalId", STRING, true, "server"),
                complex(NAME, false, List.of(part("givenName", STRING), part("familyName", STRING))),
                complex(
                        "emails",
                        true,
                        List.of(part("value", STRING), part("type", STRING), part("primary", "boolean"))),
                attribute("active", "boolean", false, NO_UNIQUENESS));
    }

    private static List<Map<String, Object>> groups() {
        return List.of(
                attribute("displayName", STRING, true, "server"),
                attribute("externalId", STRING, false, "server"),
                complex(
                        "members",
                        true,
                        List.of(
                                part("value", STRING),
                                readOnly(part("$ref", "reference")),
                                readOnly(part("display", STRING)),
                                part("type", STRING))));
    }

    private static Map<String, Object> complex(String name, boolean many, List<Map<String, Object>> parts) {
        Map<String, Object> attribute = attribute(name, "complex", false, NO_UNIQUENESS);
        attribute.put("multiValued", many);
        attribute.put("subAttributes", parts);
        return attribute;
    }

    private static Map<String, Object> readOnly(Map<String, Object> part) {
        part.put("mutability", "readOnly");
        return part;
    }

    private static Map<String, Object> part(String name, String type) {
        return attribute(name, type, false, NO_UNIQUENESS);
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
