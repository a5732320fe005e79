package com.flowex.platform.messaging;

/** One topic of one tenant. */
record OutboxQueue(int tenant, String topic) {

    /** True if it is for consumers in our processes alone. */
    boolean isPrivate() {
        return topic.startsWith(Outbox.PRIVATE);
    }

    /** Where its position is kept in Redis. */
    String field() {
        return tenant + ":" + topic;
    }
}
