package com.flowex.identity.api.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.identity.api.scim.ScimCall.Result;
import java.util.Map;
import java.util.Optional;

/** Kind of resource of SCIM, with the operations that single and bulk requests share. */
interface ScimResource {

    /** Returns the path below the address of SCIM, for example {@code /Users}. */
    String path();

    /**
     * Returns a page of resources as SCIM writes it.
     *
     * @param filter as sent; empty for all
     * @param start number of the first one, from 1
     * @param count number of resources wanted, from 0
     */
    Map<String, Object> list(ScimCall call, Optional<String> filter, long start, int count);

    Result show(ScimCall call, long id);

    Result create(ScimCall call, JsonNode body);

    Result replace(ScimCall call, long id, JsonNode body);

    Result patch(ScimCall call, long id, JsonNode body);

    Result remove(ScimCall call, long id);
}
