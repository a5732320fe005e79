package com.flowex.identity.app.mail;

import com.flowex.platform.Platform;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.platform.messaging.Outbox;
import com.flowex.platform.messaging.OutboxMessage;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.ProbeResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sender of the mails in the outbox, one after the other. A mail is written in the transaction of the change that
 * it reports ({@link MailOutbox}), and waits while the mail server is unavailable. Its content is removed in the
 * transaction that sends it. So the response time of a request depends neither on the mail server nor on the existence
 * of a user.
 */
public final class MailDelivery implements MessageConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    /** Topic of mails that the server has deferred, so that they do not delay the others. */
    private static final String AGAIN = Outbox.PRIVATE + "mails_again";

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);
    private static final Duration WATCH_EVERY = Duration.ofMinutes(1);

    /** Time-out of a health check: the server has ten seconds for a connection and ten for each answer. */
    private static final Duration WATCH_LONGEST = Duration.ofSeconds(30);

    /** Transport of mails. */
    @FunctionalInterface
    interface Sender {
        /**
         * Sends a mail.
         *
         * @throws MessagingException if the server does not accept it
         */
        void send(Mail mail) throws MessagingException;

        /**
         * Connects as for a mail and sends none.
         *
         * @throws MessagingException if no mail could be sent now
         */
        default void greet() throws MessagingException {}
    }

    private final Sender sender;
    private final boolean isToServer;
    private final MailOutbox outbox;
    private final InstantSource clock;
    private final Counter sent;
    private final Counter failed;
    private final Counter refused;
    private final Counter expired;

    public MailDelivery(MailSettings settings, Platform platform, MailOutbox outbox) {
        this(
                settings.given()
                        ? new SmtpMailSender(settings)
                        : new LogMailSender(platform.settings().profile()),
                settings.given(),
                outbox,
                InstantSource.system(),
                platform.telemetry().registry());
    }

    /** @param isToServer true if the sender talks to a mail server */
    MailDelivery(Sender sender, boolean isToServer, MailOutbox outbox, InstantSource clock, MeterRegistry registry) {
        this.sender = sender;
        this.isToServer = isToServer;
        this.outbox = outbox;
        this.clock = clock;
        this.sent = counter("sent", registry);
        this.failed = counter("failed", registry);
        this.refused = counter("refused", registry);
        this.expired = counter("expired", registry);
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("flowex.mails")
                .description("Mails by outcome: sent, failed and tried again, refused, or expired")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Set<String> topics() {
        return Set.of(MailOutbox.MAILS, AGAIN);
    }

    /** Returns 1: a sent mail cannot be taken back, so each is committed by itself. */
    @Override
    public int batch() {
        return 1;
    }

    @Override
    public void take(Transaction delivering, OutboxMessage message) throws IOException, MailDeferredException {
        Instant now = clock.instant();
        if (message.topic().equals(AGAIN) && now.isBefore(message.at().plus(AGAIN_AFTER))) {
            throw new MailDeferredException("a mail that was put off");
        }
        Optional<Mail> mail = opened(message);
        if (mail.isPresent() && !deliver(mail.get(), now)) {
            Outbox.add(delivering, message.tenant(), AGAIN, message.key(), message.payload());
        }
        Outbox.empty(delivering, message);
    }

    /** Opens a mail of the outbox; empty if it was sent before or the key that sealed it is lost. */
    private Optional<Mail> opened(OutboxMessage message) throws IOException {
        try {
            return outbox.opened(message);
        } catch (Sealing.BrokenSealException e) {
            LOG.warn("mail {} of tenant {} is not sent: {}", message.number(), message.tenant(), e.getMessage());
            refused.increment();
            return Optional.empty();
        }
    }

    /**
     * Sends a mail unless it has expired.
     *
     * @return false if the server defers this mail
     * @throws MailDeferredException if the server accepts no mail now
     */
    private boolean deliver(Mail mail, Instant now) throws MailDeferredException {
        if (now.isAfter(mail.until())) {
            LOG.warn("a mail ({}) expired before it could be sent", mail.subject());
            expired.increment();
            return true;
        }
        try {
            sender.send(mail);
            sent.increment();
            return true;
        } catch (SendFailedException e) {
            return refused(mail, e, isPermanent(e));
        } catch (ParseException e) {
            return refused(mail, e, true);
        } catch (MessagingException e) {
            failed.increment();
            // The class name only: the text of the server may name the recipient.
            throw new MailDeferredException(e.getClass().getSimpleName());
        }
    }

    private boolean refused(Mail mail, MessagingException why, boolean forGood) {
        LOG.warn(
                "the mail server {} a mail ({}): {}",
                forGood ? "refuses" : "puts off",
                mail.subject(),
                why.getClass().getSimpleName());
        (forGood ? refused : failed).increment();
        return forGood;
    }

    /** Returns true if the server reports that there is no such recipient. */
    private static boolean isPermanent(SendFailedException e) {
        return e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0;
    }

    /**
     * Registers a health check of the mail server, if there is one: it may be unavailable long before a mail is due.
     */
    public void watch(HealthMonitor monitor) {
        if (isToServer) {
            monitor.watch("mail", WATCH_EVERY, WATCH_LONGEST, () -> check(sender));
        }
    }

    static ProbeResult check(Sender sender) {
        long start = System.nanoTime();
        try {
            sender.greet();
            return ProbeResult.up(Map.of("answer_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
        } catch (MessagingException e) {
            return ProbeResult.impaired(
                    "the mail server refuses all senders: " + e.getClass().getSimpleName() + "; see FLOWEX_SMTP_HOST",
                    Map.of("answer_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
        }
    }

    /** Transient failure: the mail is tried again later, until it expires. */
    static final class MailDeferredException extends Exception implements TransientFault {

        private static final long serialVersionUID = 1L;

        MailDeferredException(String why) {
            super("a mail waits: " + why);
        }
    }
}
