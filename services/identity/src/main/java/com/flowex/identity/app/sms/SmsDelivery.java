package com.flowex.identity.app.sms;

import com.flowex.identity.app.sms.SmsProvider.Result;
import com.flowex.identity.store.sms.SmsMessagesTable;
import com.flowex.identity.store.sms.SmsMessagesTable.Claimed;
import com.flowex.identity.store.sms.SmsMessagesTable.Content;
import com.flowex.identity.store.sms.SmsMessagesTable.End;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.jobs.ParallelMap;
import com.flowex.platform.jobs.Worker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker that sends codes and notices by SMS, each at most once to its reader (ADR 0306). The call of a provider is
 * recorded before it is made. After a refusal another provider gets the message; after an unknown outcome the called
 * one is asked first. It counts as not sent only if the provider says so, or if it answers {@link #QUIET} after the call
 * and does not know the message. Without such an answer the message ends; the reader of a code asks for another one.
 */
public final class SmsDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmsDelivery.class);

    /** Age of a call from which a provider that does not know its message never will. */
    static final Duration QUIET = Duration.ofSeconds(30);

    /** Time for an answer of a provider. */
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /** Longer than the calls of one turn. */
    private static final Duration CLAIM = Duration.ofSeconds(60);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /** Time for which new messages go to another provider first, after a call that failed. */
    private static final Duration AVOIDED = Duration.ofMinutes(5);

    private static final int AT_ONCE_OF_TENANT = 16;
    private static final int THREADS = 16;

    private final SmsMessagesTable table;
    private final List<SmsProvider> providers;
    private final MeterRegistry meters;
    private final Worker worker;
    private final Map<Integer, Long> failedNanos = new ConcurrentHashMap<>();

    public SmsDelivery(SmsSettings settings, SmsMessagesTable table, Platform platform) {
        this.table = table;
        this.meters = platform.telemetry().registry();
        this.providers = settings.providers().stream()
                .<SmsProvider>map(each -> new TwilioMessages(each, settings.hosts(), TIMEOUT))
                .toList();
        this.worker = platform.workers().atOnceAndEvery("sms", CHECK_INTERVAL, this::turn);
        for (SmsProvider each : providers) {
            List.of("sent", "refused", "unknown", "found").forEach(outcome -> calls(each, outcome));
        }
        List.of(End.values()).forEach(this::messages);
    }

    private Counter calls(SmsProvider provider, String outcome) {
        return Counter.builder("flowex.sms.calls")
                .description(
                        "Calls of providers of SMS by outcome: sent, refused, unknown, or found when asked afterwards")
                .tag("provider", provider.name())
                .tag("outcome", outcome)
                .register(meters);
    }

    private Counter messages(End end) {
        return Counter.builder("flowex.sms.messages")
                .description("Messages by SMS by their end: sent, failed, or expired with an unknown outcome")
                .tag("outcome", end.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    /** Starts the worker, if there is a provider. */
    public void start() {
        if (!providers.isEmpty()) {
            worker.start();
        }
    }

    private void turn() throws InterruptedException {
        List<Claimed> due = new ArrayList<>();
        for (int tenant : table.tenants()) {
            if (!worker.isClosing()) {
                due.addAll(table.claim(tenant, CLAIM, QUIET, AT_ONCE_OF_TENANT));
            }
        }
        if (!due.isEmpty()) {
            ParallelMap.each("sms", Math.min(THREADS, due.size()), due, this::step);
        }
    }

    /** Takes the next step of a message; returns true if it has ended. */
    private boolean step(Claimed message) {
        Optional<Content> content = opened(message);
        if (content.isEmpty()) {
            return end(message, End.FAILED, "the person or the key is gone");
        }
        SmsProvider.Text text = new SmsProvider.Text(
                content.get().to(), content.get().text(), Duration.ofSeconds(Math.max(1, message.secondsLeft())));
        Instant called = message.calledAt();
        if (message.provider() > 0 && called != null) {
            return ask(message, text, called);
        }
        return message.secondsLeft() <= 0
                ? end(message, End.EXPIRED, "it was too old to be sent")
                : send(message, text);
    }

    private Optional<Content> opened(Claimed message) {
        try {
            return table.content(message);
        } catch (Sealing.BrokenSealException e) {
            return Optional.empty();
        }
    }

    private boolean send(Claimed message, SmsProvider.Text text) {
        int number = choice(message.tried());
        if (number == 0) {
            return end(message, End.FAILED, "no provider sends it");
        }
        if (!table.calling(message, number)) {
            return false;
        }
        SmsProvider provider = providers.get(number - 1);
        return switch (provider.send(text)) {
            case Result.Accepted() -> {
                calls(provider, "sent").increment();
                failedNanos.remove(number);
                yield end(message, End.SENT, "");
            }
            case Result.Refused(String why, boolean isOfNumber) -> {
                calls(provider, "refused").increment();
                LOG.warn("the {} provider of SMS refuses message {}: {}", provider.name(), message.id(), why);
                if (isOfNumber) {
                    yield end(message, End.FAILED, why);
                }
                avoid(number);
                table.next(message, why);
                yield false;
            }
            case Result.Unknown(String why) -> {
                calls(provider, "unknown").increment();
                avoid(number);
                table.unknown(message, number, why, ASK_AGAIN);
                yield false;
            }
        };
    }

    /** Asks the called provider for a message of unknown outcome. */
    private boolean ask(Claimed message, SmsProvider.Text text, Instant called) {
        SmsProvider provider = providers.size() < message.provider() ? null : providers.get(message.provider() - 1);
        SmsProvider.Known known = provider == null ? SmsProvider.Known.UNANSWERED : provider.find(text, called);
        boolean isUnsent =
                known == SmsProvider.Known.NOT_SENT || known == SmsProvider.Known.ABSENT && message.isQuiet();
        if (known == SmsProvider.Known.SENT && provider != null) {
            calls(provider, "found").increment();
            return end(message, End.SENT, "");
        }
        if (isUnsent) {
            table.next(message, "the provider does not have it");
            return false;
        }
        if (message.secondsLeft() <= 0) {
            return end(message, End.EXPIRED, "the provider does not say if it was sent");
        }
        table.unknown(message, message.provider(), "the provider is asked", ASK_AGAIN);
        return false;
    }

    /** Returns the number of the provider to call next, one that failed lately last; 0 if each was tried. */
    private int choice(int tried) {
        int chosen = 0;
        for (int number = 1; number <= providers.size(); number++) {
            boolean isFree = (tried & 1 << (number - 1)) == 0;
            if (isFree && (chosen == 0 || isAvoided(chosen) && !isAvoided(number))) {
                chosen = number;
            }
        }
        return chosen;
    }

    private void avoid(int provider) {
        failedNanos.put(provider, System.nanoTime());
    }

    private boolean isAvoided(int provider) {
        Long failed = failedNanos.get(provider);
        return failed != null && System.nanoTime() - failed < TimeUnit.SECONDS.toNanos(AVOIDED.toSeconds());
    }

    private boolean end(Claimed message, End end, String fault) {
        table.end(message, end, fault);
        messages(end).increment();
        if (end != End.SENT) {
            LOG.warn("message {} by SMS was not sent: {}", message.id(), fault);
        }
        return true;
    }

    @Override
    public void close() {
        worker.close();
        providers.forEach(SmsProvider::close);
    }
}
