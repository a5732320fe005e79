package com.flowex.access.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import java.net.http.HttpHeaders;

/** Answer of a server. */
public record TestAnswer(int status, String text, HttpHeaders headers) {

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** The problem's stable code. */
    public String code() {
        return json().path("code").asText();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
