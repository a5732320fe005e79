package com.flowex.identity.mail;

import com.flowex.ground.settings.Profile;
import com.flowex.ground.watch.Look;
import com.flowex.ground.watch.Lookout;
import com.flowex.ground.work.Passing;
import com.flowex.ground.work.Worker;
import com.flowex.ground.work.Workers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mails one after the other on a thread of its own, so that neither a slow server nor whether there is such a user
 * shows in the time of an answer. 1,000 wait; more are dropped and said so: whoever misses a mail asks for another.
 */
public final class Post implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Post.class);
    private static final int WAITING_MAX = 1_000;
    private static final int TRIES_MAX = 3;
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final Duration WATCH_EVERY = Duration.ofMinutes(1);

    /** The server has ten seconds for a connection and ten for each answer. */
    private static final Duration WATCH_LONGEST = Duration.ofSeconds(30);

    /** One way to send a mail. */
    @FunctionalInterface
    interface Sender {
        /** @throws jakarta.mail.MessagingException if the server does not take it */
        void send(Mail mail) throws jakarta.mail.MessagingException;

        /**
         * Connects as for a mail and sends none.
         *
         * @throws jakarta.mail.MessagingException if no mail could be sent now
         */
        default void greet() throws jakarta.mail.MessagingException {}
    }

    private final BlockingQueue<Mail> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Sender sender;
    private final boolean isToServer;
    private final Counter sent;
    private final Counter failed;
    private final Counter dropped;
    private final Worker worker;

    public Post(MailSettings settings, Profile profile, Workers workers) {
        this.sender = settings.given() ? new SmtpSender(settings) : new LogSender(profile);
        this.isToServer = settings.given();
        this.sent = counter("sent", workers.registry());
        this.failed = counter("failed", workers.registry());
        this.dropped = counter("dropped", workers.registry());
        Gauge.builder("mail.waiting", waiting, BlockingQueue::size)
                .description("Mails that wait to be sent")
                .register(workers.registry());
        this.worker = workers.always("post", () -> deliver(waiting.take())).start();
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("mail.mails")
                .description("Mails by what became of them: sent, failed, or dropped because too many waited")
                .tag("outcome", outcome)
                .register(registry);
    }

    public void send(Mail mail) {
        if (!waiting.offer(mail)) {
            dropped.increment();
            LOG.warn("too many mails wait: one is dropped ({})", mail.subject());
        }
    }

    /** Has the mail server looked at, where there is one: it may be gone long before somebody needs a mail. */
    public void watch(Lookout lookout) {
        if (isToServer) {
            lookout.watch("mail", WATCH_EVERY, WATCH_LONGEST, this::look);
        }
    }

    Look look() {
        long begun = System.nanoTime();
        try {
            sender.greet();
            return Look.up(Map.of("answer_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
        } catch (jakarta.mail.MessagingException e) {
            return Look.impaired(
                    "the mail server lets nobody send: " + e.getClass().getSimpleName() + "; see FLOWEX_SMTP_HOST",
                    Map.of("answer_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
        }
    }

    /**
     * Sends now, on the caller's thread: for who can wait and try again.
     *
     * @throws SendFailedException if the server refuses this mail
     * @throws MailNotSent if there is no server now
     */
    void sendNow(Mail mail) throws SendFailedException, MailNotSent {
        try {
            sender.send(mail);
        } catch (SendFailedException e) {
            throw e;
        } catch (jakarta.mail.MessagingException e) {
            throw new MailNotSent(e);
        }
    }

    /** @throws MailNotSent if the server does not take it: the next one is tried all the same */
    private void deliver(Mail mail) throws MailNotSent {
        for (int tries = 1; ; tries++) {
            try {
                sender.send(mail);
                sent.increment();
                return;
            } catch (jakarta.mail.MessagingException e) {
                // What the server says may name whom it was for.
                LOG.warn(
                        "a mail ({}) was not sent (try {} of {}): {}",
                        mail.subject(),
                        tries,
                        TRIES_MAX,
                        e.getClass().getSimpleName());
                if (tries == TRIES_MAX) {
                    failed.increment();
                    throw new MailNotSent(e);
                }
            }
        }
    }

    /** A mail was not taken. */
    static final class MailNotSent extends Exception implements Passing {

        private static final long serialVersionUID = 1L;

        MailNotSent(jakarta.mail.MessagingException why) {
            super("a mail was not taken by the mail server: " + why.getClass().getSimpleName(), why);
        }
    }

    @Override
    public void close() {
        worker.cut(CLOSING);
    }
}
