package com.flowex.platform.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.sentry.SentryClient;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reports of our own faults, which are lines of the level error, by Sentry's protocol. A report has the text of the
 * line without its values, and the types and frames of the fault. Addresses and long random words in the fault's
 * messages are masked. The numbers of request, trace and tenant are tags. At most {@link #PER_MINUTE} leave in a
 * minute, and {@link #WAITING_MAX} wait for a slow or unreachable receiver. The rest is dropped, and the next report
 * has their number.
 */
final class SentryAppender extends AppenderBase<ILoggingEvent> {

    static final int PER_MINUTE = 30;
    static final int WAITING_MAX = 30;

    private static final long ENDING_MILLIS = 2_000;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final Pattern ADDRESSES = Pattern.compile("[^\\s<>\"'(=:]+@[^\\s<>\"')=]+");
    private static final Pattern LONG_WORDS = Pattern.compile("(?=[A-Za-z+/_=.-]*[0-9])[A-Za-z0-9+/_=.-]{20,}");
    private static final List<String> TAGS = List.of(LogContext.REQUEST, LogContext.TRACE, LogContext.TENANT);

    private final SentryClient client;
    private final PerMinuteLimiter ration = new PerMinuteLimiter(PER_MINUTE);

    SentryAppender(String dsn, String environment, String node) {
        SentryOptions options = new SentryOptions();
        options.setDsn(dsn);
        options.setEnvironment(environment);
        options.setSendDefaultPii(false);
        options.setAttachServerName(false);
        options.setServerName(node);
        options.setMaxBreadcrumbs(0);
        options.setMaxQueueSize(WAITING_MAX);
        options.setConnectionTimeoutMillis(TIMEOUT_MILLIS);
        options.setReadTimeoutMillis(TIMEOUT_MILLIS);
        options.setShutdownTimeoutMillis(ENDING_MILLIS);
        options.setEnableUncaughtExceptionHandler(false);
        options.setEnableDeduplication(false);
        options.setSendClientReports(false);
        options.setBeforeSend((event, _) -> blotted(event));
        this.client = new SentryClient(options);
        setName("reports");
    }

    @Override
    protected void append(ILoggingEvent line) {
        boolean isOurs = line.getLevel().isGreaterOrEqual(Level.ERROR)
                && !line.getLoggerName().startsWith("io.sentry")
                && !line.getLoggerName().equals(DedicatedLoggers.PROCESS.getName());
        if (isOurs && ration.tryAcquire()) {
            client.captureEvent(report(line), null, null);
        }
    }

    private SentryEvent report(ILoggingEvent line) {
        SentryEvent event = line.getThrowableProxy() instanceof ThrowableProxy fault
                ? new SentryEvent(fault.getThrowable())
                : new SentryEvent();
        Message message = new Message();
        message.setMessage(line.getMessage());
        event.setMessage(message);
        event.setLevel(SentryLevel.ERROR);
        event.setLogger(line.getLoggerName());
        event.setPlatform("java");
        Map<String, String> context = line.getMDCPropertyMap();
        TAGS.stream().filter(context::containsKey).forEach(name -> event.setTag(name, context.get(name)));
        long leftOut = ration.takeLeftOut();
        if (leftOut > 0) {
            event.setTag("left_out", Long.toString(leftOut));
        }
        return event;
    }

    private static SentryEvent blotted(SentryEvent event) {
        List<SentryException> faults = event.getExceptions();
        if (faults != null) {
            faults.forEach(fault -> fault.setValue(blotted(String.valueOf(fault.getValue()))));
        }
        event.setUser(null);
        return event;
    }

    /** Masks addresses and secrets in a text. */
    static String blotted(String text) {
        return LONG_WORDS.matcher(ADDRESSES.matcher(text).replaceAll("…")).replaceAll("…");
    }

    @Override
    public void stop() {
        super.stop();
        client.close();
    }
}
