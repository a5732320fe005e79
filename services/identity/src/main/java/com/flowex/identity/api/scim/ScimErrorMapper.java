package com.flowex.identity.api.scim;

import com.flowex.access.http.response.RefusalMapper;
import com.flowex.identity.app.scim.ScimRefusal;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refusals as SCIM words them (RFC 7644, section 3.12). */
final class ScimErrorMapper implements RefusalMapper {

    private static final Header TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, ScimDocuments.TYPE);
    private static final int PRECONDITION_FAILED = 412;

    @Override
    public Worded of(Refusal refusal, int status, String requestId) {
        int worded = refusal.code() == RefusalCode.VERSION_CHANGED ? PRECONDITION_FAILED : status;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:Error"));
        body.put("status", Integer.toString(worded));
        type(refusal).ifPresent(type -> body.put("scimType", type));
        body.put("detail", refusal.detail() + " (request " + requestId + ")");
        return new Worded(worded, TYPE, body);
    }

    private static Optional<String> type(Refusal refusal) {
        if (refusal instanceof ScimRefusal scim) {
            return Optional.of(scim.type());
        }
        return switch (refusal.code()) {
            case INVALID_FIELD, UNKNOWN_FIELD -> Optional.of("invalidValue");
            case MALFORMED_JSON, MALFORMED_REQUEST -> Optional.of("invalidSyntax");
            default -> Optional.empty();
        };
    }
}
