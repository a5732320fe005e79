package com.flowex.ground.outbox;

/** One topic of one tenant. */
record Lane(int tenant, String topic) {

    /** Where its position is kept in Redis. */
    String field() {
        return tenant + ":" + topic;
    }
}
