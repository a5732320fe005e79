package com.flowex.ground.outbox;

/** One topic of one tenant. */
record Lane(int tenant, String topic) {

    /** Returns the name of its position in Redis. */
    String field() {
        return tenant + ":" + topic;
    }
}
