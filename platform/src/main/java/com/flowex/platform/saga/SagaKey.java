package com.flowex.platform.saga;

import java.util.UUID;

/**
 * Identity of a saga.
 *
 * @param kind kind of saga, for example {@code withdrawal}
 * @param id id of the saga's subject
 */
public record SagaKey(int tenant, String kind, UUID id) {

    /** Returns the saga's name in the list of due sagas; {@link #of} reads it back. */
    String instance() {
        return tenant + "/" + id;
    }

    static SagaKey of(String kind, String instance) {
        int cut = instance.indexOf('/');
        return new SagaKey(Integer.parseInt(instance, 0, cut, 10), kind, UUID.fromString(instance.substring(cut + 1)));
    }

    @Override
    public String toString() {
        return kind + " " + id + " of tenant " + tenant;
    }
}
