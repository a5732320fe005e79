package com.flowex.identity.api.scim;

import com.flowex.identity.api.scim.ScimDocuments.Selection;
import com.flowex.identity.store.oidc.ScimToken;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Call of an operation on resources, by a request of its own or as a part of a bulk request.
 *
 * @param base address of the exchange, with a slash at its end
 * @param selection attributes that the client asks for
 * @param seen version that the provider has read; null for any
 * @param trail receiver of what the operation changes
 */
record ScimCall(
        ScimToken token,
        String base,
        Selection selection,
        @Nullable Long seen,
        AuditTrail trail) {

    /** Receiver of a change for the audit log. */
    interface AuditTrail {

        /** Sets the change of the call; a later one of the same call replaces an earlier one. */
        void audit(String subject, @Nullable Object before, @Nullable Object after);

        /** Records a part of the change that the call's entry has no room for, as an entry of its own. */
        void part(String subject, Object part);
    }

    /**
     * Result of an operation.
     *
     * @param status HTTP status
     * @param document resource as it is now; empty for one that was removed
     * @param version entity tag; empty for a resource that was removed
     * @param location address of the resource
     */
    record Result(int status, Map<String, Object> document, String version, String location) {}
}
