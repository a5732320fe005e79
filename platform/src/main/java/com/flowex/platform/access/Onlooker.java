package com.flowex.platform.access;

/** A caller who looks at a view, whatever way they asked by. */
public interface Onlooker {

    Caller caller();

    /** The event that the caller has to be shown at least; 0 if they do not say. */
    long minSequence();
}
