package com.flowex.ground.projection;

import com.flowex.domain.AccountId;

/** A caller who looks at a view, whatever way they asked by. */
public interface Onlooker {

    /** Whose writes they have to be shown. */
    AccountId account();

    /** The event that the caller has to be shown at least; 0 if they do not say. */
    long minSequence();
}
