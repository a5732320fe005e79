package com.flowex.platform.messaging;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.StatementException;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.failure.SqlFaults;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.messaging.DeadLetters.DeadLetter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One delivery run of a queue to a consumer: messages in order, with the checkpoint in the same transaction. */
final class QueueDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(QueueDelivery.class);
    private static final long PAUSE_MIN_MILLIS = 100;
    private static final int DOUBLINGS_MAX = 8;

    private static final String BEGIN =
            "INSERT INTO outbox.deliveries (consumer, whose, topic) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String TAKE = """
            SELECT done, tries, redrives FROM outbox.deliveries WHERE consumer = ? AND whose = ? AND topic = ?
            FOR UPDATE SKIP LOCKED""";
    private static final String PUT = """
            UPDATE outbox.deliveries SET done = ?, tries = ?, redrives = ?, next_at = now() + ? * interval '1 millisecond'
            WHERE consumer = ? AND whose = ? AND topic = ?""";

    /**
     * Progress of a consumer in a queue.
     *
     * @param tries failed attempts at the message behind {@code done}
     * @param redrives true if dead letters wait to be tried
     * @param pauseMillis time until the next run, milliseconds
     */
    private record Place(long done, int tries, boolean redrives, long pauseMillis) {

        Place took(long number) {
            return new Place(number, 0, redrives, 0);
        }

        /**
         * Schedules another attempt after a pause that doubles; a part of it is random, so that not all attempts come
         * back at once.
         */
        Place failed(int times, int counted) {
            long longest = PAUSE_MIN_MILLIS << Math.min(times, DOUBLINGS_MAX);
            return new Place(
                    done,
                    counted,
                    redrives,
                    longest / 2 + ThreadLocalRandom.current().nextLong(longest));
        }

        Place with(boolean stillRedrives) {
            return new Place(done, tries, stillRedrives, pauseMillis);
        }
    }

    private final MessageConsumer consumer;
    private final int triesMax;
    private final Counter counter;
    private final Counter dead;

    QueueDelivery(MessageConsumer consumer, int triesMax, MeterRegistry registry) {
        this.consumer = consumer;
        this.triesMax = triesMax;
        this.counter = Counter.builder("flowex.outbox.published")
                .description("Messages that were published")
                .tag("consumer", consumer.name())
                .register(registry);
        this.dead = Counter.builder("flowex.outbox.dead.letters")
                .description("Messages that became dead letters")
                .tag("consumer", consumer.name())
                .register(registry);
    }

    /** @return true if there may be more of this queue at once; false also while another process has it */
    boolean some(Transaction connection, OutboxQueue queue) {
        Sql.execute(connection, BEGIN, consumer.name(), queue.tenant(), queue.topic());
        Optional<Place> place = Sql.one(
                connection,
                row -> new Place(row.getLong(1), row.getInt(2), row.getBoolean(3), 0),
                TAKE,
                consumer.name(),
                queue.tenant(),
                queue.topic());
        if (place.isEmpty()) {
            return false;
        }
        Place at = place.get().redrives() ? place.get().with(redrive(connection, queue)) : place.get();
        // Messages behind a dead letter wait while it is being delivered again.
        List<OutboxMessage> messages =
                at.redrives() ? List.of() : Outbox.after(connection, queue, at.done(), consumer.batch());
        Place end = at;
        for (int i = 0; i < messages.size() && end.pauseMillis() == 0; i++) {
            end = next(connection, messages.get(i), end);
        }
        Sql.execute(
                connection,
                PUT,
                end.done(),
                end.tries(),
                end.redrives(),
                end.pauseMillis(),
                consumer.name(),
                queue.tenant(),
                queue.topic());
        return messages.size() == consumer.batch() && end.pauseMillis() == 0;
    }

    private Place next(Transaction connection, OutboxMessage message, Place at) {
        Optional<Long> before = DeadLetters.before(connection, consumer.name(), message);
        if (before.isPresent()) {
            moveToDeadLetters(connection, message, "waits behind message " + before.get());
            return at.took(message.number());
        }
        Optional<Exception> failure = failure(connection, message);
        if (failure.isEmpty()) {
            counter.increment();
            return at.took(message.number());
        }
        Exception why = failure.get();
        if (isTransient(why)) {
            return at.failed(DOUBLINGS_MAX / 2, at.tries());
        }
        int tries = at.tries() + 1;
        if (tries < triesMax) {
            return at.failed(tries, tries);
        }
        LOG.error(
                "{} cannot process message {} of {} of tenant {}: it is a dead letter, and delivery"
                        + " continues with the next one",
                consumer.name(),
                message.number(),
                message.topic(),
                message.tenant(),
                why);
        moveToDeadLetters(connection, message, why.toString());
        return at.took(message.number());
    }

    private void moveToDeadLetters(Transaction connection, OutboxMessage message, String why) {
        DeadLetters.add(connection, consumer.name(), message, why);
        dead.increment();
    }

    /** @return true if some letters are still to be tried */
    private boolean redrive(Transaction connection, OutboxQueue queue) {
        Set<String> failed = new HashSet<>();
        List<DeadLetter> letters = DeadLetters.retryRequested(connection, consumer.name(), queue, consumer.batch());
        for (DeadLetter letter : letters) {
            if (failed.contains(letter.message().key())) {
                DeadLetters.become(connection, letter, DeadLetters.State.DEAD, letter.why());
                continue;
            }
            Optional<Exception> failure = failure(connection, letter.message());
            if (failure.isEmpty()) {
                counter.increment();
                DeadLetters.become(connection, letter, DeadLetters.State.SETTLED, letter.why());
            } else if (isTransient(failure.get())) {
                return true;
            } else {
                failed.add(letter.message().key());
                DeadLetters.become(
                        connection,
                        letter,
                        DeadLetters.State.DEAD,
                        failure.get().toString());
            }
        }
        return letters.size() == consumer.batch();
    }

    private Optional<Exception> failure(Transaction transaction, OutboxMessage message) {
        return transaction.run(connection -> {
            Savepoint before = connection.setSavepoint();
            try {
                consumer.take(transaction, message);
                connection.releaseSavepoint(before);
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted", "57P01", e);
            } catch (StatementException e) {
                connection.rollback(before);
                return Optional.of(e.failure());
            } catch (Exception e) {
                connection.rollback(before);
                return Optional.of(e);
            }
        });
    }

    private static boolean isTransient(Exception e) {
        return e instanceof TransientFault || e instanceof SQLException sql && SqlFaults.isTransient(sql);
    }
}
