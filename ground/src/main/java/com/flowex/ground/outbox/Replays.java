package com.flowex.ground.outbox;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import java.util.List;
import java.util.Optional;

/** Has what was told told again, from any number that is kept. */
public final class Replays {

    private static final String AGAIN = """
            UPDATE outbox.deliveries SET done = least(done, ?), tries = 0, next_at = '-infinity'
            WHERE consumer = ? AND whose = ? AND topic = ?""";
    private static final String LAST = "SELECT last FROM outbox.lanes WHERE whose = ? AND topic = ?";

    private final Database database;
    private final Optional<Streams> streams;

    Replays(Database database, Optional<Streams> streams) {
        this.database = database;
        this.streams = streams;
    }

    /**
     * Tells a topic again.
     *
     * @param from the first number; of the log's topics the number of an event
     * @param consumer empty: the stream of Redis, which begins anew with what is told now
     * @return whether there is such a topic and somebody to tell it to
     */
    public boolean again(int tenant, String topic, long from, String consumer) {
        if (!consumer.isEmpty()) {
            return database.query(connection -> Sql.execute(connection, AGAIN, from - 1, consumer, tenant, topic)) > 0;
        }
        if (streams.isEmpty()) {
            return false;
        }
        Lane lane = new Lane(tenant, topic);
        if (EventTopics.ALL.contains(topic)) {
            streams.get().rewind(List.of(Streams.keyOf(lane)), EventStreams.POSITION, EventStreams.justBefore(from));
            return true;
        }
        boolean isThere = database.query(connection ->
                Sql.one(connection, row -> row.getLong(1), LAST, tenant, topic).isPresent());
        if (isThere) {
            streams.get().rewind(lane, from);
        }
        return isThere;
    }
}
