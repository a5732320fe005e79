package com.flowex.identity.api.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.identity.app.scim.ScimRefusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Filter of people: one attribute that equals a value, which is what providers send to find a person.
 *
 * @param value text to compare with
 */
record ScimFilter(Attribute attribute, String value) {

    private static final int LENGTH_MAX = 512;

    private static final Pattern FORM = Pattern.compile(
            "\\s*(?:" + Pattern.quote(ScimDocuments.USER_SCHEMA)
                    + ":)?(userName|externalId)\\s+eq\\s+(\"(?:[^\"\\\\]|\\\\.)*+\")\\s*",
            Pattern.CASE_INSENSITIVE);

    /** Attribute by which people are found. */
    enum Attribute {
        USER_NAME,
        EXTERNAL_ID
    }

    /** @throws ScimRefusal {@code invalidFilter} */
    static ScimFilter parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.length() > LENGTH_MAX || !parts.matches()) {
            throw ScimRefusal.filter("filter must be userName eq \"…\" or externalId eq \"…\"");
        }
        try {
            JsonNode value = Json.mapper().readTree(parts.group(2));
            if (!Json.isStorable(value.asText())) {
                throw ScimRefusal.filter("the value of a filter must be " + Json.TEXT_RULE);
            }
            return new ScimFilter(
                    parts.group(1).equalsIgnoreCase("userName") ? Attribute.USER_NAME : Attribute.EXTERNAL_ID,
                    value.asText());
        } catch (JsonProcessingException e) {
            throw ScimRefusal.filter("the value of a filter must be a JSON string");
        }
    }
}
