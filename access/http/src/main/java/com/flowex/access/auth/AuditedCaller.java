package com.flowex.access.auth;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.projection.ReaderContext;
import org.jspecify.annotations.Nullable;

/** Caller whose changes are audited, and who reads their result. */
public interface AuditedCaller extends ReaderContext {

    Caller caller();

    @Override
    default AccountId account() {
        return caller().account();
    }

    /**
     * Sets the change for the audit log.
     *
     * @param subject object of the change, for example "order 17"
     * @param before former state, written as JSON; null if the object did not exist
     * @param after new state, written as JSON; null if the object is gone
     */
    void audit(String subject, @Nullable Object before, @Nullable Object after);

    /**
     * Records an intended change before it is made, so that a crash in between leaves a trace; it waits for the
     * database only a moment. The result is a second entry.
     *
     * @param requested intended state, written as JSON
     */
    void auditBefore(String subject, @Nullable Object before, Object requested);
}
