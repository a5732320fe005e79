package com.flowex.edge.access;

import com.flowex.domain.AccountId;
import com.flowex.ground.projection.Onlooker;
import org.jspecify.annotations.Nullable;

/** A caller who changes something, answers for it to the audit log, and looks at what became of it. */
public interface Doer extends Onlooker {

    Caller caller();

    @Override
    default AccountId account() {
        return caller().account();
    }

    /**
     * Says to the audit log what is changed.
     *
     * @param subject to what it is done, for example "order 17"
     * @param before what it was, written as JSON; null if it was not there
     * @param after what it is now, written as JSON; null if it is gone
     */
    void audit(String subject, @Nullable Object before, @Nullable Object after);

    /**
     * Writes down what is about to be done, before it is done, so that an end in between leaves its trace: waits for the
     * database a moment only. What became of it is a second entry.
     *
     * @param wanted what it shall be, written as JSON
     */
    void auditBefore(String subject, @Nullable Object before, Object wanted);
}
