package com.flowex.identity.api.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.identity.app.scim.ScimRefusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Filter of resources: one attribute that equals a value, which is what providers send to find a person or a group.
 *
 * @param isByExternalId true if the attribute is {@code externalId}, false if it is the name
 * @param value text to compare with
 */
record ScimFilter(boolean isByExternalId, String value) {

    private static final int LENGTH_MAX = 512;
    private static final String EXTERNAL_ID = "externalId";
    private static final Pattern OF_USERS = form(ScimDocuments.USER_SCHEMA, "userName");
    private static final Pattern OF_GROUPS = form(ScimDocuments.GROUP_SCHEMA, "displayName");

    private static Pattern form(String schema, String name) {
        return Pattern.compile(
                "\\s*(?:" + Pattern.quote(schema) + ":)?(" + name + "|" + EXTERNAL_ID
                        + ")\\s+eq\\s+(\"(?:[^\"\\\\]|\\\\.)*+\")\\s*",
                Pattern.CASE_INSENSITIVE);
    }

    /** @throws ScimRefusal {@code invalidFilter} */
    static ScimFilter ofUsers(String text) {
        return parsed(OF_USERS, "userName", text);
    }

    /** @throws ScimRefusal {@code invalidFilter} */
    static ScimFilter ofGroups(String text) {
        return parsed(OF_GROUPS, "displayName", text);
    }

    private static ScimFilter parsed(Pattern form, String name, String text) {
        Matcher parts = form.matcher(text);
        if (text.length() > LENGTH_MAX || !parts.matches()) {
            throw ScimRefusal.filter("filter must be " + name + " eq \"…\" or externalId eq \"…\"");
        }
        try {
            JsonNode value = Json.mapper().readTree(parts.group(2));
            if (!Json.isStorable(value.asText())) {
                throw ScimRefusal.filter("the value of a filter must be " + Json.TEXT_RULE);
            }
            return new ScimFilter(parts.group(1).equalsIgnoreCase(EXTERNAL_ID), value.asText());
        } catch (JsonProcessingException e) {
            throw ScimRefusal.filter("the value of a filter must be a JSON string");
        }
    }
}
