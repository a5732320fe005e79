package com.flowex.ground.saga;

import java.util.UUID;

/**
 * Which saga.
 *
 * @param kind as in {@code withdrawal}
 * @param id of what it is about
 */
public record SagaKey(int tenant, String kind, UUID id) {

    /** How the list of what is due names it; read back by {@link #of}. */
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
