package com.flowex.risk.store.suspicion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.flowex.access.http.response.Json;
import org.junit.jupiter.api.Test;

class SuspectedAbuseTest {

    /** The name was replaced in the code (ADR 0318); stored cases and the API keep theirs. */
    @Test
    void aStoredReasonKeepsTheNameOfItsFieldInTables() throws JsonProcessingException {
        String stored = "{\"name\":\"came_back\",\"points\":30,\"told\":\"40 one way\"}";

        SuspectedAbuse.Part part = Json.mapper().readValue(stored, SuspectedAbuse.Part.class);

        assertEquals(new SuspectedAbuse.Part("came_back", 30, "40 one way"), part);
        assertEquals(stored, Json.mapper().writeValueAsString(part));
    }
}
